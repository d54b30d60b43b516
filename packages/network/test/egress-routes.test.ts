import { TerraformStack, Testing } from 'cdktf';
import { EgressRoutes, InspectedVpc, planEgressRoutes, type InspectedVpcProps } from '../src';
import { literalVpc } from './literal-vpc';
import { Synthesized, synthesizeEgress, ZONES } from './synthesized-network';
import { roundTrip } from './walk';

const SINGLE = { singleZone: 'us-east-1a' };

describe('hops of a packet and its reply, after NAT', () => {
  // The six steps of the source: instance, NAT gateway, endpoint, firewall and back, internet gateway, and in reverse.
  it.each(['a', 'b'])('cross NAT gateway and endpoint of their own zone, both ways, in zone %s', (zone) => {
    expect(roundTrip(synthesizeEgress(), zone, 'ipv4')).toEqual({
      out: `${zone} workload > ${zone} nat > ${zone} endpoint > internet gateway`,
      back: `internet gateway > ${zone} endpoint > ${zone} nat > ${zone} workload`,
    });
  });

  it.each(['a', 'b'])('cross the one NAT gateway and the endpoint beside it, from zone %s', (zone) => {
    expect(roundTrip(synthesizeEgress({ natGateways: SINGLE }), zone, 'ipv4')).toEqual({
      out: `${zone} workload > a nat > a endpoint > internet gateway`,
      back: `internet gateway > a endpoint > a nat > ${zone} workload`,
    });
  });
});

describe('hops of a packet and its reply, before NAT', () => {
  const position = 'before-nat';

  it.each(['a', 'b'])('cross endpoint and NAT gateway of their own zone, both ways, in zone %s', (zone) => {
    expect(roundTrip(synthesizeEgress({ position }), zone, 'ipv4')).toEqual({
      out: `${zone} workload > ${zone} endpoint > ${zone} nat > internet gateway`,
      back: `internet gateway > ${zone} nat > ${zone} endpoint > ${zone} workload`,
    });
  });

  it.each(['a', 'b'])(
    'cross the endpoint of the own zone on both sides of the one NAT gateway, from zone %s',
    (zone) => {
      expect(roundTrip(synthesizeEgress({ position, natGateways: SINGLE }), zone, 'ipv4')).toEqual({
        out: `${zone} workload > ${zone} endpoint > a nat > internet gateway`,
        back: `internet gateway > a nat > ${zone} endpoint > ${zone} workload`,
      });
    },
  );
});

describe.each(['after-nat', 'before-nat'] as const)(
  'hops of a packet and its reply without NAT, %s or not',
  (position) => {
    it.each(['a', 'b'])('cross the endpoint of their own zone, both ways, in zone %s', (zone) => {
      expect(roundTrip(synthesizeEgress({ position, natGateways: 'none' }), zone, 'ipv4')).toEqual({
        out: `${zone} workload > ${zone} endpoint > internet gateway`,
        back: `internet gateway > ${zone} endpoint > ${zone} workload`,
      });
    });
  },
);

describe.each<[string, Partial<InspectedVpcProps>]>([
  ['after NAT', {}],
  ['after one NAT gateway', { natGateways: SINGLE }],
  ['before NAT', { position: 'before-nat' }],
  ['before one NAT gateway', { position: 'before-nat', natGateways: SINGLE }],
  ['without NAT', { natGateways: 'none' }],
])('IPv6 where IPv4 is inspected %s', (_, props) => {
  it.each(['a', 'b'])('crosses the endpoint of its own zone and no NAT, both ways, in zone %s', (zone) => {
    expect(roundTrip(synthesizeEgress({ ...props, ipv6: 'inspected' }), zone, 'ipv6')).toEqual({
      out: `${zone} workload > ${zone} endpoint > internet gateway`,
      back: `internet gateway > ${zone} endpoint > ${zone} workload`,
    });
  });

  it('leaves the way of IPv4 as it is', () => {
    const ipv4 = roundTrip(synthesizeEgress(props), 'b', 'ipv4');
    expect(roundTrip(synthesizeEgress({ ...props, ipv6: 'inspected' }), 'b', 'ipv4')).toEqual(ipv4);
  });

  it('has no way out without the setting', () => {
    expect(roundTrip(synthesizeEgress(props), 'a', 'ipv6').out).toBe('a workload > no route');
  });
});

it('only protected, nat and firewall subnets ever have a route', () => {
  const tiers = ['protected', 'nat', 'firewall', 'endpoint', 'isolated'] as const;
  const network = synthesizeEgress({ tiers, ipv6: 'inspected', position: 'before-nat' });
  const tables = network
    .ofType('aws_route')
    .map((route) => network.referredBy(route.body['route_table_id'])?.path);
  expect(tables.filter((path) => /endpoint|isolated|defaults/.test(path ?? 'defaults'))).toEqual([]);
});

