import { AddressSet, type AddressFamily } from '@inspected-egress/cidr';
import { valueOf } from '../../graph/known';
import type { PlacedBlock } from '../../graph/placed-block';
import type { VpcGraph } from '../../graph/vpc-graph';
import { resolveBlock } from '../../walk/place-block';
import type { Whereabouts } from '../../walk/whereabouts';
import { MATCH, NO_MATCH, unsure, type Match } from '../match';

/** Addresses, and blocks whose addresses are not known. */
export interface Region {
  readonly addresses: AddressSet;
  /** Whether it has every address of a family. */
  readonly isWhole: Readonly<Record<AddressFamily, boolean>>;
  readonly rest: readonly PlacedBlock[];
}

const EVERYTHING = { 4: AddressSet.everything(4), 6: AddressSet.everything(6) } as const;

export function regionOf(graph: VpcGraph, placed: readonly PlacedBlock[]): Region {
  const known = placed.map((one) => ({ one, block: resolveBlock(graph, one) }));
  const addresses = AddressSet.of(known.flatMap(({ block }) => (block.is === 'known' ? [block.value] : [])));
  return {
    addresses,
    isWhole: {
      4: EVERYTHING[4].difference(addresses).isEmpty,
      6: EVERYTHING[6].difference(addresses).isEmpty,
    },
    rest: known.filter(({ block }) => block.is === 'unknown').map(({ one }) => one),
  };
}

/** Whether a region has any address of a family. */
export function holdsFamily({ addresses, rest }: Region, family: AddressFamily): Match {
  const isThere =
    !addresses.intersection(EVERYTHING[family]).isEmpty ||
    rest.some((placed) => 'family' in placed && placed.family === family);
  if (isThere) return MATCH;
  const [hidden] = rest.flatMap((placed) => (placed.kind === 'unknown' ? [placed.reason] : []));
  return hidden === undefined ? NO_MATCH : unsure(`an address block is not known: ${hidden}`);
}

/** Whether an address is in a region, wherever it is. */
export function isWithin(graph: VpcGraph, at: Whereabouts, { addresses, isWhole, rest }: Region): Match {
  const unknownBlock = rest.find((placed) => placed.kind === 'unknown');
  const doubt =
    unknownBlock?.kind === 'unknown'
      ? unsure(`an address block is not known: ${unknownBlock.reason}`)
      : NO_MATCH;
  if (isWhole[at.family]) return MATCH;
  if (at.kind === 'unknown')
    return addresses.isEmpty && rest.length === 0
      ? NO_MATCH
      : unsure(`the address is not known: ${at.reason}`);
  if (at.kind === 'addresses') {
    if (at.addresses.difference(addresses).isEmpty) return MATCH;
    // A block that AWS numbers later is of no address that is known now.
    if (at.addresses.intersection(addresses).isEmpty) return doubt;
    return unsure('it is about some of the addresses and not about others');
  }
  if (rest.some((placed) => holdsSubnet(graph, placed, at.subnet, at.family))) return MATCH;
  const isOtherFamily = addresses.intersection(EVERYTHING[at.family]).isEmpty;
  return isOtherFamily ? doubt : unsure(`the addresses of \`${at.subnet}\` are not known yet`);
}

function holdsSubnet(graph: VpcGraph, placed: PlacedBlock, subnet: string, family: AddressFamily): boolean {
  if (placed.kind === 'subnet-block') return placed.subnet === subnet && placed.family === family;
  return (
    placed.kind === 'vpc-block' &&
    placed.family === family &&
    placed.vpc === valueOf(graph.subnets.get(subnet)?.vpc)
  );
}
