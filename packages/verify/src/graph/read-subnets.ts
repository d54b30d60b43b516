import type { CidrBlock } from '@inspected-egress/cidr';
import type { Resource } from '../read/estate';
import { isAbsent, textOf, type Value } from '../read/value';
import { isObject } from '../read/json';
import { inKeyOrder } from './compare-keys';
import type { Key } from './key';
import { unknown, valueOf, type Known } from './known';
import type { Links } from './links';
import { identified, undeclared, type Draft } from './node-of';
import type { AclAssociations } from './read-acl-associations';
import type { Associations } from './read-associations';
import { readBlock, readBoolean, readText } from './read-facts';
import type { MainTables } from './read-main-tables';
import type { Places } from './read-places';
import { readShares } from './read-shares';
import type { Occupant, Subnet } from './subnet';
import { readSubnetFacts } from './subnet-facts';
import { firstPart } from './vpc-parts';

interface Surroundings {
  readonly places: Places;
  readonly mains: MainTables;
  readonly associations: Associations;
  readonly acls: AclAssociations;
  readonly occupants: ReadonlyMap<Key, readonly Occupant[]>;
}

/** Those that the input describes, and those that it only refers to. */
export function readSubnets(links: Links, around: Surroundings): ReadonlyMap<Key, Subnet> {
  const keys = new Set([
    ...links.ofNoun('subnet').map((subnet) => subnet.address),
    ...around.associations.subnets,
    ...around.acls.subnets,
    ...around.occupants.keys(),
  ]);
  const shares = readShares(links);
  return inKeyOrder(
    [...keys].map((key) => {
      const subnet = readSubnet(links, around, key);
      const sharedBy = shares.get(key);
      return [key, sharedBy === undefined ? subnet : { ...subnet, sharedBy }];
    }),
  );
}

function readSubnet(links: Links, around: Surroundings, key: Key): Subnet {
  const resource = links.at(key);
  const vpc = around.places.vpcOf(key);
  const table = around.associations.ofSubnet(key, vpc);
  const place = {
    vpc,
    routeTable: table ?? (vpc.is === 'known' ? around.mains.of(vpc.value) : vpc),
    hasRouteTableAssociation: table !== undefined,
    networkAcl: around.acls.ofSubnet(key, vpc) ?? readDefaultAcl(links, vpc),
    occupants: around.occupants.get(key) ?? NOTHING,
  };
  return resource === undefined
    ? { ...undeclared(key), ...describeNothing(key), ...place }
    : describe(links, resource, place);
}

const NOTHING: readonly Occupant[] = [];

type Place = Pick<Subnet, 'vpc' | 'routeTable' | 'hasRouteTableAssociation' | 'networkAcl' | 'occupants'>;

/** What may be missing is set where it is not: spreading it would take longer than reading it. */
function describe(links: Links, resource: Resource, place: Place): Subnet {
  const attribute = (name: string) => links.attribute(resource, name);
  const ipv6 = attribute('ipv6_cidr_block');
  const ipv4 = readIpv4(links, resource);
  const zoneId = textOf(links.follow(attribute('availability_zone_id')));
  const zone = attribute('availability_zone');
  const { mapsPublicIp, assignsIpv6 } = readSubnetFacts(links, resource);
  const subnet: Draft<Subnet> = {
    key: resource.address,
    isDeclared: true,
    availabilityZone: readText(links, zone, resource.mode === 'data' ? ASKED : ZONE_AT_APPLY),
    mapsPublicIp,
    assignsIpv6,
    dns64: readBoolean(links, attribute('enable_dns64'), false),
    tags: readTags(links, attribute('tags')),
    vpc: place.vpc,
    routeTable: place.routeTable,
    hasRouteTableAssociation: place.hasRouteTableAssociation,
    networkAcl: place.networkAcl,
    occupants: place.occupants,
  };
  if (zoneId !== undefined) subnet.zoneId = zoneId;
  const expression = expressionOf(links, zone);
  if (expression !== undefined) subnet.zoneExpression = expression;
  if (ipv4 !== undefined) subnet.cidrBlock = ipv4;
  if (!isAbsent(ipv6)) subnet.ipv6CidrBlock = readBlock(links, ipv6, unknown(''));
  return identified(subnet, resource);
}

const ASKED = unknown('AWS is asked at apply');
const ZONE_AT_APPLY = unknown('AWS chooses the zone at apply');
const BLOCK_AT_APPLY = unknown('AWS chooses the block at apply');

function readIpv4(links: Links, resource: Resource): Known<CidrBlock> | undefined {
  const isIpv6Only = valueOf(readBoolean(links, links.attribute(resource, 'ipv6_native'), false)) === true;
  const absent = resource.mode === 'data' ? ASKED : BLOCK_AT_APPLY;
  return isIpv6Only ? undefined : readBlock(links, links.attribute(resource, 'cidr_block'), absent);
}

/** Whatever one attribute of one resource turns out to be, it is the same for all that refer to it. */
function expressionOf(links: Links, value: Value): string | undefined {
  const end = links.follow(value);
  return end.kind === 'reference' ? `${end.resource}.${end.attribute}` : undefined;
}

function describeNothing(key: Key) {
  const missing = unknown(`\`${key}\` is not in the input`);
  return {
    availabilityZone: missing,
    cidrBlock: missing,
    mapsPublicIp: missing,
    assignsIpv6: missing,
    dns64: missing,
    tags: new Map<string, string>(),
  };
}

function readDefaultAcl(links: Links, vpc: Known<Key>): Known<Key> {
  return vpc.is === 'known' ? firstPart(links, vpc.value, 'network-acl') : vpc;
}

function readTags(links: Links, value: Value): ReadonlyMap<string, string> {
  const end = links.follow(value);
  const tags = new Map<string, string>();
  const fields: Iterable<readonly [string, Value]> =
    end.kind === 'object'
      ? end.fields
      : end.kind === 'known' && isObject(end.value)
        ? Object.entries(end.value).map(([name, one]) => [name, { kind: 'known', value: one ?? null }])
        : [];
  for (const [name, field] of fields) {
    const text = textOf(links.follow(field));
    if (text !== undefined) tags.set(name, text);
  }
  return tags.size < 2 ? tags : new Map([...tags].sort(([a], [b]) => (a < b ? -1 : 1)));
}
