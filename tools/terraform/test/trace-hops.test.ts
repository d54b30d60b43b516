import { traceHops, type Way } from '../src';
import { firewallEndpoint, nat, toGateway, toNat, world, type SubnetSketch } from './support/world';

const zone = 'us-east-1a';
const workloads = { zone, block: '10.1.3.0/24' };
const natSubnet = { zone, block: '10.1.1.0/24' };
const firewallSubnet = { zone, block: '10.1.5.0/28' };

/** Step by step what the reader of a route table sees: hop, destination, target. */
function steps({ hops }: Way): readonly string[] {
  return hops.map(({ hop, destination, target }) =>
    destination === undefined ? hop : `${hop}: ${destination} -> ${target}`,
  );
}

function afterNat(
  changes: Readonly<Record<string, SubnetSketch>> = {},
  edge: SubnetSketch['routes'] = edgeRoute,
) {
  const subnets = {
    workload: { ...workloads, routes: { '0.0.0.0/0': toNat('nat') } },
    nat: { ...natSubnet, routes: { '0.0.0.0/0': firewallEndpoint('firewall') } },
    firewall: { ...firewallSubnet, routes: { '0.0.0.0/0': toGateway } },
    ...changes,
  };
  return world(subnets, edge, { aws_nat_gateway: nat('nat', 'nat') });
}
const edgeRoute = { '10.1.1.0/24': firewallEndpoint('firewall') };

describe('inspection after NAT', () => {
  const { out, back } = traceHops(afterNat(), { from: 'vpc/workload', to: '8.8.8.8' });

  it('leads out through NAT gateway, firewall endpoint and internet gateway', () => {
    expect(steps(out)).toEqual([
      'protected subnet: 0.0.0.0/0 -> aws_nat_gateway.nat',
      'NAT gateway: 0.0.0.0/0 -> aws_networkfirewall_firewall.fw',
      'firewall endpoint: 0.0.0.0/0 -> aws_internet_gateway.igw',
      'internet gateway',
    ]);
    expect(out.disposition).toBe('exits-internet');
  });

  it('leads the reply, sent to the NAT gateway, back through the same endpoint', () => {
    expect(back && steps(back)).toEqual([
      'internet gateway: 10.1.1.0/24 -> aws_networkfirewall_firewall.fw',
      'firewall endpoint: 10.1.0.0/16 -> local',
      'NAT gateway: 10.1.0.0/16 -> local',
      'protected subnet',
    ]);
    expect(back?.disposition).toBe('delivered');
  });

  it('says where each hop is and which table decides', () => {
    expect(out.hops[2]).toEqual({
      hop: 'firewall endpoint',
      zone,
      resource: 'aws_networkfirewall_firewall.fw',
      subnet: 'aws_subnet.firewall',
      table: 'aws_route_table.firewall',
      destination: '0.0.0.0/0',
      target: 'aws_internet_gateway.igw',
    });
  });
});

it('inspection before NAT leads the reply from the NAT gateway through the endpoint to the workload', () => {
  const stack = world(
    {
      workload: { ...workloads, routes: { '0.0.0.0/0': firewallEndpoint('firewall') } },
      nat: { ...natSubnet, routes: { '0.0.0.0/0': toGateway, '10.1.3.0/24': firewallEndpoint('firewall') } },
      firewall: { ...firewallSubnet, routes: { '0.0.0.0/0': toNat('nat') } },
    },
    {},
    { aws_nat_gateway: nat('nat', 'nat') },
  );
  const { back } = traceHops(stack, { from: 'aws_subnet.workload', to: '8.8.8.8' });
  expect(back && steps(back)).toEqual([
    'internet gateway: 10.1.0.0/16 -> local',
    'NAT gateway: 10.1.3.0/24 -> aws_networkfirewall_firewall.fw',
    'firewall endpoint: 10.1.0.0/16 -> local',
    'protected subnet',
  ]);
});

