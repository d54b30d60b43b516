import { Token } from 'cdktf';
import {
  acls,
  actions,
  adopted,
  custom,
  dns,
  ENDPOINT,
  fleet,
  group,
  LIST,
  protectedSubnet,
  routes,
  rules,
  spokes,
  token,
  vpc,
} from './gap-attempts';
import type { Gap } from './gaps';
import { literalVpc } from './literal-vpc';

/** A gap, how somebody falls into it, and the code of the refusal, or its beginning. */
export type RefusedGap = readonly [gap: Gap, title: string, attempt: () => unknown, code: string];

const NAMES = group({ rules: 'pass tls $HOME_NET any -> any 443 (tls.sni; content:"example.com"; sid:1;)' });

export const REFUSED: readonly RefusedGap[] = [
  [
    'GWLB: unequal `target_failover` pair',
    'a failover that is not the same for both',
    fleet({ failover: 'on-deregistration' }),
    'INS314',
  ],
  [
    'GWLB: partial GENEVE `health_check`',
    'no health check, of which AWS makes HTTP on port 6081',
    fleet({ bootstrap: { kind: 'custom' } }),
    'INS311',
  ],
  ['GWLB: partial GENEVE `health_check`', 'one without a port', custom({ protocol: 'TCP' }), 'INS311'],
  ['GWLB: partial GENEVE `health_check`', 'one without a protocol', custom({ port: 8008 }), 'INS314'],
  [
    'GWLB: several endpoints in one AZ',
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
  [
    'GWLB: several endpoints in one AZ',
    'two endpoints in one zone',
    routes(ENDPOINT('a'), ENDPOINT('b'), ENDPOINT('a', 'vpce-0c')),
    'NET202',
  ],
  [
    'NFW defaults: unknown values',
    'a default action that is none',
    actions('aws:drop_all', 'aws:alert_all'),
    'INS231',
  ],
  [
    'NFW defaults: > 1 drop',
    'two drops',
    actions('aws:drop_established', 'aws:drop_strict', 'aws:alert_established'),
    'INS233',
  ],
  [
    'NFW defaults: families mixed',
    'two families',
    actions('aws:drop_established', 'aws:alert_strict'),
    'INS234',
  ],
  ['NFW defaults: missing alert twin', 'a drop that nobody sees', actions('aws:drop_established'), 'INS235'],
  ...[['aws:alert_established_app_layer_to_server'], []].map(
    (defaultActions): RefusedGap => [
      'NFW defaults: ALLOWLIST + strict without drop default',
      `a list of names to pass, and default actions [${defaultActions.join()}], which drop nothing`,
      rules({ ruleGroups: [NAMES], defaultActions }),
      'INS232',
    ],
  ),
  [
    'NFW defaults: drop_strict + domain rules',
    'names to pass where the handshake is dropped',
    rules({ ruleGroups: [NAMES], defaultActions: ['aws:drop_strict', 'aws:alert_strict'] }),
    'INS236',
  ],
  [
    'NFW groups: group rule order ≠ policy order',
    'a group of AWS for action order',
    rules({
      managedRuleGroups: [
        {
          resourceArn:
            'arn:aws:network-firewall:us-east-1:aws-managed:stateful-rulegroup/MalwareDomainsActionOrder',
        },
      ],
    }),
    'INS258',
  ],
  [
    'NFW groups: > 20 groups',
    'more than 20 rule groups',
    rules({ ruleGroups: Array.from({ length: 21 }, (_, index) => group({}, index + 1)) }),
    'INS202',
  ],
  [
    'NFW groups: capacity sums',
    'capacities of more than a policy holds',
    rules({ ruleGroups: [group({ capacity: 20_000 }), group({ capacity: 20_000 }, 2)] }),
    'INS207',
  ],
  [
    'NFW groups: HOME_NET not covering the translated source',
    'a HOME_NET without the address that the NAT gateway gives',
    rules({
      ruleGroups: [group({ ipSetVariables: { HOME_NET: ['10.1.0.0/24'], EXTERNAL_NET: ['!10.1.0.0/24'] } })],
    }),
    'INS226',
  ],
  [
    'DNS Firewall: BLOCK without response',
    'a block without an answer',
    dns({ block: { kind: 'silence' } }),
    'POL',
  ],
  [
    'DNS Firewall: BLOCK without response',
    'an override without a name to answer',
    dns({ block: { kind: 'override', ttlSeconds: 60 } }),
    'POL',
  ],
  [
    'DNS Firewall: BLOCK without response',
    'an action of a managed list that is none',
    dns({ managedLists: [{ name: 'malware', domainListId: LIST, action: 'drop' }] }),
    'INS314',
  ],
  ...[100, 9_901].map(
    (associationPriority): RefusedGap => [
      'DNS Firewall: association priority out of range',
      `an association at place ${associationPriority}, which AWS reserves`,
      dns({ associationPriority }),
      'INS264',
    ],
  ),
  [
    'NACL: CIDR with host bits',
    'a block with host bits',
    acls({ subnets: protectedSubnet({ cidrBlock: '10.1.16.1/24' }) }),
    'CIDR',
  ],
  [
    'NAT: topology A + regional NAT',
    'a regional NAT gateway, which stands in every zone, with inspection after it',
    adopted({}, { nat: { natGatewayId: 'nat-00000000000000001' } }),
    'NET214',
  ],
  [
    'routes: edge-table destinations',
    'more than one whole subnet',
    adopted({ ipv6: 'inspected' }, { subnets: protectedSubnet({ ipv6CidrBlock: '2001:db8::/56' }) }),
    'NET211',
  ],
  [
    'routes: edge-table destinations',
    'addresses outside of the VPC',
    adopted({ cidrBlocks: ['10.2.0.0/16'] }),
    'NET108',
  ],
  [
    'routes: edge-table targets',
    'a target that is no endpoint',
    routes(ENDPOINT('a', 'eni-0'), ENDPOINT('b')),
    'NET204',
  ],
  [
    'routes: edge-table targets',
    'a table that serves a subnet too, whose way out is no endpoint',
    adopted({ gatewayRouteTableId: literalVpc().zones[0]?.subnets.firewall?.routeTableId }),
    'NET209',
  ],
  [
    'routes: edge-table targets',
    'the id of an internet gateway for a NAT gateway',
    adopted({}, { nat: { natGatewayId: 'igw-0' } }),
    'NET204',
  ],
  [
    'routes: edge-table targets',
    'the id of a NAT gateway for the internet gateway',
    adopted({ internetGatewayId: 'nat-0' }),
    'NET204',
  ],
  [
    'routes: R2: more specific than local is not one whole subnet',
    'a block that holds several subnets',
    () => {
      const { zones, ...others } = literalVpc({ position: 'before-nat' });
      const [first, second] = zones;
      return adopted({
        ...others,
        zones: [{ ...first, subnets: protectedSubnet({ cidrBlock: '10.1.16.0/20' }) }, second],
      })();
    },
    'NET109',
  ],
  ...(
    [
      ['of a VPC', vpc({ cidrBlock: '169.254.168.0/22' }), 'NET126'],
      ['of spokes', spokes('169.254.168.0/24'), 'NET126'],
      [
        'of an IPv6 subnet',
        adopted({ ipv6: 'inspected' }, { subnets: protectedSubnet({ ipv6CidrBlock: 'fd00:ec2:0:1::/64' }) }),
        'NET218',
      ],
    ] as const
  ).map(
    ([whose, attempt, code]): RefusedGap => [
      'routes: R4: 169.254.168.0/22 and fd00:ec2::/32',
      `a destination ${whose} among link-local services`,
      attempt,
      code,
    ],
  ),
  [
    'routes: inspected IPv6 + EIGW',
    'an egress-only exit beside inspected IPv4',
    vpc({ ipv6: { kind: 'uninspected-exit' } }),
    'NET129',
  ],
  [
    'zones: AZ of subnet ≠ AZ of NAT',
    'a NAT gateway of a zone that the VPC does not have',
    adopted({}, { nat: { natGatewayId: 'nat-0', availabilityZone: 'us-east-1c' } }),
    'NET206',
  ],
  [
    'zones: AZ of subnet ≠ AZ of NAT',
    'one NAT gateway in a zone that there is not',
    vpc({ natGateways: { singleZone: 'us-east-1c' } }),
    'NET121',
  ],
  [
    'zones: AZ of subnet ≠ AZ of NAT',
    'the NAT gateway of another zone, which nobody names',
    () => {
      const [first, second] = literalVpc().zones;
      const { natGatewayId = '' } = first?.nat ?? {};
      return adopted({ zones: [first, { ...second, nat: { natGatewayId } }] })();
    },
    'NET214',
  ],
  [
    'zones: AZ of subnet ≠ AZ of endpoint',
    'an endpoint of a zone that the VPC does not have',
    routes(ENDPOINT('a'), ENDPOINT('b'), ENDPOINT('c')),
    'NET103',
  ],
  [
    'zones: AZ of subnet ≠ AZ of endpoint',
    'one endpoint for two zones',
    routes(ENDPOINT('a'), ENDPOINT('b', ENDPOINT('a').vpcEndpointId)),
    'NET203',
  ],
  ['zones: AZ of subnet ≠ AZ of endpoint', 'a zone without an endpoint', routes(ENDPOINT('a')), 'NET201'],
  [
    'tokens: AZ names',
    'a zone that only Terraform knows',
    vpc({ zones: [{ availabilityZone: token }] }),
    'NET101',
  ],
  [
    'tokens: AZ names',
    'an endpoint in a zone that only Terraform knows',
    routes({ ...ENDPOINT('a'), availabilityZone: token }),
    'NET101',
  ],
  ['tokens: CIDRs', 'a block that only Terraform knows', vpc({ cidrBlock: token }), 'NET101'],
  [
    'tokens: counts',
    'a number of appliances that only Terraform knows',
    fleet({ capacity: { min: Token.asNumber({ resolve: () => 2 }), max: 6 } }),
    'INS303',
  ],
];
