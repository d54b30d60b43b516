import { planEgressRoutes, type IRoutedVpc, type SubnetTier, type ZonalEndpoints } from '../../src';
import { literalVpc, type LiteralVpcProps } from '../literal-vpc';

const ENDPOINTS: ZonalEndpoints = [
  { availabilityZone: 'us-east-1a', vpcEndpointId: 'vpce-a' },
  { availabilityZone: 'us-east-1b', vpcEndpointId: 'vpce-b' },
];
const [ENDPOINT_A, ENDPOINT_B] = ENDPOINTS as [ZonalEndpoints[0], ZonalEndpoints[0]];

const vpcWith = (props: LiteralVpcProps = {}, more: Partial<IRoutedVpc> = {}): IRoutedVpc => ({
  ...literalVpc(props),
  gatewayRouteTableId: 'rtb-gateway',
  ...more,
});

/** The VPC with other subnets in zone b. */
function changeB(
  vpc: IRoutedVpc,
  change: (zone: IRoutedVpc['zones'][0]) => IRoutedVpc['zones'][0],
): IRoutedVpc {
  return { ...vpc, zones: vpc.zones.map((zone) => (zone.key === 'b' ? change(zone) : zone)) };
}

function without(...tiers: SubnetTier[]): (zone: IRoutedVpc['zones'][0]) => IRoutedVpc['zones'][0] {
  return (zone) => ({
    ...zone,
    subnets: Object.fromEntries(
      Object.entries(zone.subnets).filter(([tier]) => !tiers.some((one) => one === tier)),
    ),
  });
}

function problems(vpc: IRoutedVpc, firewallEndpoints: ZonalEndpoints = ENDPOINTS): readonly string[] {
  try {
    planEgressRoutes({ vpc, firewallEndpoints });
    return [];
  } catch (error) {
    return String((error as Error).message)
      .split('\n')
      .slice(1)
      .map((line) => line.trim());
  }
}

describe('endpoints', () => {
  it('in a zone that the VPC does not have is refused', () => {
    expect(
      problems(vpcWith(), [...ENDPOINTS, { availabilityZone: 'us-east-1c', vpcEndpointId: 'vpce-c' }]),
    ).toEqual([
      'firewallEndpoints[2].availabilityZone: endpoint is in `us-east-1c` but the VPC has zones `us-east-1a`, `us-east-1b` only; use the endpoint of one of these zones, or leave it out [NET103]',
    ]);
  });

  it('must be there for every zone that packets cross', () => {
    expect(problems(vpcWith(), [ENDPOINT_A])).toEqual([
      'firewallEndpoints: no endpoint is given for `us-east-1b`, whose traffic would leave uninspected or not at all; add the firewall endpoint of `us-east-1b` [NET201]',
    ]);
  });

  it('need not be there for a zone that only the NAT gateway of another one serves', () => {
    expect(problems(vpcWith({ nat: { single: 'b' } }), [ENDPOINT_B])).toEqual([]);
  });

  it('are one for each zone', () => {
    expect(
      problems(vpcWith(), [...ENDPOINTS, { availabilityZone: 'us-east-1a', vpcEndpointId: 'vpce-x' }]),
    ).toEqual([
      'firewallEndpoints[2].availabilityZone: `us-east-1a` has an endpoint already, firewallEndpoints[0]; give one endpoint for each zone [NET202]',
    ]);
  });

  it.each(['vpce-a', '${aws_vpc_endpoint.a.id}'])('in two zones cannot be the same, %s', (vpcEndpointId) => {
    const shared = ENDPOINTS.map((endpoint) => ({ ...endpoint, vpcEndpointId }));
    expect(problems(vpcWith(), shared)).toEqual([
      `firewallEndpoints[1].vpcEndpointId: \`${vpcEndpointId}\` is given for \`us-east-1b\` but stands at firewallEndpoints[0] too, and an endpoint lives in one zone; use the endpoint of \`us-east-1b\` [NET203]`,
    ]);
  });

  it('are endpoints, not gateways', () => {
    expect(problems(vpcWith(), [ENDPOINT_A, { ...ENDPOINT_B, vpcEndpointId: 'nat-0a1b' }])).toEqual([
      'firewallEndpoints[1].vpcEndpointId: `nat-0a1b` is not an id of the kind `vpce-…`; give the id that begins with `vpce-` [NET204]',
    ]);
  });

  it('have zones that are literals', () => {
    expect(
      problems(vpcWith(), [ENDPOINT_A, { ...ENDPOINT_B, availabilityZone: '${TfToken[TOKEN.1]}' }]),
    ).toEqual([
      'firewallEndpoints[1].availabilityZone: name of the zone is a Terraform token, but the plan is made before Terraform knows its value; write the name of the zone itself [NET101]',
      'firewallEndpoints: no endpoint is given for `us-east-1b`, whose traffic would leave uninspected or not at all; add the firewall endpoint of `us-east-1b` [NET201]',
    ]);
  });
});

