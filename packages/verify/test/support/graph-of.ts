import { readDrifters } from '../../src/graph/read-drifters';
import { known, unknown } from '../../src/graph/known';
import type { VpcGraph } from '../../src/graph/vpc-graph';
import { Network, VPC } from './rows/network';
import { Row } from './rows/row';
import { acl, securityGroup } from './rows/rules';

/**
 * Builds a graph from rows, one for each node; the first word is the noun and the second the key. Where there are several VPCs,
 * subnets and gateways say theirs: `vpc=s1`; a table is of the VPC whose subnet or gateway names it.
 *
 *     vpc v 10.1.0.0/16 2600:1f18::/56           `ipv6`: a block that AWS numbers at apply; `no-dns`
 *     igw igw edge=edge                          `detached`
 *     subnet w-a us-east-1a 10.1.3.0/24 table=w-a   `ipv6`, `public`, `public=?`, `acl=a`, `id=use1-az1`, `shared=ram`, `tag:k=v`; zone `?`
 *     nat nat-a n-a                              `private`; `regional table=t zones=us-east-1a` in place of the subnet
 *     endpoint fw-a f-a                          `gwlb`, `ipv4`; subnet `?`
 *     eigw e · eni e w-a (forwards, public) · instance i w-a (public) · lb l n-a (gateway) · s3 s3 (restricted) · vpce kms (restricted)
 *     list pl-x 192.0.2.0/24                     `?`
 *     table w-a: 0.0.0.0/0 > nat-a | ::/0 > fw-a     `!>` black hole, `~>` propagated
 *         destinations: a block, `@w-a` and `@v` for IPv6 blocks known after apply, `pl-x`, `?`
 *         targets: a node, `local`, `?`, `tgw-…`, `pcx-…`, `vgw-…`
 *     sg a: out tcp 443 0.0.0.0/0 | in udp 6081 10.1.5.0/24   of instances and interfaces, as `sg=a,b`; a group, `pl-x`, `?`
 *     acl a: in 100 allow tcp 443 0.0.0.0/0 | out 110 deny all 0.0.0.0/0
 *     bpa block-bidirectional · exclude f-a allow-bidirectional
 *     dns 100: 10 ALLOW example.com | 20 BLOCK *
 *     dns-config v open   what the resolver does without DNS Firewall; `closed`, `?`
 *     attachment at-s1 tgw-1 s1 table=rt appliance t-a t-b    `table=?`, `appliance=?`, subnet `?`; the VPC `?`
 *     transit-table rt      that table `rt` is of a transit gateway; targets: attachments
 *     strange x near=w-a
 */
export function graphOf(text: string): VpcGraph {
  const graph = nodesOf(text);
  return { ...graph, drifters: readDrifters(graph, [], (key) => graph.subnets.has(key)) };
}

