import type { Resource } from '../read/estate';
import { known, unknown, type Known } from './known';
import type { Links } from './links';
import { readText } from './read-facts';

/** `Gateway` is what AWS makes when nothing is said. */
export function endpointTypeOf(links: Links, endpoint: Resource): Known<string> {
  const absent = endpoint.mode === 'data' ? unknown('AWS is asked at apply') : known('Gateway');
  return readText(links, links.attribute(endpoint, 'vpc_endpoint_type'), absent);
}
