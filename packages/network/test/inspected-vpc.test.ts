import { TerraformStack, TerraformVariable, Testing } from 'cdktf';
import * as fc from 'fast-check';
import { InspectedVpc, SUBNET_TIERS, type InspectedVpcProps, type SubnetTier } from '../src';
import { problemLines } from './problem-lines';
import { Synthesized, synthesizeEgress, synthesizeVpc, ZONES } from './synthesized-network';

/** All but the one that goes with a transit gateway alone. */
const OWN_TIERS = SUBNET_TIERS.filter((tier) => tier !== 'transit');
const EVERYTHING: Partial<InspectedVpcProps> = { tiers: OWN_TIERS, ipv6: 'inspected' };

describe('closed defaults', () => {
  const network = synthesizeVpc();

  it('the main route table is stripped of every route', () => {
    const { route, default_route_table_id } = network.at('vpc/defaults/route-table').body;
    expect(route).toEqual([]);
    expect(default_route_table_id).toBe(`\${aws_vpc.${network.at('vpc/vpc').name}.default_route_table_id}`);
  });

  it('every subnet has a route table of its own, so none is left on the main one', () => {
    const all = synthesizeVpc(EVERYTHING);
    const associations = all.ofType('aws_route_table_association').filter(({ body }) => 'subnet_id' in body);
    const tables = associations.map(({ body }) => all.referredBy(body['route_table_id'])?.path);
    const subnets = associations.map(({ body }) => all.referredBy(body['subnet_id'])?.path);
    expect(subnets).toEqual(all.ofType('aws_subnet').map(({ path }) => path));
    expect(new Set(tables).size).toBe(10);
    expect(tables.map((path) => path?.replace('table', 'subnet'))).toEqual(subnets);
  });

  it('no route is inline, and the VPC alone has none at all', () => {
    expect(network.ofType('aws_route')).toEqual([]);
    expect(network.ofType('aws_route_table').filter(({ body }) => 'route' in body)).toEqual([]);
  });

  it('the default security group permits nothing', () => {
    expect(Object.keys(network.at('vpc/defaults/security-group').body).sort()).toEqual(['tags', 'vpc_id']);
  });

  it('the default network ACL permits nothing, whoever lands on it', () => {
    const { body } = network.at('vpc/defaults/network-acl');
    expect(Object.keys(body).sort()).toEqual(['default_network_acl_id', 'lifecycle', 'tags']);
    expect(body['default_network_acl_id']).toMatch(/\.default_network_acl_id\}$/);
    expect(body['lifecycle']).toEqual({ ignore_changes: ['subnet_ids'] });
  });
});

describe('network ACLs', () => {
  const subnetsByAcl = (network: Synthesized) =>
    Object.fromEntries(
      network.ofType('aws_network_acl').map(({ path, body }) => [path, network.pathsOf(body['subnet_ids'])]),
    );

  it('are one for each tier in use, with all its subnets', () => {
    expect(subnetsByAcl(synthesizeVpc({ tiers: ['firewall', 'protected'], natGateways: 'none' }))).toEqual({
      'vpc/protected-acl/acl': ['vpc/a-protected/subnet', 'vpc/b-protected/subnet'],
      'vpc/firewall-acl/acl': ['vpc/a-firewall/subnet', 'vpc/b-firewall/subnet'],
    });
  });

  it('permit everything, in the last rules, unless rules come from elsewhere', () => {
    const network = synthesizeVpc({ ipv6: 'inspected' });
    const rules = network
      .ofType('aws_network_acl_rule')
      .filter(({ path }) => path.startsWith('vpc/nat-acl/'));
    const common = {
      network_acl_id: `\${aws_network_acl.${network.at('vpc/nat-acl/acl').name}.id}`,
      protocol: '-1',
      rule_action: 'allow',
    };
    expect(rules.map(({ body }) => body)).toEqual([
      { ...common, egress: false, rule_number: 32766, cidr_block: '0.0.0.0/0' },
      { ...common, egress: false, rule_number: 32765, ipv6_cidr_block: '::/0' },
      { ...common, egress: true, rule_number: 32766, cidr_block: '0.0.0.0/0' },
      { ...common, egress: true, rule_number: 32765, ipv6_cidr_block: '::/0' },
    ]);
  });

  it('are the same, empty, when rules come from elsewhere: no subnet changes hands', () => {
    const open = synthesizeVpc();
    const elsewhere = synthesizeVpc({ networkAcls: 'elsewhere' });
    expect(elsewhere.ofType('aws_network_acl')).toEqual(open.ofType('aws_network_acl'));
    expect(elsewhere.ofType('aws_network_acl_rule')).toEqual([]);
    expect(
      elsewhere.ofType('aws_network_acl').filter(({ body }) => 'ingress' in body || 'egress' in body),
    ).toEqual([]);
  });
});

