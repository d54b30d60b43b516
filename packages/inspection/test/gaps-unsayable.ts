import { InspectedVpc, NetworkAcls, SUBNET_TIERS, type InspectedVpcProps } from '@inspected-egress/network';
import { workshopPolicy } from '@inspected-egress/policy';
import { GatewayLoadBalancerEndpoints, InspectedEgress } from '../src';
import { TODAY } from './egress-policies';
import { dns, ENDPOINT, fleet, LIST, routes, ZONES } from './gap-attempts';
import type { Gap } from './gaps';
import { literalVpc } from './literal-vpc';
import { synthesize, type Block } from './synthesize';

/** Gaps for which there are no words, what is written anyway, and a test that it is. */
export type UnsayableGap = readonly [title: string, gaps: readonly Gap[], expectIt: () => void];

/** Inspected egress in two zones, with whatever a firewall policy may hold. */
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

export const UNSAYABLE: readonly UnsayableGap[] = [
  [
    'the same failover for both, whichever it is',
    ['GWLB: unequal `target_failover` pair'],
    () => {
      for (const failover of ['rebalance', 'no-rebalance']) {
        const [pair] = fleet({ failover })().only('aws_lb_target_group')[
          'target_failover'
        ] as readonly Block[];
        expect(pair?.['on_deregistration']).toBe(pair?.['on_unhealthy']);
      }
    },
  ],
  [
    'one subnet for each endpoint',
    ['GWLB: endpoint with > 1 subnet'],
    () => {
      const { all } = synthesize(
        (stack) =>
          new GatewayLoadBalancerEndpoints(stack, 'firewall', {
            vpc: literalVpc(),
            serviceName: 'com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0',
          }),
      );
      for (const { subnet_ids } of all('aws_vpc_endpoint')) expect(subnet_ids).toHaveLength(1);
    },
  ],
  [
    'strict order, of policy and groups alike, with a priority for each',
    [
      'NFW defaults: no STRICT_ORDER',
      'NFW groups: group rule order ≠ policy order',
      'NFW groups: duplicate priorities',
    ],
    () => {
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
    },
  ],
  [
    'an answer for each block of DNS Firewall',
    ['DNS Firewall: BLOCK without response'],
    () => {
      const blocks = dns({ managedLists: [{ name: 'malware', domainListId: LIST }] })()
        .all('aws_route53_resolver_firewall_rule')
        .filter(({ action }) => action === 'BLOCK');
      expect(blocks).toHaveLength(2);
      for (const { block_response } of blocks) expect(block_response).toBe('NODATA');
    },
  ],
  [
    'numbers of network ACLs that AWS takes, for the most zones and tiers',
    ['NACL: number > 32766'],
    () => {
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
    },
  ],
  [
    'an address for each NAT gateway, and the internet gateway first',
    ['NAT: public NAT without allocation_id', 'NAT: missing dependency on the IGW'],
    () => {
      const gateways = egress().all('aws_nat_gateway');
      expect(gateways).toHaveLength(2);
      for (const { allocation_id, depends_on } of gateways) {
        expect(allocation_id).toMatch(/^\$\{aws_eip\..+\.(id|allocation_id)\}$/);
        expect(JSON.stringify(depends_on)).toContain('aws_internet_gateway.');
      }
    },
  ],
  [
    'no route inside a table',
    ['routes: inline routes mixed with `aws_route`'],
    () => {
      for (const table of [
        ...egress({ ipv6: 'inspected' }).all('aws_route_table'),
        ...egress().all('aws_default_route_table'),
      ])
        expect(table['route'] ?? []).toEqual([]);
    },
  ],
  [
    'routes more specific than local lead to one whole subnet each, by an endpoint',
    [
      'routes: R2: more specific than local is not one whole subnet',
      'routes: edge-table destinations',
      'routes: edge-table targets',
    ],
    () => {
      for (const position of ['after-nat', 'before-nat'] as const) {
        const { all } = egress({ position });
        const blocks = all('aws_subnet').map(({ cidr_block }) => cidr_block);
        const specific = all('aws_route').filter(({ destination_cidr_block: to }) => to !== '0.0.0.0/0');
        expect(specific).toHaveLength(ZONES.length);
        for (const { destination_cidr_block: to, vpc_endpoint_id: endpoint } of specific) {
          expect(blocks).toContain(to);
          expect(endpoint).toContain('aws_networkfirewall_firewall');
        }
      }
    },
  ],
  [
    'replies return by the endpoint of the zone that they are of',
    ['zones: AZ of subnet ≠ AZ of return route'],
    () => {
      const { all } = routes(ENDPOINT('a'), ENDPOINT('b'))();
      const returns = all('aws_route').filter(({ destination_cidr_block: to }) => to !== '0.0.0.0/0');
      expect(returns.map(({ destination_cidr_block: to, vpc_endpoint_id: by }) => [to, by])).toEqual([
        ['10.1.1.0/24', ENDPOINT('a').vpcEndpointId],
        ['10.1.17.0/24', ENDPOINT('b').vpcEndpointId],
      ]);
    },
  ],
  [
    'no egress-only internet gateway beside inspected IPv6',
    ['routes: inspected IPv6 + EIGW'],
    () => {
      const { all } = egress({ ipv6: 'inspected' });
      expect(all('aws_egress_only_internet_gateway')).toEqual([]);
      const ipv6 = all('aws_route').filter((route) => route['destination_ipv6_cidr_block'] === '::/0');
      expect(ipv6.length).toBeGreaterThan(0);
      for (const route of ipv6) expect(route['egress_only_gateway_id']).toBeUndefined();
    },
  ],
];
