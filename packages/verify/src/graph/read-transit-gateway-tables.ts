import type { Resource } from '../read/estate';
import { ABSENT, booleanOf, reasonOf, type Value } from '../read/value';
import { append } from './append';
import { inKeyOrder } from './compare-keys';
import { collectDoubts, doubtAbout, scopeOf, type Doubt, type Scope } from './doubts';
import type { Key } from './key';
import { unknown, valueOf, type Known } from './known';
import type { Links } from './links';
import { nodeOf, undeclared } from './node-of';
import type { PlacedBlock } from './placed-block';
import { defaultTableKey } from './parts';
import type { PrefixList } from './prefix-list';
import { readPlacedBlock } from './read-placed-block';
import { readPrefixListUse } from './read-prefix-lists';
import { defaultTableOf, hasIpv6Support, mayPropagate, tableNamedBy } from './read-transit-gateways';
import type { Route, RouteDestination, RouteTarget } from './route';
import type { RouteTable } from './route-table';
import { sortRoutes } from './sort-routes';
import type { Vpc } from './vpc';

interface PlacedRoutes {
  readonly table: Known<Key>;
  readonly routes: readonly Route[];
  /** What names the table. */
  readonly by: Resource;
}

interface Surroundings {
  readonly vpcs: ReadonlyMap<Key, Vpc>;
  readonly prefixLists: ReadonlyMap<Key, PrefixList>;
}

const NO_VPC = unknown('a transit gateway is in no VPC');

/**
 * The tables of transit gateways: static routes, and those that VPC attachments propagate. What anything else propagates is
 * not in the input.
 */
export function readTransitGatewayTables(links: Links, around: Surroundings): ReadonlyMap<Key, RouteTable> {
  const routes = new Map<Key, Route[]>();
  const doubts: Doubt[] = [];
  for (const { table, routes: found, by } of listRoutes(links, around)) {
    if (table.is === 'known') for (const route of found) append(routes, table.value, route);
    else
      doubts.push({
        scope: scopeOfTable(links, by),
        reason: `\`${by.address}\` may have routes in it: ${table.reason}`,
      });
  }
  const about = collectDoubts([...doubts, ...listShares(links)]);
  const keys = new Set<Key>([
    ...links.ofNoun('transit-gateway-route-table').map(({ address }) => address),
    ...listDefaultTables(links),
    ...routes.keys(),
  ]);
  return inKeyOrder(
    [...keys].map((key): [Key, RouteTable] => {
      const resource = links.at(key);
      const doubt = doubtAbout(about, key, undefined) ?? doubtOfTable(links, key);
      return [
        key,
        {
          ...(resource === undefined ? undeclared(key) : nodeOf(resource)),
          vpc: NO_VPC,
          isMain: false,
          routes: sortRoutes(routes.get(key) ?? []),
          edgeOf: [],
          ...(doubt !== undefined && { doubt }),
        },
      ];
    }),
  );
}

/** What propagates by itself does so into a default table, never into one that somebody made. */
function scopeOfTable(links: Links, by: Resource): Scope {
  const isByItself = !by.type.startsWith('aws_ec2_transit_gateway_route') && !by.type.includes('prefix_list');
  const isMoved = links.ofType('aws_ec2_transit_gateway_default_route_table_propagation').length > 0;
  return isByItself && !isMoved
    ? { of: 'nodes', keys: new Set(listDefaultTables(links)) }
    : scopeOf(links, links.attribute(by, 'transit_gateway_route_table_id'), 'transit-gateway-route-table');
}

function listDefaultTables(links: Links): readonly Key[] {
  return [...links.parts.nouns].flatMap(([key, noun]) =>
    noun === 'transit-gateway-route-table' ? [key] : [],
  );
}

/** Whoever a transit gateway is shared with attaches VPCs that are not in the input. */
function listShares(links: Links): readonly Doubt[] {
  return links.ofType('aws_ram_resource_association').flatMap((share): Doubt[] => {
    const key = valueOf(links.keyOf(links.attribute(share, 'resource_arn')));
    if (key === undefined || links.nounOf(key) !== 'transit-gateway') return [];
    const reason = `\`${share.address}\` shares it, and what other accounts attach may propagate routes into it`;
    return mayPropagate(links, key)
      ? [{ scope: { of: 'nodes', keys: new Set([defaultTableKey(key)]) }, reason }]
      : [];
  });
}

/** A table of the input holds what the input says; of one that is there already, nobody tells the rest. */
function doubtOfTable(links: Links, key: Key): string | undefined {
  const resource = links.at(key);
  if (resource?.mode === 'data') return 'AWS is asked for it at apply';
  if (resource !== undefined || links.parts.nouns.has(key)) return undefined;
  return `\`${key}\` is not in the input`;
}

function listRoutes(links: Links, around: Surroundings): readonly PlacedRoutes[] {
  return [
    ...['aws_ec2_transit_gateway_route', 'aws_ec2_transit_gateway_prefix_list_reference']
      .flatMap((type) => links.ofType(type))
      .map((by) => ({ table: tableNamedBy(links, by), routes: [readStatic(links, around, by)], by })),
    ...links.ofType('aws_ec2_transit_gateway_route_table_propagation').map((by) => ({
      table: tableNamedBy(links, by),
      routes: propagate(links, around, links.keyOf(links.attribute(by, 'transit_gateway_attachment_id')), by),
      by,
    })),
    ...listStrangers(links),
    ...links.ofNoun('transit-gateway-attachment').flatMap((by): PlacedRoutes[] => {
      const table = defaultTableOf(links, by, 'propagation');
      const attachment: Known<Key> = { is: 'known', value: by.address };
      return table === undefined ? [] : [{ table, routes: propagate(links, around, attachment, by), by }];
    }),
  ];
}

