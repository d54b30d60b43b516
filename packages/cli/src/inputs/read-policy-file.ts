import { readPolicy, type EgressPolicy } from '@inspected-egress/policy';
import { inFile } from './in-file';
import type { ReadInput } from './open-inputs';

export interface PolicyFile {
  readonly file: string;
  readonly policy: EgressPolicy;
}

/**
 * A policy of a file: JSON where its name ends so, or where standard input begins with a brace; otherwise YAML.
 * @throws PlanError CLI11x when there is no text, POL1xx when it is no policy
 */
export async function readPolicyFile(name: string, read: ReadInput): Promise<PolicyFile> {
  const { file, text } = await read(name, 'a policy');
  const isJson = name === '-' ? text.trimStart().startsWith('{') : name.toLowerCase().endsWith('.json');
  return { file, policy: inFile(file, () => readPolicy(text, { format: isJson ? 'json' : 'yaml' })) };
}
