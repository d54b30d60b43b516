import type { Finding } from '../promise/finding';
import type { CheckRemark, Judgement } from './check';

/** What findings say of a check that they decide. */
export function fromFindings(findings: readonly Finding[] = []): Judgement {
  return { count: findings.length, remarks: findings.flatMap(toRemark) };
}

function toRemark({ verdict, subject, because, remedy, code, reachability }: Finding): CheckRemark[] {
  if (verdict === 'proved') return [];
  return [
    {
      verdict: verdict === 'violated' ? 'broken' : 'undetermined',
      subject,
      because,
      remedy,
      code,
      ...(reachability === undefined ? {} : { reachability }),
    },
  ];
}
