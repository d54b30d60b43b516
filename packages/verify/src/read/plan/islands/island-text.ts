import type { JsonObject, JsonValue } from '../../json';
import { planWith } from './cut-plan';

/** What a plan says of one island. */
export interface IslandText {
  /** Of each of the three lists what is of the island, cut where a list goes on with another island. */
  readonly lists: readonly (readonly string[])[];
  /** What is planned of its VPC. */
  readonly vpc: string;
}

/**
 * The island as a plan of its own.
 *
 * @param rest - what the plan says beside its resources
 * @throws SyntaxError unless each text lists resources by itself: what is one together with its neighbours only would be another
 *   in another place
 */
export function planOfIsland({ lists }: IslandText, rest: JsonObject): JsonObject {
  const [planned = [], changed = [], configured = []] = lists.map((texts) =>
    texts.flatMap((text) => JSON.parse(`[${text}]`) as readonly JsonValue[]),
  );
  return planWith(rest, planned, changed, configured);
}