describe('subnets', () => {
  it.each<[string, Partial<InspectedVpcProps>]>([
    ['with NAT', EVERYTHING],
    ['without', { ...EVERYTHING, natGateways: 'none' }],
  ])('never give a public IPv4 address, %s', (_, props) => {
    const given = synthesizeVpc(props)
      .ofType('aws_subnet')
      .map(({ body }) => body['map_public_ip_on_launch']);
    expect(given).toEqual(Array.from({ length: 10 }, () => false));
  });

  it('have the tags of the VPC, their own name, and those of their tier', () => {
    const network = synthesizeVpc({
      name: 'dev',
      tags: { team: 'network' },
      tierTags: { firewall: { fortigatecnf_subnet_type: 'endpoint' } },
    });
    expect(network.at('vpc/b-firewall/subnet').body['tags']).toEqual({
      Name: 'dev firewall us-east-1b',
      team: 'network',
      fortigatecnf_subnet_type: 'endpoint',
    });
    expect(network.at('vpc/b-nat/subnet').body['tags']).toEqual({
      Name: 'dev nat us-east-1b',
      team: 'network',
    });
    expect(network.at('vpc/vpc').body['tags']).toEqual({ Name: 'dev', team: 'network' });
    expect(synthesizeVpc().at('vpc/vpc').body['tags']).toEqual({ Name: 'test/vpc' });
  });

  it('in a secondary block wait for it, others do not', () => {
    const zones = [{ availabilityZone: 'us-east-1a', cidrBlocks: { nat: '100.64.0.0/24' } }];
    const network = synthesizeVpc({ zones, secondaryCidrBlocks: ['10.2.0.0/16', '100.64.0.0/16'] });
    expect(network.at('vpc/block-100-64-0-0-16').body['cidr_block']).toBe('100.64.0.0/16');
    expect(network.pathsOf(network.at('vpc/a-nat/subnet').body['depends_on'])).toEqual([
      'vpc/block-100-64-0-0-16',
    ]);
    expect(network.at('vpc/a-protected/subnet').body).not.toHaveProperty('depends_on');
  });
});

describe('IPv6', () => {
  const network = synthesizeVpc(EVERYTHING);

  it('is of a block that AWS assigns, one /64 for each subnet', () => {
    const vpc = network.at('vpc/vpc');
    expect(vpc.body['assign_generated_ipv6_cidr_block']).toBe(true);
    const block = `aws_vpc.${vpc.name}.ipv6_cidr_block`;
    const blocks = network
      .ofType('aws_subnet')
      .map(({ path, body }) => `${path} ${String(body['ipv6_cidr_block'])}`);
    const numbers = [
      ['a-protected', 0],
      ['a-nat', 1],
      ['a-firewall', 2],
      ['a-endpoint', 3],
      ['a-isolated', 4],
      ['b-protected', 8],
      ['b-nat', 9],
      ['b-firewall', 10],
      ['b-endpoint', 11],
      ['b-isolated', 12],
    ];
    expect(blocks.sort()).toEqual(
      numbers.map(([id, number]) => `vpc/${id}/subnet \${cidrsubnet(${block}, 8, ${number})}`).sort(),
    );
  });

  it('gives addresses to workloads alone', () => {
    const holders = network
      .ofType('aws_subnet')
      .filter(({ body }) => body['assign_ipv6_address_on_creation'] === true)
      .map(({ path }) => path);
    expect(holders).toEqual(
      ['a-isolated', 'a-protected', 'b-isolated', 'b-protected'].map((id) => `vpc/${id}/subnet`),
    );
  });

  it('has no way out past the endpoints: there is no egress-only gateway', () => {
    expect(synthesizeEgress(EVERYTHING).ofType('aws_egress_only_internet_gateway')).toEqual([]);
  });

  it('is nowhere without the setting', () => {
    expect(JSON.stringify(synthesizeVpc({ tiers: OWN_TIERS }).resources)).not.toMatch(/ipv6/);
  });
});

