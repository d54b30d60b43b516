import { formatAddress } from '@inspected-egress/cidr';
import { maskJoinedWorld, PACKET_PROMISES, type PacketPromise } from '@inspected-egress/testing/worlds';
import { worstOf, type Verdict } from '../../src/promise/finding';
import { verify } from '../../src/verify';
import { traceSubnet } from '../../src/walk/trace-subnet';
import { graphOf } from '../support/graph-of';
import {
  addressOf,
  exchangesSay,
  flowsFrom,
  joinedWorlds,
  MOST_SHOWN,
  packetsSay,
  rare,
  verdictIn,
  type RandomWorld,
} from '../support/opinions';
import { tellFlow, tellTrace } from '../support/told-ways';

const VERDICTS = ['proved', 'violated', 'undetermined'];
const EVERY_VERDICT = PACKET_PROMISES.flatMap((promise) =>
  VERDICTS.map((verdict) => `${promise} ${verdict}`),
);

it('packets go exactly the ways of their class, one for each zone that a transit gateway may pick', () => {
  const seen: string[] = [];
  const contradictions: string[] = [];
  for (const random of joinedWorlds()) {
    const subnet = random.dice.pick(random.simulator.world.keysOf('subnet'));
    const graph = graphOf(random.rows);
    const traces = ([4, 6] as const).flatMap((family) => traceSubnet(graph, subnet, family));
    for (const destination of random.destinations) {
      const flows = flowsFrom({ ...random, destinations: [destination] }, subnet);
      const [flow] = flows;
      if (flow === undefined) continue;
      const address = addressOf(flow);
      const ofClass = traces.filter(({ destinations }) => destinations.contains(address));
      const [classSays, packetsGo] = [ofClass.map(tellTrace), flows.map(tellFlow)].map((ways) =>
        [...new Set(ways)].sort(),
      );
      seen.push(`${Math.min(packetsGo?.length ?? 0, 2)} ways`);
      for (const { out, back } of flows) seen.push(out.disposition, `back ${back?.disposition ?? 'none'}`);
      if (classSays?.join() !== packetsGo?.join())
        contradictions.push(
          `${random.label}, ${subnet} to ${formatAddress(address)}: class ${classSays?.join(' or ')}; packets ${packetsGo?.join(' or ')}`,
        );
    }
  }
  expect(contradictions.slice(0, MOST_SHOWN)).toEqual([]);
  expect(rare(seen, DISPOSITIONS)).toEqual([]);
});

it('the verdict of a promise is what packets through a transit gateway say of it', () => {
  const contradictions: string[] = [];
  const seen: string[] = [];
  for (const random of joinedWorlds())
    for (const { about, verdict, truth, promise } of judgements(random, random.rows)) {
      seen.push(`${promise} ${truth}`);
      if (verdict !== truth) contradictions.push(`${about}: ${verdict}, packets say ${truth}`);
    }
  expect(contradictions.slice(0, MOST_SHOWN)).toEqual([]);
  // A circle or a black hole is never far where the rest of such a world is undetermined.
  const wanted = EVERY_VERDICT.filter((one) => one !== 'no-route-loops-or-blackholes undetermined');
  expect(rare(seen, wanted)).toEqual([]);
});

it('what an input does not tell of a transit gateway makes nothing proved or violated that is not so', () => {
  const contradictions: string[] = [];
  const seen: string[] = [];
  for (const random of joinedWorlds('longest')) {
    const masked = maskJoinedWorld(random.dice, random.rows);
    for (const { about, verdict, truth, promise } of judgements(random, masked)) {
      seen.push(`${promise} ${verdict}`);
      if (verdict !== 'undetermined' && verdict !== truth)
        contradictions.push(`${about}: ${verdict}, packets say ${truth}`);
    }
  }
  expect(contradictions.slice(0, MOST_SHOWN)).toEqual([]);
  expect(rare(seen, EVERY_VERDICT)).toEqual([]);
});

const DISPOSITIONS = [
  ...['exits-internet', 'exits-elsewhere', 'delivered', 'no-route', 'blackhole', 'loop', 'denied'],
  ...['undetermined', 'back delivered', 'back blackhole', 'back loop', 'back denied'],
  ...['1 ways', '2 ways'],
];

interface Judgement {
  readonly promise: PacketPromise;
  readonly about: string;
  readonly verdict: Verdict;
  /** What the packets of the subnet add up to. */
  readonly truth: Verdict;
}

/** @param rows - those of the world, or what an input tells of them */
function* judgements(random: RandomWorld, rows: string): Generator<Judgement> {
  const report = verify(graphOf(rows));
  const judged = report.judged.flatMap(({ subnet, isJudged }) => (isJudged ? [subnet] : []));
  for (const subnet of judged) {
    const flows = flowsFrom(random, subnet);
    for (const promise of PACKET_PROMISES) {
      const isOfReplies = promise === 'replies-use-the-same-endpoint';
      const truth = worstOf([
        packetsSay(random, promise, flows),
        isOfReplies ? exchangesSay(random, subnet, judged) : 'proved',
      ]);
      const about = `${random.label}, ${subnet}, ${promise}`;
      yield { promise, about, verdict: verdictIn(report, promise, subnet), truth };
    }
  }
}
