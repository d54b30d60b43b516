import type { Bypass } from './bypass/bypass';
import type { CheckResult } from './check/check-result';
import type { AcceptedBypass } from './promise/accepted-bypass';
import { worstOf, type Finding, type PromiseId, type Verdict } from './promise/finding';
import type { JudgedSubnet } from './promise/judged-subnets';

/** What a verification found, as plain data. */
export interface Report {
  /** Every subnet of the input, in the order of keys, and why it is judged or is not. */
  readonly judged: readonly JudgedSubnet[];
  /** By promise, then by subject; at least one for each judged subnet and promise about subnets. */
  readonly findings: readonly Finding[];
  /** What packets may leave by uninspected, whether any does or not. */
  readonly acceptedBypasses: readonly AcceptedBypass[];
  /** What judged subnets reach that no firewall endpoint sees, and what limits it: by kind, then by target. Decides nothing. */
  readonly bypasses: readonly Bypass[];
  /** By check, then by subject; at least one for each check. They decide no exit status: promises do. */
  readonly checks: readonly CheckResult[];
}

/**
 * What is to be said of one promise as a whole. Where no subnet is judged nothing is proved: there was nothing to break the
 * promise.
 */
export function verdictOf({ findings, judged }: Report, promise: PromiseId): Verdict {
  if (!judged.some(({ isJudged }) => isJudged)) return 'undetermined';
  return worstOf(findings.filter((finding) => finding.promise === promise).map(({ verdict }) => verdict));
}
