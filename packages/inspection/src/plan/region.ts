const REGION_OF_ZONE = /^(?:[a-z]{2}|eusc)(?:-[a-z]+)+-\d/;

/** The zones that are known to be of another Region: `us-east-1a` and the Local Zone `us-east-1-bos-1a` name theirs. */
export function zonesOutside(region: string, zones: readonly string[]): readonly string[] {
  return zones.filter((zone) => {
    const own = regionOfZone(zone);
    return own !== undefined && own !== region;
  });
}

/** The Region of a zone; undefined when its name does not say. */
export function regionOfZone(zone: string): string | undefined {
  return REGION_OF_ZONE.exec(zone)?.[0];
}