function nodesOf(text: string): Omit<VpcGraph, 'drifters'> {
  const rows = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => new Row(line));
  const of = (noun: string) => rows.filter((row) => row.noun === noun);
  const network = new Network(rows);
  const map = <T extends { readonly key: string }>(noun: string, make: (row: Row) => T) =>
    new Map(of(noun).map((row) => [row.key, make(row)]));
  const bpa = of('bpa');
  return {
    vpcs: map('vpc', (row) => ({
      ...row.node,
      cidrBlocks: row.blocks(4).map(known),
      ipv6CidrBlocks: row.has('ipv6') ? [unknown('AWS numbers it')] : row.blocks(6).map(known),
      hasIpv6: known(row.has('ipv6') || row.blocks(6).length > 0),
      dnsSupport: known(!row.has('no-dns')),
      mainRouteTable: known('main'),
      defaultNetworkAcl: known('default-acl'),
      defaultSecurityGroup: known('default-sg'),
    })),
    subnets: map('subnet', (row) => network.subnet(row)),
    routeTables: new Map(
      [new Row('table main:'), ...of('table')]
        .filter(({ key }) => !network.isOfTransitGateway(key))
        .map((row) => [row.key, network.table(row, of('igw'))]),
    ),
    internetGateways: map('igw', (row) => ({
      ...row.node,
      ...(row.has('detached') ? {} : { vpc: known(row.field('vpc') ?? VPC) }),
      ...(row.field('edge') === undefined ? {} : { edgeRouteTable: known(row.field('edge') ?? '') }),
    })),
    egressOnlyGateways: map('eigw', (row) => ({ ...row.node, vpc: known(row.field('vpc') ?? VPC) })),
    natGateways: map('nat', (row) => ({
      ...row.node,
      connectivity: known(row.has('private') ? 'private' : 'public'),
      availabilityMode: known(row.has('regional') ? 'regional' : 'zonal'),
      vpc: known(network.vpcOf(row.words[0])),
      ...(row.field('zones') === undefined ? {} : { zones: row.field('zones')?.split(',') ?? [] }),
      ...(row.has('regional') ? { routeTable: known(row.field('table') ?? '') } : { subnet: row.place }),
      privateIps: [],
      hasElasticIp: known(!row.has('private')),
    })),
    firewallEndpoints: map('endpoint', (row) => ({
      ...row.node,
      product: known(row.has('gwlb') ? 'gateway-load-balancer' : 'network-firewall'),
      vpc: known(network.vpcOf(row.words[0])),
      subnet: row.place,
      ipAddressType: known(row.has('ipv4') ? 'ipv4' : 'dualstack'),
    })),
    firewalls: new Map(),
    firewallPolicies: new Map(),
    firewallRuleGroups: new Map(),
    gatewayEndpoints: map('s3', (row) => ({
      ...row.node,
      vpc: known(VPC),
      serviceName: known('com.amazonaws.us-east-1.s3'),
      prefixList: 'pl-s3',
      routeTables: [],
      ...(row.has('restricted') ? { policy: known(RESTRICTED) } : {}),
    })),
    interfaceEndpoints: map('vpce', (row) => ({
      ...row.node,
      type: 'Interface',
      vpc: known(VPC),
      serviceName: known('com.amazonaws.us-east-1.kms'),
      connection: { service: unknown('it is of AWS'), isAccepted: known(true) },
      subnets: [],
      securityGroups: [],
      privateDns: known(true),
      ...(row.has('restricted') ? { policy: known(RESTRICTED) } : {}),
    })),
    networkAcls: new Map([new Row(OPEN_ACL), ...of('acl')].map((row) => [row.key, acl(row)])),
    securityGroups: new Map([new Row(OPEN_GROUP), ...of('sg')].map((row) => [row.key, securityGroup(row)])),
    networkInterfaces: map('eni', (row) => ({
      ...row.node,
      subnet: row.place,
      securityGroups: row.groups,
      sourceDestCheck: known(!row.has('forwards')),
      privateIps: [],
      hasPublicIp: row.isPublic,
      hasIpv6: known(false),
    })),
    instances: map('instance', (row) => ({
      ...row.node,
      kind: 'instance' as const,
      subnets: [row.place],
      securityGroups: row.groups,
      hasPublicIp: row.isPublic,
      hasIpv6: known(false),
      startScript: known({ mtus: [] }),
      networkInterfaces: [],
    })),
    loadBalancers: map('lb', (row) => ({
      ...row.node,
      type: known(row.has('gateway') ? ('gateway' as const) : ('application' as const)),
      isInternal: known(false),
      isCrossZone: known(false),
      subnets: [row.place],
      securityGroups: [],
    })),
    listeners: new Map(),
    targetGroups: new Map(),
    endpointServices: new Map(),
    transitGatewayAttachments: map('attachment', (row) => network.attachment(row)),
    transitGatewayRouteTables: new Map(
      of('table')
        .filter(({ key }) => network.isOfTransitGateway(key))
        .map((row) => [row.key, network.table(row, [])]),
    ),
    elasticIps: new Map(),
    outerGateways: new Map(
      of('attachment').map(({ words: [key = ''] }) => [
        key,
        { key, isDeclared: true, kind: 'transit-gateway' as const },
      ]),
    ),
    prefixLists: map('list', (row) => ({ ...row.node, blocks: row.listed })),
    dnsFirewallAssociations: map('dns', (row) => ({
      ...row.node,
      vpc: known(VPC),
      ruleGroup: known(row.key),
      priority: known(Number(row.key)),
    })),
    dnsFirewallRuleGroups: map('dns', (row) => ({
      ...row.node,
      rules: row.items.map(([priority = '', action = '', ...domains]) => ({
        priority: known(Number(priority)),
        action: known(action as 'ALLOW' | 'ALERT' | 'BLOCK'),
        domains: domains[0] === '?' ? unknown('AWS manages the list') : known(domains),
        origin: `dns ${row.key}/${priority}`,
      })),
    })),
    dnsFirewallConfigs: of('dns-config').map((row) => ({
      origin: 'dns-config',
      vpc: row.key === '?' ? unknown('the input does not tell') : known(row.key),
      failsOpen: row.has('?') ? unknown('the input does not tell') : known(row.has('open')),
    })),
    ...(bpa.length === 0
      ? {}
      : {
          blockPublicAccess: {
            options: bpa.map(({ key }) => ({
              origin: 'bpa',
              mode:
                key === '?'
                  ? unknown('the input does not tell')
                  : known(key as 'off' | 'block-bidirectional'),
            })),
            exclusions: of('exclude').map(({ key, words }) => ({
              origin: 'exclusion',
              excluded: known(key),
              mode: known(words[0] as 'allow-bidirectional' | 'allow-egress'),
            })),
          },
        }),
    unmodelled: of('strange').map((row) => ({
      key: row.key,
      type: 'aws_strange',
      reason: 'nobody knows it',
      near: [row.field('near') ?? ''],
    })),
    described: rows.map(({ key }) => key),
    harmless: [],
  };
}

const OPEN_ACL =
  'acl default-acl: in 100 allow all 0.0.0.0/0 | in 101 allow all ::/0 | out 100 allow all 0.0.0.0/0 | out 101 allow all ::/0';
const OPEN_GROUP = 'sg default-sg: out all 0.0.0.0/0 | out all ::/0';
const RESTRICTED = { Statement: [{ Effect: 'Allow', Action: '*', Resource: 'arn:aws:s3:::ours/*' }] };
