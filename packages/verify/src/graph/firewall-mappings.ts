import type { Resource } from '../read/estate';
import { fieldOf, itemsOf, textOf, type Value } from '../read/value';
import type { Key } from './key';
import { unknown, known, valueOf, type Known } from './known';
import type { Links } from './links';

/** One subnet of a firewall, and so one endpoint. */
export interface FirewallMapping {
  readonly subnet: Known<Key>;
  readonly ipAddressType: Value;
}

/** `undefined` when the input does not tell how many there are. */
export function mappingsOf(links: Links, firewall: Resource): readonly FirewallMapping[] | undefined {
  const items = itemsOf(links.attribute(firewall, 'subnet_mapping'));
  return items?.map((item) => ({
    subnet: links.keyOf(fieldOf(item, 'subnet_id'), 'subnet') ?? unknown('the mapping names no subnet'),
    ipAddressType: fieldOf(item, 'ip_address_type'),
  }));
}

export function firewallEndpointKey(firewall: Key, subnet: Key): Key {
  return `${firewall}/${subnet}`;
}

/** The endpoint that an expression selects by subnet or zone: `firewall_endpoint[aws_subnet.a]`, `firewall_endpoint[zone:us-east-1a]`. */
export function endpointOf(links: Links, firewall: Resource, attribute: string): Known<Key> | undefined {
  const selector = /^firewall_endpoint\[(.*)\]$/su.exec(attribute)?.[1];
  if (selector === undefined) return undefined;
  const address = firewall.address;
  const mappings = mappingsOf(links, firewall);
  if (mappings === undefined) return unknown(`the subnets of \`${address}\` are not known`);
  const subnets = mappings.map((mapping) => valueOf(mapping.subnet));
  const zone = /^zone:(.*)$/su.exec(selector)?.[1];
  const found = subnets.filter((subnet): subnet is Key => {
    if (subnet === undefined) return false;
    return zone === undefined ? subnet === keyOfSelector(links, selector) : zoneOf(links, subnet) === zone;
  });
  if (found.length === 1) return known(firewallEndpointKey(links.keyOfResource(firewall), found[0] as Key));
  const hidden = mappings.map((mapping) => mapping.subnet).find((subnet) => subnet.is === 'unknown');
  if (hidden?.is === 'unknown') return unknown(`a subnet of \`${address}\` is not known: ${hidden.reason}`);
  const place = zone === undefined ? `\`${selector}\`` : `zone \`${zone}\``;
  return unknown(`\`${address}\` has ${found.length === 0 ? 'no' : 'more than one'} endpoint in ${place}`);
}

function keyOfSelector(links: Links, selector: string): Key {
  const resource = links.at(selector);
  if (resource !== undefined) return links.keyOfResource(resource);
  return valueOf(links.keyOf({ kind: 'known', value: selector })) ?? selector;
}

function zoneOf(links: Links, subnet: Key): string | undefined {
  const resource = links.at(subnet);
  return resource && textOf(links.follow(links.attribute(resource, 'availability_zone')));
}

export function listFirewallEndpointKeys(links: Links): readonly Key[] {
  return links.ofNoun('firewall').flatMap((firewall) =>
    (mappingsOf(links, firewall) ?? []).flatMap(({ subnet }) => {
      const key = valueOf(subnet);
      return key === undefined ? [] : [firewallEndpointKey(firewall.address, key)];
    }),
  );
}

/** The ids that an existing firewall tells of its endpoints. */
export function listFirewallEndpointIds(links: Links): readonly (readonly [string, Key])[] {
  const firewalls = links.ofNoun('firewall').flatMap((firewall) =>
    attachmentsOf(firewall.attribute('firewall_status'), 'sync_states').flatMap((attachment) => {
      const id = textOf(fieldOf(attachment, 'endpoint_id'));
      const subnet = valueOf(links.keyOf(fieldOf(attachment, 'subnet_id'), 'subnet'));
      if (id === undefined || subnet === undefined) return [];
      return [[id, firewallEndpointKey(firewall.address, subnet)] as const];
    }),
  );
  const associations = links.ofNoun('firewall-endpoint').flatMap((association) => {
    const status = association.attribute('vpc_endpoint_association_status');
    return attachmentsOf(status, 'association_sync_state').flatMap((attachment) => {
      const id = textOf(fieldOf(attachment, 'endpoint_id'));
      return id === undefined ? [] : [[id, association.address] as const];
    });
  });
  return [...firewalls, ...associations];
}

function attachmentsOf(status: Value, states: string): readonly Value[] {
  const all = (value: Value) => itemsOf(value) ?? [];
  return all(status)
    .flatMap((one) => all(fieldOf(one, states)))
    .flatMap((state) => all(fieldOf(state, 'attachment')));
}