describe('subnets on the way', () => {
  it.each<[string, LiteralVpcProps, SubnetTier]>([
    ['firewall', {}, 'firewall'],
    ['firewall', { position: 'before-nat' }, 'firewall'],
    ['firewall', { nat: 'none' }, 'firewall'],
    ['nat', {}, 'nat'],
    ['nat', { position: 'before-nat' }, 'nat'],
  ])('%s must be there: %j', (name, props, tier) => {
    expect(problems(changeB(vpcWith(props), without(tier)))).toEqual([
      `vpc.zones[1].subnets.${name}: \`us-east-1b\` has no ${name} subnet, which the way out of its packets crosses; add a ${name} subnet to the zone [NET205]`,
    ]);
  });

  it('firewall must be there for IPv6 even where IPv4 crosses another zone', () => {
    const vpc = vpcWith({ nat: { single: 'a' }, ipv6: 'inspected' });
    expect(problems(changeB(vpc, without('firewall')))).toEqual([
      'vpc.zones[1].subnets.firewall: `us-east-1b` has no firewall subnet, which the way out of its packets crosses; add a firewall subnet to the zone [NET205]',
    ]);
  });

  it('may be absent where nothing crosses them', () => {
    expect(
      problems(changeB(vpcWith({ nat: { single: 'a' } }), without('firewall', 'nat')), [ENDPOINT_A]),
    ).toEqual([]);
    expect(problems(changeB(vpcWith({ nat: 'none' }), without('nat')))).toEqual([]);
  });

  it('may be those of a zone with a NAT gateway and no workloads', () => {
    const vpc = changeB(vpcWith({ nat: { single: 'b' } }), ({ nat: _, ...zone }) =>
      without('protected')(zone),
    );
    expect(problems(vpc, [ENDPOINT_B])).toEqual([]);
  });

  it('have an IPv6 block when IPv6 is inspected', () => {
    const vpc = changeB(vpcWith({ ipv6: 'inspected' }), (zone) => ({
      ...zone,
      subnets: {
        ...zone.subnets,
        protected: { subnetId: 's', routeTableId: 't', cidrBlock: '10.1.16.0/24' },
      },
    }));
    expect(problems(vpc)).toEqual([
      "vpc.zones[1].subnets.protected.ipv6CidrBlock: IPv6 is to be inspected but the protected subnet of `us-east-1b` has no IPv6 block; give the subnet's /64, or set `ipv6: 'none'` [NET210]",
    ]);
  });

  it('are protected in at least one zone', () => {
    const vpc = vpcWith();
    expect(problems({ ...vpc, zones: vpc.zones.map(without('protected')) })).toEqual([
      'vpc.zones: no zone has a protected subnet, so there is nothing to route; add a protected subnet to at least one zone [NET212]',
    ]);
  });

  it.each(['rtb-a-firewall', 'rtb-gateway'])('never share a route table, %s', (routeTableId) => {
    const vpc = changeB(vpcWith(), (zone) => ({
      ...zone,
      subnets: {
        ...zone.subnets,
        isolated: { subnetId: 'subnet-b-isolated', cidrBlock: '10.1.24.0/24', routeTableId },
      },
    }));
    const first =
      routeTableId === 'rtb-gateway'
        ? 'vpc.gatewayRouteTableId'
        : 'vpc.zones[0].subnets.firewall.routeTableId';
    expect(problems(vpc)).toEqual([
      `vpc.zones[1].subnets.isolated.routeTableId: route table \`${routeTableId}\` is also ${first}; give every subnet a route table of its own [NET209]`,
    ]);
  });
});

describe('NAT gateways', () => {
  it('stand in a zone of the VPC', () => {
    const vpc = changeB(vpcWith(), (zone) => ({
      ...zone,
      nat: { natGatewayId: 'nat-c', availabilityZone: 'us-east-1c' },
    }));
    expect(problems(vpc, [ENDPOINT_A])).toEqual([
      'vpc.zones[1].nat.availabilityZone: the NAT gateway is in `us-east-1c`, which is not among the zones `us-east-1a`, `us-east-1b`; name the zone that the NAT gateway stands in, and give that zone with its nat subnet [NET206]',
    ]);
  });

  it.each(['nat-only', '${aws_nat_gateway.only.id}'])('stand in one zone each, %s too', (natGatewayId) => {
    const vpc = vpcWith();
    const zones = vpc.zones.map((zone) => ({
      ...zone,
      nat: { natGatewayId, availabilityZone: zone.availabilityZone },
    }));
    expect(problems({ ...vpc, zones })).toEqual([
      `vpc.zones[1].nat.availabilityZone: \`${natGatewayId}\` stands in \`us-east-1a\` and \`us-east-1b\`; name its zone in \`nat.availabilityZone\` [NET214]`,
    ]);
  });

  it('serve all zones or none', () => {
    expect(problems(changeB(vpcWith(), ({ nat: _, ...zone }) => zone))).toEqual([
      'vpc.zones[1].nat: `us-east-1b` has no NAT gateway although other zones have; name the NAT gateway that serves it, of another zone if need be, or route the zone as a VPC of its own [NET207]',
    ]);
  });
});

it('a plan without a gateway route table is refused where replies need one, and only there', () => {
  const missing =
    'vpc.gatewayRouteTableId: replies need a gateway route table, but none is named and routes are not managed here; name the route table that is associated with the internet gateway [NET208]';
  expect(problems(literalVpc())).toEqual([missing]);
  expect(problems(literalVpc({ nat: 'none', position: 'before-nat' }))).toEqual([missing]);
  expect(problems(literalVpc({ position: 'before-nat', ipv6: 'inspected' }))).toEqual([missing]);
  expect(problems(literalVpc({ position: 'before-nat' }))).toEqual([]);
});

it('all problems come in one error, which names the VPC', () => {
  const plan = () =>
    planEgressRoutes({
      vpc: changeB(vpcWith(), without('firewall', 'nat')),
      firewallEndpoints: [ENDPOINT_A],
    });
  expect(plan).toThrow(/^egress routes of `vpc-1`: 3 problems\n.*NET201\]\n.*NET205\]\n.*NET205\]$/);
});
