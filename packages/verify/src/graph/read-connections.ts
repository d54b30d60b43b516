import type { Resource } from '../read/estate';
import { referencesOf, textOf } from '../read/value';
import type { Connection } from './connection';
import type { Key } from './key';
import { known, unknown, valueOf, type Known } from './known';
import type { Links } from './links';
import { readBoolean } from './read-facts';

/** Tells of every VPC endpoint how it is connected. */
export interface Connections {
  of(endpoint: Resource): Connection;
}

const SERVICE_TYPE = 'aws_vpc_endpoint_service';

export function readConnections(links: Links): Connections {
  const byName = new Map<string, Key>();
  for (const service of links.ofType(SERVICE_TYPE)) {
    const name = textOf(service.attribute('service_name'));
    if (name !== undefined && !byName.has(name)) byName.set(name, service.address);
  }
  const accepters = readAccepters(links);
  return {
    of: (endpoint) => {
      const state = textOf(links.attribute(endpoint, 'state'));
      return {
        service: serviceOf(links, byName, endpoint),
        isAccepted:
          state === 'available'
            ? known(true)
            : accepters.of.has(endpoint.address)
              ? known(true)
              : (accepters.doubt ?? readBoolean(links, links.attribute(endpoint, 'auto_accept'), false)),
        ...(state !== undefined && { state }),
      };
    },
  };
}

function serviceOf(links: Links, byName: ReadonlyMap<string, Key>, endpoint: Resource): Known<Key> {
  const value = links.attribute(endpoint, 'service_name');
  const end = links.follow(value);
  // Where apply alone knows the name, it is that of the service that it is computed from.
  const [address, ...others] = referencesOf(end);
  const service = address === undefined || others.length > 0 ? undefined : links.at(address);
  if (service?.type === SERVICE_TYPE) return known(links.keyOfResource(service));
  const name = textOf(end);
  const key = byName.get(name ?? '');
  if (key !== undefined) return known(key);
  return unknown(
    name === undefined
      ? 'the name of its service is not known'
      : `the service \`${name}\` is not in the input`,
  );
}

function readAccepters(links: Links): { readonly of: ReadonlySet<Key>; readonly doubt?: Known<never> } {
  const accepted = new Set<Key>();
  let doubt: Known<never> | undefined;
  for (const resource of links.ofType('aws_vpc_endpoint_connection_accepter')) {
    const endpoint = valueOf(links.keyOf(links.attribute(resource, 'vpc_endpoint_id'), 'vpc-endpoint'));
    if (endpoint !== undefined) accepted.add(endpoint);
    else doubt ??= unknown(`which connection \`${resource.address}\` accepts is not known`);
  }
  return { of: accepted, ...(doubt !== undefined && { doubt }) };
}
