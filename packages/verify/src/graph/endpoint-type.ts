import type { Resource } from '../read/estate';
import { itemsOf, referencesOf } from '../read/value';
import { known, unknown, type Known } from './known';
import type { Links } from './links';
import { readText } from './read-facts';

/** `Gateway` is what AWS makes when nothing is said. */
export function endpointTypeOf(links: Links, endpoint: Resource): Known<string> {
  const absent = endpoint.mode === 'data' ? unknown('AWS is asked at apply') : known('Gateway');
  const said = readText(links, links.attribute(endpoint, 'vpc_endpoint_type'), absent);
  return said.is === 'known' ? said : (typeOfService(links, endpoint) ?? said);
}

/**
 * An endpoint is of the type of its service, and AWS takes no other. A service of this input has the type of its load
 * balancers; EC2 API "CreateVpcEndpointServiceConfiguration", 2026-11.
 */
function typeOfService(links: Links, endpoint: Resource): Known<string> | undefined {
  const [address, ...others] = referencesOf(links.attribute(endpoint, 'service_name'));
  const service = address === undefined || others.length > 0 ? undefined : links.at(address);
  if (service?.type !== 'aws_vpc_endpoint_service') return undefined;
  const has = (name: string) => itemsOf(links.attribute(service, name))?.length !== 0;
  const isOfGateway = has('gateway_load_balancer_arns');
  const isOfNetwork = has('network_load_balancer_arns');
  if (isOfGateway === isOfNetwork) return undefined;
  return known(isOfGateway ? 'GatewayLoadBalancer' : 'Interface');
}
