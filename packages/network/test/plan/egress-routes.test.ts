import * as fc from 'fast-check';
import {
  inspectedZones,
  planEgressRoutes,
  type EgressPlanProps,
  type IRoutedVpc,
  type PlannedRoute,
  type ZonalEndpoint,
} from '../../src';
import { literalVpc, type LiteralVpcProps } from '../literal-vpc';

const endpoint = (key: string): ZonalEndpoint => ({
  availabilityZone: `us-east-1${key}`,
  vpcEndpointId: `vpce-${key}`,
});

function world(props: LiteralVpcProps = {}, more: Partial<IRoutedVpc> = {}): EgressPlanProps {
  const vpc = { ...literalVpc(props), gatewayRouteTableId: 'rtb-gateway', ...more };
  return { vpc, firewallEndpoints: vpc.zones.map(({ key }) => endpoint(key)) };
}

function row({ id, routeTableId, target, ...route }: PlannedRoute): string {
  const destination =
    'destinationCidrBlock' in route ? route.destinationCidrBlock : route.destinationIpv6CidrBlock;
  return `${id}: ${routeTableId} ${destination} > ${Object.entries(target).flat().join(' ')}`;
}

const rows = (props: LiteralVpcProps) => planEgressRoutes(world(props)).map(row);

describe('routes of each topology', () => {
  it('A, after NAT: NAT subnets default to the endpoint, endpoints to the internet, replies to NAT subnets come back', () => {
    expect(rows({})).toEqual([
      'a-gateway-ipv4: rtb-gateway 10.1.12.0/24 > vpcEndpointId vpce-a',
      'b-gateway-ipv4: rtb-gateway 10.1.28.0/24 > vpcEndpointId vpce-b',
      'a-firewall-ipv4: rtb-a-firewall 0.0.0.0/0 > gatewayId igw-1',
      'b-firewall-ipv4: rtb-b-firewall 0.0.0.0/0 > gatewayId igw-1',
      'a-nat-ipv4: rtb-a-nat 0.0.0.0/0 > vpcEndpointId vpce-a',
      'b-nat-ipv4: rtb-b-nat 0.0.0.0/0 > vpcEndpointId vpce-b',
      'a-protected-ipv4: rtb-a-protected 0.0.0.0/0 > natGatewayId nat-a',
      'b-protected-ipv4: rtb-b-protected 0.0.0.0/0 > natGatewayId nat-b',
    ]);
  });

  it('A with one NAT gateway: only the endpoint beside it carries anything', () => {
    expect(rows({ nat: { single: 'b' } })).toEqual([
      'b-gateway-ipv4: rtb-gateway 10.1.28.0/24 > vpcEndpointId vpce-b',
      'b-firewall-ipv4: rtb-b-firewall 0.0.0.0/0 > gatewayId igw-1',
      'b-nat-ipv4: rtb-b-nat 0.0.0.0/0 > vpcEndpointId vpce-b',
      'a-protected-ipv4: rtb-a-protected 0.0.0.0/0 > natGatewayId nat-b',
      'b-protected-ipv4: rtb-b-protected 0.0.0.0/0 > natGatewayId nat-b',
    ]);
  });

  it('B, before NAT: endpoints default to NAT, and each NAT subnet returns its protected block to the endpoint', () => {
    expect(rows({ position: 'before-nat' })).toEqual([
      'a-firewall-ipv4: rtb-a-firewall 0.0.0.0/0 > natGatewayId nat-a',
      'b-firewall-ipv4: rtb-b-firewall 0.0.0.0/0 > natGatewayId nat-b',
      'a-nat-return-a: rtb-a-nat 10.1.0.0/24 > vpcEndpointId vpce-a',
      'a-nat-ipv4: rtb-a-nat 0.0.0.0/0 > gatewayId igw-1',
      'b-nat-return-b: rtb-b-nat 10.1.16.0/24 > vpcEndpointId vpce-b',
      'b-nat-ipv4: rtb-b-nat 0.0.0.0/0 > gatewayId igw-1',
      'a-protected-ipv4: rtb-a-protected 0.0.0.0/0 > vpcEndpointId vpce-a',
      'b-protected-ipv4: rtb-b-protected 0.0.0.0/0 > vpcEndpointId vpce-b',
    ]);
  });

  it('B with one NAT gateway: its subnet returns each protected block to the endpoint of that zone', () => {
    expect(rows({ position: 'before-nat', nat: { single: 'b' } })).toEqual([
      'a-firewall-ipv4: rtb-a-firewall 0.0.0.0/0 > natGatewayId nat-b',
      'b-firewall-ipv4: rtb-b-firewall 0.0.0.0/0 > natGatewayId nat-b',
      'b-nat-return-a: rtb-b-nat 10.1.0.0/24 > vpcEndpointId vpce-a',
      'b-nat-return-b: rtb-b-nat 10.1.16.0/24 > vpcEndpointId vpce-b',
      'b-nat-ipv4: rtb-b-nat 0.0.0.0/0 > gatewayId igw-1',
      'a-protected-ipv4: rtb-a-protected 0.0.0.0/0 > vpcEndpointId vpce-a',
      'b-protected-ipv4: rtb-b-protected 0.0.0.0/0 > vpcEndpointId vpce-b',
    ]);
  });

  const WITHOUT_NAT = [
    'a-gateway-ipv4: rtb-gateway 10.1.0.0/24 > vpcEndpointId vpce-a',
    'b-gateway-ipv4: rtb-gateway 10.1.16.0/24 > vpcEndpointId vpce-b',
    'a-firewall-ipv4: rtb-a-firewall 0.0.0.0/0 > gatewayId igw-1',
    'b-firewall-ipv4: rtb-b-firewall 0.0.0.0/0 > gatewayId igw-1',
    'a-protected-ipv4: rtb-a-protected 0.0.0.0/0 > vpcEndpointId vpce-a',
    'b-protected-ipv4: rtb-b-protected 0.0.0.0/0 > vpcEndpointId vpce-b',
  ];

  it('C, without NAT: protected subnets default to the endpoint and replies to them come back', () => {
    expect(rows({ nat: 'none' })).toEqual(WITHOUT_NAT);
  });

  it('C is the same before NAT, where there is none', () => {
    expect(rows({ nat: 'none', position: 'before-nat' })).toEqual(WITHOUT_NAT);
  });

  it.each<LiteralVpcProps>([
    {},
    { nat: { single: 'b' } },
    { nat: 'none' },
    { position: 'before-nat' },
    { position: 'before-nat', nat: { single: 'b' } },
  ])('IPv6 adds C to %j, and changes no route of IPv4', (props) => {
    const both = rows({ ...props, ipv6: 'inspected' });
    expect(both.filter((one) => !one.includes('ipv6'))).toEqual(rows(props));
    expect(both.filter((one) => one.includes('ipv6'))).toEqual([
      'a-gateway-ipv6: rtb-gateway 2001:db8:0:10::/64 > vpcEndpointId vpce-a',
      'b-gateway-ipv6: rtb-gateway 2001:db8:0:20::/64 > vpcEndpointId vpce-b',
      'a-firewall-ipv6: rtb-a-firewall ::/0 > gatewayId igw-1',
      'b-firewall-ipv6: rtb-b-firewall ::/0 > gatewayId igw-1',
      'a-protected-ipv6: rtb-a-protected ::/0 > vpcEndpointId vpce-a',
      'b-protected-ipv6: rtb-b-protected ::/0 > vpcEndpointId vpce-b',
    ]);
  });
});

