import { decide, synthesize } from '@inspected-egress/testing';
import { EGRESS_FLOW_LOG_FIELDS, FlowLogs, type FlowLogField, type FlowLogsProps } from '../src';
import { problemLines } from './problem-lines';

const logs = (destination: FlowLogsProps['destination'], more: Partial<FlowLogsProps> = {}) =>
  synthesize(
    (stack) =>
      new FlowLogs(stack, 'logs', {
        vpcId: 'vpc-1',
        name: 'dev',
        accountId: '111122223333',
        region: 'us-east-1',
        destination,
        ...more,
      }),
  );
const CLOUDWATCH = { kind: 'cloudwatch', retentionDays: 90 } as const;
const S3 = { kind: 's3', retentionDays: 90 } as const;

describe('a flow log', () => {
  it('records every flow of the VPC minute by minute, wherever it goes', () => {
    for (const destination of [CLOUDWATCH, S3]) {
      expect(logs(destination).only('aws_flow_log')).toMatchObject({
        vpc_id: 'vpc-1',
        traffic_type: 'ALL',
        max_aggregation_interval: 60,
      });
    }
  });

  it('names its fields so that Terraform does not take them for expressions', () => {
    const { log_format: format } = logs(CLOUDWATCH, { fields: ['version', 'pkt-dstaddr'] }).only(
      'aws_flow_log',
    );
    expect(format).toBe('$${version} $${pkt-dstaddr}');
  });

  it('holds what it takes to follow a flow across NAT gateway and firewall', () => {
    const needed = [
      'pkt-srcaddr',
      'pkt-dstaddr',
      'flow-direction',
      'traffic-path',
      'az-id',
      'interface-id',
    ] as const;
    expect(EGRESS_FLOW_LOG_FIELDS).toEqual(expect.arrayContaining([...needed]));
  });

  it('waits for the policy that lets it write', () => {
    expect(logs(CLOUDWATCH).only('aws_flow_log')['depends_on']).toEqual([
      expect.stringMatching(/^aws_iam_role_policy\./),
    ]);
    expect(logs(S3).only('aws_flow_log')['depends_on']).toContainEqual(
      expect.stringMatching(/^aws_s3_bucket_policy\./),
    );
  });
});

describe('a log group', () => {
  const world = logs(CLOUDWATCH);
  const arn = 'arn:aws:logs:us-east-1:111122223333:log-group:/vpc/flow-logs/dev';

  it('expires records and is encrypted with a key that rotates', () => {
    expect(world.only('aws_cloudwatch_log_group')).toMatchObject({
      name: '/vpc/flow-logs/dev',
      retention_in_days: 90,
    });
    expect(String(world.only('aws_cloudwatch_log_group')['kms_key_id'])).toMatch(
      /^\$\{aws_kms_key\..*\.arn\}$/,
    );
    expect(world.only('aws_kms_key')).toMatchObject({
      enable_key_rotation: true,
      deletion_window_in_days: 30,
    });
  });

  it('shares its key with no other log group', () => {
    const { policy } = world.only('aws_kms_key');
    const use = (context: Record<string, string>, region = 'us-east-1') =>
      decide(policy, {
        action: 'kms:GenerateDataKeyWithoutPlaintext',
        resource: 'arn:aws:kms:us-east-1:111122223333:key/1',
        principal: { service: `logs.${region}.amazonaws.com` },
        context,
      });
    expect(use({ 'kms:EncryptionContext:aws:logs:arn': arn })).toBe('allow');
    expect(use({ 'kms:EncryptionContext:aws:logs:arn': `${arn}-other` })).toBe('deny');
    expect(use({})).toBe('deny');
    expect(use({ 'kms:EncryptionContext:aws:logs:arn': arn }, 'eu-west-1')).toBe('deny');
  });

  it('lets administrators of the account, by IAM, and nobody outside of it manage the key', () => {
    const { policy } = world.only('aws_kms_key');
    const manage = (account: string) =>
      decide(policy, {
        action: 'kms:PutKeyPolicy',
        resource: '*',
        principal: { aws: `arn:aws:iam::${account}:root` },
      });
    expect(manage('111122223333')).toBe('allow');
    expect(manage('999988887777')).toBe('deny');
  });

  it('is written by a role that flow logs of this account and Region alone can use', () => {
    const { assume_role_policy: trust } = world.only('aws_iam_role');
    const assume = (account: string, flowLog: string, service = 'vpc-flow-logs.amazonaws.com') =>
      decide(trust, {
        action: 'sts:AssumeRole',
        resource: '*',
        principal: { service },
        context: { 'aws:SourceAccount': account, 'aws:SourceArn': flowLog },
      });
    const ours = 'arn:aws:ec2:us-east-1:111122223333:vpc-flow-log/fl-1';
    expect(assume('111122223333', ours)).toBe('allow');
    expect(assume('999988887777', 'arn:aws:ec2:us-east-1:999988887777:vpc-flow-log/fl-1')).toBe('deny');
    expect(assume('111122223333', 'arn:aws:ec2:eu-west-1:111122223333:vpc-flow-log/fl-1')).toBe('deny');
    expect(assume('111122223333', ours, 'ec2.amazonaws.com')).toBe('deny');
  });

  it('is all that this role can write to', () => {
    const { policy } = world.only('aws_iam_role_policy');
    const put = (resource: string, action = 'logs:PutLogEvents') => decide(policy, { action, resource });
    expect(put(`${arn}:log-stream:eni-1-all`)).toBe('allow');
    expect(put('arn:aws:logs:us-east-1:111122223333:log-group:/other:log-stream:eni-1-all')).toBe('deny');
    expect(put(arn, 'logs:DeleteLogGroup')).toBe('deny');
    expect(put(arn, 'logs:CreateLogGroup')).toBe('deny');
  });

  it('of another partition is named by its own ARNs and services', () => {
    const china = logs(CLOUDWATCH, { partition: 'aws-cn', region: 'cn-north-1' });
    const text = String(china.only('aws_kms_key')['policy']);
    expect(text).toContain('logs.cn-north-1.amazonaws.com.cn');
    expect(text).toContain('arn:aws-cn:logs:cn-north-1:111122223333:log-group:/vpc/flow-logs/dev');
  });
});

