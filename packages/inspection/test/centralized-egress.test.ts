import { SpokeVpc, TransitGateway } from '@inspected-egress/network';
import { InspectedEgress, type Engine } from '../src';
import { workshop } from './rules';
import { synthesize, type Synthesized } from './synthesize';

const ZONES = [{ availabilityZone: 'us-east-1a' }, { availabilityZone: 'us-east-1b' }];

const ENGINES: Readonly<Record<string, Engine>> = {
  'AWS Network Firewall': { kind: 'network-firewall', rules: workshop },
  'a Gateway Load Balancer': {
    kind: 'gateway-load-balancer',
    serviceName: 'com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0',
  },
  'adopted endpoints': {
    kind: 'adopted',
    endpoints: [
      { availabilityZone: 'us-east-1a', vpcEndpointId: 'vpce-0aaaaaaaaaaaaaaa1' },
      { availabilityZone: 'us-east-1b', vpcEndpointId: 'vpce-0bbbbbbbbbbbbbbb2' },
    ],
  },
};

function centralized(engine: Engine): Synthesized {
  return synthesize((stack) => {
    const transitGateway = new TransitGateway(stack, 'gateway', { spokeCidrBlocks: ['10.0.0.0/8'] });
    new InspectedEgress(stack, 'egress', {
      cidrBlock: '100.64.0.0/16',
      zones: ZONES,
      transitGateway,
      engine,
    });
    new SpokeVpc(stack, 'spoke', { cidrBlock: '10.1.0.0/16', zones: ZONES, transitGateway });
  });
}

/** Every route without its target where that is an endpoint: what no engine may change. */
function routes(world: Synthesized): string[] {
  return Object.entries(world.named('aws_route')).map(([name, { vpc_endpoint_id: endpoint, ...route }]) =>
    [name, JSON.stringify(route), endpoint === undefined ? '' : 'to an endpoint'].join(' '),
  );
}

const worlds = Object.entries(ENGINES).map(([name, engine]) => [name, centralized(engine)] as const);

it.each(worlds)('%s inspects what spokes send, and its answers, in each zone', (_name, world) => {
  const inspected = Object.entries(world.named('aws_route'))
    .filter(([, { vpc_endpoint_id }]) => vpc_endpoint_id !== undefined)
    .map(
      ([name, { destination_cidr_block: block }]) =>
        `${/_([ab]-[a-z]+)-/u.exec(name)?.[1] ?? ''} ${String(block)}`,
    );
  expect(inspected.sort()).toEqual([
    'a-nat 10.0.0.0/8',
    'a-transit 0.0.0.0/0',
    'b-nat 10.0.0.0/8',
    'b-transit 0.0.0.0/0',
  ]);
});

it('another engine changes no route but its target', () => {
  const [first, ...others] = worlds.map(([, world]) => routes(world));
  for (const other of others) expect(other).toEqual(first);
});

it('gives each zone its own endpoint', () => {
  for (const [, world] of worlds) {
    const ends = new Map<string, Set<unknown>>();
    for (const [name, { vpc_endpoint_id: endpoint }] of Object.entries(world.named('aws_route'))) {
      const zone = /_([ab])-/u.exec(name)?.[1] ?? '';
      if (endpoint !== undefined) ends.set(zone, (ends.get(zone) ?? new Set()).add(endpoint));
    }
    const found = [...ends.values()].map((set) => [...set]);
    expect(found.map((set) => set.length)).toEqual([1, 1]);
    expect(new Set(found.flat()).size).toBe(2);
  }
});

it('tells Network Firewall that spokes are home: it sees who sent a packet', () => {
  const world = centralized({ kind: 'network-firewall', rules: workshop });
  expect(JSON.stringify(world.only('aws_networkfirewall_firewall_policy'))).toContain('10.0.0.0/8');
});
