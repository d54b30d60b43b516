import type { CheckResult } from '@inspected-egress/verify';
import { table } from '../outputs/table';

const VERDICTS = ['broken', 'undetermined', 'satisfied', 'not-applicable'] as const;

/** How the checks beside the promises came out, and what is to be said of those that are broken or undetermined. */
export function describeChecks(checks: readonly CheckResult[]): readonly string[] {
  if (checks.length === 0) return [];
  return ['', `checks: ${countChecks(checks)}`, ...table(openChecks(checks).map(checkRow))];
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

/** Those that a reader may have to act on, broken ones first. */
export function openChecks(checks: readonly CheckResult[]): readonly CheckResult[] {
  return VERDICTS.slice(0, 2).flatMap((verdict) => checks.filter((one) => one.verdict === verdict));
}

function checkRow({ check, severity, verdict, subject, ...result }: CheckResult): readonly string[] {
  return [
    `  ${verdict}`,
    check,
    severity,
    subject === undefined ? 'the input' : `\`${subject}\``,
    saidOf(result),
  ];
}

/** A result that is a finding is told there. */
export function saidOf({ code, because, remedy }: Pick<CheckResult, 'code' | 'because' | 'remedy'>): string {
  if (code !== undefined) return `see ${code}`;
  return remedy === '' ? because : `${because}; ${remedy}`;
}
