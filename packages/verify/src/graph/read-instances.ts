import type { Resource } from '../read/estate';
import { fieldOf, isAbsent, itemsOf, type Value } from '../read/value';
import { append } from './append';
import { inKeyOrder } from './compare-keys';
import type { Instance } from './instance';
import type { Key } from './key';
import { known, unknown, valueOf, type Known } from './known';
import { readLaunchSettings, type LaunchSettings } from './launch-settings';
import type { Links } from './links';
import { identified, nodeOf } from './node-of';
import { primaryInterfaceOf } from './parts';
import type { ElasticIps } from './read-elastic-ips';
import { readBoolean, readKeys, readNumber } from './read-facts';
import type { Places } from './read-places';
import { readStartScript } from './read-start-script';
import type { StartScript } from './start-script';
import { anyOf } from './subnet-facts';
import { firstPart } from './vpc-parts';

export function readInstances(
  links: Links,
  places: Places,
  addresses: ElasticIps,
): ReadonlyMap<Key, Instance> {
  const around = { places, addresses, attachments: readAttached(links) };
  const instances = [
    ...links.ofNoun('instance').map((resource) => readInstance(links, around, resource)),
    ...links.ofNoun('auto-scaling-group').map((resource) => readGroup(links, places, resource)),
  ];
  return inKeyOrder(instances.map((instance) => [instance.key, instance]));
}

interface Surroundings {
  readonly places: Places;
  readonly addresses: ElasticIps;
  /** Interfaces that resources of their own attach, by instance. */
  readonly attachments: ReadonlyMap<Key, readonly Key[]>;
}

function readInstance(
  links: Links,
  { places, addresses, attachments }: Surroundings,
  resource: Resource,
): Instance {
  const attribute = (name: string) => links.attribute(resource, name);
  const settings = readLaunchSettings(links, resource);
  const primary = primaryInterfaceOf(links, resource);
  const owner = links.at(primary);
  const stated = links.keyOf(attribute('subnet_id'), 'subnet') ?? links.keyOf(settings.subnet, 'subnet');
  const named = owner && links.keyOf(links.attribute(owner, 'subnet_id'), 'subnet');
  const subnets = [stated ?? named ?? unknown('AWS chooses a subnet of the default VPC')];
  const own = attribute('vpc_security_group_ids');
  const groups = owner === undefined ? own : links.attribute(owner, 'security_groups');
  const instance: Instance = {
    key: resource.address,
    isDeclared: true,
    kind: 'instance',
    subnets,
    securityGroups: groupsOrDefault(links, places, subnets, [
      ...readKeys(links, groups),
      ...(isAbsent(groups) ? settings.securityGroups : []),
    ]),
    hasPublicIp: readPublicIp(
      links,
      resource,
      settings,
      subnets,
      isHolder(addresses, resource.address, primary),
      addresses.doubt,
    ),
    hasIpv6: readIpv6(
      links,
      [attribute('ipv6_addresses'), settings.ipv6Addresses],
      [attribute('ipv6_address_count'), settings.ipv6AddressCount],
      subnets,
    ),
    startScript: readOwnScript(links, resource, settings),
    networkInterfaces: interfacesOf(links, resource, primary, attachments),
  };
  return identified(instance, resource);
}

function readGroup(links: Links, places: Places, resource: Resource): Instance {
  const settings = readLaunchSettings(links, resource);
  const stated = readKeys(links, links.attribute(resource, 'vpc_zone_identifier'), 'subnet');
  const subnets = stated.length > 0 ? stated : [unknown('AWS chooses subnets of the default VPC')];
  return {
    ...nodeOf(resource),
    kind: 'auto-scaling-group',
    subnets,
    securityGroups: groupsOrDefault(links, places, subnets, settings.securityGroups),
    hasPublicIp: isAbsent(settings.associatesPublicIp)
      ? anyOf(links, subnets, 'mapsPublicIp')
      : readBoolean(links, settings.associatesPublicIp, false),
    hasIpv6: readIpv6(links, [settings.ipv6Addresses], [settings.ipv6AddressCount], subnets),
    startScript: settings.startScript,
    networkInterfaces: [],
  };
}