describe('NAT gateways', () => {
  const natGateways = (props: Partial<InspectedVpcProps>) => {
    const network = synthesizeVpc(props);
    return network
      .ofType('aws_nat_gateway')
      .map(({ path, body }) => [path, network.referredBy(body['subnet_id'])?.path]);
  };

  it('stand in the nat subnet of each zone, of one zone, or nowhere', () => {
    const a = ['vpc/a-nat-gateway/gateway', 'vpc/a-nat/subnet'];
    const b = ['vpc/b-nat-gateway/gateway', 'vpc/b-nat/subnet'];
    expect(natGateways({})).toEqual([a, b]);
    expect(natGateways({ natGateways: { singleZone: 'us-east-1b' } })).toEqual([b]);
    expect(natGateways({ natGateways: 'none' })).toEqual([]);
    expect(synthesizeVpc({ natGateways: 'none' }).ofType('aws_eip')).toEqual([]);
  });

  it('have an address each, and both hold the internet gateway until they are gone', () => {
    const network = synthesizeVpc();
    const gateway = network.at('vpc/b-nat-gateway/gateway').body;
    const address = network.at('vpc/b-nat-gateway/address');
    expect(gateway['allocation_id']).toBe(`\${aws_eip.${address.name}.allocation_id}`);
    expect(address.body['domain']).toBe('vpc');
    expect(network.pathsOf(gateway['depends_on'])).toEqual(['vpc/internet-gateway']);
    expect(network.pathsOf(address.body['depends_on'])).toEqual(['vpc/internet-gateway']);
  });

  it('need nat subnets, and none are made without NAT', () => {
    const tiersOf = (props: Partial<InspectedVpcProps>) =>
      synthesizeVpc(props)
        .ofType('aws_subnet')
        .map(({ path }) => /a-(\w+)/.exec(path)?.[1])
        .filter((tier) => tier !== undefined);
    expect(tiersOf({})).toEqual(['endpoint', 'firewall', 'nat', 'protected']);
    expect(tiersOf({ natGateways: 'none' })).toEqual(['endpoint', 'firewall', 'protected']);
  });
});

describe('the gateway route table', () => {
  it.each<[string, Partial<InspectedVpcProps>, number]>([
    ['after NAT', {}, 1],
    ['after one NAT gateway', { natGateways: { singleZone: 'us-east-1a' } }, 1],
    ['without NAT', { natGateways: 'none', position: 'before-nat' }, 1],
    ['before NAT with IPv6', { position: 'before-nat', ipv6: 'inspected' }, 1],
    ['before NAT, where replies need none', { position: 'before-nat' }, 0],
  ])('%s', (_, props, count) => {
    const network = synthesizeVpc(props);
    const edges = network.ofType('aws_route_table_association').filter(({ body }) => 'gateway_id' in body);
    expect(edges).toHaveLength(count);
    expect(edges.map(({ body }) => network.referredBy(body['gateway_id'])?.path)).toEqual(
      Array.from({ length: count }, () => 'vpc/internet-gateway'),
    );
    expect(network.ofType('aws_route_table').filter(({ path }) => path === 'vpc/gateway/table')).toHaveLength(
      count,
    );
  });
});

describe('DNS', () => {
  const settings = (dns: InspectedVpcProps['dns']) => {
    const { enable_dns_support, enable_dns_hostnames } = synthesizeVpc(dns === undefined ? {} : { dns }).at(
      'vpc/vpc',
    ).body;
    return [enable_dns_support, enable_dns_hostnames];
  };

  it('answers and names instances unless it is off', () => {
    expect(settings(undefined)).toEqual([true, true]);
    expect(settings({ hostnames: false })).toEqual([true, false]);
    expect(settings({ support: false })).toEqual([false, false]);
  });

  it('is what the VPC says of itself', () => {
    const said = (dns: InspectedVpcProps['dns']) => {
      let vpc: InspectedVpc | undefined;
      new Synthesized((stack) => {
        const more = dns === undefined ? {} : { dns };
        vpc = new InspectedVpc(stack, 'vpc', { cidrBlock: '10.1.0.0/16', zones: ZONES, ...more });
      });
      return vpc?.dns;
    };
    expect(said(undefined)).toEqual({ support: true, hostnames: true });
    expect(said({ support: false })).toEqual({ support: false, hostnames: false });
  });

  it('has the options of the Region unless others are given', () => {
    expect(synthesizeVpc().ofType('aws_vpc_dhcp_options')).toEqual([]);
    const dhcpOptions = { domainName: 'corp.example', ntpServers: ['169.254.169.123'] };
    const network = synthesizeVpc({ dns: { dhcpOptions } });
    expect(network.at('vpc/dhcp-options/options').body).toMatchObject({
      domain_name: 'corp.example',
      domain_name_servers: ['AmazonProvidedDNS'],
      ntp_servers: ['169.254.169.123'],
    });
    const { vpc_id, dhcp_options_id } = network.at('vpc/dhcp-options/association').body;
    expect(network.pathsOf([vpc_id, dhcp_options_id])).toEqual(['vpc/vpc', 'vpc/dhcp-options/options']);
  });
});