describe('order', () => {
  it('the way out of a workload opens after every other route of its packets, and closes before them', () => {
    const network = synthesizeEgress({ ipv6: 'inspected' });
    const { depends_on } = network.at('routes/b-protected-ipv4').body;
    expect(network.pathsOf(depends_on)).toEqual([
      'routes/b-gateway-ipv4',
      'routes/b-firewall-ipv4',
      'routes/b-nat-ipv4',
    ]);
    expect(network.pathsOf(network.at('routes/b-protected-ipv6').body['depends_on'])).toEqual([
      'routes/b-gateway-ipv6',
      'routes/b-firewall-ipv6',
    ]);
  });

  it('a gateway route waits for the subnet it names and for the edge association', () => {
    const network = synthesizeEgress();
    expect(network.pathsOf(network.at('routes/a-gateway-ipv4').body['depends_on'])).toEqual([
      'vpc/a-nat/subnet',
      'vpc/gateway/association',
    ]);
  });

  it('a return route waits for the protected subnet it names', () => {
    const network = synthesizeEgress({ position: 'before-nat' });
    expect(network.pathsOf(network.at('routes/b-nat-return-b').body['depends_on'])).toEqual([
      'vpc/b-protected/subnet',
    ]);
  });

  it('every route refers to its endpoint, so that it is gone before the endpoint is', () => {
    const network = synthesizeEgress();
    expect(network.referredBy(network.at('routes/a-nat-ipv4').body['vpc_endpoint_id'])?.path).toBe('a-vpce');
  });
});

describe('routes that somebody else manages', () => {
  it('are listed and not emitted', () => {
    const stack = new TerraformStack(Testing.app({ stackTraces: false }), 'test');
    const vpc = new InspectedVpc(stack, 'vpc', { cidrBlock: '10.1.0.0/16', zones: ZONES });
    const firewallEndpoints = [
      { availabilityZone: 'us-east-1a', vpcEndpointId: 'vpce-a' },
      { availabilityZone: 'us-east-1b', vpcEndpointId: 'vpce-b' },
    ];
    const { routes } = new EgressRoutes(stack, 'routes', { vpc, firewallEndpoints, manageRoutes: false });
    expect(routes).toEqual(planEgressRoutes({ vpc, firewallEndpoints }));
    expect(routes.map(({ id }) => id)).toContain('b-protected-ipv4');
    expect(JSON.parse(Testing.synth(stack))).not.toHaveProperty('resource.aws_route');
  });

  it('need a gateway route table by name', () => {
    const stack = new TerraformStack(Testing.app({ stackTraces: false }), 'test');
    const firewallEndpoints = [
      { availabilityZone: 'us-east-1a', vpcEndpointId: 'vpce-a' },
      { availabilityZone: 'us-east-1b', vpcEndpointId: 'vpce-b' },
    ];
    const make = () =>
      new EgressRoutes(stack, 'routes', { vpc: literalVpc(), firewallEndpoints, manageRoutes: false });
    expect(make).toThrow(
      'egress routes `test/routes`: 1 problem\n' +
        '  vpc.gatewayRouteTableId: replies need a gateway route table, but none is named and routes are not managed here; name the route table that is associated with the internet gateway [NET208]',
    );
  });
});

describe('a gateway route table', () => {
  const firewallEndpoints = [
    { availabilityZone: 'us-east-1a', vpcEndpointId: 'vpce-a' },
    { availabilityZone: 'us-east-1b', vpcEndpointId: 'vpce-b' },
  ];
  const adopt = (vpc = literalVpc()) =>
    new Synthesized((stack) => new EgressRoutes(stack, 'routes', { vpc, firewallEndpoints }));

  it('is made, with its edge association, for a VPC that brings none', () => {
    const network = adopt();
    expect(network.at('routes/gateway/association').body).toEqual({
      gateway_id: 'igw-1',
      route_table_id: `\${aws_route_table.${network.at('routes/gateway/table').name}.id}`,
    });
    expect(network.referredBy(network.at('routes/a-gateway-ipv4').body['route_table_id'])?.path).toBe(
      'routes/gateway/table',
    );
    expect(network.pathsOf(network.at('routes/a-gateway-ipv4').body['depends_on'])).toEqual([
      'routes/gateway/association',
    ]);
  });

  it('is taken as it is from a VPC that brings one', () => {
    const network = adopt({ ...literalVpc(), gatewayRouteTableId: 'rtb-edge' });
    expect(network.at('routes/a-gateway-ipv4').body).toEqual({
      route_table_id: 'rtb-edge',
      destination_cidr_block: '10.1.12.0/24',
      vpc_endpoint_id: 'vpce-a',
    });
    expect(network.ofType('aws_route_table')).toEqual([]);
  });

  it('is not made where inspection before NAT needs none', () => {
    expect(adopt(literalVpc({ position: 'before-nat' })).ofType('aws_route_table')).toEqual([]);
  });
});
