import type { AddressFamily } from '@inspected-egress/cidr';
import type { FirewallEndpoint } from '../graph/firewall-endpoint';
import { valueOf } from '../graph/known';

/** Why an endpoint drops packets of a family; undefined when it takes them, or nobody knows. */
export function refusalOfFamily(
  endpoint: FirewallEndpoint | undefined,
  family: AddressFamily,
): string | undefined {
  const type = valueOf(endpoint?.ipAddressType);
  if (endpoint === undefined || type !== (family === 4 ? 'ipv6' : 'ipv4')) return undefined;
  return `\`${endpoint.key}\` takes ${type === 'ipv4' ? 'IPv4' : 'IPv6'} only`;
}
