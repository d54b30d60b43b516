import type { Resource } from '../read/estate';
import { fieldOf, isAbsent, itemsOf, reasonOf } from '../read/value';
import { known, unknown, type Known } from './known';
import type { Links } from './links';
import { readBoolean } from './read-facts';

/** Arguments by which a service gives what it runs a public address, of the resource itself or of a block. */
const ARGUMENTS = ['assign_public_ip', 'publicly_accessible', 'associate_public_ip_address'] as const;
const BLOCK = 'network_configuration';

/** Whether a resource that only occupies subnets says that it has a public IPv4 address; absent when it says nothing. */
export function readServiceAddress(links: Links, resource: Resource): Known<boolean> | undefined {
  const block = links.follow(links.attribute(resource, BLOCK));
  const places = itemsOf(block);
  if (places === undefined) return unknown(reasonOf(block) ?? 'a block is not known');
  const said = ARGUMENTS.flatMap((name) => [
    links.attribute(resource, name),
    ...places.map((place) => fieldOf(place, name)),
  ]).filter((value) => !isAbsent(value));
  const facts = said.map((value) => readBoolean(links, value, false));
  return (
    facts.find((fact) => fact.is === 'known' && fact.value) ??
    facts.find((fact) => fact.is === 'unknown') ??
    (facts.length > 0 ? known(false) : undefined)
  );
}