/** Terraform address and block of every subnet. */
function addresses(props: Partial<InspectedVpcProps>): Record<string, unknown> {
  const subnets = synthesizeVpc(props).ofType('aws_subnet');
  return Object.fromEntries(subnets.map(({ name, body }) => [name, body['cidr_block']]));
}

describe('addresses', () => {
  it('of subnets are the same whatever else is set', () => {
    const tiers = OWN_TIERS;
    const expected = addresses({ tiers });
    const others: Partial<InspectedVpcProps>[] = [
      { natGateways: 'none' },
      { natGateways: { singleZone: 'us-east-1b' } },
      { position: 'before-nat' },
      { ipv6: 'inspected' },
      { networkAcls: 'elsewhere' },
      { secondaryCidrBlocks: ['10.2.0.0/16'] },
      { zones: [...ZONES].reverse() },
    ];
    for (const other of others) expect(addresses({ tiers, ...other })).toEqual(expected);
  });

  it('of subnets that stay are the same when zones and tiers come and go', () => {
    const letters = fc.uniqueArray(fc.constantFrom(...'abcdef'), { minLength: 1 });
    const tierSets = fc.uniqueArray(fc.constantFrom(...OWN_TIERS), { minLength: 1 });
    const make = (names: readonly string[], tiers: readonly SubnetTier[]) =>
      addresses({
        natGateways: 'none',
        tiers,
        zones: names.map((name) => ({ availabilityZone: `us-east-1${name}` })),
      });
    const all = make([...'abcdef'], OWN_TIERS);
    fc.assert(
      fc.property(letters, tierSets, (names, tiers) => {
        expect(all).toMatchObject(make(names, tiers));
      }),
      { numRuns: 25 },
    );
  });

  it('of everything are a promise: one that changes replaces what is deployed', () => {
    const network = synthesizeEgress({
      ...EVERYTHING,
      secondaryCidrBlocks: ['10.2.0.0/16'],
      dns: { dhcpOptions: {} },
    });
    expect(network.resources.map(({ type, name }) => `${type}.${name}`).sort()).toMatchSnapshot();
    const beforeNat = synthesizeEgress({ position: 'before-nat' }).ofType('aws_route');
    expect(beforeNat.map(({ type, name }) => `${type}.${name}`).sort()).toMatchSnapshot('routes before NAT');
  });
});

