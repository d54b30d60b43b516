import type { JsonValue } from '../../json';

/** What a plan says of one island. */
export interface IslandText {
  /** Of each list what is of the island, cut where the list goes on with another island. */
  readonly lists: readonly (readonly string[])[];
  /** What is planned of its VPC. */
  readonly vpc: string;
}

/**
 * Everything in each of the lists.
 *
 * @throws SyntaxError unless each text is a list by itself: what is one together with its neighbours only would be another in
 *   another place
 */
export function listsOf({ lists }: IslandText): readonly (readonly JsonValue[])[] {
  return lists.map((texts) => texts.flatMap((text) => JSON.parse(`[${text}]`) as readonly JsonValue[]));
}