it('IPv6 passes the endpoint without NAT, both ways', () => {
  const block6 = (number: number) => `\${cidrsubnet(aws_vpc.main.ipv6_cidr_block, 8, ${number})}`;
  const endpoint = ['vpc_endpoint_id', '${aws_vpc_endpoint.a.id}'] as const;
  const stack = world(
    {
      workload: { ...workloads, block6: block6(0), routes: { '::/0': endpoint } },
      firewall: { ...firewallSubnet, block6: block6(18), routes: { '::/0': toGateway } },
    },
    { '${aws_subnet.workload.ipv6_cidr_block}': endpoint },
    { aws_vpc_endpoint: { a: { subnet_ids: ['${aws_subnet.firewall.id}'] } } },
  );
  const { out, back } = traceHops(stack, { from: 'vpc/workload', to: '2600::1' });
  expect(steps(out)).toEqual([
    'protected subnet: ::/0 -> aws_vpc_endpoint.a',
    'firewall endpoint: ::/0 -> aws_internet_gateway.igw',
    'internet gateway',
  ]);
  expect(back && steps(back)).toEqual([
    'internet gateway: 2001:db8:0:100::/64 -> aws_vpc_endpoint.a',
    'firewall endpoint: 2001:db8:0:100::/56 -> local',
    'protected subnet',
  ]);
});

describe('an endpoint known only by its id', () => {
  const stack = afterNat({ nat: { ...natSubnet, routes: { '0.0.0.0/0': ['vpc_endpoint_id', 'vpce-1'] } } });

  it('is undetermined while nobody says which subnet it is in', () => {
    const { out, back } = traceHops(stack, { from: 'vpc/workload', to: '8.8.8.8' });
    expect(out.disposition).toBe('undetermined');
    expect(out.reason).toBe('subnet of firewall endpoint `vpce-1` is not in the stack');
    expect(back).toBeUndefined();
  });

  it('is followed when its subnet is given', () => {
    const adoptedEndpoints = { 'vpce-1': 'vpc/firewall' };
    const { out } = traceHops(stack, { from: 'vpc/workload', to: '8.8.8.8', adoptedEndpoints });
    expect(out.disposition).toBe('exits-internet');
  });
});

describe('a broken world', () => {
  it.each<[string, Parameters<typeof afterNat>[0], Way['disposition'], string]>([
    [
      'without a default route has no way out',
      { nat: { ...natSubnet, routes: {} } },
      'no-route',
      'no route for 8.8.8.8 in `aws_route_table.nat`',
    ],
    [
      'whose firewall subnet sends back to its endpoint loops',
      { firewall: { ...firewallSubnet, routes: { '0.0.0.0/0': firewallEndpoint('firewall') } } },
      'loop',
      'the packet for 8.8.8.8 is at `aws_networkfirewall_firewall.fw` for the second time',
    ],
    [
      'with a longer prefix to a transit gateway leaves elsewhere',
      {
        workload: {
          ...workloads,
          routes: { '0.0.0.0/0': toNat('nat'), '8.0.0.0/8': ['transit_gateway_id', 'tgw-1'] },
        },
      },
      'exits-elsewhere',
      'route to `tgw-1`',
    ],
    [
      'with a destination that only apply resolves is undetermined',
      { workload: { ...workloads, routes: { '${data.x.y.cidr_block}': toNat('nat') } } },
      'undetermined',
      '`aws_route_table.workload` has a destination that only apply resolves',
    ],
  ])('%s', (_, changes, disposition, reason) => {
    const { out } = traceHops(afterNat(changes), { from: 'vpc/workload', to: '8.8.8.8' });
    expect(out).toMatchObject({ disposition, reason });
  });

  it('without an edge route delivers the reply past the endpoint', () => {
    const { back } = traceHops(afterNat({}, {}), { from: 'vpc/workload', to: '8.8.8.8' });
    expect(back?.hops.map(({ hop }) => hop)).toEqual(['internet gateway', 'NAT gateway', 'protected subnet']);
  });
});

it('a subnet that is not there is refused with those that are', () => {
  expect(() => traceHops(afterNat(), { from: 'vpc/z-protected', to: '8.8.8.8' })).toThrow(
    /`vpc\/z-protected` is no subnet of the stack; it has:\n {2}aws_subnet.workload \(vpc\/workload\)/,
  );
});
