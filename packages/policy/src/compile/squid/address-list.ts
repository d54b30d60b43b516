import { AddressSet, formatCidrBlock, parseCidrBlock } from '@inspected-egress/cidr';

/** Squid keeps an IPv4 address as an IPv6 one of this block, so a block around it would match IPv4 too. */
const MAPPED = AddressSet.of([parseCidrBlock('::ffff:0:0/96')]);

/** Half of the addresses each: Squid reads `0.0.0.0/0` as `all`, which is IPv6 too. */
const IPV4 = ['0.0.0.0/1', '128.0.0.0/1'];

/** Blocks as Squid reads them. */
export function formatAddresses(addresses: AddressSet): readonly string[] {
  return addresses
    .difference(MAPPED)
    .toCidrBlocks()
    .map(formatCidrBlock)
    .flatMap((block) => (block === '0.0.0.0/0' ? IPV4 : [block]));
}

export function addressesOf(blocks: readonly string[]): AddressSet {
  return AddressSet.of(blocks.map((block) => parseCidrBlock(block)));
}
