import { formatAddress } from '@inspected-egress/cidr';
import { listCrossings } from '../../src/walk/acl-crossings';
import { traceSubnet } from '../../src/walk/trace-subnet';
import { graphOf } from '../support/graph-of';
import { addressOf, flowsFrom, MOST_SHOWN, randomWorlds, rare, type RandomWorld } from '../support/opinions';
import { tellFlow, tellTrace } from '../support/told-ways';

const FLOW = { protocol: 'tcp', port: 443 } as const;

/** Packets of two subnets of each world, each with the only class that it is of. */
function* opinions() {
  for (const random of randomWorlds()) {
    const graph = graphOf(random.rows);
    for (const subnet of someSubnets(random)) {
      const traces = ([4, 6] as const).flatMap((family) => traceSubnet(graph, subnet, family));
      for (const flow of flowsFrom(random, subnet)) {
        const address = addressOf(flow);
        const [trace, ...others] = traces.filter((one) => one.destinations.contains(address));
        const label = `${random.label}, ${subnet} to ${formatAddress(address)}`;
        if (trace === undefined || others.length > 0)
          throw new Error(`${label}: ${others.length} parts too many`);
        yield { label, graph, trace, flow };
      }
    }
  }
}

function someSubnets({ dice, simulator }: RandomWorld): string[] {
  const subnets = simulator.world.keysOf('subnet');
  return [dice.pick(subnets), dice.pick(subnets)];
}

it('no packet, followed by itself through random networks, goes another way than its class', () => {
  const seen: string[] = [];
  const contradictions: string[] = [];
  for (const { label, graph, trace, flow } of opinions()) {
    seen.push(flow.out.disposition, ...trace.out.hops.map(({ kind }) => kind));
    if (flow.back !== undefined) seen.push(`back ${flow.back.disposition}`);
    const [classSays, packetSays] = [tellTrace(trace), tellFlow(flow)];
    if (classSays !== packetSays) contradictions.push(`${label}: class ${classSays}; packet ${packetSays}`);
    const isCrossed = trace.out.disposition === 'exits-internet' && trace.back?.disposition === 'delivered';
    if (!isCrossed) continue;
    const edges = listCrossings(graph, trace, FLOW).map(
      ({ subnet, direction }) => `${subnet} ${direction === 'ingress' ? 'in' : 'out'}`,
    );
    const crossed = flow.crossings.map(({ subnet, direction }) => `${subnet} ${direction}`);
    if (edges.join() !== crossed.join())
      contradictions.push(`${label}: class crosses ${edges.join()}; packet ${crossed.join()}`);
  }
  expect(contradictions.slice(0, MOST_SHOWN)).toEqual([]);
  expect(rare(seen, [...DISPOSITIONS, ...KINDS])).toEqual([]);
});

const DISPOSITIONS = [
  ...['exits-internet', 'exits-elsewhere', 'delivered', 'no-route', 'blackhole', 'loop', 'denied'],
  ...['undetermined', 'back delivered', 'back blackhole', 'back loop', 'back denied', 'back undetermined'],
];
const KINDS = [
  ...['internet-gateway', 'nat-gateway', 'firewall-endpoint', 'egress-only-gateway', 'network-interface'],
  ...['transit-gateway', 'peering', 'vpn-gateway', 'gateway-endpoint'],
];
