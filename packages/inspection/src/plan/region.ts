const REGION = /^[a-z]{2}(?:-[a-z]+)+-\d$/;
const REGION_OF_ZONE = /^[a-z]{2}(?:-[a-z]+)+-\d/;

/** Whether a text has the form of a Region's name; AWS adds Regions, so no list is kept. */
export function isRegion(text: string): boolean {
  return REGION.test(text);
}

/** The zones that are known to be of another Region: `us-east-1a` and the Local Zone `us-east-1-bos-1a` name theirs. */
export function zonesOutside(region: string, zones: readonly string[]): readonly string[] {
  return zones.filter((zone) => {
    const own = REGION_OF_ZONE.exec(zone)?.[0];
    return own !== undefined && own !== region;
  });
}

/** The partition of a Region; undefined for the isolated ones, whose names are not public. */
export function partitionOf(region: string): string | undefined {
  if (region.includes('-iso')) return undefined;
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}
