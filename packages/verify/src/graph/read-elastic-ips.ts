import { fieldOf, isAbsent, itemsOf, type Value } from '../read/value';
import type { Resource } from '../read/estate';
import { inKeyOrder } from './compare-keys';
import type { ElasticIp } from './elastic-ip';
import type { Key } from './key';
import { unknown, valueOf, type Known } from './known';
import type { Links } from './links';
import { nodeOf } from './node-of';
import { primaryInterfaceOf } from './parts';

export interface ElasticIps {
  readonly all: ReadonlyMap<Key, ElasticIp>;
  /** Instances, interfaces, gateways and load balancers that have one. */
  readonly holders: ReadonlySet<Key>;
  /** Why any interface may have one. */
  readonly doubt?: string;
}

export function readElasticIps(links: Links): ElasticIps {
  const holders = new Map<Key, Known<Key>>();
  let doubt: string | undefined;
  for (const resource of links.ofType('aws_eip_association')) {
    const holder = holderOf(links, resource);
    const address = valueOf(links.keyOf(links.attribute(resource, 'allocation_id')));
    if (holder?.is === 'unknown') doubt ??= `\`${resource.address}\` gives an address to an unknown holder`;
    if (holder !== undefined) holders.set(address ?? resource.address, holder);
  }
  for (const [key, value] of listAllocations(links)) {
    const address = valueOf(links.keyOf(value));
    if (address !== undefined) holders.set(address, { is: 'known', value: key });
  }
  for (const resource of links.ofNoun('elastic-ip')) {
    const holder = holderOf(links, resource);
    if (holder?.is === 'unknown') doubt ??= `\`${resource.address}\` has an unknown holder`;
    if (holder !== undefined && !holders.has(resource.address)) holders.set(resource.address, holder);
  }
  const all = links.ofNoun('elastic-ip').map((resource): ElasticIp => {
    const heldBy = holders.get(resource.address);
    return { ...nodeOf(resource), ...(heldBy !== undefined && { heldBy }) };
  });
  const known = [...holders.values()].map(valueOf).filter((key): key is Key => key !== undefined);
  return {
    all: inKeyOrder(all.map((one) => [one.key, one])),
    holders: new Set(known),
    ...(doubt !== undefined && { doubt }),
  };
}

/** An interface where one is named, because an instance's address is that of its first interface. */
function holderOf(links: Links, resource: Resource): Known<Key> | undefined {
  const [attached, instance] = [
    links.attribute(resource, resource.type === 'aws_eip' ? 'network_interface' : 'network_interface_id'),
    links.attribute(resource, resource.type === 'aws_eip' ? 'instance' : 'instance_id'),
  ];
  if (isAbsent(attached) && isAbsent(instance)) return undefined;
  const key = isAbsent(attached) ? undefined : links.keyOf(attached);
  if (key?.is === 'known') return key;
  const holder = links.keyOf(instance);
  if (holder?.is !== 'known') return holder ?? key ?? unknown('it names no holder');
  const owner = links.at(holder.value);
  return { is: 'known', value: owner === undefined ? holder.value : primaryInterfaceOf(links, owner) };
}

/** Gateways and load balancers name the addresses that they take. */
function listAllocations(links: Links): readonly (readonly [Key, Value])[] {
  const ofNats = links
    .ofNoun('nat-gateway')
    .flatMap((nat) => [
      [nat.address, links.attribute(nat, 'allocation_id')] as const,
      ...membersOf(links, links.attribute(nat, 'secondary_allocation_ids')).map(
        (value) => [nat.address, value] as const,
      ),
    ]);
  const ofBalancers = links
    .ofNoun('load-balancer')
    .flatMap((balancer) =>
      membersOf(links, links.attribute(balancer, 'subnet_mapping')).map(
        (mapping) => [balancer.address, fieldOf(mapping, 'allocation_id')] as const,
      ),
    );
  return [...ofNats, ...ofBalancers];
}

function membersOf(links: Links, value: Value): readonly Value[] {
  return itemsOf(links.follow(value)) ?? [];
}
