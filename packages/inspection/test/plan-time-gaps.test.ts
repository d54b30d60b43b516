import {
  AdoptedVpc,
  EgressRoutes,
  InspectedVpc,
  NetworkAcls,
  SUBNET_TIERS,
  type AdoptedVpcProps,
  type InspectedVpcProps,
} from '@inspected-egress/network';
import { packageIndexPolicy, workshopPolicy } from '@inspected-egress/policy';
import { Token } from 'cdktf';
import {
  ApplianceFleet,
  DnsFirewall,
  GatewayLoadBalancerEndpoints,
  InspectedEgress,
  NetworkFirewall,
  type ApplianceFleetProps,
  type DnsFirewallProps,
  type FirewallRules,
} from '../src';
import { TODAY } from './egress-policies';
import { literalVpc } from './literal-vpc';
import { refusal } from './messages';
import { synthesize, type Block } from './synthesize';

/**
 * What the AWS provider 5.100.0 plans without a word and AWS refuses at apply, or takes and then breaks egress: each is
 * refused when it is synthesized, or there are no words to ask for it, and then what is written anyway is shown.
 */

const ZONES = [{ availabilityZone: 'us-east-1a' }, { availabilityZone: 'us-east-1b' }];
const ENDPOINT = (zone: string, id = `vpce-0aaaaaaaaaaaaaaa${zone}`) => ({
  availabilityZone: `us-east-1${zone}`,
  vpcEndpointId: id,
});
const LIST = 'rslvr-fdl-0123456789abcdef';

const fleet = (props: object) => () =>
  synthesize(
    (stack) =>
      new ApplianceFleet(stack, 'fleet', {
        vpcId: 'vpc-0123456789abcdef0',
        subnets: [
          { availabilityZone: 'us-east-1a', subnetId: 'subnet-0a', cidrBlock: '10.2.0.0/24' },
          { availabilityZone: 'us-east-1b', subnetId: 'subnet-0b', cidrBlock: '10.2.1.0/24' },
        ],
        instanceType: 'c6in.large',
        capacity: { min: 2, max: 6 },
        service: { allowedPrincipals: ['arn:aws:iam::111122223333:root'] },
        bootstrap: { kind: 'custom', imageId: 'ami-0', healthCheck: { protocol: 'TCP', port: 8008 } },
        ...props,
      } as ApplianceFleetProps),
  );
const custom = (healthCheck: object) =>
  fleet({ bootstrap: { kind: 'custom', imageId: 'ami-0', healthCheck } });

const rules = (props: object) => () =>
  synthesize(
    (stack) =>
      new NetworkFirewall(stack, 'firewall', {
        vpc: literalVpc(),
        policy: {
          rules: {
            ruleGroups: [{ name: 'allow', rules: 'pass tcp $HOME_NET any -> any 22 (sid:1;)' }],
            ...props,
          } as FirewallRules,
        },
      }),
  );
const actions = (...defaultActions: readonly string[]) => rules({ defaultActions });
const group = (more: object = {}, index = 1) => ({
  name: `group-${index}`,
  rules: `pass tcp $HOME_NET any -> any 22 (sid:${index};)`,
  ...more,
});

const dns =
  (props: object = {}) =>
  () =>
    synthesize(
      (stack) =>
        new DnsFirewall(stack, 'dns', {
          vpcIds: { dev: 'vpc-0123456789abcdef0' },
          egressPolicy: packageIndexPolicy(),
          today: TODAY,
          ...props,
        } as DnsFirewallProps),
    );

const vpc = (props: object) => () =>
  synthesize(
    (stack) =>
      new InspectedVpc(stack, 'vpc', {
        cidrBlock: '10.1.0.0/16',
        zones: ZONES,
        ...props,
      } as InspectedVpcProps),
  );
const routes =
  (...firewallEndpoints: readonly ReturnType<typeof ENDPOINT>[]) =>
  () =>
    synthesize((stack) => new EgressRoutes(stack, 'routes', { vpc: literalVpc(), firewallEndpoints }));
