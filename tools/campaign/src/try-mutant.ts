import { changeOf, diff, PROMISES, verdictOf, type PromiseId } from '@inspected-egress/verify';
import { PACKET_PROMISES } from '@inspected-egress/testing/worlds';
import { findingsOf, judge, verdictsOf, type Judged } from './judge';
import type { Input } from './input';
import type { Change, Operator } from './operator';

/** What became of a mutant. */
export interface Fate {
  readonly input: string;
  readonly operator: string;
  readonly place: string;
  /** Promises that something kept before and does not keep any more, or of which nobody can tell now. */
  readonly caughtBy: readonly PromiseId[];
  /** What the difference of the two inputs is. */
  readonly difference: 'none' | 'changed' | 'undetermined';
  /** Whether some packet, followed by itself, or some query goes another way. */
  readonly isOther: boolean;
  /** In what it is not as expected; each one line. */
  readonly problems: readonly string[];
}

const FLOWS = [
  { protocol: 'tcp', port: 443 },
  { protocol: 'tcp', port: 22 },
  { protocol: 'udp', port: 53 },
] as const;

/** Makes one mutant of an input and asks everybody what they say of it. */
export function tryMutant(input: Input, before: Judged, operator: Operator, change: Change): Fate {
  const after = judge(input.stack.with(change.make), input.given);
  const difference = changeOf(diff(before.graph, after.graph, { declaredFlows: FLOWS }));
  const caughtBy = listWorse(before, after);
  const isOther = goesAnotherWay(before, after);
  const problems = [
    ...findProblems(operator, before, { caughtBy, difference, isOther, after }),
    ...(operator.beyondPackets === undefined ? findContradictions(after) : []),
  ];
  const { id } = operator;
  return { input: input.name, operator: id, place: change.place, caughtBy, difference, isOther, problems };
}

interface Said {
  readonly caughtBy: readonly PromiseId[];
  readonly difference: Fate['difference'];
  readonly isOther: boolean;
  readonly after: Judged;
}

function findProblems(
  { expects, beyondPackets }: Operator,
  before: Judged,
  { caughtBy, difference, isOther, after }: Said,
): string[] {
  if (expects === 'changes nothing') {
    const isSame = findingsOf(before.report).join() === findingsOf(after.report).join();
    return [
      ...(isOther ? ['packets go another way, and nothing was to change'] : []),
      ...(difference === 'none' ? [] : [`the difference is ${difference}, and nothing was to change`]),
      ...(isSame ? [] : ['what is found is other, and nothing was to change']),
    ];
  }
  const isCaught = caughtBy.length > 0 || difference !== 'none';
  const unbroken = (expects === 'goes another way' ? [] : expects.breaks).filter(
    (promise) => verdictOf(before.report, promise) === 'proved' && !caughtBy.includes(promise),
  );
  return [
    ...(beyondPackets === undefined && !isOther ? ['no packet goes another way'] : []),
    ...(isCaught ? [] : ['nobody noticed']),
    ...unbroken.map((promise) => `${promise} was to break`),
  ];
}

function listWorse(before: Judged, after: Judged): PromiseId[] {
  const known = verdictsOf(before.report);
  const worse = [...verdictsOf(after.report)].flatMap(([key, verdict]) =>
    verdict !== 'proved' && (known.get(key) ?? 'proved') === 'proved' ? [key.split(' ')[0]] : [],
  );
  return PROMISES.filter((promise) => worse.includes(promise));
}

function goesAnotherWay({ packets: before }: Judged, { packets: after }: Judged): boolean {
  const both = [...before, ...after];
  const destinations = [...new Set(both.flatMap((packets) => packets.destinations))];
  const names = [...new Set(both.flatMap((packets) => packets.names))];
  const told = (all: typeof before) => all.flatMap((packets) => packets.outcomes(destinations, names)).sort();
  return told(before).join() !== told(after).join();
}

/** Where the verifier proves what a packet breaks, or finds broken what no packet breaks. */
export function findContradictions({ report, packets }: Judged): string[] {
  const verdicts = verdictsOf(report);
  const judged = report.judged.flatMap(({ subnet, isJudged }) => (isJudged ? [subnet] : []));
  return PACKET_PROMISES.flatMap((promise) =>
    judged.flatMap((subnet) => {
      const sent = packets.find(({ subnets }) => subnets.includes(subnet));
      const [verdict, opinion] = [verdicts.get(`${promise} ${subnet}`), sent?.opinion(promise, subnet)];
      const isFalse =
        (verdict === 'proved' && opinion !== 'kept') || (verdict === 'violated' && opinion !== 'broken');
      return isFalse ? [`${promise} of ${subnet} is ${verdict}, and its packets say ${opinion}`] : [];
    }),
  );
}