describe('a zone without workloads', () => {
  const tablesOfB = (props: LiteralVpcProps) => {
    const { vpc } = world(props);
    const zones = vpc.zones.map(({ subnets: { protected: workloads, ...others }, nat, ...zone }) =>
      zone.key === 'b'
        ? { ...zone, subnets: others }
        : { ...zone, subnets: { ...others, protected: workloads }, ...(nat === undefined ? {} : { nat }) },
    );
    const plan = { vpc: { ...vpc, zones } as IRoutedVpc, firewallEndpoints: [endpoint('a'), endpoint('b')] };
    return { rows: planEgressRoutes(plan).map(row), inspected: inspectedZones(plan.vpc) };
  };

  it.each<LiteralVpcProps>([
    {},
    { nat: 'none' },
    { position: 'before-nat' },
    { nat: { single: 'a' } },
    { ipv6: 'inspected' },
  ])('has no route and needs no endpoint: %j', (props) => {
    const { rows, inspected } = tablesOfB(props);
    expect(rows.filter((one) => /^b-|vpce-b/.test(one))).toEqual([]);
    expect(inspected).toEqual(['us-east-1a']);
  });

  it('but with the NAT gateway of another zone has its routes, and after NAT needs an endpoint', () => {
    const after = tablesOfB({ nat: { single: 'b' }, ipv6: 'inspected' });
    expect(after.rows.filter((one) => one.startsWith('b-'))).toEqual([
      'b-gateway-ipv4: rtb-gateway 10.1.28.0/24 > vpcEndpointId vpce-b',
      'b-firewall-ipv4: rtb-b-firewall 0.0.0.0/0 > gatewayId igw-1',
      'b-nat-ipv4: rtb-b-nat 0.0.0.0/0 > vpcEndpointId vpce-b',
    ]);
    expect(after.inspected).toEqual(['us-east-1a', 'us-east-1b']);

    const before = tablesOfB({ nat: { single: 'b' }, position: 'before-nat' });
    expect(before.rows.filter((one) => one.startsWith('b-'))).toEqual([
      'b-nat-return-a: rtb-b-nat 10.1.0.0/24 > vpcEndpointId vpce-a',
      'b-nat-ipv4: rtb-b-nat 0.0.0.0/0 > gatewayId igw-1',
    ]);
    expect(before.inspected).toEqual(['us-east-1a']);
  });
});

