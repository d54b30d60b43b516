import { parseCidrBlock, type AddressFamily, type CidrBlock } from '@inspected-egress/cidr';
import { known, unknown, valueOf, type Known } from '../../src/graph/known';
import type { NetworkAclRule } from '../../src/graph/network-acl';
import type { PlacedBlock } from '../../src/graph/placed-block';
import { readDrifters } from '../../src/graph/read-drifters';
import type { Route, RouteTarget, RouteTargetKind } from '../../src/graph/route';
import type { SecurityGroupPeer, SecurityGroupRule } from '../../src/graph/security-group';
import type { OccupantKind, Subnet } from '../../src/graph/subnet';
import type { TransitGatewayAttachment } from '../../src/graph/transit-gateway-attachment';
import type { VpcGraph } from '../../src/graph/vpc-graph';

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
  const world = new World(rows);
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
    subnets: map('subnet', (row) => world.subnet(row)),
    routeTables: new Map(
      [new Row('table main:'), ...of('table')]
        .filter(({ key }) => !world.isOfTransitGateway(key))
        .map((row) => [row.key, world.table(row, of('igw'))]),
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
      vpc: known(world.vpcOf(row.words[0])),
      ...(row.field('zones') === undefined ? {} : { zones: row.field('zones')?.split(',') ?? [] }),
      ...(row.has('regional') ? { routeTable: known(row.field('table') ?? '') } : { subnet: row.place }),
      privateIps: [],
      hasElasticIp: known(!row.has('private')),
    })),
    firewallEndpoints: map('endpoint', (row) => ({
      ...row.node,
      product: known(row.has('gwlb') ? 'gateway-load-balancer' : 'network-firewall'),
      vpc: known(world.vpcOf(row.words[0])),
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
    transitGatewayAttachments: map('attachment', (row) => world.attachment(row)),
    transitGatewayRouteTables: new Map(
      of('table')
        .filter(({ key }) => world.isOfTransitGateway(key))
        .map((row) => [row.key, world.table(row, [])]),
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

const VPC = 'v';
const OPEN_ACL =
  'acl default-acl: in 100 allow all 0.0.0.0/0 | in 101 allow all ::/0 | out 100 allow all 0.0.0.0/0 | out 101 allow all ::/0';
const OPEN_GROUP = 'sg default-sg: out all 0.0.0.0/0 | out all ::/0';
const RESTRICTED = { Statement: [{ Effect: 'Allow', Action: '*', Resource: 'arn:aws:s3:::ours/*' }] };
const PROTOCOLS: Readonly<Record<string, number>> = { tcp: 6, udp: 17, icmp: 1 };
const PLACES: Readonly<Record<string, OccupantKind>> = {
  nat: 'nat-gateway',
  endpoint: 'firewall-endpoint',
  eni: 'network-interface',
  instance: 'instance',
  lb: 'load-balancer',
};
const HANDED_OVER: OccupantKind = 'transit-gateway-attachment';
const TARGETS: Readonly<Record<string, RouteTargetKind>> = {
  nat: 'nat-gateway',
  endpoint: 'firewall-endpoint',
  eni: 'network-interface',
  igw: 'internet-gateway',
  eigw: 'egress-only-gateway',
  s3: 'gateway-endpoint',
  attachment: 'transit-gateway-attachment',
};
const FOREIGN: Readonly<Record<string, RouteTargetKind>> = {
  tgw: 'transit-gateway',
  pcx: 'peering',
  vgw: 'vpn-gateway',
};

class Row {
  readonly noun: string;
  readonly key: string;
  /** What follows the key. */
  readonly words: readonly string[];
  /** After the colon, one for each bar. */
  readonly items: readonly (readonly string[])[];

  constructor(line: string) {
    const [, head = '', rest] = /^(.*?)(?::(?= |$)(.*))?$/.exec(line) ?? [];
    [this.noun = '', this.key = '', ...this.words] = head.split(/\s+/);
    this.items = (rest ?? '')
      .split('|')
      .flatMap((item) => (item.trim() === '' ? [] : [item.trim().split(/\s+/)]));
  }

  get node() {
    return { key: this.key, isDeclared: true };
  }

  get place(): Known<string> {
    const [place = '?'] = this.words;
    return place === '?' ? unknown('the input does not tell') : known(place);
  }

  get isPublic(): Known<boolean> {
    return this.field('public') === '?' ? unknown('the input does not tell') : known(this.has('public'));
  }

  get groups(): Known<string>[] {
    const names = (this.field('sg') ?? 'default-sg').split(',');
    return names.map((name) => (name === '?' ? unknown('the input does not tell') : known(name)));
  }

  get listed(): Known<readonly CidrBlock[]> {
    return this.has('?') ? unknown('AWS keeps it') : known([...this.blocks(4), ...this.blocks(6)]);
  }

  has(word: string): boolean {
    return this.words.includes(word);
  }

  field(name: string): string | undefined {
    return this.words.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1);
  }

  blocks(family: AddressFamily): CidrBlock[] {
    const texts = this.words.filter((word) => /^[\d.]+\/\d+$|^[\da-f:]+\/\d+$/.test(word));
    return texts.map(readBlock).filter((block) => block.family === family);
  }
}

class World {
  constructor(private readonly rows: readonly Row[]) {}

  subnet(row: Row): Subnet {
    const [zone = '?'] = row.words;
    const [cidrBlock] = row.blocks(4);
    const [ipv6] = row.blocks(6);
    const ipv6CidrBlock = row.has('ipv6')
      ? unknown('AWS numbers it')
      : ipv6 === undefined
        ? undefined
        : known(ipv6);
    const id = row.field('id');
    const sharedBy = row.field('shared');
    return {
      ...row.node,
      vpc: known(row.field('vpc') ?? VPC),
      availabilityZone: zone === '?' ? unknown('the input does not tell') : known(zone),
      ...(id === undefined ? {} : { zoneId: id }),
      ...(sharedBy === undefined ? {} : { sharedBy }),
      ...(cidrBlock === undefined ? {} : { cidrBlock: known(cidrBlock) }),
      ...(ipv6CidrBlock === undefined ? {} : { ipv6CidrBlock }),
      routeTable: known(row.field('table') ?? 'main'),
      hasRouteTableAssociation: row.field('table') !== undefined,
      networkAcl: known(row.field('acl') ?? 'default-acl'),
      mapsPublicIp: row.isPublic,
      assignsIpv6: known(false),
      dns64: known(false),
      occupants: this.rows.flatMap(({ noun, key, words }) => {
        const kind = PLACES[noun];
        if (noun === 'attachment' && words.includes(row.key)) return [{ kind: HANDED_OVER, key }];
        return kind !== undefined && words[0] === row.key ? [{ kind, key }] : [];
      }),
      tags: new Map(
        row.words
          .filter((word) => word.startsWith('tag:'))
          .map((word) => word.slice(4).split('=') as [string, string]),
      ),
    };
  }

  /** That of a subnet, by its key. */
  vpcOf(subnet: string | undefined): string {
    return this.rows.find((row) => row.noun === 'subnet' && row.key === subnet)?.field('vpc') ?? VPC;
  }

  isOfTransitGateway(table: string): boolean {
    return this.rows.some((row) => row.noun === 'transit-table' && row.key === table);
  }

  attachment(row: Row): TransitGatewayAttachment {
    const [gateway = '', vpc = '', ...words] = row.words;
    const table = row.field('table');
    const mode = row.field('appliance');
    return {
      ...row.node,
      transitGateway: known(gateway),
      vpc: toldOf(vpc),
      subnets: words.filter((word) => word !== 'appliance' && !word.includes('=')).map(toldOf),
      applianceMode: mode === '?' ? unknown('the input does not tell') : known(row.has('appliance')),
      ...(table === undefined ? {} : { routeTable: toldOf(table) }),
    };
  }

  private vpcOfTable(key: string): string {
    const user = this.rows.find(
      (row) =>
        (row.noun === 'subnet' && row.field('table') === key) ||
        (row.noun === 'igw' && row.field('edge') === key),
    );
    return user?.field('vpc') ?? VPC;
  }

  table(row: Row, gateways: readonly Row[]) {
    return {
      ...row.node,
      vpc: this.isOfTransitGateway(row.key)
        ? unknown('a transit gateway is in no VPC')
        : known(this.vpcOfTable(row.key)),
      isMain: row.key === 'main',
      routes: row.items.map((item) => this.route(row.key, item)),
      edgeOf: gateways.filter((gateway) => gateway.field('edge') === row.key).map(({ key }) => key),
    };
  }

  private route(table: string, [destination = '', arrow = '', target = '']: readonly string[]): Route {
    return {
      destination: this.destination(destination),
      target: this.target(target),
      origin: `${table} ${destination}`,
      isPropagated: arrow === '~>',
      isBlackhole: arrow === '!>',
    };
  }

  private destination(text: string): Route['destination'] {
    const key = text.slice(1);
    if (text.startsWith('@'))
      return key === VPC
        ? { kind: 'vpc-block', vpc: key, family: 6 }
        : { kind: 'subnet-block', subnet: key, family: 6 };
    if (!text.startsWith('pl-')) return placed(text);
    const list = this.rows.find((row) => row.noun === 'list' && row.key === text);
    return {
      kind: 'prefix-list',
      prefixList: text,
      blocks: list?.listed ?? unknown('it is not in the input'),
    };
  }

  private target(text: string): RouteTarget {
    if (text === 'local') return { kind: 'local' };
    if (text === '?') return { kind: 'unknown', reason: 'the input does not tell' };
    if (text === 'gone') return { kind: 'transit-gateway-attachment', key: text };
    const noun = this.rows.find((row) => row.key === text && TARGETS[row.noun] !== undefined)?.noun;
    const kind = TARGETS[noun ?? ''] ?? FOREIGN[text.slice(0, 3)];
    if (kind === undefined) throw new Error(`no row says what \`${text}\` is`);
    return { kind, key: text };
  }
}

function toldOf(word: string): Known<string> {
  return word === '?' ? unknown('the input does not tell') : known(word);
}

function placed(text: string): PlacedBlock {
  return text === '?'
    ? { kind: 'unknown', reason: 'the input does not tell' }
    : { kind: 'block', block: readBlock(text) };
}

function acl(row: Row) {
  const rules = (direction: string): NetworkAclRule[] =>
    row.items
      .filter(([way]) => way === direction)
      .map(([, number = '', action = '', protocol = '', ...rest]) => {
        const block = rest.at(-1) ?? '';
        const [from, to = from] = rest.length > 1 ? (rest[0] ?? '').split('-').map(Number) : [];
        return {
          number: known(Number(number)),
          action: known(action as 'allow' | 'deny'),
          traffic: known({
            protocol: protocol === 'all' ? ('all' as const) : (PROTOCOLS[protocol] ?? 0),
            ...(from === undefined || to === undefined ? {} : { ports: { from, to } }),
          }),
          block: placed(block),
          origin: `${row.key}/${direction}/${number}`,
        };
      })
      .sort((a, b) => Number(valueOf(a.number)) - Number(valueOf(b.number)));
  return {
    ...row.node,
    vpc: known(VPC),
    isDefault: row.key === 'default-acl',
    ingress: rules('in'),
    egress: rules('out'),
  };
}

function securityGroup(row: Row) {
  const rules = (direction: string): SecurityGroupRule[] =>
    row.items
      .filter(([way]) => way === direction)
      .map(([, protocol = '', ...rest]) => {
        const peer = rest.at(-1) ?? '';
        const [from, to = from] = rest.length > 1 ? (rest[0] ?? '').split('-').map(Number) : [];
        return {
          traffic: known({
            protocol: protocol === 'all' ? ('all' as const) : (PROTOCOLS[protocol] ?? 0),
            ...(from === undefined || to === undefined ? {} : { ports: { from, to } }),
          }),
          peer: peer === '?' || peer.includes('/') ? placed(peer) : memberOf(peer),
          origin: `${row.key}/${direction}`,
        };
      });
  return { ...row.node, vpc: known(VPC), ingress: rules('in'), egress: rules('out') };
}

function memberOf(peer: string): SecurityGroupPeer {
  return peer.startsWith('pl-')
    ? { kind: 'prefix-list', prefixList: peer, blocks: unknown('it is not in the input') }
    : { kind: 'security-group', securityGroup: peer };
}

const blocks = new Map<string, CidrBlock>(); // random worlds say the same few blocks over and over

function readBlock(text: string): CidrBlock {
  const block = blocks.get(text) ?? parseCidrBlock(text);
  blocks.set(text, block);
  return block;
}
