import { AdoptedVpc, EgressRoutes, type AdoptedVpcProps, type AdoptedZoneProps } from '../src';
import { problemLines } from './problem-lines';
import { Synthesized } from './synthesized-network';

const TOKEN = '${TfToken[TOKEN.3]}';

function zone(letter: string, octet: number, more: Partial<AdoptedZoneProps> = {}): AdoptedZoneProps {
  const subnet = (tier: string, offset: number) => ({
    subnetId: `subnet-${letter}-${tier}`,
    routeTableId: `rtb-${letter}-${tier}`,
    cidrBlock: `10.1.${octet + offset}.0/24`,
  });
  return {
    availabilityZone: `us-east-1${letter}`,
    subnets: { protected: subnet('protected', 0), nat: subnet('nat', 1), firewall: subnet('firewall', 2) },
    nat: { natGatewayId: `nat-${letter}` },
    ...more,
  };
}

const PROPS: AdoptedVpcProps = {
  vpcId: 'vpc-0a1b',
  internetGatewayId: 'igw-0a1b',
  cidrBlocks: ['10.1.0.0/16'],
  zones: [zone('a', 10), zone('b', 20)],
};

const firewallEndpoints = ['a', 'b'].map((letter) => ({
  availabilityZone: `us-east-1${letter}`,
  vpcEndpointId: `vpce-${letter}`,
}));

const problems = (props: Partial<AdoptedVpcProps>) =>
  problemLines(() => new AdoptedVpc({ ...PROPS, ...props }));

/** The same zones with another protected subnet in zone a. */
function withProtected(
  change: Partial<Required<AdoptedZoneProps>['subnets']['protected'] & object>,
): Partial<AdoptedVpcProps> {
  const [a, b] = PROPS.zones;
  if (a?.subnets.protected === undefined || b === undefined) throw new Error('no zone to change');
  return {
    zones: [{ ...a, subnets: { ...a.subnets, protected: { ...a.subnets.protected, ...change } } }, b],
  };
}

describe('a VPC that exists', () => {
  it('is routed by its ids alone: nothing but routes and the gateway route table is made', () => {
    const network = new Synthesized(
      (stack) => new EgressRoutes(stack, 'routes', { vpc: new AdoptedVpc(PROPS), firewallEndpoints }),
    );
    const table = `\${aws_route_table.${network.at('routes/gateway/table').name}.id}`;
    const routes = network.ofType('aws_route').map(({ body }) => {
      const { destination_cidr_block, route_table_id, nat_gateway_id, gateway_id, vpc_endpoint_id } = body;
      return [destination_cidr_block, route_table_id, nat_gateway_id ?? gateway_id ?? vpc_endpoint_id].join(
        ' ',
      );
    });
    expect(routes.sort()).toEqual(
      [
        `10.1.11.0/24 ${table} vpce-a`,
        `10.1.21.0/24 ${table} vpce-b`,
        '0.0.0.0/0 rtb-a-firewall igw-0a1b',
        '0.0.0.0/0 rtb-b-firewall igw-0a1b',
        '0.0.0.0/0 rtb-a-nat vpce-a',
        '0.0.0.0/0 rtb-b-nat vpce-b',
        '0.0.0.0/0 rtb-a-protected nat-a',
        '0.0.0.0/0 rtb-b-protected nat-b',
      ].sort(),
    );
    expect(new Set(network.resources.map(({ type }) => type))).toEqual(
      new Set(['aws_route', 'aws_route_table', 'aws_route_table_association']),
    );
  });

  it('keeps zones in order of their slots, with their NAT gateway here or in another zone', () => {
    const vpc = new AdoptedVpc({
      ...PROPS,
      zones: [
        zone('b', 20, { nat: { natGatewayId: 'nat-a', availabilityZone: 'us-east-1a' } }),
        zone('a', 10),
      ],
    });
    expect(vpc.zones.map(({ key, nat }) => [key, nat])).toEqual([
      ['a', { natGatewayId: 'nat-a', availabilityZone: 'us-east-1a' }],
      ['b', { natGatewayId: 'nat-a', availabilityZone: 'us-east-1a' }],
    ]);
  });

  it('is inspected after NAT and without IPv6 unless told otherwise', () => {
    expect(new AdoptedVpc(PROPS)).toMatchObject({ position: 'after-nat', ipv6: 'none' });
    expect(
      new AdoptedVpc({ ...PROPS, position: 'before-nat', gatewayRouteTableId: 'rtb-edge' }),
    ).toMatchObject({
      position: 'before-nat',
      gatewayRouteTableId: 'rtb-edge',
    });
    expect(new AdoptedVpc(PROPS)).not.toHaveProperty('networkAcls');
  });

  it('may have ids and IPv6 blocks that only Terraform knows', () => {
    expect(problems({ vpcId: TOKEN, internetGatewayId: TOKEN, gatewayRouteTableId: TOKEN })).toEqual([]);
    const subnet = { subnetId: TOKEN, ipv6CidrBlock: TOKEN };
    expect(problems(withProtected(subnet))).toEqual([]);
  });
});

