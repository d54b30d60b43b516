import { append } from '../graph/append';
import type { FirewallEndpoint } from '../graph/firewall-endpoint';
import type { Key } from '../graph/key';
import { valueOf } from '../graph/known';
import type { VpcGraph } from '../graph/vpc-graph';
import { compareZones } from '../walk/zone';
import { broken, undetermined, type Check, type CheckRemark } from './check';

/**
 * A VPC has one firewall endpoint of a service in a zone, in a subnet of its own, and the service is offered there.
 *
 * @see PrivateLink guide, "Gateway Load Balancer endpoints", 2026-07: one subnet for each zone
 */
export const endpointsAreOffered: Check = {
  id: 'V07',
  severity: 'error',
  title:
    'a zone has one firewall endpoint of a service, in a subnet of its own, where the service is offered',
  judge: ({ graph }) => {
    const endpoints = [...graph.firewallEndpoints.values()];
    return {
      count: endpoints.length,
      remarks: [
        ...judgeNeighbours(graph, endpoints),
        ...endpoints.flatMap((one) => judgeOffer(graph, one) ?? []),
      ],
    };
  },
};

function judgeNeighbours(graph: VpcGraph, endpoints: readonly FirewallEndpoint[]): readonly CheckRemark[] {
  const bySubnet = new Map<Key, FirewallEndpoint[]>();
  const byService = new Map<string, FirewallEndpoint[]>();
  for (const endpoint of endpoints) {
    const subnet = valueOf(endpoint.subnet);
    const service = serviceOf(endpoint);
    if (subnet !== undefined) append(bySubnet, subnet, endpoint);
    if (subnet !== undefined && service !== undefined)
      append(byService, `${service} ${valueOf(endpoint.vpc) ?? ''}`, endpoint);
  }
  return [
    ...[...byService.values()].flatMap((rivals) => judgeRivals(graph, rivals)),
    ...[...bySubnet].flatMap(([subnet, [first, second]]) =>
      first === undefined || second === undefined || serviceOf(first) === serviceOf(second)
        ? []
        : [
            broken(
              subnet,
              `\`${first.key}\` and \`${second.key}\` are both in it and share its table, so neither can lead to the other`,
              'give each a subnet of its own',
              { severity: 'warning' },
            ),
          ],
    ),
  ];
}

/** Of Network Firewall an endpoint that an association adds may be beside that of the firewall: each is of its own resource. */
function serviceOf({
  key,
  product,
  connection,
  serviceName,
  firewall,
}: FirewallEndpoint): string | undefined {
  if (valueOf(product) === 'network-firewall') return key.startsWith(`${firewall ?? ''}/`) ? firewall : key;
  return valueOf(connection?.service) ?? valueOf(serviceName);
}

function judgeRivals(graph: VpcGraph, rivals: readonly FirewallEndpoint[]): readonly CheckRemark[] {
  return rivals.flatMap(({ key, subnet }, index) => {
    const first = rivals
      .slice(0, index)
      .find((other) => compareZones(graph, valueOf(other.subnet) ?? '', valueOf(subnet) ?? '') === 'same');
    return first === undefined
      ? []
      : [
          broken(
            key,
            `it is in the zone of \`${first.key}\`, and a VPC has one endpoint of a service in a zone`,
            'keep one of them',
          ),
        ];
  });
}

function judgeOffer(graph: VpcGraph, endpoint: FirewallEndpoint): CheckRemark | undefined {
  const { key, product, connection, subnet } = endpoint;
  if (endpoint.namesSeveralSubnets === true)
    return broken(key, 'it names several subnets, and AWS takes one', 'make one endpoint for each subnet');
  if (subnet.is === 'unknown') return undetermined(key, `its subnet is not known: ${subnet.reason}`);
  // AWS makes the endpoint of Network Firewall in the subnet that the firewall names.
  if (valueOf(product) === 'network-firewall' || connection?.state === 'available') return undefined;
  const service = graph.endpointServices.get(valueOf(connection?.service) ?? '');
  if (service === undefined) {
    const reason =
      connection?.service.is === 'unknown' ? connection.service.reason : 'it is not in the input';
    return undetermined(key, `whether its service is offered in its zone is not known: ${reason}`);
  }
  const zone = valueOf(graph.subnets.get(subnet.value)?.availabilityZone);
  if (service.zones !== undefined && zone !== undefined)
    return service.zones.includes(zone) ? undefined : refusal(endpoint, service.key, subnet.value);
  const places = service.loadBalancers.flatMap(
    (balancer) => graph.loadBalancers.get(valueOf(balancer) ?? '')?.subnets ?? [],
  );
  const found = new Set(
    places.map((place) =>
      place.is === 'known' ? compareZones(graph, subnet.value, place.value) : 'unknown',
    ),
  );
  if (found.has('same')) return undefined;
  const isCertain =
    found.size > 0 && !found.has('unknown') && isWhole(graph, service.loadBalancers.map(valueOf));
  return isCertain
    ? refusal(endpoint, service.key, subnet.value)
    : undetermined(
        key,
        `whether \`${service.key}\` is offered in the zone of \`${subnet.value}\` is not known`,
      );
}

function isWhole(graph: VpcGraph, balancers: readonly (Key | undefined)[]): boolean {
  return balancers.every((balancer) => balancer !== undefined && graph.loadBalancers.has(balancer));
}

function refusal({ key }: FirewallEndpoint, service: Key, subnet: Key): CheckRemark {
  return broken(
    key,
    `\`${service}\` is not offered in the zone of \`${subnet}\``,
    'put its load balancer into a subnet of that zone, or the endpoint into a zone of the service',
    { reachability: 'VPCE_SERVICE_NOT_INSTALLED_IN_AZ' },
  );
}
