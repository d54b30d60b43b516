import type { Resource } from '../read/estate';
import { isAbsent, reasonOf, textOf, unknown as notDecided, type Value } from '../read/value';
import type { JsonValue } from '../read/json';
import type { Key } from './key';
import { known, unknown, valueOf, type Known } from './known';
import type { Links } from './links';

export interface EndpointPolicies {
  /** Absent when none is set. */
  of(endpoint: Resource): Known<JsonValue> | undefined;
}

/** Policies of endpoints, their own and those of `aws_vpc_endpoint_policy`. */
export function readEndpointPolicies(links: Links): EndpointPolicies {
  const attached = new Map<Key, Value>();
  let doubt: Known<never> | undefined;
  for (const resource of links.ofType('aws_vpc_endpoint_policy')) {
    const endpoint = valueOf(links.keyOf(links.attribute(resource, 'vpc_endpoint_id')));
    if (endpoint !== undefined && !attached.has(endpoint))
      attached.set(endpoint, links.attribute(resource, 'policy'));
    else if (endpoint !== undefined)
      attached.set(endpoint, notDecided(`several policies are set for \`${endpoint}\``));
    else doubt ??= unknown(`\`${resource.address}\` sets the policy of an endpoint that is not known`);
  }
  return {
    of: (endpoint) => {
      const policy = attached.get(endpoint.address) ?? links.attribute(endpoint, 'policy');
      // What is set last counts, and may be the one that nobody knows the endpoint of.
      return doubt ?? (isAbsent(policy) ? undefined : parse(links, policy));
    },
  };
}

/** Terraform holds a policy as JSON text. */
function parse(links: Links, value: Value): Known<JsonValue> {
  const end = links.follow(value);
  const text = textOf(end);
  if (text === undefined)
    return end.kind === 'known' ? known(end.value) : unknown(reasonOf(end) ?? 'it is not JSON');
  try {
    return known(JSON.parse(text) as JsonValue);
  } catch {
    return unknown('it is not JSON');
  }
}