describe('what each route waits for', () => {
  const waits = (props: LiteralVpcProps) =>
    Object.fromEntries(
      planEgressRoutes(world(props))
        .filter(({ after }) => after.length > 0)
        .map(({ id, after }) => [id, after.join(' ')]),
    );

  it.each<[LiteralVpcProps, string, string]>([
    [{}, 'a-gateway-ipv4 a-firewall-ipv4 a-nat-ipv4', 'b-gateway-ipv4 b-firewall-ipv4 b-nat-ipv4'],
    [
      { nat: { single: 'b' } },
      'b-gateway-ipv4 b-firewall-ipv4 b-nat-ipv4',
      'b-gateway-ipv4 b-firewall-ipv4 b-nat-ipv4',
    ],
    [{ nat: 'none' }, 'a-gateway-ipv4 a-firewall-ipv4', 'b-gateway-ipv4 b-firewall-ipv4'],
    [
      { position: 'before-nat' },
      'a-firewall-ipv4 a-nat-return-a a-nat-ipv4',
      'b-firewall-ipv4 b-nat-return-b b-nat-ipv4',
    ],
    [
      { position: 'before-nat', nat: { single: 'b' } },
      'a-firewall-ipv4 b-nat-return-a b-nat-ipv4',
      'b-firewall-ipv4 b-nat-return-b b-nat-ipv4',
    ],
  ])('only the ways out wait, for all routes of their packets: %j', (props, a, b) => {
    expect(waits(props)).toEqual({ 'a-protected-ipv4': a, 'b-protected-ipv4': b });
    expect(waits({ ...props, ipv6: 'inspected' })).toEqual({
      'a-protected-ipv4': a,
      'b-protected-ipv4': b,
      'a-protected-ipv6': 'a-gateway-ipv6 a-firewall-ipv6',
      'b-protected-ipv6': 'b-gateway-ipv6 b-firewall-ipv6',
    });
  });

  it('routes to a whole subnet wait for it, and gateway routes for the edge association', () => {
    const dependable = (fqn: string) => ({ fqn }) as NonNullable<IRoutedVpc['gatewayAssociation']>;
    const made = (props: LiteralVpcProps) => {
      const { vpc, firewallEndpoints } = world({ ...props, ipv6: 'inspected' });
      const zones = vpc.zones.map((zone) => ({
        ...zone,
        subnets: Object.fromEntries(
          Object.entries(zone.subnets).map(([tier, subnet]) => [
            tier,
            { ...subnet, dependable: dependable(`${zone.key}-${tier}`) },
          ]),
        ),
      }));
      const routes = planEgressRoutes({
        vpc: { ...vpc, zones, gatewayAssociation: dependable('edge') },
        firewallEndpoints,
      });
      return routes
        .filter(({ dependsOn }) => dependsOn.length > 0)
        .map(({ id, dependsOn }) => `${id}: ${dependsOn.map(({ fqn }) => fqn).join(' ')}`);
    };
    expect(made({})).toEqual([
      'a-gateway-ipv4: a-nat edge',
      'a-gateway-ipv6: a-protected edge',
      'b-gateway-ipv4: b-nat edge',
      'b-gateway-ipv6: b-protected edge',
    ]);
    expect(made({ position: 'before-nat' })).toEqual([
      'a-gateway-ipv6: a-protected edge',
      'b-gateway-ipv6: b-protected edge',
      'a-nat-return-a: a-protected',
      'b-nat-return-b: b-protected',
    ]);
  });
});

