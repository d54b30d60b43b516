import type { Resource } from '../read/estate';
import { fieldOf, isAbsent, itemsOf } from '../read/value';
import { append } from './append';
import { inKeyOrder } from './compare-keys';
import type { Instance } from './instance';
import type { Key } from './key';
import { known, unknown, valueOf, type Known } from './known';
import type { Links } from './links';
import type { NetworkInterface } from './network-interface';
import { nodeOf } from './node-of';
import type { ElasticIps } from './read-elastic-ips';
import { readAddresses, readBoolean, readKeys } from './read-facts';
import { groupsOrDefault, readIpv6 } from './read-instances';
import type { Places } from './read-places';

interface Surroundings {
  readonly places: Places;
  readonly addresses: ElasticIps;
  readonly instances: ReadonlyMap<Key, Instance>;
}

/** Those of a resource of their own, and the first one of every instance. */
export function readNetworkInterfaces(
  links: Links,
  around: Surroundings,
): ReadonlyMap<Key, NetworkInterface> {
  const groups = readAttachedGroups(links);
  const owners = readOwners(links, around.instances);
  const declared = links
    .ofNoun('network-interface')
    .map((resource) => readInterface(links, around, resource, groups, owners));
  const primary = [...around.instances.values()].flatMap((instance) => {
    const resource = links.at(instance.key) as Resource;
    return instance.networkInterfaces
      .filter((key) => links.at(key) === undefined && links.parts.nouns.has(key))
      .map(
        (key): NetworkInterface =>
          readPrimary(links, resource, instance, key, groups.get(instance.key) ?? groups.get(key) ?? []),
      );
  });
  return inKeyOrder([...declared, ...primary].map((one) => [one.key, one]));
}

function readPrimary(
  links: Links,
  resource: Resource,
  instance: Instance,
  key: Key,
  groups: readonly Known<Key>[],
): NetworkInterface {
  const attribute = (name: string) => links.attribute(resource, name);
  return {
    key,
    isDeclared: false,
    subnet: instance.subnets[0] ?? unknown('the instance names no subnet'),
    securityGroups: [...instance.securityGroups, ...groups],
    sourceDestCheck: readBoolean(links, attribute('source_dest_check'), true),
    privateIps: readAddresses(links, attribute('private_ip'), attribute('secondary_private_ips')),
    hasPublicIp: instance.hasPublicIp,
    hasIpv6: instance.hasIpv6,
    instance: known(instance.key),
  };
}

function readInterface(
  links: Links,
  around: Surroundings,
  resource: Resource,
  groups: ReadonlyMap<Key, readonly Known<Key>[]>,
  owners: ReadonlyMap<Key, Known<Key>>,
): NetworkInterface {
  const key = resource.address;
  const attribute = (name: string) => links.attribute(resource, name);
  const subnet = links.keyOf(attribute('subnet_id'), 'subnet') ?? unknown('it names no subnet');
  const isRead = resource.mode === 'data';
  const named = [...readKeys(links, attribute('security_groups')), ...(groups.get(key) ?? [])];
  const owner = owners.get(key);
  const holds = around.addresses.holders.has(key);
  const { doubt } = around.addresses;
  return {
    ...nodeOf(resource),
    subnet,
    securityGroups:
      isRead && named.length === 0
        ? [unknown('AWS is asked at apply')]
        : groupsOrDefault(links, around.places, [subnet], named),
    sourceDestCheck: readBoolean(links, attribute('source_dest_check'), true),
    privateIps: readAddresses(
      links,
      attribute('private_ips'),
      attribute('private_ip'),
      attribute('private_ip_list'),
    ),
    // Unlike an instance, an interface of its own gets no public address from its subnet, only an Elastic IP.
    hasPublicIp: holds
      ? known(true)
      : doubt !== undefined || isRead
        ? unknown(doubt ?? 'AWS is asked at apply')
        : known(false),
    hasIpv6: readIpv6(links, [attribute('ipv6_addresses')], [attribute('ipv6_address_count')], [subnet]),
    ...(owner !== undefined && { instance: owner }),
  };
}

function readAttachedGroups(links: Links): ReadonlyMap<Key, readonly Known<Key>[]> {
  const found = new Map<Key, Known<Key>[]>();
  for (const resource of links.ofType('aws_network_interface_sg_attachment')) {
    const key = valueOf(links.keyOf(links.attribute(resource, 'network_interface_id')));
    const group = links.keyOf(links.attribute(resource, 'security_group_id')) ?? unknown('it names no group');
    if (key !== undefined) append(found, key, group);
  }
  return found;
}

function readOwners(links: Links, instances: ReadonlyMap<Key, Instance>): ReadonlyMap<Key, Known<Key>> {
  const owners = new Map<Key, Known<Key>>();
  for (const instance of instances.values())
    for (const key of instance.networkInterfaces) owners.set(key, known(instance.key));
  for (const resource of links.ofNoun('network-interface')) {
    const value = links.attribute(resource, 'attachment');
    const [block] = itemsOf(value) ?? [];
    const instance = block && links.keyOf(fieldOf(block, 'instance'));
    if (instance !== undefined && !owners.has(resource.address)) owners.set(resource.address, instance);
    else if (value.kind === 'unknown' && !isAbsent(value) && !owners.has(resource.address))
      owners.set(resource.address, unknown(value.reason));
  }
  return owners;
}