describe('props that cannot be', () => {
  const problems = (props: Partial<InspectedVpcProps>) => problemLines(() => synthesizeVpc(props));

  it.each<[Partial<InspectedVpcProps>, string]>([
    [{ tiers: [] }, 'tiers: no tier is given; give at least one, or leave `tiers` out [NET117]'],
    [
      { tiers: ['protected', 'nat', 'public' as SubnetTier] },
      'tiers[2]: `public` is not a tier; use one of `protected`, `nat`, `firewall`, `endpoint`, `isolated`, `transit` [NET118]',
    ],
    [
      { tierTags: { isolated: { team: 'data' } } },
      'tierTags.isolated: the VPC has no isolated subnets, only `protected`, `nat`, `firewall`, `endpoint`; add `isolated` to `tiers`, or leave this out [NET119]',
    ],
    [
      { tiers: ['protected', 'firewall'] },
      "natGateways: there are NAT gateways but no nat subnets to hold them; add `nat` to `tiers`, or set `natGateways: 'none'` [NET120]",
    ],
    [
      { natGateways: { singleZone: 'us-east-1c' } },
      'natGateways.singleZone: `us-east-1c` is not a zone of the VPC, which has `us-east-1a`, `us-east-1b`; name one of these [NET121]',
    ],
    [
      { natGateways: { singleZone: '${var.zone}' } },
      'natGateways.singleZone: name of the zone is a Terraform token, but the plan is made before Terraform knows its value; write the name of the zone itself [NET101]',
    ],
    [
      { dns: { support: false, hostnames: true } },
      'dns.hostnames: host names need DNS support, which is off; set `dns.support` to `true`, or leave `hostnames` out [NET122]',
    ],
    [
      {
        dns: {
          dhcpOptions: { domainNameServers: ['10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4', '10.0.0.5'] },
        },
      },
      'dns.dhcpOptions.domainNameServers: 5 servers are given; give at most 4 [NET123]',
    ],
    [
      { dns: { dhcpOptions: { ntpServers: ['10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4', '10.0.0.5'] } } },
      'dns.dhcpOptions.ntpServers: 5 servers are given; give at most 4 [NET123]',
    ],
    [
      { dns: { dhcpOptions: { domainNameServers: [] } } },
      'dns.dhcpOptions.domainNameServers: no server is given; give at least one, or leave this out [NET127]',
    ],
    [
      { dns: { dhcpOptions: { ntpServers: [] } } },
      'dns.dhcpOptions.ntpServers: no server is given; give at least one, or leave this out [NET127]',
    ],
    [
      { natGateways: null as unknown as 'none' },
      'natGateways: `null` is not one of the choices; use one of `zonal`, `none` [NET125]',
    ],
    [
      { natGateways: {} as unknown as 'none' },
      'natGateways: `{}` is not one of the choices; use one of `zonal`, `none` [NET125]',
    ],
    [
      { cidrBlock: undefined as unknown as string },
      'cidrBlock: the block is missing; give the block [NET128]',
    ],
    [
      { zones: undefined as unknown as InspectedVpcProps['zones'] },
      'zones: no zone is given; give 1 to 6 [NET110]',
    ],
    [
      { position: 'after_nat' as 'after-nat' },
      'position: `after_nat` is not one of the choices; use one of `after-nat`, `before-nat` [NET125]',
    ],
    [
      { ipv6: 'uninspected' as 'inspected' },
      'ipv6: `uninspected` is not one of the choices; use one of `none`, `inspected` [NET125]',
    ],
    [
      { networkAcls: 'closed' as 'open' },
      'networkAcls: `closed` is not one of the choices; use one of `open`, `elsewhere` [NET125]',
    ],
    [
      { natGateways: 'regional' as 'zonal' },
      'natGateways: `regional` is not one of the choices; use one of `zonal`, `none` [NET125]',
    ],
  ])('%j', (props, expected) => {
    const lines = problems(props);
    expect(lines).toContain(expected);
    expect(lines.filter((line) => line !== expected && !line.includes('NET120'))).toEqual([]);
  });

  it('servers that have no address', () => {
    const domainNameServers = ['AmazonProvidedDNS', 'ns.corp.example', '10.0.0.2', '${var.server}'];
    const ntpServers = ['AmazonProvidedDNS', '169.254.169.123', 'fd00:ec2::123'];
    expect(problems({ dns: { dhcpOptions: { domainNameServers, ntpServers } } })).toEqual([
      expect.stringMatching(/^dns\.dhcpOptions\.domainNameServers\[1\]: .*\[CIDR1\d\d\]$/),
      expect.stringMatching(/^dns\.dhcpOptions\.ntpServers\[0\]: .*\[CIDR1\d\d\]$/),
    ]);
  });

  it('tokens where structure is needed: a block, a list of blocks, a zone, a slot', () => {
    const { stringValue, listValue, numberValue } = new TerraformVariable(
      new TerraformStack(Testing.app(), 'x'),
      'v',
      {},
    );
    const zones = [{ availabilityZone: stringValue }, { availabilityZone: 'us-east-1b', slot: numberValue }];
    const codes = problems({ cidrBlock: stringValue, secondaryCidrBlocks: listValue, zones }).map(
      (line) => `${/^[^:]+/.exec(line)?.[0] ?? ''} ${/\w+(?=\]$)/.exec(line)?.[0] ?? ''}`,
    );
    expect(codes).toEqual([
      'zones[0].availabilityZone NET101',
      'zones[1].slot NET101',
      'cidrBlock NET101',
      'secondaryCidrBlocks[0] NET101',
    ]);
  });

  it('come all in one error, which names the VPC', () => {
    const make = () =>
      synthesizeVpc({
        cidrBlock: '10.1.0.0/26',
        natGateways: { singleZone: 'us-east-1c' },
        tiers: ['protected'],
      });
    expect(make).toThrow(/^VPC `test\/vpc`: 3 problems\n.*NET107\]\n.*NET120\]\n.*NET121\]$/);
  });
});
