import {
  explain,
  readEstate,
  readGraph,
  verdictOf,
  verify,
  type CheckId,
  type CheckVerdict,
  type PromiseId,
  type Report,
  type VpcGraph,
} from '../../src';
import type { Expectation, ExpectedWay, ExpectedWorld } from './world';

/** What the verifier finds in a world, in the form of what is expected of it. */
export function observe(
  input: string | Uint8Array,
  { options }: ExpectedWorld,
  expected: Expectation,
): Expectation {
  const text = typeof input === 'string' ? input : Buffer.from(input).toString('latin1');
  const graph = readGraph(readEstate([{ name: 'world', text }]));
  const report = verify(graph, options);
  const promises = Object.keys(expected.verdicts) as PromiseId[];
  const said = (promise: PromiseId) =>
    report.findings
      .filter((finding) => finding.promise === promise && finding.verdict !== 'proved')
      .map(({ because, subject }) => `${subject}: ${because}`);
  return {
    verdicts: Object.fromEntries(promises.map((promise) => [promise, verdictOf(report, promise)])),
    ...(expected.says === undefined ? {} : { says: partsSaid(expected.says, said) }),
    ...(expected.checks === undefined ? {} : { checks: worstChecks(report, expected.checks) }),
    ...(expected.judged === undefined
      ? {}
      : { judged: report.judged.filter(({ isJudged }) => isJudged).map(({ subnet }) => subnet) }),
    ...(expected.ways === undefined ? {} : { ways: expected.ways.map((way) => follow(graph, way)) }),
  };
}

type Checks = NonNullable<Expectation['checks']>;

function worstChecks({ checks }: Report, expected: Checks): Checks {
  return Object.fromEntries(
    (Object.keys(expected) as CheckId[]).map((id) => {
      const verdicts = checks.filter(({ check }) => check === id).map(({ verdict }) => verdict);
      return [id, FROM_WORST.find((verdict) => verdicts.includes(verdict))];
    }),
  );
}

const FROM_WORST: readonly CheckVerdict[] = ['broken', 'undetermined', 'satisfied', 'not-applicable'];

type Says = NonNullable<Expectation['says']>;

/** Of the parts that findings should say, those that they do; where one is missing, all that they say. */
function partsSaid(says: Says, said: (promise: PromiseId) => readonly string[]): Says {
  return Object.fromEntries(
    Object.entries(says).map(([promise, parts]) => {
      const lines = said(promise as PromiseId);
      return [
        promise,
        parts.map((part) => (lines.some((line) => line.includes(part)) ? part : lines.join('\n'))),
      ];
    }),
  );
}

function follow(graph: VpcGraph, { from, to, flow, arrives }: ExpectedWay): ExpectedWay {
  const { out, back, disposition, backDisposition } = explain(graph, {
    from,
    to,
    ...(flow === undefined ? {} : { flow }),
  });
  const arrived = backDisposition === undefined || (backDisposition === 'delivered' && arrives === undefined);
  return {
    from,
    to,
    ...(flow === undefined ? {} : { flow }),
    out: out.map(({ hop }) => hop.key),
    ends: disposition,
    ...(back === undefined ? {} : { back: back.map(({ hop }) => hop.key) }),
    ...(arrived ? {} : { arrives: backDisposition }),
  };
}