/** User data of the instance replaces that of its launch template. */
function readOwnScript(
  links: Links,
  resource: Resource,
  { startScript }: LaunchSettings,
): Known<StartScript> {
  const [plain, encoded] = ['user_data', 'user_data_base64'].map((name) =>
    links.follow(links.attribute(resource, name)),
  );
  if (plain === undefined || encoded === undefined || (isAbsent(plain) && isAbsent(encoded)))
    return startScript;
  return readStartScript(plain, encoded);
}

/** What names no group is in the default group of its VPC. */
export function groupsOrDefault(
  links: Links,
  places: Places,
  subnets: readonly Known<Key>[],
  groups: readonly Known<Key>[],
): readonly Known<Key>[] {
  if (groups.length > 0) return groups;
  const [subnet] = subnets;
  const vpc = subnet?.is === 'known' ? places.vpcOf(subnet.value) : subnet;
  if (vpc?.is !== 'known') return [vpc ?? unknown('it names no security group')];
  return [firstPart(links, vpc.value, 'security-group')];
}

function readPublicIp(
  links: Links,
  resource: Resource,
  settings: LaunchSettings,
  subnets: readonly Known<Key>[],
  holds: boolean,
  doubt: string | undefined,
): Known<boolean> {
  if (holds || !isAbsent(links.attribute(resource, 'public_ip'))) return known(true);
  const said = links.attribute(resource, 'associate_public_ip_address');
  const first = isAbsent(said) ? settings.associatesPublicIp : said;
  const fact = isAbsent(first) ? anyOf(links, subnets, 'mapsPublicIp') : readBoolean(links, first, false);
  return valueOf(fact) === false && doubt !== undefined ? unknown(doubt) : fact;
}

/** @param lists - addresses that are named @param counts - how many AWS chooses */
export function readIpv6(
  links: Links,
  lists: readonly Value[],
  counts: readonly Value[],
  subnets: readonly Known<Key>[],
): Known<boolean> {
  const items = lists.map((list) => links.follow(list)).filter((list) => !isAbsent(list));
  const hidden = items.find((list) => itemsOf(list) === undefined);
  if (hidden?.kind === 'unknown') return unknown(hidden.reason);
  if (items.some((list) => (itemsOf(list)?.length ?? 0) > 0)) return known(true);
  const count = counts.find((value) => !isAbsent(value));
  if (count === undefined) return anyOf(links, subnets, 'assignsIpv6');
  const number = readNumber(links, count, known(0));
  return number.is === 'unknown' ? number : known(number.value > 0);
}

function isHolder(addresses: ElasticIps, ...keys: readonly Key[]): boolean {
  return keys.some((key) => addresses.holders.has(key));
}

function readAttached(links: Links): ReadonlyMap<Key, readonly Key[]> {
  const found = new Map<Key, Key[]>();
  for (const resource of links.ofType('aws_network_interface_attachment')) {
    const instance = valueOf(links.keyOf(links.attribute(resource, 'instance_id')));
    const key = valueOf(links.keyOf(links.attribute(resource, 'network_interface_id')));
    if (instance !== undefined && key !== undefined) append(found, instance, key);
  }
  return found;
}

function interfacesOf(
  links: Links,
  resource: Resource,
  primary: Key,
  attachments: ReadonlyMap<Key, readonly Key[]>,
): readonly Key[] {
  const blocks = itemsOf(links.attribute(resource, 'network_interface')) ?? [];
  const named = blocks.map((block) => valueOf(links.keyOf(fieldOf(block, 'network_interface_id'))));
  const attached = attachments.get(resource.address) ?? [];
  const keys = [primary, ...named, ...attached].filter((key): key is Key => key !== undefined);
  return [...new Set(keys)].sort();
}
