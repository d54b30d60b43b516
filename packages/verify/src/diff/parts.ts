import { AddressSet, type AddressFamily } from '@inspected-egress/cidr';
import type { Neutral } from './neutral-way';

/** Destinations of one family, and what an input says of them. Parts about other flows are not compared. */
export interface Part<Said> {
  readonly family: AddressFamily;
  readonly destinations: AddressSet;
  /** The destinations are only some of these, which the input does not tell: those of this list or route, by shared names. */
  readonly only?: string;
  /** The flows that it is about, where others to these destinations go another way. @default - all */
  readonly flows?: string;
  /** Whether they are those of an AWS service, and so surely some, and no others. */
  readonly isOfService: boolean;
  /** What is compared; the input surely says something else if one of these surely is. */
  readonly facts: readonly Neutral[];
  readonly said: Said;
}

/** What only one of the inputs says of some destinations. */
export interface PartChange<Said> {
  readonly family: AddressFamily;
  readonly destinations: AddressSet;
  readonly said: Said;
}

/** Destinations of which the inputs say different things, and nobody knows whether it is the same. */
export interface PartDoubt<Said> {
  readonly family: AddressFamily;
  readonly destinations: AddressSet;
  /** Absent where one input says nothing of the kind. */
  readonly before?: Said;
  readonly after?: Said;
}

export interface PartChanges<Said> {
  readonly gained: readonly PartChange<Said>[];
  readonly lost: readonly PartChange<Said>[];
  readonly undetermined: readonly PartDoubt<Said>[];
}

/**
 * Compares what two inputs say of destinations, as sets. The parts of a side without `only` are disjoint.
 *
 * Laws, each proved by name in `test/diff/diff-laws.test.ts`:
 * - a comparison with itself is empty;
 * - what one order gains, the other loses;
 * - it is empty exactly if both say the same of every destination.
 */
export function compareParts<Said>(
  before: readonly Part<Said>[],
  after: readonly Part<Said>[],
): PartChanges<Said> {
  const [ours, theirs] = [mergeParts(before), mergeParts(after)];
  const gained = new Collector<Said>(theirs);
  const lost = new Collector<Said>(ours);
  const undetermined: PartDoubt<Said>[] = [];
  for (const ourPart of ours.filter(isWhole)) {
    for (const theirPart of theirs.filter(isWhole)) {
      const isComparable = ourPart.family === theirPart.family && ourPart.flows === theirPart.flows;
      if (!isComparable || textOf(ourPart) === textOf(theirPart)) continue;
      const destinations = ourPart.destinations.intersection(theirPart.destinations);
      if (destinations.isEmpty) continue;
      const { family } = ourPart;
      if (surelyDiffer(ourPart, theirPart)) {
        gained.add(theirPart, destinations);
        lost.add(ourPart, destinations);
      } else undetermined.push({ family, destinations, before: ourPart.said, after: theirPart.said });
    }
  }
  for (const [mine, others, collector, side] of [
    [ours, theirs, lost, 'before'],
    [theirs, ours, gained, 'after'],
  ] as const) {
    for (const part of mine.filter(isWhole)) {
      const rest = part.destinations.difference(coveredBy(others, part));
      if (rest.isEmpty) continue;
      if (part.facts.every((fact) => fact.isSure)) collector.add(part, rest);
      else undetermined.push({ family: part.family, destinations: rest, [side]: part.said });
    }
  }
  const [hidden, shown] = [theirs, ours].map((parts) =>
    parts.some((part) => !isWhole(part) && !part.isOfService),
  );
  for (const [mine, others, collector, isHidden, side] of [
    [ours, theirs, lost, hidden, 'before'],
    [theirs, ours, gained, shown, 'after'],
  ] as const) {
    for (const part of mine.filter((one) => !isWhole(one))) {
      const same = others.find(
        (one) =>
          one.only === part.only &&
          one.flows === part.flows &&
          one.family === part.family &&
          textOf(one) === textOf(part),
      );
      const rest = same === undefined ? part.destinations : part.destinations.difference(same.destinations);
      if (rest.isEmpty) continue;
      const isSure = part.isOfService && isHidden !== true && part.facts.every((fact) => fact.isSure);
      if (isSure) collector.add(part, rest);
      else undetermined.push({ family: part.family, destinations: rest, [side]: part.said });
    }
  }
  return { gained: gained.changes, lost: lost.changes, undetermined };
}

/** All destinations of a family of which a side says something of the same flows. */
function coveredBy(parts: readonly Part<unknown>[], { family, flows }: Part<unknown>): AddressSet {
  const whole = parts.filter((part) => isWhole(part) && part.family === family && part.flows === flows);
  return whole.reduce((sum, { destinations }) => sum.union(destinations), AddressSet.empty());
}

function isWhole({ only }: Part<unknown>): boolean {
  return only === undefined;
}

function textOf({ facts }: Part<unknown>): string {
  return facts.map(({ text }) => text).join(' | ');
}

function surelyDiffer(a: Part<unknown>, b: Part<unknown>): boolean {
  return a.facts.some((fact, index) => {
    const other = b.facts[index];
    return other !== undefined && fact.text !== other.text && fact.isSure && other.isSure;
  });
}

/** Parts of which an input says the same are one. */
function mergeParts<Said>(parts: readonly Part<Said>[]): readonly Part<Said>[] {
  const merged = new Map<string, Part<Said>>();
  for (const part of parts) {
    const key = `${part.family} ${part.only ?? ''} ${part.flows ?? ''} | ${textOf(part)}`;
    const found = merged.get(key);
    const destinations = found?.destinations.union(part.destinations) ?? part.destinations;
    merged.set(key, { ...(found ?? part), destinations });
  }
  return [...merged.values()];
}

/** Changes by the part of one side that they are of, in the order of the side. */
class Collector<Said> {
  private readonly sets = new Map<Part<Said>, AddressSet>();

  constructor(private readonly parts: readonly Part<Said>[]) {}

  add(part: Part<Said>, destinations: AddressSet): void {
    this.sets.set(part, (this.sets.get(part) ?? AddressSet.empty()).union(destinations));
  }

  get changes(): readonly PartChange<Said>[] {
    return this.parts.flatMap((part) => {
      const destinations = this.sets.get(part);
      return destinations === undefined ? [] : [{ family: part.family, destinations, said: part.said }];
    });
  }
}
