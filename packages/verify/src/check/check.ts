import type { Key } from '../graph/key';
import type { Evidence } from '../promise/evidence';
import type { Finding, PromiseId } from '../promise/finding';
import type { ReachabilityCode } from '../walk/reachability-code';
import type { CheckId, CheckSeverity } from './check-result';

/** What a check is about, for people. */
export interface CheckDescription {
  readonly id: CheckId;
  /** Of a result that does not say otherwise. */
  readonly severity: CheckSeverity;
  /** What holds while it is satisfied. One line; no capital first letter, no final period. */
  readonly title: string;
  /** Whose findings decide it. */
  readonly promise?: PromiseId;
}

export interface Check extends CheckDescription {
  judge(evidence: CheckEvidence): Judgement;
}

/** What every check is judged by. */
export interface CheckEvidence extends Evidence {
  readonly findings: ReadonlyMap<PromiseId, readonly Finding[]>;
}

export interface Judgement {
  /** How many things were looked at; a check that looks at nothing is not applicable. */
  readonly count: number;
  /** What is broken or undetermined; none when all is as it should be. */
  readonly remarks: readonly CheckRemark[];
  /**
   * Why it is satisfied.
   * @default - the title
   */
  readonly because?: string;
}

export interface CheckRemark {
  readonly verdict: 'broken' | 'undetermined';
  readonly subject: Key;
  readonly because: string;
  readonly remedy: string;
  /** @default - that of the check */
  readonly severity?: CheckSeverity;
  readonly code?: string;
  readonly reachability?: ReachabilityCode;
}

/** What to do about what the input does not tell. */
export const SAY_MORE =
  'verify a plan file or a state, where more is known, or put what is missing into the input';

export function undetermined(subject: Key, because: string): CheckRemark {
  return { verdict: 'undetermined', subject, because, remedy: SAY_MORE };
}

export function broken(
  subject: Key,
  because: string,
  remedy: string,
  more: Pick<CheckRemark, 'severity' | 'reachability'> = {},
): CheckRemark {
  return { verdict: 'broken', subject, because, remedy, ...more };
}

/** Looks at each of some things. */
export function judgeEach<T>(
  items: Iterable<T>,
  judge: (item: T) => CheckRemark | readonly CheckRemark[] | undefined,
): Judgement {
  let count = 0;
  const remarks: CheckRemark[] = [];
  for (const item of items) {
    count += 1;
    remarks.push(...[judge(item) ?? []].flat());
  }
  return { count, remarks };
}