/** What else is attached and learns routes: by the attribute that names the transit gateway. */
const LEARNING = [
  ['aws_vpn_connection', 'transit_gateway_id'],
  ['aws_dx_gateway_association', 'associated_gateway_id'],
  ['aws_ec2_transit_gateway_connect', 'transit_gateway_id'],
] as const;

function listStrangers(links: Links): readonly PlacedRoutes[] {
  return LEARNING.flatMap(([type, attribute]) =>
    links.ofType(type).flatMap((by): PlacedRoutes[] => {
      const key = valueOf(links.keyOf(links.attribute(by, attribute)));
      if (key === undefined || links.nounOf(key) !== 'transit-gateway' || !mayPropagate(links, key))
        return [];
      const table: Known<Key> = { is: 'known', value: defaultTableKey(key) };
      return [{ table, routes: [learnt(by)], by }];
    }),
  );
}

function learnt(by: Resource): Route {
  return {
    destination: { kind: 'unknown', reason: `what \`${by.address}\` propagates is not in the input` },
    target: { kind: 'transit-gateway-attachment', key: by.address },
    origin: by.address,
    isPropagated: true,
    isBlackhole: false,
  };
}

function readStatic(links: Links, { prefixLists }: Surroundings, resource: Resource): Route {
  const said = (name: string) => links.attribute(resource, name);
  const list = readPrefixListUse(links, prefixLists, said('prefix_list_id'));
  const destination: RouteDestination =
    list === undefined
      ? readPlacedBlock(links, said('destination_cidr_block'))
      : list.is === 'known'
        ? list.value
        : { kind: 'unknown', reason: list.reason };
  const blackhole = links.follow(said('blackhole'));
  const isBlackhole = booleanOf(blackhole) === true;
  return {
    destination,
    target: isBlackhole
      ? { kind: 'transit-gateway-attachment', key: resource.address }
      : targetOf(links.keyOf(said('transit_gateway_attachment_id')), blackhole),
    origin: resource.address,
    // Answers of the AWS CLI tell what is propagated block by block; a configuration cannot say so.
    isPropagated: booleanOf(links.follow(said('propagated'))) === true,
    isBlackhole,
  };
}

/** @param blackhole - what a static route says of it */
function targetOf(attachment: Known<Key> | undefined, blackhole: Value = ABSENT): RouteTarget {
  const doubt = booleanOf(blackhole) === undefined ? reasonOf(blackhole) : undefined;
  if (doubt !== undefined) return { kind: 'unknown', reason: `whether it is a black hole: ${doubt}` };
  if (attachment === undefined) return { kind: 'unknown', reason: 'the route names no attachment' };
  return attachment.is === 'known'
    ? { kind: 'transit-gateway-attachment', key: attachment.value }
    : { kind: 'unknown', reason: attachment.reason };
}

/**
 * Routes to every block of an attached VPC; to IPv6 blocks where the attachment has IPv6 support.
 *
 * @see EC2 API reference, "CreateTransitGatewayVpcAttachmentRequestOptions": without it, IPv6 routes do not propagate, and
 *   IPv6 packets that a static route leads to the attachment are not filtered; 2026-07
 */
function propagate(
  links: Links,
  { vpcs }: Surroundings,
  attachment: Known<Key> | undefined,
  by: Resource,
): readonly Route[] {
  const resource = links.at(valueOf(attachment) ?? '');
  const vpc = resource && vpcs.get(valueOf(links.keyOf(links.attribute(resource, 'vpc_id'), 'vpc')) ?? '');
  const to = (target: RouteTarget) => (destination: PlacedBlock) => ({
    destination,
    target,
    origin: by.address,
    isPropagated: true,
    isBlackhole: false,
  });
  const target = targetOf(attachment);
  if (vpc === undefined || resource === undefined) {
    const reason = `what \`${by.address}\` propagates is not in the input`;
    return [to(target)({ kind: 'unknown', reason })];
  }
  const doubt = vpc.doubt === undefined ? [] : [{ kind: 'unknown', reason: vpc.doubt } as const];
  const ipv6 = hasIpv6Support(links, resource);
  const isWithout = valueOf(ipv6) === false;
  const ipv6Target: RouteTarget =
    ipv6.is === 'known'
      ? target
      : { kind: 'unknown', reason: `whether its IPv6 blocks are propagated: ${ipv6.reason}` };
  return [
    ...[...listBlocks(vpc, vpc.cidrBlocks, 4), ...doubt].map(to(target)),
    ...(isWithout ? [] : listBlocks(vpc, vpc.ipv6CidrBlocks, 6).map(to(ipv6Target))),
  ];
}

function listBlocks(vpc: Vpc, blocks: Vpc['cidrBlocks'], family: 4 | 6): readonly PlacedBlock[] {
  return blocks.map((block, index) => {
    if (block.is === 'known') return { kind: 'block', block: block.value };
    // Only the first block of a VPC has a name while nobody knows it.
    return index === 0
      ? { kind: 'vpc-block', vpc: vpc.key, family }
      : { kind: 'unknown', reason: `a block of \`${vpc.key}\`: ${block.reason}` };
  });
}
