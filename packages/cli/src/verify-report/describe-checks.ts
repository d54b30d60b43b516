import type { CheckResult, CheckSeverity } from '@inspected-egress/verify';
import { table } from '../outputs/table';

const VERDICTS = ['broken', 'undetermined', 'satisfied', 'not-applicable'] as const;
const SEVERITIES: readonly CheckSeverity[] = ['error', 'warning', 'info'];

/** How the checks beside the promises came out, and what is to be said of those that are broken or undetermined. */
export function describeChecks(checks: readonly CheckResult[]): readonly string[] {
  if (checks.length === 0) return [];
  const rows = openChecks(checks).map(({ verdict, checks: ids, severity, subjects, said }) => [
    `  ${verdict}`,
    ids.join(', '),
    severity,
    subjects.map((subject) => `\`${subject}\``).join(', ') || 'the input',
    said,
  ]);
  return ['', `checks: ${countChecks(checks)}`, ...table(rows)];
}

/** `1 broken, 2 undetermined, 12 satisfied`: of checks, not of their results. */
export function countChecks(checks: readonly CheckResult[]): string {
  const counts = VERDICTS.map((verdict) => {
    const ids = new Set(checks.filter((one) => one.verdict === verdict).map(({ check }) => check));
    return [ids.size, verdict.replace('-', ' ')] as const;
  });
  return counts
    .filter(([number]) => number > 0)
    .map(([number, verdict]) => `${number} ${verdict}`)
    .join(', ');
}

/** What a reader may have to act on: one thing, of however many checks and subjects it is said. */
export interface OpenCheck {
  readonly verdict: CheckResult['verdict'];
  readonly checks: readonly string[];
  /** The worst of them. */
  readonly severity: CheckSeverity;
  /** None when it is said of the whole input. */
  readonly subjects: readonly string[];
  readonly said: string;
}

/** Broken ones first. */
export function openChecks(results: readonly CheckResult[]): readonly OpenCheck[] {
  return VERDICTS.slice(0, 2).flatMap((verdict) => {
    const groups = new Map<string, CheckResult[]>();
    for (const result of results.filter((one) => one.verdict === verdict)) {
      const said = saidOf(result);
      groups.set(said, [...(groups.get(said) ?? []), result]);
    }
    return [...groups].map(([said, group]) => ({
      verdict,
      checks: [...new Set(group.map(({ check }) => check))],
      severity: SEVERITIES.find((one) => group.some(({ severity }) => severity === one)) ?? 'info',
      subjects: [...new Set(group.flatMap(({ subject }) => (subject === undefined ? [] : [subject])))],
      said,
    }));
  });
}

/** A result that is a finding is told there; what is undetermined has one remedy, which the findings tell. */
function saidOf({ verdict, code, because, remedy }: CheckResult): string {
  if (code !== undefined) return `see ${code}`;
  return verdict === 'undetermined' || remedy === '' ? because : `${because}; ${remedy}`;
}