const adopted =
  (props: object, zone: object = {}) =>
  () => {
    const { zones, ...literal } = literalVpc();
    return new AdoptedVpc({
      ...literal,
      zones: zones.map((one) => ({ ...one, ...zone })),
      ...props,
    } as AdoptedVpcProps);
  };
const acls = (change: object) => () =>
  synthesize(
    (stack) =>
      new NetworkAcls(stack, 'acls', {
        vpc: {
          ...literalVpc({ zone: (zone) => ({ ...zone, ...change }) }),
          networkAcls: { rules: 'elsewhere', ids: { protected: 'acl-0', nat: 'acl-1', firewall: 'acl-2' } },
        },
        services: [{ protocol: 'tcp', fromPort: 443, toPort: 443 }],
      }),
  );
const token = Token.asString({ resolve: () => 'us-east-1a' });

describe('is refused, with a code and a remedy', () => {
  it.each<[string, () => unknown, string]>([
    // Gateway Load Balancer
    ['a failover that is not the same for both', fleet({ failover: 'on-deregistration' }), 'INS314'],
    [
      'no health check, of which AWS makes HTTP on port 6081',
      fleet({ bootstrap: { kind: 'custom' } }),
      'INS311',
    ],
    ['a health check without a port', custom({ protocol: 'TCP' }), 'INS311'],
    ['a health check without a protocol', custom({ port: 8008 }), 'INS314'],
    [
      'two endpoints of a fleet in one zone',
      fleet({
        subnets: ['a', 'b'].map((one) => ({
          availabilityZone: 'us-east-1a',
          subnetId: `subnet-0${one}`,
          cidrBlock: '10.2.0.0/24',
        })),
      }),
      'INS302',
    ],
    ['two endpoints in one zone', routes(ENDPOINT('a'), ENDPOINT('b'), ENDPOINT('a', 'vpce-0c')), 'NET202'],
    [
      'one endpoint for two zones',
      routes(ENDPOINT('a'), ENDPOINT('b', ENDPOINT('a').vpcEndpointId)),
      'NET203',
    ],
    // Network Firewall, default actions
    ['a default action that is none', actions('aws:drop_all', 'aws:alert_all'), 'INS231'],
    ['default actions that drop nothing', actions('aws:alert_established'), 'INS232'],
    ['no default action', actions(), 'INS232'],
    ['two drops', actions('aws:drop_established', 'aws:drop_strict', 'aws:alert_established'), 'INS233'],
    ['two families', actions('aws:drop_established', 'aws:alert_strict'), 'INS234'],
    ['a drop that nobody sees', actions('aws:drop_established'), 'INS235'],
    [
      'names to pass where the handshake is dropped',
      rules({
        defaultActions: ['aws:drop_strict', 'aws:alert_strict'],
        ruleGroups: [
          group({ rules: 'pass tls $HOME_NET any -> any 443 (tls.sni; content:"example.com"; sid:1;)' }),
        ],
      }),
      'INS236',
    ],
    // Network Firewall, rule groups
    [
      'more than 20 rule groups',
      rules({ ruleGroups: Array.from({ length: 21 }, (_, index) => group({}, index + 1)) }),
      'INS202',
    ],
    [
      'capacities of more than a policy holds',
      rules({ ruleGroups: [group({ capacity: 20_000 }), group({ capacity: 20_000 }, 2)] }),
      'INS207',
    ],
    [
      'a HOME_NET without the address that the NAT gateway gives',
      rules({
        ruleGroups: [
          group({ ipSetVariables: { HOME_NET: ['10.1.0.0/24'], EXTERNAL_NET: ['!10.1.0.0/24'] } }),
        ],
      }),
      'INS226',
    ],
    // DNS Firewall
    ['a block without an answer', dns({ block: { kind: 'silence' } }), 'POL'],
    ['an override without a name to answer', dns({ block: { kind: 'override', ttlSeconds: 60 } }), 'POL'],
    [
      'an action of a managed list that is none',
      dns({ managedLists: [{ name: 'malware', domainListId: LIST, action: 'drop' }] }),
      'INS314',
    ],
    ['an association at a place that AWS reserves', dns({ associationPriority: 100 }), 'INS264'],
    ['an association after the last place', dns({ associationPriority: 9_901 }), 'INS264'],
    // Network ACLs
    [
      'a block with host bits',
      acls({ subnets: { ...literalVpc().zones[0]?.subnets, protected: hostBits() } }),
      'CIDR',
    ],
    // NAT gateways
    [
      'a regional NAT gateway, which stands in every zone, with inspection after it',
      adopted({}, { nat: { natGatewayId: 'nat-00000000000000001' } }),
      'NET214',
    ],
    [
      'the id of an internet gateway for a NAT gateway',
      adopted({}, { nat: { natGatewayId: 'igw-0' } }),
      'NET204',
    ],
    ['the id of a NAT gateway for the internet gateway', adopted({ internetGatewayId: 'nat-0' }), 'NET204'],
    // Routes
    [
      'a target of the gateway table that is no endpoint',
      routes(ENDPOINT('a', 'eni-0'), ENDPOINT('b')),
      'NET204',
    ],
    [
      'a gateway route to more than one whole subnet',
      adopted({ ipv6: 'inspected' }, { subnets: withIpv6('2001:db8::/56') }),
      'NET211',
    ],
    ['a destination among link-local services', vpc({ cidrBlock: '169.254.168.0/22' }), 'NET126'],
    ['an egress-only exit beside inspected IPv4', vpc({ ipv6: { kind: 'uninspected-exit' } }), 'NET129'],
    [
      'a gateway table that serves a subnet too',
      adopted({ gatewayRouteTableId: literalVpc().zones[0]?.subnets.firewall?.routeTableId }),
      'NET209',
    ],
    // Zones
    [
      'an endpoint of a zone that the VPC does not have',
      routes(ENDPOINT('a'), ENDPOINT('b'), ENDPOINT('c')),
      'NET103',
    ],
    [
      'a NAT gateway of a zone that the VPC does not have',
      adopted({}, { nat: { natGatewayId: 'nat-0', availabilityZone: 'us-east-1c' } }),
      'NET206',
    ],
    [
      'one NAT gateway in a zone that there is not',
      vpc({ natGateways: { singleZone: 'us-east-1c' } }),
      'NET121',
    ],
    ['a zone without an endpoint', routes(ENDPOINT('a')), 'NET201'],
    // Tokens where structure is needed
    ['a zone that only Terraform knows', vpc({ zones: [{ availabilityZone: token }] }), 'NET101'],
    ['a block that only Terraform knows', vpc({ cidrBlock: token }), 'NET101'],
    [
      'an endpoint in a zone that only Terraform knows',
      routes({ ...ENDPOINT('a'), availabilityZone: token }),
      'NET101',
    ],
    [
      'a number of appliances that only Terraform knows',
      fleet({ capacity: { min: Token.asNumber({ resolve: () => 2 }), max: 6 } }),
      'INS303',
    ],
  ])('%s', (_, attempt, code) => {
    // path: what is wrong; what to do [CODE]
    const [, ...problems] = refusal(attempt).split('\n');
    expect(problems.length).toBeGreaterThan(0);
    expect(problems).toContainEqual(expect.stringMatching(new RegExp(`: .+; .+ \\[${code}\\d*\\]$`, 'u')));
  });
});