describe('what cannot be adopted', () => {
  it('ids of another kind: Terraform would take a NAT gateway for an internet gateway', () => {
    const nat = { natGatewayId: 'igw-0a1b' };
    const wrong = { vpcId: 'my-vpc', internetGatewayId: 'nat-0a1b', gatewayRouteTableId: 'igw-0a1b' };
    expect(problems({ ...wrong, zones: [zone('a', 10, { nat })] })).toEqual([
      'vpcId: `my-vpc` is not an id of the kind `vpc-…`; give the id that begins with `vpc-` [NET204]',
      'internetGatewayId: `nat-0a1b` is not an id of the kind `igw-…`; give the id that begins with `igw-` [NET204]',
      'gatewayRouteTableId: `igw-0a1b` is not an id of the kind `rtb-…`; give the id that begins with `rtb-` [NET204]',
      'zones[0].nat.natGatewayId: `igw-0a1b` is not an id of the kind `nat-…`; give the id that begins with `nat-` [NET204]',
    ]);
    expect(problems(withProtected({ subnetId: 'rtb-1', routeTableId: 'subnet-1' }))).toEqual([
      'zones[0].subnets.protected.subnetId: `rtb-1` is not an id of the kind `subnet-…`; give the id that begins with `subnet-` [NET204]',
      'zones[0].subnets.protected.routeTableId: `subnet-1` is not an id of the kind `rtb-…`; give the id that begins with `rtb-` [NET204]',
    ]);
  });

  it('zones without a place, or none', () => {
    expect(problems({ zones: [zone('a', 10), { ...zone('b', 20), availabilityZone: TOKEN }] })).toEqual([
      expect.stringMatching(/^zones\[1\]\.availabilityZone: .*\[NET101\]$/),
    ]);
    expect(problems({ zones: [] })).toEqual([expect.stringMatching(/\[NET110\]$/)]);
  });

  it('blocks that are malformed, outside of the VPC, or overlap', () => {
    expect(problems({ cidrBlocks: ['10.1.0.1/16'] })).toEqual([
      expect.stringMatching(/^cidrBlocks\[0\]: .*\[CIDR113\]$/),
    ]);
    expect(problems({ cidrBlocks: ['10.1.0.0/16', '10.1.0.0/20'] })).toEqual([
      'cidrBlocks[1]: `10.1.0.0/20` overlaps `10.1.0.0/16` of cidrBlocks[0]; choose a block outside of all others [NET106]',
    ]);
    expect(problems(withProtected({ cidrBlock: TOKEN }))).toEqual([
      expect.stringMatching(/^zones\[0\]\.subnets\.protected\.cidrBlock: .*\[NET101\]$/),
    ]);
    expect(problems(withProtected({ cidrBlock: '10.2.0.0/24' }))).toEqual([
      'zones[0].subnets.protected.cidrBlock: `10.2.0.0/24` lies in no block of the VPC, which has `10.1.0.0/16`; choose a block inside one of these, or add a secondary block that holds it [NET108]',
    ]);
    expect(problems(withProtected({ cidrBlock: '10.1.20.0/22' }))).toEqual([
      'zones[1].subnets.protected.cidrBlock: `10.1.20.0/24` overlaps `10.1.20.0/22`, the block of the protected subnet of `us-east-1a`; choose a block outside of all other subnets [NET109]',
      'zones[1].subnets.nat.cidrBlock: `10.1.21.0/24` overlaps `10.1.20.0/22`, the block of the protected subnet of `us-east-1a`; choose a block outside of all other subnets [NET109]',
      'zones[1].subnets.firewall.cidrBlock: `10.1.22.0/24` overlaps `10.1.20.0/22`, the block of the protected subnet of `us-east-1a`; choose a block outside of all other subnets [NET109]',
    ]);
  });

  it('IPv6 blocks that are not those of a subnet, or missing', () => {
    expect(problems(withProtected({ ipv6CidrBlock: '2001:db8::/56' }))).toEqual([
      "zones[0].subnets.protected.ipv6CidrBlock: `2001:db8::/56` is not the IPv6 block of a subnet; give the subnet's whole IPv6 block, a /64 [NET211]",
    ]);
    expect(problems(withProtected({ ipv6CidrBlock: 'fd00:ec2:0:1::/64' }))).toEqual([
      "zones[0].subnets.protected.ipv6CidrBlock: `fd00:ec2:0:1::/64` overlaps `fd00:ec2::/32`, to which AWS takes no route; give the subnet's own IPv6 block [NET218]",
    ]);
    expect(problems(withProtected({ ipv6CidrBlock: '10.1.10.0/24' }))).toEqual([
      expect.stringMatching(/\[NET211\]$/),
    ]);
    expect(problems(withProtected({ ipv6CidrBlock: '2001:db8::1/64' }))).toEqual([
      expect.stringMatching(/\[CIDR113\]$/),
    ]);
    expect(problems({ ...withProtected({ ipv6CidrBlock: '2001:db8::/64' }), ipv6: 'inspected' })).toEqual([
      "zones[1].subnets.protected.ipv6CidrBlock: IPv6 is to be inspected but the protected subnet of `us-east-1b` has no IPv6 block; give the subnet's /64, or set `ipv6: 'none'` [NET210]",
    ]);
  });

  it('a subnet or a route table that is given twice', () => {
    expect(problems(withProtected({ subnetId: 'subnet-b-nat' }))).toEqual([
      'zones[1].subnets.nat.subnetId: `subnet-b-nat` is already zones[0].subnets.protected; give every subnet once [NET213]',
    ]);
    expect(problems(withProtected({ routeTableId: 'rtb-b-nat' }))).toEqual([
      'zones[1].subnets.nat.routeTableId: route table `rtb-b-nat` is also zones[0].subnets.protected.routeTableId; give every subnet a route table of its own [NET209]',
    ]);
    expect(problems({ gatewayRouteTableId: 'rtb-b-nat' })).toEqual([
      'zones[1].subnets.nat.routeTableId: route table `rtb-b-nat` is also gatewayRouteTableId; give every subnet a route table of its own [NET209]',
    ]);
  });

  it('a NAT gateway in a zone that is not given', () => {
    const nat = { natGatewayId: 'nat-c', availabilityZone: 'us-east-1c' };
    expect(problems({ zones: [zone('a', 10, { nat })] })).toEqual([
      'zones[0].nat.availabilityZone: the NAT gateway is in `us-east-1c`, which is not among the zones `us-east-1a`; name the zone that the NAT gateway stands in, and give that zone with its nat subnet [NET206]',
    ]);
  });

  it('one NAT gateway in two zones, because its zone was forgotten', () => {
    const nat = { natGatewayId: 'nat-only' };
    expect(problems({ zones: [zone('a', 10, { nat }), zone('b', 20, { nat })] })).toEqual([
      'zones[1].nat.availabilityZone: `nat-only` stands in `us-east-1a` and `us-east-1b`; name its zone in `nat.availabilityZone` [NET214]',
    ]);
    const named = { ...nat, availabilityZone: 'us-east-1a' };
    expect(problems({ zones: [zone('a', 10, { nat }), zone('b', 20, { nat: named })] })).toEqual([]);
  });

  it('a VPC without zones or blocks, from a configuration file', () => {
    const without = (what: 'zones' | 'cidrBlocks') =>
      problemLines(() => new AdoptedVpc({ ...PROPS, [what]: undefined }));
    expect(without('zones')).toEqual([expect.stringMatching(/^zones: .*\[NET110\]$/)]);
    expect(without('cidrBlocks')).toEqual([
      'cidrBlocks: the list of blocks is missing; give the list of blocks [NET128]',
    ]);
  });

  it('a position or an IPv6 mode that there is not', () => {
    expect(problems({ position: 'none' as 'after-nat', ipv6: 'yes' as 'none' })).toEqual([
      'position: `none` is not one of the choices; use one of `after-nat`, `before-nat` [NET125]',
      'ipv6: `yes` is not one of the choices; use one of `none`, `inspected` [NET125]',
    ]);
  });

  it('is told in one error, which names the VPC', () => {
    expect(() => new AdoptedVpc({ ...PROPS, internetGatewayId: 'x', zones: [] })).toThrow(
      /^adopted VPC `vpc-0a1b`: 2 problems\n.*NET204\]\n.*NET110\]$/,
    );
  });
});
