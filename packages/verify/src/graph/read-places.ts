import type { Resource } from '../read/estate';
import { firewallEndpointKey, mappingsOf } from './firewall-mappings';
import type { Key } from './key';
import { known, unknown, valueOf, type Known } from './known';
import type { Links } from './links';
import { nounOfType } from './noun';
import { primaryInterfaceOf, regionalTableKey } from './parts';
import { readKeys } from './read-facts';

/** Where things are, for the readers of what is in them. */
export interface Places {
  /** The VPC of a subnet, table, gateway, endpoint or interface. */
  vpcOf(key: Key): Known<Key>;
}

export function readPlaces(links: Links): Places {
  const ofParts = new Map<Key, Known<Key>>();
  const attached = readAttachments(links);
  const vpcOf = (key: Key): Known<Key> => {
    const part = ofParts.get(key);
    if (part !== undefined) return part;
    const resource = links.at(key);
    if (resource === undefined) return unknown(`\`${key}\` is not in the input`);
    return (
      links.keyOf(links.attribute(resource, 'vpc_id'), 'vpc') ??
      attached.get(key) ??
      vpcOfDefault(links, resource) ??
      vpcOfSubnets(resource)
    );
  };
  const vpcOfSubnets = (resource: Resource): Known<Key> => {
    const isSubnet = nounOfType(resource.type) === 'subnet';
    const subnets = isSubnet
      ? []
      : ['subnet_id', 'subnet_ids'].map((name) => links.attribute(resource, name));
    const [subnet] = subnets.flatMap((value) => readKeys(links, value, 'subnet'));
    if (subnet === undefined) return unknown(`\`${resource.address}\` names no VPC`);
    return subnet.is === 'known' ? vpcOf(subnet.value) : subnet;
  };
  for (const [vpc, parts] of links.parts.ofVpc)
    for (const key of Object.values(parts)) ofParts.set(key, known(vpc));
  for (const firewall of links.ofNoun('firewall')) {
    for (const { subnet } of mappingsOf(links, firewall) ?? []) {
      const key = valueOf(subnet);
      if (key !== undefined) ofParts.set(firewallEndpointKey(firewall.address, key), vpcOf(key));
    }
  }
  for (const nat of links.ofNoun('nat-gateway'))
    ofParts.set(regionalTableKey(nat.address), vpcOf(nat.address));
  for (const instance of links.ofNoun('instance'))
    ofParts.set(primaryInterfaceOf(links, instance), vpcOf(instance.address));
  return { vpcOf };
}

function vpcOfDefault(links: Links, resource: Resource): Known<Key> | undefined {
  if (resource.type !== 'aws_default_subnet') return undefined;
  const [only, ...others] = links.ofType('aws_default_vpc');
  return only !== undefined && others.length === 0
    ? known(only.address)
    : unknown('it is in the default VPC of its Region');
}

/** Gateways that a resource of its own attaches. */
function readAttachments(links: Links): ReadonlyMap<Key, Known<Key>> {
  const found = new Map<Key, Known<Key>>();
  for (const [type, attribute] of [
    ['aws_internet_gateway_attachment', 'internet_gateway_id'],
    ['aws_vpn_gateway_attachment', 'vpn_gateway_id'],
  ] as const) {
    for (const resource of links.ofType(type)) {
      const gateway = valueOf(links.keyOf(links.attribute(resource, attribute)));
      const vpc = links.keyOf(links.attribute(resource, 'vpc_id'), 'vpc');
      if (gateway !== undefined && vpc !== undefined) found.set(gateway, vpc);
    }
  }
  return found;
}