function hostBits() {
  return { subnetId: 'subnet-0', routeTableId: 'rtb-0', cidrBlock: '10.1.16.1/24' };
}

function withIpv6(ipv6CidrBlock: string) {
  const { protected: workloads, ...others } = literalVpc().zones[0]?.subnets ?? {};
  return { ...others, protected: { ...workloads, ipv6CidrBlock } };
}

describe('cannot be said, and is always written', () => {
  const egress = (props: Partial<InspectedVpcProps> = {}) =>
    synthesize(
      (stack) =>
        new InspectedEgress(stack, 'egress', {
          cidrBlock: '10.1.0.0/16',
          zones: ZONES,
          engine: {
            kind: 'network-firewall',
            egressPolicy: workshopPolicy(),
            today: TODAY,
            managedRuleGroups: [{ name: 'MalwareDomains' }],
          },
          ...props,
        }),
    );

  it('the same failover for both, whichever it is', () => {
    for (const failover of ['rebalance', 'no-rebalance']) {
      const [pair] = fleet({ failover })().only('aws_lb_target_group')['target_failover'] as readonly Block[];
      expect(pair?.['on_deregistration']).toBe(pair?.['on_unhealthy']);
    }
  });

  it('one subnet for each endpoint', () => {
    const { all } = synthesize(
      (stack) =>
        new GatewayLoadBalancerEndpoints(stack, 'firewall', {
          vpc: literalVpc(),
          serviceName: 'com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0',
        }),
    );
    for (const { subnet_ids } of all('aws_vpc_endpoint')) expect(subnet_ids).toHaveLength(1);
  });

  it('strict order, of policy and groups alike, with a priority for each', () => {
    const world = egress();
    const { firewall_policy } = world.only('aws_networkfirewall_firewall_policy');
    const policy = firewall_policy as Block;
    expect(JSON.stringify(policy['stateful_engine_options'])).toContain('STRICT_ORDER');
    const priorities = (policy['stateful_rule_group_reference'] as readonly Block[]).map(
      ({ priority }) => priority,
    );
    expect(priorities.length).toBeGreaterThan(1);
    expect(new Set(priorities).size).toBe(priorities.length);
    for (const group of world.all('aws_networkfirewall_rule_group'))
      expect(JSON.stringify(group)).toContain('"rule_order":"STRICT_ORDER"');
  });

  it('an answer for each block of DNS Firewall', () => {
    const blocks = dns({ managedLists: [{ name: 'malware', domainListId: LIST }] })()
      .all('aws_route53_resolver_firewall_rule')
      .filter(({ action }) => action === 'BLOCK');
    expect(blocks).toHaveLength(2);
    for (const { block_response } of blocks) expect(block_response).toBe('NODATA');
  });

  it('numbers of network ACLs that AWS takes, for the most zones and tiers', () => {
    const { all } = synthesize((stack) => {
      const vpc = new InspectedVpc(stack, 'vpc', {
        cidrBlock: '10.0.0.0/16',
        zones: ['a', 'b', 'c', 'd', 'e', 'f'].map((key) => ({ availabilityZone: `us-east-1${key}` })),
        tiers: SUBNET_TIERS.filter((tier) => tier !== 'transit'),
        ipv6: 'inspected',
        networkAcls: 'elsewhere',
      });
      new NetworkAcls(stack, 'acls', {
        ...{ vpc, rulesPerDirection: 40, blocks: 'vpc', ipv6CidrBlock: '2001:db8::/56' },
        services: [{ protocol: 'tcp', fromPort: 443, toPort: 443 }, { protocol: 'icmp-echo' }],
      });
    });
    const numbers = all('aws_network_acl_rule').map(({ rule_number: number }) => Number(number));
    expect(numbers.length).toBeGreaterThan(20);
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(1);
    expect(Math.max(...numbers)).toBeLessThanOrEqual(32_766);
  });

  it('an address for each NAT gateway, and the internet gateway first', () => {
    const gateways = egress().all('aws_nat_gateway');
    expect(gateways).toHaveLength(2);
    for (const { allocation_id, depends_on } of gateways) {
      expect(allocation_id).toMatch(/^\$\{aws_eip\..+\.(id|allocation_id)\}$/);
      expect(JSON.stringify(depends_on)).toContain('aws_internet_gateway.');
    }
  });

  it('no route inside a table', () => {
    for (const table of [
      ...egress({ ipv6: 'inspected' }).all('aws_route_table'),
      ...egress().all('aws_default_route_table'),
    ])
      expect(table['route'] ?? []).toEqual([]);
  });
});
