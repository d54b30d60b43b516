/** How names of Regions begin in each partition but `aws`; AWS SDK, `partitions.json`, 2026-11. */
const BEGINNINGS = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['us-iso-', 'aws-iso'],
  ['us-isob-', 'aws-iso-b'],
  ['eu-isoe-', 'aws-iso-e'],
  ['us-isof-', 'aws-iso-f'],
  ['eusc-', 'aws-eusc'],
] as const;

/** A partition of AWS: a world of its own, with its own accounts and ARNs. */
export type Partition = 'aws' | (typeof BEGINNINGS)[number][1];

/** All of them. */
export const PARTITIONS: readonly Partition[] = ['aws', ...BEGINNINGS.map(([, partition]) => partition)];

/** Those that documents are written for: how services and buckets of AWS are called in the others is not known here. */
export const WRITTEN_PARTITIONS = ['aws', 'aws-cn', 'aws-us-gov'] as const satisfies readonly Partition[];

/** Whether a text has the form of a Region's name; AWS adds Regions, so no list is kept. */
export function isRegion(text: string): boolean {
  return /^(?:[a-z]{2}|eusc)(?:-[a-z]+)+-\d$/.test(text);
}

/**
 * What names of services end in, in the partitions that documents are written for (`WRITTEN_PARTITIONS`).
 *
 * @see AWS SDK, `partitions.json`, `dnsSuffix`, 2026-11
 */
export function dnsSuffixOf(partition: string): string {
  return partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
}

/** The partition that a Region belongs to. */
export function partitionOf(region: string): Partition {
  return BEGINNINGS.find(([beginning]) => region.startsWith(beginning))?.[1] ?? 'aws';
}
