/** Every slot of the address plan, as the letter that construct ids of its zone start with. */
export const ZONE_KEYS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const;

export type ZoneKey = (typeof ZONE_KEYS)[number];

/** What decides the place of a zone in every plan. */
export interface SlottedZone {
  /** Name of the zone, for example `us-east-1a`; a literal, never a token. */
  readonly availabilityZone: string;
  /**
   * Place of the zone in the address plan, 0 to 7.
   * @default - the letter of the name: `us-east-1a` has slot 0. A Local Zone has none and must be given one.
   * @throws PlanError NET112 to NET115
   */
  readonly slot?: number;
}

/** A zone in its place. */
export interface PlannedZone {
  readonly key: ZoneKey;
  readonly slot: number;
  readonly availabilityZone: string;
}

// The second form is a Local Zone, `us-west-2-lax-1a`: its letter counts inside the location, not the Region.
const ZONE_NAME = /^(?<region>(?:[a-z]{2}|eusc)(?:-[a-z]+)+-\d)(?:(?<letter>[a-z])|-[a-z]+-\d[a-z])$/;

/** The Region of a zone; undefined when the text is not the name of a zone. */
export function regionOf(availabilityZone: string): string | undefined {
  return ZONE_NAME.exec(availabilityZone)?.groups?.['region'];
}

/** The slot of a zone: as given, otherwise by the letter of its name; undefined when the name does not say. */
export function slotOf({ availabilityZone, slot }: SlottedZone): number | undefined {
  if (slot !== undefined) return slot;
  const letter = ZONE_NAME.exec(availabilityZone)?.groups?.['letter'];
  const index = ZONE_KEYS.findIndex((key) => key === letter);
  return index === -1 ? undefined : index;
}

/** The place of a zone; undefined when it has none, which `findZoneProblems` reports. */
export function placeZone(zone: SlottedZone): PlannedZone | undefined {
  const slot = slotOf(zone);
  const key = slot === undefined ? undefined : ZONE_KEYS[slot];
  return slot === undefined || key === undefined
    ? undefined
    : { key, slot, availabilityZone: zone.availabilityZone };
}

/** Zones in order of their slots, each with its place: the order of the input decides nothing. */
export function placeZones<Z extends SlottedZone>(
  zones: readonly Z[],
): readonly (readonly [PlannedZone, Z])[] {
  return zones
    .flatMap((zone) => {
      const place = placeZone(zone);
      return place === undefined ? [] : [[place, zone] as const];
    })
    .sort(([one], [other]) => one.slot - other.slot);
}
