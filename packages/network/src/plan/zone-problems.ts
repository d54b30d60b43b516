import { isToken, type Problem } from '@inspected-egress/problem';
import {
  notAZone,
  slotOutOfRange,
  slotTaken,
  slotUnknown,
  tokenForStructure,
  zoneCount,
  zoneRepeated,
  zonesOfTwoRegions,
} from '../errors';
import { ZONES_PER_VPC } from '../limits';
import { regionOf, slotOf, ZONE_KEYS, type SlottedZone } from './zones';

/** The same, with no zone where a configuration file has left them out: `findZoneProblems` says so. */
export function withZones<P extends { readonly zones: readonly SlottedZone[] }>(props: P): P {
  const { zones }: Partial<P> = props;
  return zones === undefined ? { ...props, zones: [] } : props;
}

/** What keeps zones from having a place each. Paths start with `zones`. */
export function findZoneProblems(zones: readonly SlottedZone[]): readonly Problem[] {
  const problems: Problem[] = [];
  if (zones.length === 0 || zones.length > ZONES_PER_VPC) {
    problems.push(zoneCount('zones', zones.length, ZONES_PER_VPC));
  }
  const region = zones.map((zone) => regionOf(zone.availabilityZone)).find((found) => found !== undefined);
  for (const [index, zone] of zones.entries()) {
    problems.push(...findNameProblems(zone, index, zones, region), ...findSlotProblems(zone, index, zones));
  }
  return problems;
}

function findNameProblems(
  { availabilityZone }: SlottedZone,
  index: number,
  zones: readonly SlottedZone[],
  firstRegion: string | undefined,
): readonly Problem[] {
  const path = `zones[${index}].availabilityZone`;
  if (isToken(availabilityZone)) return [tokenForStructure(path, 'name of the zone')];
  const region = regionOf(availabilityZone);
  if (region === undefined) return [notAZone(path, availabilityZone)];
  const first = zones.findIndex((zone) => zone.availabilityZone === availabilityZone);
  if (first < index) return [zoneRepeated(path, availabilityZone, `zones[${first}]`)];
  if (firstRegion !== undefined && region !== firstRegion) {
    return [zonesOfTwoRegions(path, availabilityZone, firstRegion)];
  }
  return [];
}

function findSlotProblems(
  zone: SlottedZone,
  index: number,
  zones: readonly SlottedZone[],
): readonly Problem[] {
  const { availabilityZone } = zone;
  if (regionOf(availabilityZone) === undefined) return [];
  const path = `zones[${index}].slot`;
  const slot = slotOf(zone);
  if (slot === undefined) return [slotUnknown(path, availabilityZone)];
  if (isToken(slot)) return [tokenForStructure(path, 'slot')];
  if (ZONE_KEYS[slot] === undefined) return [slotOutOfRange(path, slot)];
  const first = zones.findIndex((other) => slotOf(other) === slot);
  const holder = zones[first];
  if (first < index && holder !== undefined && holder.availabilityZone !== availabilityZone) {
    return [slotTaken(path, availabilityZone, slot, `zones[${first}]`)];
  }
  return [];
}
