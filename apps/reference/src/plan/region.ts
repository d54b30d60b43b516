/** A partition of AWS: a world of its own, with its own accounts and ARNs. */
export type Partition = 'aws' | 'aws-cn' | 'aws-us-gov';

const REGION = /^[a-z]{2}(?:-[a-z]+)+-\d$/;

/** Whether a text has the form of a Region's name; AWS adds Regions, so no list is kept. */
export function isRegion(text: string): boolean {
  return REGION.test(text);
}

/** The partition that a Region belongs to. */
export function partitionOf(region: string): Partition {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

/** Whether a zone's name lies in a Region: `us-east-1a`, and the Local Zone `us-east-1-bos-1a`. */
export function isZoneOf(zone: string, region: string): boolean {
  const rest = zone.slice(region.length);
  return zone.startsWith(region) && /^(?:[a-z]|-[a-z0-9]+-\d[a-z])$/.test(rest);
}
