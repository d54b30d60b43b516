import type { Resource } from '../read/estate';
import { fieldOf, itemsOf, reasonOf, type Value } from '../read/value';
import { inKeyOrder } from './compare-keys';
import type { Firewall } from './firewall';
import type { FirewallEndpoint } from './firewall-endpoint';
import { firewallEndpointKey, mappingsOf } from './firewall-mappings';
import type { Key } from './key';
import { known, unknown, valueOf, type Known } from './known';
import type { Links } from './links';
import { nodeOf } from './node-of';
import { readWord } from './read-facts';
import type { Places } from './read-places';

export function readFirewalls(links: Links): ReadonlyMap<Key, Firewall> {
  return inKeyOrder(
    links.ofNoun('firewall').map((resource) => [resource.address, readFirewall(links, resource)]),
  );
}

function readFirewall(links: Links, resource: Resource): Firewall {
  const mappings = mappingsOf(links, resource);
  const subnets = (mappings ?? []).map((mapping) => mapping.subnet);
  const hidden = subnets.find((subnet) => subnet.is === 'unknown');
  const doubt =
    mappings === undefined
      ? `its subnets are not known: ${reasonOf(links.attribute(resource, 'subnet_mapping')) ?? 'not a list'}`
      : hidden?.is === 'unknown'
        ? `one of its subnets is not known: ${hidden.reason}`
        : undefined;
  return {
    ...nodeOf(resource),
    vpc: links.keyOf(links.attribute(resource, 'vpc_id'), 'vpc') ?? unknown('it names no VPC'),
    policy: links.keyOf(links.attribute(resource, 'firewall_policy_arn')) ?? unknown('it names no policy'),
    endpoints: subnets
      .map(valueOf)
      .filter((subnet): subnet is Key => subnet !== undefined)
      .map((subnet) => firewallEndpointKey(resource.address, subnet))
      .sort(),
    ...(doubt !== undefined && { doubt }),
  };
}

/** The endpoints of Network Firewall: one for each subnet of a firewall, and one for each association. */
export function readNetworkFirewallEndpoints(links: Links, places: Places): readonly FirewallEndpoint[] {
  const own = links.ofNoun('firewall').flatMap((firewall) => {
    const { constructPath, isDeclared } = nodeOf(firewall);
    return (mappingsOf(links, firewall) ?? []).flatMap(({ subnet, ipAddressType }): FirewallEndpoint[] => {
      const key = valueOf(subnet);
      if (key === undefined) return [];
      return [
        {
          ...(constructPath !== undefined && { constructPath }),
          isDeclared,
          key: firewallEndpointKey(firewall.address, key),
          ...describe(links, ipAddressType),
          vpc: links.keyOf(links.attribute(firewall, 'vpc_id'), 'vpc') ?? places.vpcOf(key),
          subnet,
          firewall: firewall.address,
        },
      ];
    });
  });
  const associated = links.ofNoun('firewall-endpoint').map((resource): FirewallEndpoint => {
    const [mapping] = itemsOf(links.attribute(resource, 'subnet_mapping')) ?? [];
    const firewall = valueOf(links.keyOf(links.attribute(resource, 'firewall_arn')));
    return {
      ...nodeOf(resource),
      ...describe(links, mapping === undefined ? { kind: 'absent' } : fieldOf(mapping, 'ip_address_type')),
      vpc: links.keyOf(links.attribute(resource, 'vpc_id'), 'vpc') ?? unknown('it names no VPC'),
      subnet: subnetOf(links, mapping),
      ...(firewall !== undefined && { firewall }),
    };
  });
  return [...own, ...associated];
}

function describe(links: Links, ipAddressType: Value) {
  // IPv4 is what AWS takes when nothing is said; Network Firewall API "SubnetMapping", 2026-11.
  const type = readWord(links, ipAddressType, ['ipv4', 'ipv6', 'dualstack'], known('ipv4'));
  return { product: known('network-firewall' as const), ipAddressType: type };
}

function subnetOf(links: Links, mapping: Value | undefined): Known<Key> {
  const subnet = mapping && links.keyOf(fieldOf(mapping, 'subnet_id'), 'subnet');
  return subnet ?? unknown('the association names no subnet');
}
