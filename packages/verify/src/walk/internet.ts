import {
  AddressSet,
  formatCidrBlock,
  parseCidrBlock,
  parseCidrBlocks,
  subBlock,
  type AddressFamily,
} from '@inspected-egress/cidr';
import { NAT64_PREFIX, NOT_PUBLIC_IPV4, NOT_PUBLIC_IPV6 } from './limits';

const WHOLE_IPV4 = parseCidrBlock('0.0.0.0/0');
const NAT64 = parseCidrBlock(NAT64_PREFIX);
const NAT64_SET = AddressSet.of([NAT64]);

const publicIpv4 = AddressSet.everything(4).difference(AddressSet.of(parseCidrBlocks(NOT_PUBLIC_IPV4)));
const publicIpv6 = AddressSet.everything(6)
  .difference(AddressSet.of(parseCidrBlocks(NOT_PUBLIC_IPV6)))
  .difference(NAT64_SET)
  .union(toNat64(publicIpv4));

/**
 * All destinations of the public internet: every address that the IANA registries do not reserve (`limits.ts`). Of IPv6
 * also those that a NAT gateway translates to a public IPv4 address.
 */
export function internet(family: AddressFamily): AddressSet {
  return family === 4 ? publicIpv4 : publicIpv6;
}

/** Those of a set that a NAT gateway translates to IPv4. */
export function translatable(destinations: AddressSet): AddressSet {
  return destinations.intersection(NAT64_SET);
}

/** The IPv4 addresses inside addresses of NAT64. */
export function fromNat64(destinations: AddressSet): AddressSet {
  return AddressSet.of(
    translatable(destinations)
      .toCidrBlocks()
      .map((block) => {
        const prefixLength = block.prefixLength - NAT64.prefixLength;
        return subBlock(WHOLE_IPV4, prefixLength, (block.first - NAT64.first) >> BigInt(32 - prefixLength));
      }),
  );
}

/** The addresses of NAT64 for IPv4 addresses. */
export function toNat64(destinations: AddressSet): AddressSet {
  return AddressSet.of(
    destinations
      .intersection(AddressSet.everything(4))
      .toCidrBlocks()
      .map(({ first, prefixLength }) =>
        subBlock(NAT64, NAT64.prefixLength + prefixLength, first >> BigInt(32 - prefixLength)),
      ),
  );
}

/** One line for destinations of one family: what they are, or the first of their blocks. */
export function describeDestinations(destinations: AddressSet): string {
  const [first] = destinations.toCidrBlocks();
  if (first === undefined) return 'nothing';
  const missing = internet(first.family).difference(destinations);
  const whole = `the public IPv${first.family} internet`;
  if (missing.isEmpty) return whole;
  const isShort = missing.toCidrBlocks().length <= MOST_SHOWN;
  return isShort ? `${whole} without ${listBlocks(missing)}` : listBlocks(destinations);
}

const MOST_SHOWN = 3;

function listBlocks(addresses: AddressSet): string {
  const blocks = addresses.toCidrBlocks();
  const shown = blocks.slice(0, MOST_SHOWN).map((block) => `\`${formatCidrBlock(block)}\``);
  const more = blocks.length - MOST_SHOWN;
  return more > 0
    ? `${shown.join(', ')} and ${more} more ${more === 1 ? 'block' : 'blocks'}`
    : shown.join(', ');
}
