import type { Resource } from '../read/estate';
import { fieldOf, isAbsent, itemsOf, textOf } from '../read/value';
import { inKeyOrder } from './compare-keys';
import type { Key } from './key';
import { known, unknown, valueOf, type Known } from './known';
import type { Links } from './links';
import type { NatGateway } from './nat-gateway';
import { identified } from './node-of';
import { regionalTableKey } from './parts';
import { readAddresses, readWord } from './read-facts';
import type { Places } from './read-places';

export function readNatGateways(links: Links, places: Places): ReadonlyMap<Key, NatGateway> {
  return inKeyOrder(
    links
      .ofNoun('nat-gateway')
      .map((resource) => [resource.address, readNatGateway(links, places, resource)]),
  );
}

function readNatGateway(links: Links, places: Places, resource: Resource): NatGateway {
  const attribute = (name: string) => links.attribute(resource, name);
  const subnet = links.keyOf(attribute('subnet_id'), 'subnet');
  const connectivity = readWord(
    links,
    attribute('connectivity_type'),
    ['public', 'private'],
    known('public'),
  );
  const availabilityMode = readWord(
    links,
    attribute('availability_mode'),
    ['zonal', 'regional'],
    resource.mode === 'data' && subnet === undefined ? unknown('AWS is asked at apply') : known('zonal'),
  );
  const isRegional = valueOf(availabilityMode) === 'regional';
  const gateway: NatGateway = {
    key: resource.address,
    isDeclared: true,
    connectivity,
    availabilityMode,
    vpc: places.vpcOf(resource.address),
    privateIps: readAddresses(links, attribute('private_ip'), attribute('secondary_private_ip_addresses')),
    hasElasticIp: isRegional ? known(true) : readElasticIp(links, resource, connectivity),
  };
  if (!isRegional)
    return identified({ ...gateway, subnet: subnet ?? unknown('it names no subnet') }, resource);
  const routeTable =
    links.keyOf(attribute('route_table_id'), 'route-table') ?? known(regionalTableKey(resource.address));
  return identified({ ...gateway, ...readZones(links, resource), routeTable }, resource);
}

/** Absent unless the name or id of every zone is known. */
function readZones(links: Links, resource: Resource): { readonly zones?: readonly string[] } {
  const blocks = itemsOf(links.follow(links.attribute(resource, 'availability_zone_address'))) ?? [];
  const zones = blocks.map((block) =>
    ['availability_zone', 'availability_zone_id']
      .map((name) => textOf(links.follow(fieldOf(block, name))))
      .find((zone) => zone !== undefined && zone !== ''),
  );
  const known = zones.filter((zone): zone is string => zone !== undefined);
  return known.length > 0 && known.length === zones.length ? { zones: known } : {};
}

function readElasticIp(
  links: Links,
  resource: Resource,
  connectivity: Known<'public' | 'private'>,
): Known<boolean> {
  const allocation = links.attribute(resource, 'allocation_id');
  if (!isAbsent(allocation) || !isAbsent(links.attribute(resource, 'public_ip'))) return known(true);
  if (resource.mode === 'data') return unknown('AWS is asked at apply');
  return connectivity.is === 'unknown' ? connectivity : known(false);
}
