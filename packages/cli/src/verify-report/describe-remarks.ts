import { count, table } from '../outputs/table';
import type { ToldFinding } from './verification';

/** What breaks nothing and could be better: one row each. */
export function describeRemarks(findings: readonly ToldFinding[]): readonly string[] {
  if (findings.length === 0) return [];
  return [
    '',
    `${count(findings.length, 'remark')} on what is proved`,
    ...table(findings.map(({ code, subject, because }) => [`  [${code}] \`${subject}\``, because])),
  ];
}
