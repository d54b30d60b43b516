import type { Resource } from '../read/estate';
import { fieldOf, isAbsent, textOf } from '../read/value';
import { compareKeys, inKeyOrder } from './compare-keys';
import { endpointTypeOf } from './endpoint-type';
import { readConnections } from './read-connections';
import { readEndpointPolicies, type EndpointPolicies } from './read-endpoint-policies';
import type { FirewallEndpoint } from './firewall-endpoint';
import type { GatewayEndpoint } from './gateway-endpoint';
import type { InterfaceEndpoint } from './interface-endpoint';
import type { Key } from './key';
import { known, unknown, valueOf, type Known } from './known';
import type { Links } from './links';
import { nodeOf } from './node-of';
import { readBoolean, readKeys, readText, readWord } from './read-facts';
import type { Places } from './read-places';
import { prefixListOfEndpoint } from './read-prefix-lists';

export function readGatewayEndpoints(links: Links): ReadonlyMap<Key, GatewayEndpoint> {
  const policies = readEndpointPolicies(links);
  const associated = readMembers(links, 'aws_vpc_endpoint_route_table_association', 'route_table_id');
  const endpoints = endpointsOf(links, (type) => type === 'Gateway').map(({ resource }): GatewayEndpoint => {
    const tables = readKeys(links, links.attribute(resource, 'route_table_ids'), 'route-table');
    return {
      ...nodeOf(resource),
      ...describe(links, policies, resource),
      serviceName: readText(links, links.attribute(resource, 'service_name'), unknown('it names no service')),
      prefixList: prefixListOfEndpoint(links, resource),
      routeTables: distinct([...tables, ...(associated.get(resource.address) ?? [])]),
    };
  });
  return inKeyOrder(endpoints.map((endpoint) => [endpoint.key, endpoint]));
}

export function readInterfaceEndpoints(links: Links): ReadonlyMap<Key, InterfaceEndpoint> {
  const policies = readEndpointPolicies(links);
  const connections = readConnections(links);
  const subnets = readMembers(links, 'aws_vpc_endpoint_subnet_association', 'subnet_id');
  const groups = readMembers(links, 'aws_vpc_endpoint_security_group_association', 'security_group_id');
  const isOther = (type: string) => type !== 'Gateway' && type !== 'GatewayLoadBalancer';
  const endpoints = endpointsOf(links, isOther).map(({ resource, type }): InterfaceEndpoint => {
    const attribute = (name: string) => links.attribute(resource, name);
    const service = attribute('service_name');
    return {
      ...nodeOf(resource),
      ...describe(links, policies, resource),
      type,
      connection: connections.of(resource),
      ...(!isAbsent(service) && { serviceName: readText(links, service, unknown('')) }),
      subnets: distinct([
        ...readKeys(links, attribute('subnet_ids'), 'subnet'),
        ...(subnets.get(resource.address) ?? []),
      ]),
      securityGroups: distinct([
        ...readKeys(links, attribute('security_group_ids')),
        ...(groups.get(resource.address) ?? []),
      ]),
      privateDns: readBoolean(links, attribute('private_dns_enabled'), false),
    };
  });
  return inKeyOrder(endpoints.map((endpoint) => [endpoint.key, endpoint]));
}

/** Endpoints of a Gateway Load Balancer, and those of Network Firewall where only EC2 tells of them. */
export function readLoadBalancerEndpoints(links: Links, places: Places): readonly FirewallEndpoint[] {
  const associated = readMembers(links, 'aws_vpc_endpoint_subnet_association', 'subnet_id');
  const connections = readConnections(links);
  return endpointsOf(links, (type) => type === 'GatewayLoadBalancer').map(
    ({ resource }): FirewallEndpoint => {
      const attribute = (name: string) => links.attribute(resource, name);
      const [subnet, ...others] = distinct([
        ...readKeys(links, attribute('subnet_ids'), 'subnet'),
        ...(associated.get(resource.address) ?? []),
      ]);
      return {
        ...nodeOf(resource),
        product: known(
          isManagedByNetworkFirewall(links, resource) ? 'network-firewall' : 'gateway-load-balancer',
        ),
        vpc: links.keyOf(attribute('vpc_id'), 'vpc') ?? places.vpcOf(resource.address),
        subnet:
          others.length > 0
            ? unknown('it names several subnets, and AWS takes one')
            : (subnet ?? unknown('it names no subnet')),
        ...(others.length > 0 && { namesSeveralSubnets: true as const }),
        serviceName: readText(links, attribute('service_name'), unknown('it names no service')),
        connection: connections.of(resource),
        ipAddressType: readWord(
          links,
          attribute('ip_address_type'),
          ['ipv4', 'ipv6', 'dualstack'],
          known('ipv4'),
        ),
      };
    },
  );
}

function isManagedByNetworkFirewall(links: Links, resource: Resource): boolean {
  return textOf(fieldOf(links.attribute(resource, 'tags'), 'AWSNetworkFirewallManaged')) === 'true';
}

function endpointsOf(links: Links, takes: (type: string) => boolean) {
  return links.ofType('aws_vpc_endpoint').flatMap((resource) => {
    // EC2 lists the endpoints of Network Firewall too; where the firewall tells of them they are nodes already.
    if (
      resource.id !== undefined &&
      valueOf(links.keyOf({ kind: 'known', value: resource.id })) !== resource.address
    )
      return [];
    const type = valueOf(endpointTypeOf(links, resource));
    return type !== undefined && takes(type) ? [{ resource, type }] : [];
  });
}

function describe(links: Links, policies: EndpointPolicies, resource: Resource) {
  const policy = policies.of(resource);
  return {
    vpc: links.keyOf(links.attribute(resource, 'vpc_id'), 'vpc') ?? unknown('it names no VPC'),
    ...(policy !== undefined && { policy }),
  };
}

/** Members that resources of their own give to an endpoint. */
function readMembers(links: Links, type: string, attribute: string): ReadonlyMap<Key, readonly Known<Key>[]> {
  const found = new Map<Key, Known<Key>[]>();
  for (const resource of links.ofType(type)) {
    const endpoint = valueOf(links.keyOf(links.attribute(resource, 'vpc_endpoint_id')));
    const member = links.keyOf(links.attribute(resource, attribute)) ?? unknown('the association names none');
    if (endpoint !== undefined) found.set(endpoint, [...(found.get(endpoint) ?? []), member]);
  }
  return found;
}

function distinct(keys: readonly Known<Key>[]): readonly Known<Key>[] {
  const seen = new Set<Key>();
  const once = keys.filter((key) => key.is === 'unknown' || (!seen.has(key.value) && seen.add(key.value)));
  return [...once].sort((a, b) => compareKeys(valueOf(a) ?? '', valueOf(b) ?? ''));
}
