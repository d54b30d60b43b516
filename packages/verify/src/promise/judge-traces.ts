import type { Key } from '../graph/key';
import type { Trace } from '../walk/trace';
import type { Evidence } from './evidence';
import type { Finding } from './finding';

/** The findings of one promise for each judged subnet: all that its traces give rise to, otherwise a proof. */
export function judgeTraces(
  { traces }: Evidence,
  judge: (trace: Trace) => readonly Finding[],
  prove: (subnet: Key, traces: readonly Trace[]) => Finding,
): readonly Finding[] {
  return [...traces].flatMap(([subnet, ways]) => {
    const findings = ways.flatMap(judge);
    return findings.length > 0 ? findings : [prove(subnet, ways)];
  });
}

/** Whether nothing that a subnet sends gets out of it, as no table leads anywhere. */
export function isIsolated(traces: readonly Trace[]): boolean {
  return traces.every(
    ({ out }) => (out.disposition === 'no-route' && out.hops.length === 1) || out.disposition === 'delivered',
  );
}
