import { AddressSet, parseCidrBlock } from '@inspected-egress/cidr';
import { PRIVATE_BLOCKS } from '../../limits';
import type { HeaderDecision } from '../packet-header/decide-headers';
import { unite, withoutSure, type HeaderSpace } from '../packet-header/header-space';

/**
 * What workloads open to the internet, by ports alone. Fits `services` of network's `NetworkAcls` and `egress` of app's
 * `TestApplication`.
 */
export type PolicyService =
  | { readonly protocol: 'tcp' | 'udp'; readonly fromPort: number; readonly toPort: number }
  | { readonly protocol: 'icmp-echo' };

/** Of a policy that only watches. */
export const EVERY_SERVICE: readonly PolicyService[] = [
  { protocol: 'tcp', fromPort: 1, toPort: 65_535 },
  { protocol: 'udp', fromPort: 1, toPort: 65_535 },
  { protocol: 'icmp-echo' },
];

/**
 * In the order of the policy's rules, so that a rule at the end changes none before it.
 *
 * @param forwarded - private addresses that packets leave for all the same
 */
export function openServices(
  decisions: readonly HeaderDecision[],
  forwarded: AddressSet = AddressSet.of([]),
): readonly PolicyService[] {
  let known: HeaderSpace = [];
  const stays = PRIVATE.difference(forwarded);
  return decisions.flatMap(({ permittedBeyondEndpoints }) =>
    portsOf(permittedBeyondEndpoints, stays).flatMap((slice): readonly PolicyService[] => {
      if (withoutSure([slice], known).length === 0) return [];
      known = unite([known, [slice]]);
      const { protocol, from, to } = slice;
      return [protocol === 'icmp-echo' ? { protocol } : { protocol, fromPort: from, toPort: to }];
    }),
  );
}

/** Ports that are open at any address but those that packets stay among, as if they were open at all. */
function portsOf(space: HeaderSpace, stays: AddressSet): HeaderSpace {
  return unite(
    space
      .filter(({ addresses }) => !addresses.difference(stays).isEmpty)
      .map((slice) => [{ ...slice, addresses: EVERYWHERE }]),
  );
}

const PRIVATE = AddressSet.of(PRIVATE_BLOCKS.map((block) => parseCidrBlock(block)));
const EVERYWHERE = AddressSet.everything();
