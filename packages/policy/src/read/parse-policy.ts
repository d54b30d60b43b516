import { quote, throwProblems, type Problem } from '@inspected-egress/problem';
import type { EgressPolicy } from '../model';
import { policySchema } from '../schema';
import { findFormProblems } from './form-problems';
import { isRecord } from './paths';
import { findReferenceProblems } from './reference-problems';

/** Everything that keeps a value from being a policy: first the values themselves, then what they refer to. */
export function findPolicyProblems(policy: unknown): Problem[] {
  return [...findFormProblems(policy), ...findReferenceProblems(policy)];
}

/**
 * Reads what came from outside: a parsed file, an environment, an answer.
 * @returns a copy, so later changes to the value do not reach the policy
 * @throws PlanError POL101 to POL139 and CIDR1xx, with every problem of the value
 */
export function parsePolicy(value: unknown): EgressPolicy {
  const name = isRecord(value) && typeof value['name'] === 'string' ? ` ${quote(value['name'])}` : '';
  throwProblems(`egress policy${name}`, findPolicyProblems(value));
  return policySchema.parse(value);
}
