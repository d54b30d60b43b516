import { AddressSet, type CidrBlock } from '@inspected-egress/cidr';

// The blocks of a graph are asked for again with every packet class.
const sets = new WeakMap<CidrBlock, AddressSet>();

/** The addresses of one block. */
export function setOf(block: CidrBlock): AddressSet {
  const before = sets.get(block);
  if (before !== undefined) return before;
  const set = AddressSet.of([block]);
  sets.set(block, set);
  return set;
}
