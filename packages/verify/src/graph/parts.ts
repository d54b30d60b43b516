import type { Resource } from '../read/estate';
import { fieldOf, itemsOf, numberOf, textOf } from '../read/value';
import { endpointOf, listFirewallEndpointIds, listFirewallEndpointKeys } from './firewall-mappings';
import type { Key } from './key';
import { known, unknown, valueOf, type Known } from './known';
import type { Links } from './links';
import { nounOfType, type Noun } from './noun';
import { firstPart, listVpcParts, partNamedBy, VPC_PARTS, type VpcParts } from './vpc-parts';

const DEFAULT_TABLES = ['association_default_route_table_id', 'propagation_default_route_table_id'];
const MAIN_CHOICE = 'aws_main_route_table_association';

/** What AWS makes along with a resource. */
export interface Parts extends VpcParts {
  readonly nouns: ReadonlyMap<Key, Noun>;
}

/** The table that AWS makes for a regional NAT gateway. */
export function regionalTableKey(nat: Key): Key {
  return `${nat}/route-table`;
}

/** The table that AWS makes with a transit gateway, for attachments that are given no other. */
export function defaultTableKey(transitGateway: Key): Key {
  return `${transitGateway}/default-route-table`;
}

/** The list of the service behind a gateway endpoint. */
export function prefixListKey(endpoint: Key): Key {
  return `${endpoint}/prefix-list`;
}

/** An interface that an instance names for its first device, otherwise the one that AWS makes with it. */
export function primaryInterfaceOf(links: Links, instance: Resource): Key {
  const blocks = ['network_interface', 'primary_network_interface'].flatMap(
    (name) => itemsOf(links.attribute(instance, name)) ?? [],
  );
  const first = blocks.find((block) => (numberOf(fieldOf(block, 'device_index')) ?? 0) === 0);
  const named = first && valueOf(links.keyOf(fieldOf(first, 'network_interface_id')));
  return named ?? `${instance.address}/primary-interface`;
}

/** The node that an attribute of another resource names, as `aws_vpc.v.main_route_table_id`. */
export function partOf(links: Links, resource: Resource, attribute: string): Known<Key> | undefined {
  const key = links.keyOfResource(resource);
  switch (nounOfType(resource.type)) {
    case 'vpc': {
      // The first table when the VPC is made, and the chosen one when it is read again.
      const isEither = attribute === 'main_route_table_id' && links.ofType(MAIN_CHOICE).length > 0;
      if (isEither) return unknown(`a \`${MAIN_CHOICE}\` changes which table is the main one`);
      const part = partNamedBy(attribute);
      return part && firstPart(links, key, part);
    }
    case 'instance':
      return attribute === 'primary_network_interface_id'
        ? known(primaryInterfaceOf(links, resource))
        : undefined;
    case 'nat-gateway':
      return attribute === 'route_table_id' ? known(regionalTableKey(key)) : undefined;
    case 'vpc-endpoint':
      return attribute === 'prefix_list_id' ? known(prefixListKey(key)) : undefined;
    case 'transit-gateway':
      return DEFAULT_TABLES.includes(attribute) ? known(defaultTableKey(key)) : undefined;
    case 'firewall':
      return endpointOf(links, resource, attribute);
    case 'firewall-endpoint':
      // An association has one endpoint, so every id in its status is that of the endpoint.
      return attribute.startsWith('vpc_endpoint_association_status') ? known(key) : undefined;
    default:
      return undefined;
  }
}

export function listParts(links: Links): Parts {
  const nouns = new Map<Key, Noun>();
  const ids = new Map<string, Key>(listFirewallEndpointIds(links));
  for (const key of [...ids.values(), ...listFirewallEndpointKeys(links)])
    nouns.set(key, 'firewall-endpoint');
  const adopt = (key: Key, noun: Noun, id: string | undefined): void => {
    nouns.set(key, noun);
    if (id !== undefined && id !== '') ids.set(id, key);
  };
  for (const instance of links.ofNoun('instance')) {
    const key = primaryInterfaceOf(links, instance);
    if (links.at(key) === undefined)
      adopt(key, 'network-interface', textOf(instance.attribute('primary_network_interface_id')));
  }
  for (const nat of links.ofNoun('nat-gateway')) {
    const id = textOf(nat.attribute('route_table_id'));
    const isListed =
      id !== undefined && links.at(valueOf(links.keyOf({ kind: 'known', value: id })) ?? '') !== undefined;
    if (textOf(nat.attribute('availability_mode')) === 'regional' && !isListed)
      adopt(regionalTableKey(nat.address), 'route-table', id);
  }
  for (const gateway of links.ofNoun('transit-gateway')) {
    if (gateway.mode === 'data') continue;
    const ids = DEFAULT_TABLES.map((name) => textOf(gateway.attribute(name)));
    for (const id of ids)
      if (
        id === undefined ||
        links.at(valueOf(links.keyOf({ kind: 'known', value: id })) ?? '') === undefined
      )
        adopt(defaultTableKey(gateway.address), 'transit-gateway-route-table', id);
  }
  for (const endpoint of links.ofType('aws_vpc_endpoint'))
    nouns.set(prefixListKey(endpoint.address), 'prefix-list');
  const { ofVpc, lost, ids: idsOfVpcs } = listVpcParts(links);
  for (const parts of ofVpc.values())
    for (const part of VPC_PARTS) if (links.at(parts[part]) === undefined) nouns.set(parts[part], part);
  return { nouns, ids: new Map([...ids, ...idsOfVpcs]), ofVpc, lost };
}