const anyVpc = fc.record({
  zones: fc
    .subarray([...'abcdef'], { minLength: 1 })
    .chain((keys) => fc.shuffledSubarray(keys, { minLength: keys.length })),
  position: fc.constantFrom('after-nat' as const, 'before-nat' as const),
  ipv6: fc.constantFrom('none' as const, 'inspected' as const),
  nat: fc.constantFrom('zonal' as const, 'none' as const, 'single' as const),
  last: fc.boolean(),
});

function anyWorld({
  zones,
  nat,
  last,
  ...rest
}: typeof anyVpc extends fc.Arbitrary<infer T> ? T : never): EgressPlanProps {
  const single = (last ? zones.at(-1) : zones[0]) ?? 'a';
  return world({ ...rest, zones, nat: nat === 'single' ? { single } : nat });
}

describe('laws of every plan', () => {
  const holds = (law: (routes: readonly PlannedRoute[], props: EgressPlanProps) => void) =>
    fc.assert(
      fc.property(anyVpc, (input) => {
        const props = anyWorld(input);
        law(planEgressRoutes(props), props);
      }),
    );
  const destinationOf = (route: PlannedRoute) => row(route).split(' ')[2];

  it('a table has one route to a destination', () => {
    holds((routes) => {
      const keys = routes.map((route) => `${route.routeTableId} ${destinationOf(route)}`);
      expect(new Set(keys).size).toBe(keys.length);
    });
  });

  it('ids are unique, and a route stands after all it waits for', () => {
    holds((routes) => {
      routes.forEach(({ id, after }, index) => {
        const earlier = routes.slice(0, index).map((route) => route.id);
        expect(earlier).not.toContain(id);
        expect(earlier).toEqual(expect.arrayContaining([...after]));
      });
    });
  });

  it('no protected subnet and no NAT gateway after which inspection comes routes to the internet gateway', () => {
    holds((routes, { vpc }) => {
      const toInternet = routes
        .filter(({ target }) => 'gatewayId' in target)
        .map(({ id }) => id.split('-')[1]);
      const allowed = vpc.position === 'after-nat' ? ['firewall'] : ['firewall', 'nat'];
      expect(toInternet.filter((table) => !allowed.includes(table ?? ''))).toEqual([]);
    });
  });

  it('an endpoint is reached from its own zone, or from NAT and internet gateway with packets to its own zone', () => {
    holds((routes, { vpc }) => {
      for (const route of routes) {
        if (!('vpcEndpointId' in route.target)) continue;
        const zone = vpc.zones.find(
          ({ key }) => `vpce-${key}` === ('vpcEndpointId' in route.target && route.target.vpcEndpointId),
        );
        const own = Object.values(zone?.subnets ?? {});
        const here = own.map(({ routeTableId }) => routeTableId);
        const blocks = own.flatMap(({ cidrBlock, ipv6CidrBlock }) => [cidrBlock, ipv6CidrBlock]);
        expect(here.includes(route.routeTableId) || blocks.includes(destinationOf(route))).toBe(true);
      }
    });
  });

  it('the gateway route table names whole subnets only', () => {
    holds((routes, { vpc }) => {
      const subnets = vpc.zones.flatMap((zone) => Object.values(zone.subnets));
      const blocks = subnets.flatMap(({ cidrBlock, ipv6CidrBlock }) => [cidrBlock, ipv6CidrBlock]);
      const named = routes.filter(({ routeTableId }) => routeTableId === 'rtb-gateway').map(destinationOf);
      expect(named.filter((destination) => !blocks.includes(destination))).toEqual([]);
    });
  });

  it('endpoints of zones that need none change nothing, and neither does the order of endpoints', () => {
    holds((routes, { vpc, firewallEndpoints }) => {
      const needed = firewallEndpoints.filter((one) => inspectedZones(vpc).includes(one.availabilityZone));
      expect(planEgressRoutes({ vpc, firewallEndpoints: [...needed].reverse() })).toEqual(routes);
    });
  });
});

describe('zones that need an endpoint', () => {
  it.each<[LiteralVpcProps, string]>([
    [{}, 'a b'],
    [{ nat: { single: 'b' } }, 'b'],
    [{ nat: { single: 'b' }, ipv6: 'inspected' }, 'a b'],
    [{ nat: { single: 'b' }, position: 'before-nat' }, 'a b'],
    [{ nat: 'none' }, 'a b'],
  ])('%j: %s', (props, expected) => {
    expect(inspectedZones(literalVpc(props))).toEqual(expected.split(' ').map((key) => `us-east-1${key}`));
  });
});
