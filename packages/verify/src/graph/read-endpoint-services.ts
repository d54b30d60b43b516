import type { Resource } from '../read/estate';
import type { EndpointService } from './endpoint-service';
import { inKeyOrder } from './compare-keys';
import type { Key } from './key';
import { unknown, valueOf } from './known';
import type { Links } from './links';
import { nodeOf } from './node-of';
import { readBoolean, readKeys, readTexts } from './read-facts';

/** Those that the input makes, and those that it reads. */
export function readEndpointServices(links: Links): ReadonlyMap<Key, EndpointService> {
  return inKeyOrder(
    links.ofNoun('endpoint-service').map((resource) => [resource.address, readService(links, resource)]),
  );
}

function readService(links: Links, resource: Resource): EndpointService {
  const attribute = (name: string) => links.attribute(resource, name);
  const zones = valueOf(readTexts(links, attribute('availability_zones'))) ?? [];
  const required = attribute('acceptance_required');
  return {
    ...nodeOf(resource),
    acceptanceRequired:
      required.kind === 'absent' ? unknown('the input does not say it') : readBoolean(links, required, false),
    loadBalancers: ['gateway_load_balancer_arns', 'network_load_balancer_arns'].flatMap((name) =>
      readKeys(links, attribute(name), 'load-balancer'),
    ),
    ...(zones.length > 0 && { zones }),
  };
}
