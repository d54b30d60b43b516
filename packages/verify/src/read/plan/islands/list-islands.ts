import { append } from '../../../graph/append';
import { own, type JsonObject } from '../../json';
import { islandName } from './island-name';
import { islandPattern } from './island-pattern';
import { joinPlaces } from './join-places';
import { listPieces } from './list-pieces';
import { listReferences } from './list-references';
import { planOfPieces, type Piece } from './piece';
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
  const islands = splitPieces(json);
  if (islands === undefined || islands.length < FEWEST) return undefined;
  const variables = own(json, 'variables');
  const twins = new Map<string, PlannedIsland[]>();
  for (const [index, pieces] of islands.entries()) {
    const { name, pattern, text } = describe(pieces);
    const island = { name, plan: () => planOfPieces(pieces, variables) };
    const before = pattern === undefined ? undefined : twins.get(pattern);
    if (before !== undefined) before.push(island);
    else if (!namesNothingElse(pieces)) return undefined;
    else if (pattern !== undefined && saysNamesAlone(text, name)) twins.set(pattern, [island]);
    else twins.set(`${index}`, [island]);
  }
  return [...twins.values()];
}

/** @returns no pattern where nothing is to share it */
function describe(pieces: readonly Piece[]): { name: string; text: string; pattern: string | undefined } {
  const [name, text] = [islandName(pieces), JSON.stringify(pieces)];
  if (name === undefined) return { name: '', text, pattern: undefined };
  return { name, text, pattern: islandPattern(pieces, text, name) };
}

/** Resources that refer to one another, each group with one VPC; `undefined` where the plan is not such groups alone. */
function splitPieces(json: JsonObject): readonly (readonly Piece[])[] | undefined {
  const listed = listPieces(json);
  if (listed === undefined) return undefined;
  const links: number[][] = [];
  for (const config of listed.configs) {
    const places = listReferences(config)?.map((address) => listed.places.get(address));
    if (places === undefined || !places.every((place) => place !== undefined)) return undefined;
    links.push(places);
  }
  const least = joinPlaces(links);
  const leastOf = (index: number) => least[listed.placeOf[index] ?? -1] ?? -1;
  const groups = new Map<number, Piece[]>();
  for (const [index, piece] of listed.pieces.entries()) append(groups, leastOf(index), piece);
  const islands = [...groups.values()];
  const haveOneVpc = islands.every((pieces) => pieces.filter(({ type }) => type === 'aws_vpc').length === 1);
  return haveOneVpc ? islands : undefined;
}
