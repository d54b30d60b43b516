import { AddressSet, formatCidrBlock, parseCidrBlock, type CidrBlock } from '@inspected-egress/cidr';
import { readName } from '../../names';
import type { PlainDestination } from '../../resolve-destinations';
import { formatBlocks } from './signature';
import type { NamedTarget } from './name-options';

/** Some destinations by address, as one signature can say them. */
export interface AddressTarget {
  readonly key: string;
  /** Families that it holds addresses of. */
  readonly ipv4: string | undefined;
  readonly ipv6: string | undefined;
  readonly both: string;
  readonly options: readonly string[];
}

export interface Targets {
  readonly addresses: readonly AddressTarget[];
  readonly names: readonly NamedTarget[];
}

const BLOCKS_IN_ONE = 100; // with as many sources, about 8,000 characters when every block is a long IPv6 one

/** Destinations with as few signatures as possible. A service is none of them: its endpoint is not behind the firewall. */
export function targetsOf(
  destinations: readonly PlainDestination[],
  prefixListVariable: (id: string) => string,
): Targets {
  if (destinations.some((one) => 'anywhere' in one)) return { addresses: [ANYWHERE], names: [] };
  const blocks = destinations.flatMap((one) => ('cidrBlock' in one ? [parseCidrBlock(one.cidrBlock)] : []));
  const lists = destinations.flatMap((one) => ('prefixList' in one ? [one.prefixList] : []));
  const countries = destinations.flatMap((one) => ('country' in one ? [one.country] : []));
  return {
    addresses: [
      ...chunk(AddressSet.of(blocks).toCidrBlocks()).map(blocksTarget),
      ...[...new Set(lists)].map((id): AddressTarget => {
        const text = `$${prefixListVariable(id)}`;
        return { key: `prefix-list/${id}`, ipv4: text, ipv6: text, both: text, options: [] };
      }),
      ...(countries.length === 0
        ? []
        : [
            {
              ...ANYWHERE,
              key: 'country',
              options: [`geoip:dst,${[...new Set(countries)].sort().join(',')}`],
            },
          ]),
    ],
    names: namedTargets(destinations.flatMap((one) => ('name' in one ? [one.name] : []))),
  };
}

const ANYWHERE: AddressTarget = {
  key: 'anywhere',
  ipv4: '0.0.0.0/0',
  ipv6: '::/0',
  both: 'any',
  options: [],
};

export function chunk<T>(items: readonly T[]): readonly (readonly T[])[] {
  const count = Math.ceil(items.length / BLOCKS_IN_ONE);
  return Array.from({ length: count }, (_, index) =>
    items.slice(index * BLOCKS_IN_ONE, (index + 1) * BLOCKS_IN_ONE),
  );
}

function blocksTarget(blocks: readonly CidrBlock[], index: number): AddressTarget {
  const list = (some: readonly CidrBlock[]) =>
    some.length === 0 ? undefined : formatBlocks(some.map(formatCidrBlock));
  return {
    key: `addresses/${index}`,
    ipv4: list(blocks.filter(({ family }) => family === 4)),
    ipv6: list(blocks.filter(({ family }) => family === 6)),
    both: formatBlocks(blocks.map(formatCidrBlock)),
    options: [],
  };
}

/** A name and all its subdomains are one signature. */
function namedTargets(names: readonly string[]): readonly NamedTarget[] {
  const distinct = new Set(names);
  return [...distinct].map(readName).flatMap(({ base, isWildcard }): readonly NamedTarget[] => {
    const isBoth = distinct.has(base) && distinct.has(`*.${base}`);
    if (isWildcard && isBoth) return [];
    if (isBoth) return [{ key: `.${base}`, base, means: 'both' }];
    return [
      isWildcard ? { key: `*.${base}`, base, means: 'subdomains' } : { key: base, base, means: 'itself' },
    ];
  });
}
