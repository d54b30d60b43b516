import { checkToday } from '../inputs/check-today';
import { relocated } from '../inputs/in-file';
import { openInputs } from '../inputs/open-inputs';
import { readPolicyFile } from '../inputs/read-policy-file';
import { judgeFlows, type JudgedFlow } from '../flows/judge-flows';
import { readFlows, type FlowsCall } from '../flows/read-flows';
import type { EgressIo } from '../io';
import { printJson, printLines } from '../outputs/print';
import { count, headedTable } from '../outputs/table';

export interface SimulateCall extends FlowsCall {
  readonly format: 'text' | 'json';
  readonly today: string;
}

/**
 * Status 0 when every flow that has an expectation meets it, 1 when one has another verdict, and 2 when none has, but
 * one is undetermined whose verdict is expected.
 */
export async function simulate(name: string, call: SimulateCall, io: EgressIo): Promise<number> {
  checkToday(call.today);
  const read = openInputs(io);
  const { policy } = await readPolicyFile(name, read);
  const { flows, file } = await readFlows(call, read);
  const judged = relocated(
    (problem) => (file === undefined ? problem : { ...problem, file }),
    () => judgeFlows(policy, flows, call.today),
  );
  const outcomes = judged.map(({ name: flow, verdict, expect, flow: facts }) => ({
    name: flow,
    flow: facts,
    ...verdict,
    ...(expect === undefined ? {} : { expect, met: expect === verdict.verdict }),
  }));
  if (call.format === 'json') printJson(io.stdout, { policy: policy.name, flows: outcomes });
  else printLines(io.stdout, describe(judged));
  return statusOf(judged);
}

function statusOf(judged: readonly JudgedFlow[]): number {
  const unmet = judged.filter(isUnmet);
  if (unmet.some(({ verdict }) => verdict.verdict !== 'undetermined')) return 1;
  return unmet.length > 0 ? 2 : 0;
}

function isUnmet({ expect, verdict }: JudgedFlow): boolean {
  return expect !== undefined && expect !== verdict.verdict;
}

function describe(judged: readonly JudgedFlow[]): readonly string[] {
  const rows = judged.map((one) => {
    const { name, expect, verdict } = one;
    const { rule = '', stoppedBy = '', missing, because } = verdict;
    const expected = expect === undefined ? '' : isUnmet(one) ? `${expect}, not met` : `${expect}, met`;
    return [name, verdict.verdict, expected, rule, stoppedBy, missing.join(', '), because];
  });
  const header = ['flow', 'verdict', 'expected', 'rule', 'stopped by', 'missing', 'because'];
  return judged.length === 0 ? ['no flows'] : [...headedTable(header, rows), ...summarize(judged)];
}

function summarize(judged: readonly JudgedFlow[]): readonly string[] {
  const expected = judged.filter(({ expect }) => expect !== undefined);
  if (expected.length === 0) return [];
  const unmet = expected.filter(isUnmet).length;
  return [`${count(expected.length, 'expectation')}, ${unmet === 0 ? 'all met' : `${unmet} not met`}`];
}
