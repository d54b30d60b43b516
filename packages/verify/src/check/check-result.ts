import type { Key } from '../graph/key';
import type { ReachabilityCode } from '../walk/reachability-code';

/** Public API: what is checked beside the promises, each on one fact of AWS. */
export type CheckId =
  | 'V01'
  | 'V02'
  | 'V03'
  | 'V04'
  | 'V05'
  | 'V06'
  | 'V07'
  | 'V08'
  | 'V09'
  | 'V10'
  | 'V11'
  | 'V12'
  | 'V13'
  | 'V14'
  | 'V15'
  | 'V16'
  | 'V17'
  | 'V18'
  | 'V19'
  | 'V20'
  | 'V21'
  | 'V22'
  | 'V23'
  | 'V24'
  | 'V25'
  | 'V26'
  | 'V27'
  | 'V28';

/** Error: traffic is not inspected, or does not work. Warning: it is one change away from that. Info: worth knowing. */
export type CheckSeverity = 'error' | 'warning' | 'info';

/**
 * `satisfied`: everything that the check is about is as it should be, as far as the input goes. `broken`: something is not.
 * `undetermined`: the input does not tell, so nobody may rely on it. `not-applicable`: the input holds nothing that the check
 * is about.
 */
export type CheckVerdict = 'satisfied' | 'broken' | 'undetermined' | 'not-applicable';

/**
 * What a check has to say. A check that is satisfied or not applicable has one result, about the whole input; otherwise it
 * has one for each thing that is broken or undetermined, and what is satisfied beside them is not listed.
 */
export interface CheckResult {
  readonly check: CheckId;
  readonly severity: CheckSeverity;
  readonly verdict: CheckVerdict;
  /** What is broken or undetermined: a subnet, a route table, a gateway, a target group. Absent when it is the whole input. */
  readonly subject?: Key;
  readonly constructPath?: string;
  /** One line; no capital first letter, no final period. */
  readonly because: string;
  /** What to do, same form; empty when there is nothing to do. */
  readonly remedy: string;
  /** Code of the finding that the result comes from, for example `VFY401`. Absent when the check decides itself. */
  readonly code?: string;
  /** In the words of Reachability Analyzer, where one of its codes applies. */
  readonly reachability?: ReachabilityCode;
}
