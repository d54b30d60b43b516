/**
 * Numbered entries from steps in order, of which the first that matches decides: none that can be left out, and none that
 * permits whose number a later step moves.
 */
import { AddressSet, overlaps, type AddressFamily, type CidrBlock } from '@inspected-egress/cidr';
import { coverSpace } from '../packet-header/cover-space';
import {
  possibleMeeting,
  unite,
  withoutSure,
  type HeaderProtocol,
  type HeaderSpace,
} from '../packet-header/header-space';

export interface FirstMatchStep {
  /** From 0: a hundred numbers for each. Steps are in order of their places. */
  readonly place: number;
  readonly action: 'allow' | 'deny';
  readonly space: HeaderSpace;
  /** Ids of the policy's rules that it stands for. */
  readonly rules: readonly string[];
}

/** Entries are in the order of steps; one whose number is not above those before it has no place in an ACL. */
export interface OrderedRectangle {
  readonly ruleNumber: number;
  readonly action: 'allow' | 'deny';
  readonly protocol: HeaderProtocol;
  readonly from: number;
  readonly to: number;
  readonly block: CidrBlock;
  readonly rules: readonly string[];
}

// 100 numbers for each step and two for each of its blocks, of which a network ACL holds at most 39 of a family.
const STEP = 100;
const BLOCKS_OF_STEP = STEP / 2;

type Rectangle = Omit<OrderedRectangle, 'ruleNumber'>;

/** @param most - rectangles of a step that are worth a look whether they can be left out */
export function orderRectangles(steps: readonly FirstMatchStep[], most: number): readonly OrderedRectangle[] {
  let decided: HeaderSpace = [];
  const reached = steps.map(({ space }) => {
    const left = withoutSure(space, decided);
    decided = unite([decided, space]);
    return left;
  });

  // From the end: an entry is needless when those after it say the same of all packets that reach it.
  let permitted: HeaderSpace = [];
  const ordered = steps.map((step, index) => ({ step, left: reached[index] ?? [] })).reverse();
  return ordered
    .map(({ step, left }) => {
      const isAllow = step.action === 'allow';
      const changed = isAllow ? withoutSure(left, permitted) : possibleMeeting(left, permitted);
      if (changed.length === 0) return [];
      const all = rectanglesOf(step, most);
      const needed = neededOf(all, changed, most);
      const space = unite(needed.map(spaceOf));
      permitted = isAllow ? unite([permitted, space]) : withoutSure(permitted, space);
      return numberStep(step, all, needed);
    })
    .reverse()
    .flat();
}

/** The same with fewer entries: neighbours that do the same become one step. */
export function joinRectangles(
  rectangles: readonly OrderedRectangle[],
  most: number,
): readonly OrderedRectangle[] {
  const groups: OrderedRectangle[][] = [];
  for (const one of rectangles) {
    const last = groups.at(-1);
    if (last?.[0]?.action === one.action) last.push(one);
    else groups.push([one]);
  }
  const steps = groups.flatMap((group, place) =>
    group.slice(0, 1).map(({ action }) => ({
      place,
      action,
      space: unite(group.map(spaceOf)),
      rules: [...new Set(group.flatMap(({ rules }) => rules))],
    })),
  );
  return orderRectangles(steps, most);
}

function rectanglesOf({ space, action, rules }: FirstMatchStep, most: number): readonly Rectangle[] {
  return coverSpace(space, most).flatMap(({ destination, ...rest }) =>
    'list' in destination ? [] : [{ ...rest, block: destination, action, rules }],
  );
}

/** Of those that meet what the step changes, from the end, the ones that the others do not change together. */
function neededOf(all: readonly Rectangle[], changed: HeaderSpace, most: number): readonly Rectangle[] {
  const meeting = all.filter(meets(changed));
  if (meeting.length > most) return meeting;
  const kept = new Set(meeting);
  for (const one of [...meeting].reverse()) {
    const others = [...kept].filter((other) => other !== one && shareBlock(one, other));
    const own = possibleMeeting(spaceOf(one), changed);
    if (withoutSure(own, unite(others.map(spaceOf))).length === 0) kept.delete(one);
  }
  return meeting.filter((one) => kept.has(one));
}

function meets(space: HeaderSpace): (one: Rectangle) => boolean {
  const slices = space.map((slice) => ({ ...slice, blocks: slice.addresses.toCidrBlocks() }));
  return ({ protocol, from, to, block }) =>
    slices.some(
      (slice) =>
        slice.protocol === protocol &&
        slice.from <= to &&
        from <= slice.to &&
        (slice.addresses.contains(block) || holdsAny(slice.blocks, block)),
    );
}

/** Whether some block of a sorted list overlaps a block that none of them holds. Binary search. */
function holdsAny(blocks: readonly CidrBlock[], block: CidrBlock): boolean {
  let [low, high] = [0, blocks.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const there = blocks[middle];
    const isBefore =
      there !== undefined &&
      (there.family < block.family || (there.family === block.family && there.first < block.first));
    if (isBefore) low = middle + 1;
    else high = middle;
  }
  return blocks.slice(low, low + 1).some((one) => overlaps(one, block));
}

/**
 * By the place of an entry in its step, so that what else of the step is needed moves it not. Where a step has more blocks
 * than numbers, by its place among those that are needed.
 */
function numberStep(
  { place }: FirstMatchStep,
  all: readonly Rectangle[],
  needed: readonly Rectangle[],
): readonly OrderedRectangle[] {
  const isOf = (family: AddressFamily) => (one: Rectangle) => one.block.family === family;
  const numbered = ([4, 6] as const).flatMap((family) => {
    const places = [all, needed].map((list) => list.filter(isOf(family)));
    const [ofAll = [], ofNeeded = []] = places;
    const inPlace = new Map(
      (ofAll.length > BLOCKS_OF_STEP ? ofNeeded : ofAll).map((one, index) => [one, index]),
    );
    return ofNeeded.map((one) => ({
      ...one,
      ruleNumber: STEP * (place + 1) + 2 * (inPlace.get(one) ?? 0) + (family === 4 ? 0 : 1),
    }));
  });
  return numbered.sort((one, other) => one.ruleNumber - other.ruleNumber);
}

function shareBlock(one: Rectangle, other: Rectangle): boolean {
  return one.protocol === other.protocol && overlaps(one.block, other.block);
}

function spaceOf({ protocol, from, to, block }: Rectangle): HeaderSpace {
  return [{ protocol, from, to, addresses: AddressSet.of([block]), lists: [] }];
}
