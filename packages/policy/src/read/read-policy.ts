import { throwProblems } from '@inspected-egress/problem';
import * as errors from '../errors';
import { POLICY_FILE_BYTES } from '../limits';
import type { EgressPolicy } from '../model';
import { parsePolicy } from './parse-policy';
import { readStrictText } from './read-strict-text';

export interface ReadPolicyOptions {
  readonly format: 'yaml' | 'json';
}

/**
 * Reads the text of a policy file, as {@link readStrictText} does.
 * @throws PlanError POL140 to POL142 when the text cannot be read, otherwise as {@link parsePolicy}
 */
export function readPolicy(text: string, { format }: ReadPolicyOptions): EgressPolicy {
  const bytes = Buffer.byteLength(text);
  const noun = 'policy file';
  throwProblems(noun, bytes > POLICY_FILE_BYTES ? [errors.fileTooLarge(bytes, POLICY_FILE_BYTES)] : []);
  return parsePolicy(readStrictText(text, { format, noun, reuse: '`sets` and `groups`' }));
}
