import type { EndpointPlace } from '@inspected-egress/policy';
import type { PrefixListConfig } from '../environment-config';

/** Blocks of each prefix list, by its id. */
export function blocksOf(
  prefixLists: Readonly<Record<string, PrefixListConfig>>,
): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(Object.entries(prefixLists).map(([id, { cidrBlocks }]) => [id, cidrBlocks]));
}

/**
 * Where endpoints are, as blocks. Of a prefix list AWS tells the addresses at apply, and a network ACL takes none but
 * blocks that are known before: they may be anywhere. What is sent elsewhere meets the network ACLs of the next hop, which
 * permit nothing for the sake of an endpoint.
 */
export function endpointBlocksOf(
  places: Readonly<Record<string, EndpointPlace>>,
): Readonly<Record<string, { readonly cidrBlocks: readonly string[] }>> {
  return Object.fromEntries(
    Object.entries(places).map(([service, place]) => [
      service,
      'cidrBlocks' in place ? place : { cidrBlocks: ['0.0.0.0/0'] },
    ]),
  );
}
