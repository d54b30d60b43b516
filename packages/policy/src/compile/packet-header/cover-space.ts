import { addressCount, AddressSet, compareBlocks, type CidrBlock } from '@inspected-egress/cidr';
import {
  coversList,
  hasList,
  type HeaderList,
  type HeaderProtocol,
  type HeaderSlice,
  type HeaderSpace,
} from './header-space';
import { NestedBlocks } from './nested-blocks';

/** Packets of a protocol to some ports at one block or prefix list: what one rule of AWS can say. */
export interface HeaderRectangle {
  readonly protocol: HeaderProtocol;
  readonly from: number;
  readonly to: number;
  readonly destination: CidrBlock | { readonly list: HeaderList };
}

interface BlockRectangle extends HeaderRectangle {
  readonly destination: CidrBlock;
}

/**
 * Rectangles that together are a set of packets, in a stable order. Each is as wide in ports as the set allows, and none
 * is covered by the others together, unless there are more than `most` for ports that touch: nobody can use so many.
 */
export function coverSpace(space: HeaderSpace, most: number): readonly HeaderRectangle[] {
  return runsOf(space).flatMap((run) => [...coverAddresses(run, most), ...coverLists(run)]);
}

/** Slices whose ports touch. */
function runsOf(space: HeaderSpace): readonly HeaderSpace[] {
  const runs: HeaderSlice[][] = [];
  for (const slice of space) {
    const last = runs.at(-1)?.at(-1);
    const touches = last?.protocol === slice.protocol && last.to + 1 === slice.from;
    if (touches) runs.at(-1)?.push(slice);
    else runs.push([slice]);
  }
  return runs;
}

function coverAddresses(run: HeaderSpace, most: number): readonly BlockRectangle[] {
  const candidates: BlockRectangle[] = [];
  const reached = new Map<string | number, number>(); // Last port of the rectangle of a block that was found last.
  run.forEach(({ protocol, from: port, addresses }, index) => {
    for (const destination of addresses) {
      const key = keyOf(destination);
      if ((reached.get(key) ?? -1) >= port) continue;
      const [from, to] = widest(run, index, (slice) => slice.addresses.contains(destination));
      reached.set(key, to);
      candidates.push({ protocol, from, to, destination });
    }
  });
  const rectangles = candidates.sort(inOrder);
  return run.length === 1 || rectangles.length > most ? rectangles : withoutCovered(rectangles, run);
}

/** Small ones are tried first, so that what stays is wide. */
function withoutCovered(rectangles: readonly BlockRectangle[], run: HeaderSpace): readonly BlockRectangle[] {
  const kept = new Set(rectangles);
  const around = new NestedBlocks(rectangles).overlapping();
  const smallFirst = [...rectangles].sort((one, other) => (sizeOf(one) < sizeOf(other) ? -1 : 1));
  for (const one of smallFirst) {
    const others = (around.get(one)?.() ?? []).filter((other) => kept.has(other));
    const isCovered = run
      .filter(({ from }) => hasPort(one, from))
      .every(({ from }) => {
        const there = others.filter((other) => hasPort(other, from));
        return AddressSet.of(there.map(({ destination }) => destination)).contains(one.destination);
      });
    if (isCovered) kept.delete(one);
  }
  return rectangles.filter((one) => kept.has(one));
}

/** A list whose every address is covered at all its ports needs no rule. */
function coverLists(run: HeaderSpace): readonly HeaderRectangle[] {
  const lists = new Map(run.flatMap((slice) => slice.lists.map((list) => [list.id, list] as const)));
  return [...lists.values()].flatMap((list) => {
    const spans = run.flatMap((slice, index) => {
      if (!hasList(slice, list) || coversList(slice, list)) return [];
      return [widest(run, index, (other) => hasList(other, list))];
    });
    const unlike = new Map(spans.map((span) => [span.join(' '), span]));
    return [...unlike.values()].flatMap(([from, to]) =>
      run.slice(0, 1).map(({ protocol }) => ({ protocol, from, to, destination: { list } })),
    );
  });
}

/** The ports around a slice where a condition holds without a gap. */
function widest(
  run: HeaderSpace,
  index: number,
  holds: (slice: HeaderSlice) => boolean,
): readonly [from: number, to: number] {
  let first = index;
  let last = index;
  for (let slice = run[first - 1]; slice !== undefined && holds(slice); slice = run[first - 1]) first -= 1;
  for (let slice = run[last + 1]; slice !== undefined && holds(slice); slice = run[last + 1]) last += 1;
  return [run[first]?.from ?? 0, run[last]?.to ?? 0];
}

function hasPort({ from, to }: HeaderRectangle, port: number): boolean {
  return from <= port && port <= to;
}

/** Many are asked for, and a number is soon made. */
function keyOf({ family, first, prefixLength }: CidrBlock): string | number {
  return family === 4 ? Number(first) * 64 + prefixLength : `${first}/${prefixLength}`;
}

function sizeOf({ from, to, destination }: BlockRectangle): bigint {
  return BigInt(to - from + 1) * addressCount(destination);
}

function inOrder(one: BlockRectangle, other: BlockRectangle): number {
  return one.from - other.from || one.to - other.to || compareBlocks(one.destination, other.destination);
}
