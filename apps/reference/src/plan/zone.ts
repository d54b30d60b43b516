/** Whether a zone's name lies in a Region: `us-east-1a`, and the Local Zone `us-east-1-bos-1a`. */
export function isZoneOf(zone: string, region: string): boolean {
  const rest = zone.slice(region.length);
  return zone.startsWith(region) && /^(?:[a-z]|-[a-z0-9]+-\d[a-z])$/.test(rest);
}
