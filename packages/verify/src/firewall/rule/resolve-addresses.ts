import type { AddressFamily } from '@inspected-egress/cidr';
import type { PlacedBlock } from '../../graph/placed-block';
import type { VpcGraph } from '../../graph/vpc-graph';
import type { Whereabouts } from '../../walk/whereabouts';
import { MATCH, matchAll, matchAny, matchUnless, NO_MATCH, unsure, type Match } from '../match';
import type { AddressExpression } from './address-expression';
import { holdsFamily, isWithin, regionOf } from './region';

/** What the names in a rule's addresses stand for; a text says why it is not known. */
export interface AddressNames {
  readonly lookUp: (sign: '$' | '@', name: string) => readonly PlacedBlock[] | AddressExpression | string;
}

/** Addresses of a rule with all names looked up. */
export interface Addresses {
  readonly match: (at: Whereabouts) => Match;
  /**
   * Whether it names addresses of a family, negated or not. What is negated is taken from the whole of its own family, and
   * from nothing of the other: `!10.0.0.0/8` is about no address of IPv6. As Suricata 7.0.10 does.
   */
  readonly isOf: (family: AddressFamily) => Match;
  /** Whether any part of it is a negation: AWS then judges the rule packet by packet. */
  readonly hasNegation: boolean;
  /** Blocks that it is about, in whatever sense. */
  readonly blocks: readonly PlacedBlock[];
}

const DEEPEST = 4; // names of names; a definition holds blocks

export function resolveAddresses(
  graph: VpcGraph,
  expression: AddressExpression,
  names: AddressNames,
  depth = 0,
): Addresses {
  const resolve = (one: AddressExpression, more = 0) => resolveAddresses(graph, one, names, depth + more);
  switch (expression.kind) {
    case 'any':
      return { match: () => MATCH, isOf: () => MATCH, hasNegation: false, blocks: [] };
    case 'blocks': {
      const { blocks } = expression;
      const region = regionOf(graph, blocks);
      const match = (at: Whereabouts) => isWithin(graph, at, region);
      return { match, isOf: (family) => holdsFamily(region, family), hasNegation: false, blocks };
    }
    case 'maybe': {
      const { blocks, because } = expression;
      const region = regionOf(graph, blocks);
      const doubt = (match: Match) => (match.is === 'no match' ? NO_MATCH : unsure(because));
      return {
        match: (at) => doubt(isWithin(graph, at, region)),
        isOf: (family) => doubt(holdsFamily(region, family)),
        hasNegation: false,
        blocks,
      };
    }
    case 'named': {
      const found =
        depth > DEEPEST ? 'its definition is a circle' : names.lookUp(expression.sign, expression.name);
      if (typeof found !== 'string')
        return resolve('kind' in found ? found : { kind: 'blocks', blocks: found }, 1);
      const doubt = () => unsure(found);
      return { match: doubt, isOf: doubt, hasNegation: true, blocks: [] };
    }
    case 'not': {
      const { match, isOf, blocks } = resolve(expression.of);
      return {
        match: (at) => matchAll([isOf(at.family), matchUnless(match(at))]),
        isOf,
        hasNegation: true,
        blocks,
      };
    }
    case 'list': {
      const some = joinBlocks(expression.items, names).map((item) => resolve(item));
      const none = expression.items.flatMap((item) => (item.kind === 'not' ? [resolve(item.of)] : []));
      const isOf = (parts: readonly Addresses[], family: AddressFamily) =>
        matchAny(parts.map((part) => part.isOf(family)));
      return {
        match: (at) =>
          matchAll([
            matchAny([
              ...some.map(({ match }) => match(at)),
              // Nothing of the family is named but what is negated: then all the rest of it is meant.
              matchAll([matchUnless(isOf(some, at.family)), isOf(none, at.family)]),
            ]),
            ...none.map(({ match }) => matchUnless(match(at))),
          ]),
        isOf: (family) => isOf([...some, ...none], family),
        hasNegation: none.length > 0 || some.some(({ hasNegation }) => hasNegation),
        blocks: [...some, ...none].flatMap(({ blocks }) => blocks),
      };
    }
  }
}

/** The parts of a list that are not negated. Blocks are one region: two halves of a subnet hold all of it. */
function joinBlocks(
  items: readonly AddressExpression[],
  { lookUp }: AddressNames,
): readonly AddressExpression[] {
  const blocks: PlacedBlock[] = [];
  const others = items.filter((item) => {
    if (item.kind === 'not') return false;
    const found = item.kind === 'named' ? lookUp(item.sign, item.name) : item;
    if (typeof found === 'string' || ('kind' in found && found.kind !== 'blocks')) return true;
    blocks.push(...('kind' in found ? found.blocks : found));
    return false;
  });
  return blocks.length === 0 ? others : [{ kind: 'blocks', blocks }, ...others];
}
