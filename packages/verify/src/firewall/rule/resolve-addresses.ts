import type { PlacedBlock } from '../../graph/placed-block';
import type { VpcGraph } from '../../graph/vpc-graph';
import type { Whereabouts } from '../../walk/whereabouts';
import { MATCH, matchAll, matchAny, matchUnless, NO_MATCH, unsure, type Match } from '../match';
import type { AddressExpression } from './address-expression';
import { isWithin, regionOf } from './region';

/** What the names in a rule's addresses stand for; a text says why it is not known. */
export interface AddressNames {
  readonly lookUp: (sign: '$' | '@', name: string) => readonly PlacedBlock[] | AddressExpression | string;
}

/** Addresses of a rule with all names looked up. */
export interface Addresses {
  readonly match: (at: Whereabouts) => Match;
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
      return { match: () => MATCH, hasNegation: false, blocks: [] };
    case 'blocks': {
      const region = regionOf(graph, expression.blocks);
      return { match: (at) => isWithin(graph, at, region), hasNegation: false, blocks: expression.blocks };
    }
    case 'maybe': {
      const region = regionOf(graph, expression.blocks);
      const match = (at: Whereabouts) =>
        isWithin(graph, at, region).is === 'no match' ? NO_MATCH : unsure(expression.because);
      return { match, hasNegation: false, blocks: expression.blocks };
    }
    case 'named': {
      const found =
        depth > DEEPEST ? 'its definition is a circle' : names.lookUp(expression.sign, expression.name);
      if (typeof found === 'string') return { match: () => unsure(found), hasNegation: true, blocks: [] };
      return resolve('kind' in found ? found : { kind: 'blocks', blocks: found }, 1);
    }
    case 'not': {
      const of = resolve(expression.of);
      return { match: (at) => matchUnless(of.match(at)), hasNegation: true, blocks: of.blocks };
    }
    case 'list': {
      const negated = expression.items.filter(({ kind }) => kind === 'not').map((item) => resolve(item));
      const some = joinBlocks(
        expression.items.filter(({ kind }) => kind !== 'not'),
        names,
      ).map((item) => resolve(item));
      return {
        match: (at) =>
          matchAll([
            some.length === 0 ? MATCH : matchAny(some.map(({ match }) => match(at))),
            ...negated.map(({ match }) => match(at)),
          ]),
        hasNegation: [...some, ...negated].some(({ hasNegation }) => hasNegation),
        blocks: [...some, ...negated].flatMap(({ blocks }) => blocks),
      };
    }
  }
}

/** Blocks of a list are one region: two halves of a subnet hold all of it. */
function joinBlocks(
  items: readonly AddressExpression[],
  { lookUp }: AddressNames,
): readonly AddressExpression[] {
  const blocks: PlacedBlock[] = [];
  const others = items.filter((item) => {
    const found = item.kind === 'named' ? lookUp(item.sign, item.name) : item;
    if (typeof found === 'string' || ('kind' in found && found.kind !== 'blocks')) return true;
    blocks.push(...('kind' in found ? found.blocks : found));
    return false;
  });
  return blocks.length === 0 ? others : [{ kind: 'blocks', blocks }, ...others];
}
