import { parseAddress } from '@inspected-egress/cidr';
import { listCrossings } from '../../src/walk/acl-crossings';
import { judgeCrossing } from '../../src/walk/acl-verdict';
import type { Way } from '../../src/walk/trace';
import { traceSubnet } from '../../src/walk/trace-subnet';
import { graphOf } from '../support/graph-of';
import {
  PacketSimulator,
  readAddress,
  type SimulatedCrossing,
  type SimulatedWay,
} from '../support/packet-simulator';
import { DESTINATIONS, Dice, randomWorld } from '../support/random-worlds';

const WORLDS = process.env['CI'] === 'true' ? 5_000 : 300;
const FLOW = { protocol: 'tcp', port: 443 } as const;
const addresses = DESTINATIONS.map((text) => parseAddress(text));

/** Two subnets of each world: the parts that their destinations are in, and what a packet of its own says. */
function* opinions(isWanted: (destination: string) => boolean = () => true) {
  for (let seed = 0; seed < WORLDS; seed += 1) {
    const dice = new Dice(seed);
    const rows = randomWorld(dice);
    const graph = graphOf(rows);
    const simulator = new PacketSimulator(rows);
    for (const subnet of [dice.pick(['s1', 's2', 's3']), dice.pick(['s4', 's5', 's6'])]) {
      const traces = ([4, 6] as const).flatMap((family) => traceSubnet(graph, subnet, family));
      for (const [index, destination] of DESTINATIONS.entries()) {
        if (!isWanted(destination)) continue;
        const address = addresses[index];
        const [trace, ...others] = traces.filter(
          (one) => address !== undefined && one.destinations.contains(address),
        );
        const label = `world ${seed}, ${subnet} to ${destination}`;
        if (trace === undefined || others.length > 0)
          throw new Error(`${label}: ${others.length} parts too many`);
        yield { label, graph, simulator, trace, flow: simulator.send(subnet, destination), destination };
      }
    }
  }
}

function tell(way: Way | SimulatedWay | undefined): string {
  if (way === undefined) return 'no reply';
  // A circle is told by that it is one: where the telling stops is no matter.
  if (way.disposition === 'loop') return 'loop';
  return [...way.hops.map((hop) => (typeof hop === 'string' ? hop : hop.key)), way.disposition].join(' ');
}

it('no packet, followed by itself through senseless networks, goes another way than its class', () => {
  const seen = new Map<string, number>();
  const contradictions: string[] = [];
  for (const { label, trace, flow } of opinions()) {
    seen.set(flow.out.disposition, (seen.get(flow.out.disposition) ?? 0) + 1);
    const [classWay, packetWay] = [
      `${tell(trace.out)}; ${tell(trace.back)}`,
      `${tell(flow.out)}; ${tell(flow.back)}`,
    ];
    if (classWay !== packetWay) contradictions.push(`${label}: class ${classWay}, packet ${packetWay}`);
  }
  expect(contradictions).toEqual([]);
  const expected = [
    'exits-internet',
    'exits-elsewhere',
    'delivered',
    'no-route',
    'blackhole',
    'loop',
    'denied',
  ];
  expect(expected.filter((disposition) => (seen.get(disposition) ?? 0) < 20)).toEqual([]);
});

it('a network ACL stops no packet of a class that it is said to permit, and stops the packet that it is said to deny', () => {
  let [permitted, denied] = [0, 0];
  const contradictions: string[] = [];
  for (const { label, graph, simulator, trace, flow, destination } of opinions(
    (text) => !text.includes(':'),
  )) {
    if (trace.out.disposition !== 'exits-internet' || trace.back?.disposition !== 'delivered') continue;
    const crossings = listCrossings(graph, trace, FLOW);
    const edges = crossings.map((one) => `${one.subnet} ${one.direction === 'ingress' ? 'in' : 'out'}`);
    const crossed = flow.crossings.map((one) => `${one.subnet} ${one.direction}`);
    if (edges.join() !== crossed.join())
      contradictions.push(`${label}: class ${edges.join()}, packet ${crossed.join()}`);
    for (const [index, crossing] of crossings.entries()) {
      const verdict = judgeCrossing(graph, crossing);
      const packet = flow.crossings[index] as SimulatedCrossing;
      const peer = verdict.is === 'denied' ? verdict.addresses?.toCidrBlocks()[0]?.first : undefined;
      const witness =
        verdict.is === 'denied'
          ? { ...packet, port: verdict.port, peer: peer ?? readAddress(destination) }
          : packet;
      if (verdict.is === 'permitted') permitted += 1;
      else denied += 1;
      if (simulator.permits(witness) !== (verdict.is === 'permitted'))
        contradictions.push(`${label}: ${verdict.is} at ${edges[index]}`);
    }
  }
  expect(contradictions).toEqual([]);
  expect(Math.min(permitted, denied)).toBeGreaterThan(100);
});
