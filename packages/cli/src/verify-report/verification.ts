import {
  PROMISES,
  verdictOf,
  type AcceptedBypass,
  type Bypass,
  type CheckResult,
  type Estate,
  type Finding,
  type JudgedSubnet,
  type PromiseId,
  type Report,
  type Step,
  type Verdict,
} from '@inspected-egress/verify';
import { plainHop, type PlainHop } from './plain-hop';
import { tellFinding } from './tell-finding';

/** What is said of one input, as plain data; `--format json` prints it. */
export interface Verification {
  readonly input: string;
  readonly form: string;
  /** What a reader should know about the input. */
  readonly notes: readonly string[];
  /** 0 all required promises are proved, 1 one is violated, 2 one is undetermined. */
  readonly status: number;
  readonly promises: readonly PromiseSummary[];
  readonly findings: readonly ToldFinding[];
  readonly subnets: readonly JudgedSubnet[];
  readonly acceptedBypasses: readonly AcceptedBypass[];
  /** What judged subnets reach that nothing inspects. */
  readonly bypasses: readonly Bypass[];
  /** They decide no status. */
  readonly checks: readonly CheckResult[];
}

export interface PromiseSummary {
  readonly promise: PromiseId;
  readonly required: boolean;
  readonly verdict: Verdict;
  /** Of findings. */
  readonly counts: Readonly<Record<Verdict, number>>;
}

/** A finding whose hops are told. */
export interface ToldFinding extends Omit<Finding, 'out' | 'back'> {
  readonly out?: readonly ToldHop[];
  readonly back?: readonly ToldHop[];
}

export interface ToldHop extends PlainHop {
  /** What happens there, in order; a firewall endpoint takes two. */
  readonly steps: readonly string[];
}

export function toVerification(
  input: string,
  { form, notes }: Estate,
  report: Report,
  required: readonly PromiseId[],
): Verification {
  const promises = PROMISES.map((promise) => summarize(report, promise, required.includes(promise)));
  return {
    input,
    form,
    notes,
    status: statusOf(promises),
    promises,
    findings: report.findings.map(toTold),
    subnets: report.judged,
    acceptedBypasses: report.acceptedBypasses,
    bypasses: report.bypasses,
    checks: report.checks,
  };
}

/** Of several inputs: violated before undetermined. */
export function worstStatus(verifications: readonly Pick<Verification, 'status'>[]): number {
  const statuses = verifications.map(({ status }) => status);
  return statuses.includes(1) ? 1 : Math.max(0, ...statuses);
}

function summarize(report: Report, promise: PromiseId, required: boolean): PromiseSummary {
  const counts = { proved: 0, violated: 0, undetermined: 0 };
  for (const finding of report.findings) if (finding.promise === promise) counts[finding.verdict] += 1;
  return { promise, required, verdict: verdictOf(report, promise), counts };
}

function statusOf(promises: readonly PromiseSummary[]): number {
  const verdicts = promises.filter(({ required }) => required).map(({ verdict }) => verdict);
  if (verdicts.includes('violated')) return 1;
  return verdicts.includes('undetermined') ? 2 : 0;
}

function toTold({ out, back, ...finding }: Finding): ToldFinding {
  const told = tellFinding({
    ...finding,
    ...(out === undefined ? {} : { out }),
    ...(back === undefined ? {} : { back }),
  });
  return {
    ...finding,
    ...(out === undefined ? {} : { out: told.out.map(toldHop) }),
    ...(back === undefined ? {} : { back: told.back.map(toldHop) }),
  };
}

export function toldHop({ hop, lines }: Step): ToldHop {
  return { ...plainHop(hop), steps: lines };
}
