import { maskWorld, PACKET_PROMISES } from '@inspected-egress/testing/worlds';
import { traceSubnet } from '../../src/walk/trace-subnet';
import { verify } from '../../src/verify';
import { graphOf } from '../support/graph-of';
import {
  addressOf,
  flowsFrom as everyFlowFrom,
  MOST_SHOWN,
  packetsSay,
  randomWorlds,
  type RandomWorld,
  rare,
  verdictIn,
} from '../support/opinions';
import { tellFlow, tellTrace } from '../support/told-ways';

// What is left open in an input is decided in the end: here, by the world that the rows were before parts were hidden.
const VERDICTS = ['proved', 'violated', 'undetermined'];

/** Without those to IPv6 blocks that are hidden: nobody can tell that these addresses are not of the internet. */
function flowsFrom(random: RandomWorld, subnet: string, masked: string) {
  const own = random.simulator.world.vpcBlocks().filter(({ family }) => family === 6);
  const isHidden = /^vpc .* ipv6$/m.test(masked);
  return everyFlowFrom(random, subnet).filter(
    ({ family, destination: to }) =>
      !isHidden || family === 4 || !own.some(({ first, last }) => to >= first && to <= last),
  );
}

it('what an input does not tell makes nothing proved or violated that is not so in the end', () => {
  const contradictions: string[] = [];
  const seen: string[] = [];
  for (const random of randomWorlds('longest')) {
    const masked = maskWorld(random.dice, random.rows);
    const report = verify(graphOf(masked));
    for (const { subnet, isJudged } of report.judged) {
      if (!isJudged) continue;
      const flows = flowsFrom(random, subnet, masked);
      for (const promise of PACKET_PROMISES) {
        const [verdict, truth] = [verdictIn(report, promise, subnet), packetsSay(random, promise, flows)];
        seen.push(`${promise} ${verdict}`);
        if (verdict !== 'undetermined' && verdict !== truth)
          contradictions.push(`${random.label}, ${subnet}, ${promise}: ${verdict}, packets say ${truth}`);
      }
    }
  }
  expect(contradictions.slice(0, MOST_SHOWN)).toEqual([]);
  const wanted = PACKET_PROMISES.flatMap((promise) => VERDICTS.map((verdict) => `${promise} ${verdict}`));
  expect(rare(seen, wanted)).toEqual([]);
});

it('what an input tells of a class all the same is so for its packets', () => {
  const contradictions: string[] = [];
  let told = 0;
  for (const random of randomWorlds('longest')) {
    const masked = maskWorld(random.dice, random.rows);
    const graph = graphOf(masked);
    const subnet = random.dice.pick([...graph.subnets.keys()]);
    const traces = ([4, 6] as const).flatMap((family) => traceSubnet(graph, subnet, family));
    for (const flow of flowsFrom(random, subnet, masked)) {
      const of = traces.filter(({ destinations }) => destinations.contains(addressOf(flow)));
      const [trace] = of.filter(({ only }) => only === undefined);
      if (trace === undefined) throw new Error(`${random.label}: a packet of ${subnet} is of no class`);
      const isOpen = [trace.out, trace.back].some((way) => way?.disposition === 'undetermined');
      if (of.length > 1 || trace.except.length > 0 || isOpen) continue;
      told += 1;
      const [classSays, packetSays] = [tellTrace(trace), tellFlow(flow)];
      if (classSays !== packetSays)
        contradictions.push(`${random.label}, ${subnet}: class ${classSays}; packet ${packetSays}`);
    }
  }
  expect(contradictions.slice(0, MOST_SHOWN)).toEqual([]);
  expect(told).toBeGreaterThan(1000);
});