describe('a bucket', () => {
  const world = logs(S3);
  const bucket = 'arn:aws:s3:::dev-flow-logs-111122223333-us-east-1';
  const DELIVERY = { service: 'delivery.logs.amazonaws.com' };
  const OURS = {
    'aws:SourceAccount': '111122223333',
    'aws:SourceArn': 'arn:aws:logs:us-east-1:111122223333:delivery-source:1',
  };

  it('is private, versioned, encrypted with a key that rotates, and owned by the account alone', () => {
    expect(world.only('aws_s3_bucket_public_access_block')).toMatchObject({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
    expect(world.only('aws_s3_bucket_versioning')).toMatchObject({
      versioning_configuration: { status: 'Enabled' },
    });
    expect(world.only('aws_s3_bucket_ownership_controls')).toMatchObject({
      rule: { object_ownership: 'BucketOwnerEnforced' },
    });
    expect(world.only('aws_s3_bucket_server_side_encryption_configuration')).toMatchObject({
      rule: [
        {
          apply_server_side_encryption_by_default: {
            sse_algorithm: 'aws:kms',
            kms_master_key_id: expect.stringMatching(/aws_kms_key/) as string,
          },
          bucket_key_enabled: true,
        },
      ],
    });
    expect(world.only('aws_kms_key')).toMatchObject({ enable_key_rotation: true });
  });

  it('expires records, their old versions and their delete markers', () => {
    const { rule } = world.only('aws_s3_bucket_lifecycle_configuration');
    expect(rule).toMatchObject([
      {
        status: 'Enabled',
        expiration: [{ days: 90 }],
        noncurrent_version_expiration: [{ noncurrent_days: 1 }],
      },
      { status: 'Enabled', expiration: [{ expired_object_delete_marker: true }] },
    ]);
  });

  it('takes logs of this account and Region in the folder of this account, over TLS, and nothing else', () => {
    const { policy } = world.only('aws_s3_bucket_policy');
    const put = (
      more: Record<string, string>,
      key = 'AWSLogs/111122223333/vpcflowlogs/us-east-1/x.parquet',
    ) =>
      decide(policy, {
        action: 's3:PutObject',
        resource: `${bucket}/${key}`,
        principal: DELIVERY,
        context: {
          ...OURS,
          's3:x-amz-acl': 'bucket-owner-full-control',
          'aws:SecureTransport': 'true',
          ...more,
        },
      });
    expect(put({})).toBe('allow');
    expect(put({ 'aws:SourceAccount': '999988887777' })).toBe('deny');
    expect(put({ 'aws:SourceArn': 'arn:aws:logs:eu-west-1:111122223333:delivery-source:1' })).toBe('deny');
    expect(put({ 'aws:SecureTransport': 'false' })).toBe('deny');
    expect(put({}, 'AWSLogs/999988887777/vpcflowlogs/us-east-1/x.parquet')).toBe('deny');
  });

  it('lets nobody else in, and the delivery service read nothing', () => {
    const { policy } = world.only('aws_s3_bucket_policy');
    const get = (principal: { service: string } | { aws: string }) =>
      decide(policy, { action: 's3:GetObject', resource: `${bucket}/x`, principal, context: OURS });
    expect(get(DELIVERY)).toBe('deny');
    expect(get({ aws: 'arn:aws:iam::111122223333:role/reader' })).toBe('deny');
  });

  it('shares its key with the delivery of this account and Region alone', () => {
    const { policy } = world.only('aws_kms_key');
    const use = (context: Record<string, string>) =>
      decide(policy, { action: 'kms:GenerateDataKey', resource: '*', principal: DELIVERY, context });
    expect(use(OURS)).toBe('allow');
    expect(use({ ...OURS, 'aws:SourceAccount': '999988887777' })).toBe('deny');
  });

  it('outlives a destroy while it holds records, unless so stated', () => {
    expect(world.only('aws_s3_bucket')['force_destroy']).toBe(false);
    expect(logs({ ...S3, onDestroy: 'delete' }).only('aws_s3_bucket')['force_destroy']).toBe(true);
  });
});

describe('an existing destination', () => {
  it('is used as it is, and nothing is made for it', () => {
    const bucket = logs({ kind: 'existing-bucket', bucketArn: 'arn:aws:s3:::org-logs/vpc' });
    expect(bucket.addresses).toEqual([expect.stringMatching(/^aws_flow_log\./)]);
    expect(bucket.only('aws_flow_log')).toMatchObject({
      log_destination_type: 's3',
      log_destination: 'arn:aws:s3:::org-logs/vpc',
    });
    const group = logs({
      kind: 'existing-log-group',
      logGroupArn: 'arn:aws:logs:us-east-1:111122223333:log-group:/org/flow',
      roleArn: 'arn:aws:iam::111122223333:role/flow-logs',
    });
    expect(group.addresses).toHaveLength(1);
    expect(group.only('aws_flow_log')).toMatchObject({
      log_destination_type: 'cloud-watch-logs',
      iam_role_arn: 'arn:aws:iam::111122223333:role/flow-logs',
    });
  });
});

describe('bad input', () => {
  it('is refused with all its problems at once', () => {
    const make = () =>
      logs(
        { kind: 'cloudwatch', retentionDays: 100, logGroupName: 'a b' },
        {
          name: 'Dev',
          accountId: '1234',
          region: 'us-east-1a',
          fields: ['version', 'version', 'colour' as FlowLogField],
        },
      );
    expect(problemLines(make)).toMatchSnapshot();
  });

  it.each<[string, FlowLogsProps['destination'], Partial<FlowLogsProps>, string]>([
    ['a retention of no days', { ...S3, retentionDays: 0 }, {}, 'NET404'],
    ['a retention beyond what CloudWatch Logs knows', { ...CLOUDWATCH, retentionDays: 4000 }, {}, 'NET404'],
    ['a bucket name that S3 refuses', { ...S3, bucketName: 'Logs' }, {}, 'NET403'],
    ['a bucket name that becomes too long', S3, { name: 'a'.repeat(32) }, 'NET403'],
    ['no fields', CLOUDWATCH, { fields: [] }, 'NET408'],
    ['a bucket that is none', { kind: 'existing-bucket', bucketArn: 'org-logs' }, {}, 'NET405'],
    [
      'a log group with a wildcard',
      {
        kind: 'existing-log-group',
        logGroupArn: 'arn:aws:logs:us-east-1:111122223333:log-group:/x:*',
        roleArn: 'arn:aws:iam::111122223333:role/x',
      },
      {},
      'NET405',
    ],
  ])('is refused: %s', (_, destination, more, code) => {
    expect(problemLines(() => logs(destination, more))).toEqual([expect.stringContaining(`[${code}]`)]);
  });

  it.each<[string, object, Partial<Record<keyof FlowLogsProps, unknown>>, string]>([
    ['a kind', { kind: 'kinesis' }, {}, 'destination.kind: `kinesis`'],
    ['no kind', {}, {}, 'destination.kind: `undefined`'],
    ['a format', { ...S3, fileFormat: 'json' }, {}, 'destination.fileFormat: `json`'],
    [
      'a format for a bucket that exists',
      { kind: 'existing-bucket', bucketArn: 'arn:aws:s3:::logs', fileFormat: 'json' },
      {},
      'destination.fileFormat: `json`',
    ],
    ['an end', { ...S3, onDestroy: 'archive' }, {}, 'destination.onDestroy: `archive`'],
    ['flows', CLOUDWATCH, { trafficType: 'all' }, 'trafficType: `all`'],
  ])('is refused where no compiler has seen it: %s', (_, destination, more, start) => {
    const make = () => logs(destination as FlowLogsProps['destination'], more as Partial<FlowLogsProps>);
    const lines = problemLines(make);
    expect(lines).toEqual([expect.stringContaining(`${start} is not one of the choices`)]);
    expect(lines).toEqual([expect.stringContaining('[NET125]')]);
  });

  it('names what is too long: the bucket name, or the name that it is made of', () => {
    expect(problemLines(() => logs(S3, { name: 'a'.repeat(32) }))).toEqual([
      expect.stringMatching(/^name: .*\[NET403\]$/),
    ]);
    expect(problemLines(() => logs({ ...S3, bucketName: 'a'.repeat(64) }))).toEqual([
      expect.stringMatching(/^destination\.bucketName: .*\[NET403\]$/),
    ]);
  });

  it('is refused in a partition that does not have the Region', () => {
    expect(problemLines(() => logs(CLOUDWATCH, { region: 'cn-north-1' }))).toEqual([
      'partition: `cn-north-1` is not in the partition `aws`; set `partition` to `aws-cn` [NET409]',
    ]);
  });

  it('is not judged where it is a token', () => {
    const accountId = '${data.aws_caller_identity.me.account_id}';
    expect(problemLines(() => logs(S3, { accountId }))).toEqual([]);
  });
});
