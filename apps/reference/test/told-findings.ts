import {
  PROMISES,
  readEstate,
  readGraph,
  verdictOf,
  verify,
  type GraphOptions,
  type Hop,
  type PromiseId,
  type Verdict,
} from '@inspected-egress/verify';

/** What a verification says, without the words that differ from one form of input to another. */
export interface ToldFindings {
  readonly verdicts: Readonly<Partial<Record<PromiseId, Verdict>>>;
  /** `<promise> <verdict> <code> <subject>: <hops out> / <hops back>`, sorted. */
  readonly findings: readonly string[];
  /** `<check> <verdict> <subject>`, sorted. */
  readonly checks: readonly string[];
  /** The subnets that are judged. */
  readonly judged: readonly string[];
}

export function findingsOf(name: string, text: string, options: GraphOptions = {}): ToldFindings {
  const report = verify(readGraph(readEstate([{ name, text }]), options));
  const hops = (way: readonly Hop[] = []) => way.map(({ key }) => key).join(' > ');
  return {
    verdicts: Object.fromEntries(PROMISES.map((promise) => [promise, verdictOf(report, promise)])),
    findings: report.findings
      .map(
        ({ promise, verdict, code, subject, out, back }) =>
          `${promise} ${verdict} ${code} ${subject}: ${hops(out)} / ${hops(back)}`,
      )
      .sort(),
    checks: report.checks.map(({ check, verdict, subject }) => `${check} ${verdict} ${subject ?? ''}`).sort(),
    judged: report.judged.filter(({ isJudged }) => isJudged).map(({ subnet }) => subnet),
  };
}
