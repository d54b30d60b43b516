import { own, type JsonObject, type JsonValue } from '../../json';
import { isClosed } from './is-closed';
import { blockOfIsland } from './island-block';
import type { IslandText } from './island-text';
import { isTwin, templateOf, type IslandTemplate } from './island-template';
import type { Piece } from './piece';
import { namesNothingElse, saysNamesAlone } from './says-names-alone';

/** An island as a plan of its own, and what tells it from its twins. */
export interface PlannedIsland {
  readonly name: string;
  plan(): JsonObject;
}

export const FEWEST = 3; // of two twins both are judged
const MOST_KINDS = 20; // who makes every VPC in another way gains nothing when all are compared with all

/** What may be islands, as the text of a plan tells them. */
export interface Parts {
  /** By their names. */
  readonly texts: ReadonlyMap<string, IslandText>;
  /** @throws SyntaxError when the text is no JSON */
  piecesOf(text: IslandText, name: string): readonly Piece[] | undefined;
  /** One as a plan of its own. */
  planOf(text: IslandText, name: string): JsonObject;
}

/**
 * Takes a plan apart into islands, twins together in the order of the plan; `undefined` when it is not sure to come apart, or
 * not worth it. All texts are JSON when it comes apart: they are parsed, or are that of others, which are.
 *
 * @throws SyntaxError when a text is no JSON
 */
export function listIslands({
  texts,
  piecesOf,
  planOf,
}: Parts): readonly (readonly PlannedIsland[])[] | undefined {
  if (texts.size < FEWEST) return undefined;
  const all: PlannedIsland[][] = [];
  const kinds: { readonly template: IslandTemplate; readonly twins: PlannedIsland[] }[] = [];
  for (const [name, island] of texts) {
    const planned = { name, plan: () => planOf(island, name) };
    const block = blockOfIsland(own(JSON.parse(island.vpc) as JsonValue, 'values'));
    const kind = block && kinds.find(({ template }) => isTwin(template, island, name, block));
    if (kind !== undefined) {
      kind.twins.push(planned);
      continue;
    }
    // What holds of one holds of its twins.
    const pieces = piecesOf(island, name);
    if (pieces === undefined || !isClosed(pieces) || !namesNothingElse(pieces)) return undefined;
    const twins = [planned];
    all.push(twins);
    const itsBlock = blockOfIsland(pieces.find(({ type }) => type === 'aws_vpc')?.values);
    const mayHaveTwins = itsBlock !== undefined && kinds.length < MOST_KINDS && saysNamesAlone(pieces, name);
    const template = mayHaveTwins ? templateOf(island, name, itsBlock) : undefined;
    if (template !== undefined) kinds.push({ template, twins });
  }
  return all;
}
