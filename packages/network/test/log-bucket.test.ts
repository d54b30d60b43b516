import { decide, synthesize } from '@inspected-egress/testing';
import { FlowLogs, LogBucket, type LogBucketProps } from '../src';
import { problemLines } from './problem-lines';

const PROPS: LogBucketProps = {
  accountId: '111122223333',
  region: 'us-east-1',
  bucketName: 'org-egress-logs',
  retentionDays: 365,
  writers: [
    { accountId: '444455556666', regions: ['us-east-1', 'eu-west-1'] },
    { accountId: '777788889999', regions: ['us-east-1'] },
  ],
};

const bucket = (more: Partial<LogBucketProps> = {}) =>
  synthesize((stack) => new LogBucket(stack, 'logs', { ...PROPS, ...more }));
const DELIVERY = { service: 'delivery.logs.amazonaws.com' };

/** Asks as the log delivery service does, for an account in a Region. */
function deliver(account: string, region: string, more: Record<string, string> = {}) {
  return {
    principal: DELIVERY,
    context: {
      'aws:SourceAccount': account,
      'aws:SourceArn': `arn:aws:logs:${region}:${account}:delivery-source:1`,
      's3:x-amz-acl': 'bucket-owner-full-control',
      'aws:SecureTransport': 'true',
      ...more,
    },
  };
}

describe('a log bucket for many accounts', () => {
  const world = bucket();
  const { policy } = world.only('aws_s3_bucket_policy');
  const put = (request: ReturnType<typeof deliver>, folder: string) =>
    decide(policy, {
      action: 's3:PutObject',
      resource: `arn:aws:s3:::org-egress-logs/AWSLogs/${folder}/vpcflowlogs/us-east-1/x.parquet`,
      ...request,
    });

  it('takes what AWS delivers for each of them, into the folder of each', () => {
    expect(put(deliver('444455556666', 'us-east-1'), '444455556666')).toBe('allow');
    expect(put(deliver('444455556666', 'eu-west-1'), '444455556666')).toBe('allow');
    expect(put(deliver('777788889999', 'us-east-1'), '777788889999')).toBe('allow');
  });

  it.each([
    ['another account', deliver('999900001111', 'us-east-1'), '999900001111'],
    ['the account of the bucket, which is not named', deliver('111122223333', 'us-east-1'), '111122223333'],
    ['a Region that is not named', deliver('777788889999', 'eu-west-1'), '777788889999'],
    ['one of them, into the folder of another', deliver('444455556666', 'us-east-1'), '777788889999'],
    ['plain HTTP', deliver('444455556666', 'us-east-1', { 'aws:SecureTransport': 'false' }), '444455556666'],
    [
      'an object that the owner of the bucket would not own',
      deliver('444455556666', 'us-east-1', { 's3:x-amz-acl': 'private' }),
      '444455556666',
    ],
  ])('takes nothing from %s', (_, request, folder) => {
    expect(put(request, folder)).toBe('deny');
  });

  it('lets nobody read', () => {
    const resource = 'arn:aws:s3:::org-egress-logs/AWSLogs/444455556666/x';
    const readers = [DELIVERY, { aws: 'arn:aws:iam::444455556666:root' }];
    for (const principal of readers)
      expect(
        decide(policy, {
          ...deliver('444455556666', 'us-east-1'),
          action: 's3:GetObject',
          resource,
          principal,
        }),
      ).toBe('deny');
  });

  it('shares its key with the delivery of these accounts alone', () => {
    const key = world.only('aws_kms_key');
    expect(key).toMatchObject({ enable_key_rotation: true });
    const use = (account: string) =>
      decide(key['policy'], {
        action: 'kms:GenerateDataKey',
        resource: '*',
        ...deliver(account, 'us-east-1'),
      });
    expect([use('444455556666'), use('777788889999'), use('111122223333')]).toEqual([
      'allow',
      'allow',
      'deny',
    ]);
  });

  it('is open only once it is private, encrypted, versioned and expiring', () => {
    const waits = world.only('aws_s3_bucket_policy')['depends_on'] as readonly string[];
    expect(waits.map((address) => address.split('.')[0]).sort()).toEqual([
      'aws_s3_bucket_lifecycle_configuration',
      'aws_s3_bucket_ownership_controls',
      'aws_s3_bucket_public_access_block',
      'aws_s3_bucket_server_side_encryption_configuration',
    ]);
    expect(world.only('aws_s3_bucket_lifecycle_configuration')['depends_on']).toEqual([
      expect.stringMatching(/^aws_s3_bucket_versioning\./),
    ]);
  });

  it('is there before what writes to it', () => {
    const { only } = synthesize((stack) => {
      const logs = new LogBucket(stack, 'logs', PROPS);
      new FlowLogs(stack, 'flow-logs', {
        vpcId: 'vpc-0123456789abcdef0',
        name: 'dev',
        accountId: '111122223333',
        region: 'us-east-1',
        destination: { kind: 'existing-bucket', bucketArn: logs.deliveryBucketArn },
      });
    });
    expect(only('aws_flow_log')['log_destination']).toMatch(
      /^arn:aws:s3:::\$\{aws_s3_bucket_policy\..*\.bucket\}$/,
    );
  });
});

describe('bad input', () => {
  it('is refused with all its problems at once', () => {
    const make = () =>
      bucket({
        bucketName: 'Org.Logs',
        retentionDays: 0,
        writers: [
          { accountId: '4444', regions: ['us-east-1a', 'cn-north-1'] },
          { accountId: '777788889999', regions: [] },
          { accountId: '777788889999', regions: ['us-east-1'] },
        ],
      });
    expect(problemLines(make)).toMatchInlineSnapshot(`
     [
       "bucketName: \`Org.Logs\` is not a name that AWS accepts here; use 3 to 63 lower-case letters, digits and inner hyphens [NET403]",
       "writers[0].accountId: \`4444\` is not an account id; use twelve digits, as text [NET401]",
       "writers[0].regions[0]: \`us-east-1a\` is not the name of a Region; use a name like \`us-east-1\`, without the letter of a zone [NET402]",
       "writers[0].regions[1]: \`cn-north-1\` is not in the partition \`aws\`; set \`partition\` to \`aws-cn\` [NET409]",
       "writers[1].regions: logs of no Region would be taken; state at least one, or leave the account out [NET435]",
       "writers[2].accountId: \`777788889999\` is the account of \`writers[1]\` too; state all its Regions in one entry [NET434]",
       "retentionDays: records cannot expire after \`0\` days; use a whole number of days from 1 [NET404]",
     ]
    `);
  });

  it('is refused where nobody would write', () => {
    expect(problemLines(() => bucket({ writers: [] }))).toEqual([expect.stringContaining('[NET436]')]);
  });

  it('is refused for more accounts than a policy holds', () => {
    const writers = Array.from({ length: 40 }, (_, index) => ({
      accountId: String(100_000_000_000 + index),
      regions: ['us-east-1'],
    }));
    expect(problemLines(() => bucket({ writers }))).toEqual([
      expect.stringMatching(
        /^writers: the policy of the bucket would have \d+ bytes, but S3 takes 20480.*\[NET437\]$/,
      ),
    ]);
    expect(problemLines(() => bucket({ writers: writers.slice(0, 20) }))).toEqual([]);
  });

  it('is not judged where it is a token', () => {
    const accountId = '${data.aws_caller_identity.me.account_id}';
    expect(problemLines(() => bucket({ accountId }))).toEqual([]);
  });
});
