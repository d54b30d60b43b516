import { own, type JsonObject } from '../../json';
import { listEntries, sayingsOf, type Entry } from './entry';
import { groupByName } from './group-by-name';
import { isClosed } from './is-closed';
import { islandPattern } from './island-pattern';
import { piecesOf, planOfPieces } from './piece';
import { namesNothingElse, saysNamesAlone } from './says-names-alone';

/** An island as a plan of its own, and what tells it from its twins. */
export interface PlannedIsland {
  readonly name: string;
  plan(): JsonObject;
}

const FEWEST = 3; // of two twins both are judged

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
  const twins = new Map<string, PlannedIsland[]>();
  for (const [name, island] of groups) {
    const pattern = islandPattern(island, JSON.stringify(island.map(sayingsOf)), name);
    const before = pattern === undefined ? undefined : twins.get(pattern);
    if (before !== undefined) {
      before.push(planned(name, island));
      continue;
    }
    // What holds of one holds of its twins.
    const pieces = piecesOf(island);
    if (pieces === undefined || !isClosed(pieces) || !namesNothingElse(pieces)) return undefined;
    const isAlone = pattern === undefined || !saysNamesAlone(pieces, name);
    twins.set(isAlone ? name : pattern, [planned(name, island)]);
  }
  return [...twins.values()];
}
