import type { AddressFamily } from '@inspected-egress/cidr';
import { reasonOf, type Value } from '../read/value';
import { valueOf } from './known';
import type { Links } from './links';
import { nounOfType } from './noun';
import type { PlacedBlock } from './placed-block';
import { readBlock } from './read-facts';
import { unknown } from './known';

const FAMILY_OF_ATTRIBUTE: ReadonlyMap<string, AddressFamily> = new Map([
  ['cidr_block', 4],
  ['ipv6_cidr_block', 6],
]);

/** A block, or exactly the block of a subnet or VPC although AWS chooses it later. */
export function readPlacedBlock(links: Links, value: Value): PlacedBlock {
  const block = valueOf(readBlock(links, value, unknown('')));
  if (block !== undefined) return { kind: 'block', block };
  const end = links.follow(value);
  const resource = end.kind === 'reference' ? links.at(end.resource) : undefined;
  const family = end.kind === 'reference' ? FAMILY_OF_ATTRIBUTE.get(end.attribute) : undefined;
  if (resource !== undefined && family !== undefined) {
    const key = links.keyOfResource(resource);
    const noun = nounOfType(resource.type);
    if (noun === 'subnet') return { kind: 'subnet-block', subnet: key, family };
    if (noun === 'vpc') return { kind: 'vpc-block', vpc: key, family };
  }
  return { kind: 'unknown', reason: reasonOf(end) ?? 'it is not an address block' };
}
