import { isRegion, partitionOf } from '../src';

describe('a Region', () => {
  // AWS SDK for JavaScript, `partitions.json`, 2026-11.
  it.each([
    ['us-east-1', 'aws'],
    ['eu-central-2', 'aws'],
    ['ap-southeast-4', 'aws'],
    ['cn-northwest-1', 'aws-cn'],
    ['us-gov-west-1', 'aws-us-gov'],
    ['us-iso-east-1', 'aws-iso'],
    ['us-isob-west-1', 'aws-iso-b'],
    ['eu-isoe-west-1', 'aws-iso-e'],
    ['us-isof-south-1', 'aws-iso-f'],
    ['eusc-de-east-1', 'aws-eusc'],
  ])('%s is in the partition %s', (region, partition) => {
    expect(isRegion(region)).toBe(true);
    expect(partitionOf(region)).toBe(partition);
  });

  it.each(['', 'us-east-1a', 'us-east', 'US-EAST-1', 'us-east-1-bos-1', 'europe-west-1', '${var.region}'])(
    'is not %j',
    (text) => {
      expect(isRegion(text)).toBe(false);
    },
  );
});
