import { own, type JsonObject } from '../../json';
import { listEntries, sayingsOf, type Entry } from './entry';
import { groupByName } from './group-by-name';
import { isClosed } from './is-closed';
import { blockOfIsland } from './island-block';
import { isTwin, templateOf, type IslandTemplate } from './island-template';
import { piecesOf, planOfPieces } from './piece';
import { namesNothingElse, saysNamesAlone } from './says-names-alone';

/** An island as a plan of its own, and what tells it from its twins. */
export interface PlannedIsland {
  readonly name: string;
  plan(): JsonObject;
}

const FEWEST = 3; // of two twins both are judged
const MOST_KINDS = 20; // who makes every VPC in another way gains nothing when all are compared with all

/**
 * Takes a plan apart into islands, twins together in the order of the plan; `undefined` when it is not sure to come apart, or
 * not worth it.
 */
export function listIslands(json: JsonObject): readonly (readonly PlannedIsland[])[] | undefined {
  try {
    return takeApart(json);
  } catch (error) {
    // It is nested deeper than anything of Terraform.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function takeApart(json: JsonObject): readonly (readonly PlannedIsland[])[] | undefined {
  const entries = listEntries(json);
  const groups = entries && groupByName(entries);
  if (groups === undefined || groups.size < FEWEST) return undefined;
  const variables = own(json, 'variables');
  const planned = (name: string, island: readonly Entry[]): PlannedIsland => ({
    name,
    plan: () => planOfPieces(piecesOf(island) ?? [], variables),
  });
  const all: PlannedIsland[][] = [];
  const kinds: { readonly template: IslandTemplate; readonly twins: PlannedIsland[] }[] = [];
  for (const [name, island] of groups) {
    const block = blockOfIsland(island);
    const said = JSON.stringify(island.map(sayingsOf));
    const kind = block && kinds.find(({ template }) => isTwin(template, said, name, block));
    if (kind !== undefined) {
      kind.twins.push(planned(name, island));
      continue;
    }
    // What holds of one holds of its twins.
    const pieces = piecesOf(island);
    if (pieces === undefined || !isClosed(pieces) || !namesNothingElse(pieces)) return undefined;
    const twins = [planned(name, island)];
    all.push(twins);
    const mayHaveTwins = block !== undefined && kinds.length < MOST_KINDS && saysNamesAlone(pieces, name);
    const template = mayHaveTwins ? templateOf(said, name, block) : undefined;
    if (template !== undefined) kinds.push({ template, twins });
  }
  return all;
}
