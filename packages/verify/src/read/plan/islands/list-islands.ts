import { own, type JsonObject, type JsonValue } from '../../json';
import type { CutPlan } from './cut-plan';
import { isOfOneModule, listEntries } from './entry';
import { groupByName } from './group-by-name';
import { isClosed } from './is-closed';
import { blockOfIsland } from './island-block';
import { isTwin, templateOf, type IslandTemplate } from './island-template';
import { planOfIsland, type IslandText } from './island-text';
import { piecesOf, planOfPieces, type Piece } from './piece';
import { namesNothingElse, saysNamesAlone } from './says-names-alone';

/** An island as a plan of its own, and what tells it from its twins. */
export interface PlannedIsland {
  readonly name: string;
  plan(): JsonObject;
}

export const FEWEST = 3; // of two twins both are judged
const MOST_KINDS = 20; // who makes every VPC in another way gains nothing when all are compared with all

/**
 * Takes a plan apart into islands, twins together in the order of the plan; `undefined` when it is not sure to come apart, or
 * not worth it. All its resources are objects of JSON when it comes apart: they are parsed, or their text is that of others,
 * which are.
 *
 * @throws SyntaxError when a resource is no JSON
 */
export function listIslands(plan: CutPlan): readonly (readonly PlannedIsland[])[] | undefined {
  const groups = isOfOneModule(plan.rest) ? groupByName(plan) : undefined;
  if (groups === undefined || groups.size < FEWEST) return undefined;
  const variables = own(plan.rest, 'variables');
  const piecesIn = (island: IslandText): readonly Piece[] | undefined => {
    const entries = listEntries(planOfIsland(island, plan.rest));
    return entries && piecesOf(entries);
  };
  const all: PlannedIsland[][] = [];
  const kinds: { readonly template: IslandTemplate; readonly twins: PlannedIsland[] }[] = [];
  for (const [name, island] of groups) {
    const planned = { name, plan: () => planOfPieces(piecesIn(island) ?? [], variables) };
    const block = blockOfIsland(JSON.parse(island.vpc) as JsonValue);
    const kind = block && kinds.find(({ template }) => isTwin(template, island, name, block));
    if (kind !== undefined) {
      kind.twins.push(planned);
      continue;
    }
    // What holds of one holds of its twins.
    const pieces = piecesIn(island);
    if (pieces === undefined || !isClosed(pieces) || !namesNothingElse(pieces)) return undefined;
    const twins = [planned];
    all.push(twins);
    const mayHaveTwins = block !== undefined && kinds.length < MOST_KINDS && saysNamesAlone(pieces, name);
    const template = mayHaveTwins ? templateOf(island, name, block) : undefined;
    if (template !== undefined) kinds.push({ template, twins });
  }
  return all;
}
