import { LogBucket } from '@inspected-egress/network';
import { packageIndexPolicy } from '@inspected-egress/policy';
import { DnsFirewall, NetworkFirewall, type FirewallLogging } from '../src';
import { TODAY } from './egress-policies';
import { literalVpc } from './literal-vpc';
import { refusal } from './messages';
import { workshop } from './rules';
import { synthesize } from './synthesize';

const LOG_GROUP = 'aws_cloudwatch_log_group';
const LOGGING = 'aws_networkfirewall_logging_configuration';

function logs(logging?: FirewallLogging, zone = 'us-east-1a') {
  return synthesize(
    (stack) =>
      new NetworkFirewall(stack, 'firewall', {
        vpc: literalVpc({ zones: [zone] }),
        policy: { rules: workshop },
        ...(logging === undefined ? {} : { logging }),
      }),
  );
}

describe('logs', () => {
  it('of all three types go to log groups that keep 90 days, when nothing is said', () => {
    const { named, only } = logs();
    const [alert, flow, tls] = Object.keys(named(LOG_GROUP)).sort();
    expect(Object.values(named(LOG_GROUP)).map(({ retention_in_days }) => retention_in_days)).toEqual([
      90, 90, 90,
    ]);
    const destination = (type: string, group: string | undefined) => ({
      log_type: type,
      log_destination_type: 'CloudWatchLogs',
      log_destination: { logGroup: `\${${LOG_GROUP}.${group}.name}` },
    });
    expect(only(LOGGING)).toMatchObject({
      logging_configuration: {
        log_destination_config: [
          destination('ALERT', alert),
          destination('FLOW', flow),
          destination('TLS', tls),
        ],
      },
    });
  });

  it('are set up in one configuration, because a second would overwrite the first', () => {
    expect(logs().all(LOGGING)).toHaveLength(1);
  });

  it('begin after the firewall and end before it', () => {
    const { named, only } = logs();
    const [firewall] = Object.keys(named('aws_networkfirewall_firewall'));
    expect(only(LOGGING)).toMatchObject({ firewall_arn: `\${aws_networkfirewall_firewall.${firewall}.arn}` });
  });

  it('of some types are only those', () => {
    const { all } = logs({ to: 'cloudwatch', types: ['ALERT'], retentionInDays: 365 });
    expect(all(LOG_GROUP)).toEqual([expect.objectContaining({ retention_in_days: 365 })]);
  });

  it('go to a delivery stream that exists', () => {
    const { only, all } = logs({ to: 'firehose', deliveryStreamName: 'egress-logs', types: ['ALERT'] });
    expect(all(LOG_GROUP)).toEqual([]);
    expect(only(LOGGING)).toMatchObject({
      logging_configuration: {
        log_destination_config: [
          {
            log_type: 'ALERT',
            log_destination_type: 'KinesisDataFirehose',
            log_destination: { deliveryStream: 'egress-logs' },
          },
        ],
      },
    });
    const arn = 'arn:aws:firehose:us-east-1:123456789012:deliverystream/egress-logs';
    expect(refusal(() => logs({ to: 'firehose', deliveryStreamName: arn }))).toContain(
      'logging.deliveryStreamName: `arn:aws:firehose',
    );
  });

  it('can be left out', () => {
    const { all } = logs('none');
    expect([...all(LOGGING), ...all(LOG_GROUP)]).toEqual([]);
  });

  it('go to a bucket', () => {
    expect(
      logs({ to: 's3', bucketName: 'central-logs', prefix: 'egress', types: ['FLOW'] }).only(LOGGING),
    ).toMatchObject({
      logging_configuration: {
        log_destination_config: [
          {
            log_type: 'FLOW',
            log_destination_type: 'S3',
            log_destination: { bucketName: 'central-logs', prefix: 'egress' },
          },
        ],
      },
    });
  });

  it('are encrypted with a key that is given', () => {
    const kmsKeyArn = 'arn:aws:kms:us-east-1:123456789012:key/0a1b2c3d-0000-4000-8000-000000000000';
    const groups = logs({ to: 'cloudwatch', encryption: { kmsKeyArn } }).all(LOG_GROUP);
    expect(groups.map(({ kms_key_id }) => kms_key_id)).toEqual([kmsKeyArn, kmsKeyArn, kmsKeyArn]);
  });

  it('are encrypted with a new key that only log groups of this firewall can use', () => {
    const newKeyIn = { accountId: '123456789012', region: 'eu-central-1' };
    const { named, only, all } = logs({ to: 'cloudwatch', encryption: { newKeyIn } }, 'eu-central-1a');
    const [key] = Object.keys(named('aws_kms_key'));
    expect(all(LOG_GROUP)).toEqual(
      Array(3).fill(expect.objectContaining({ kms_key_id: `\${aws_kms_key.${key}.arn}` })),
    );
    const { policy, enable_key_rotation } = only('aws_kms_key');
    expect(enable_key_rotation).toBe(true);
    expect(JSON.parse(String(policy))).toMatchObject({
      Statement: [
        { Principal: { AWS: 'arn:aws:iam::123456789012:root' } },
        {
          Principal: { Service: 'logs.eu-central-1.amazonaws.com' },
          Condition: {
            ArnLike: {
              'kms:EncryptionContext:aws:logs:arn':
                'arn:aws:logs:eu-central-1:123456789012:log-group:/aws/vendedlogs/network-firewall/dev-firewall/*',
            },
          },
        },
      ],
    });
  });

  it('in China are encrypted for the service of China', () => {
    const newKeyIn = { accountId: '123456789012', region: 'cn-north-1', partition: 'aws-cn' };
    const { policy } = logs({ to: 'cloudwatch', encryption: { newKeyIn } }, 'cn-north-1a').only(
      'aws_kms_key',
    );
    expect(policy).toContain('"logs.cn-north-1.amazonaws.com.cn"');
  });
});

describe('bad input', () => {
  const fromJson = (text: string) => JSON.parse(text) as FirewallLogging;

  it.each<[string, FirewallLogging, string]>([
    [
      'a retention that CloudWatch Logs does not have',
      { to: 'cloudwatch', retentionInDays: 100 },
      'logging.retentionInDays: `100` is not a number of days that CloudWatch Logs keeps a log; use one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653 [INS242]',
    ],
    [
      'an alias for a key',
      { to: 'cloudwatch', encryption: { kmsKeyArn: 'arn:aws:kms:us-east-1:123456789012:alias/logs' } },
      'logging.encryption.kmsKeyArn: `arn:aws:kms:us-east-1:123456789012:alias/logs` is not the ARN of a KMS key; write it as in `arn:aws:kms:us-east-1:123456789012:key/<id>`; an alias is not a key [INS241]',
    ],
    [
      'an account of eleven digits',
      { to: 'cloudwatch', encryption: { newKeyIn: { accountId: '12345678901', region: 'us-east-1' } } },
      'logging.encryption.newKeyIn.accountId: `12345678901` is not the id of an account; write its twelve digits in quotes [INS248]',
    ],
    [
      'no Region',
      { to: 'cloudwatch', encryption: { newKeyIn: { accountId: '123456789012', region: 'us-east-1a' } } },
      'logging.encryption.newKeyIn.region: `us-east-1a` is not the Region of the VPC, whose zones are `us-east-1a`; write the Region of the zones, as in `us-east-1` [INS253]',
    ],
    [
      'another Region',
      { to: 'cloudwatch', encryption: { newKeyIn: { accountId: '123456789012', region: 'us-east-2' } } },
      'logging.encryption.newKeyIn.region: `us-east-2` is not the Region of the VPC, whose zones are `us-east-1a`; write the Region of the zones, as in `us-east-1` [INS253]',
    ],
    [
      'the partition of another Region',
      {
        to: 'cloudwatch',
        encryption: { newKeyIn: { accountId: '123456789012', region: 'us-east-1', partition: 'aws-cn' } },
      },
      'logging.encryption.newKeyIn.partition: `aws-cn` is not the partition of `us-east-1`; write `aws` [INS255]',
    ],
    [
      'a key of another Region',
      { to: 'cloudwatch', encryption: { kmsKeyArn: 'arn:aws:kms:eu-west-1:123456789012:key/1' } },
      'logging.encryption.kmsKeyArn: `arn:aws:kms:eu-west-1:123456789012:key/1` is in another Region than the zones `us-east-1a`; use one in the Region of the zones [INS254]',
    ],
    [
      'a new key in no Region',
      fromJson('{ "to": "cloudwatch", "encryption": { "newKeyIn": { "accountId": "123456789012" } } }'),
      'logging.encryption.newKeyIn.region: `undefined` is not the Region of the VPC, whose zones are `us-east-1a`; write the Region of the zones, as in `us-east-1` [INS253]',
    ],
    [
      'encryption without a key',
      fromJson('{ "to": "cloudwatch", "encryption": {} }'),
      'logging.encryption: there is no key; give `kmsKeyArn`, for logs `newKeyIn` too, or leave encryption out [INS257]',
    ],
    [
      'nothing',
      fromJson('null'),
      "logging: `null` is not where logs can go; write 'cloudwatch' or 's3' as `to`, or logging: 'none' [INS256]",
    ],
    [
      'another destination',
      fromJson('{ "to": "kinesis" }'),
      "logging.to: `kinesis` is not where logs can go; write 'cloudwatch' or 's3' as `to`, or logging: 'none' [INS256]",
    ],
    [
      'the ARN of a bucket',
      { to: 's3', bucketName: 'arn:aws:s3:::central-logs' },
      'logging.bucketName: `arn:aws:s3:::central-logs` is not the name of a bucket; give the name, not the ARN: 3 to 63 lower case letters, digits, dots and hyphens [INS243]',
    ],
    [
      'a prefix with a slash at its end',
      { to: 's3', bucketName: 'central-logs', prefix: 'egress/' },
      'logging.prefix: `egress/` begins or ends with `/`, and AWS adds one, so keys would hold an empty folder; write it without [INS244]',
    ],
    [
      'no type',
      { to: 'cloudwatch', types: [] },
      "logging.types: there is no type of log; name one of ALERT, FLOW and TLS, or write logging: 'none' [INS245]",
    ],
    [
      'a type twice',
      { to: 'cloudwatch', types: ['FLOW', 'FLOW'] },
      'logging.types[1]: `FLOW` is listed twice; use each of ALERT, FLOW and TLS at most once [INS246]',
    ],
    [
      'an unknown type',
      fromJson('{ "to": "cloudwatch", "types": ["DNS"] }'),
      'logging.types[0]: `DNS` is not a type of log; use each of ALERT, FLOW and TLS at most once [INS246]',
    ],
  ])('%s is refused', (_, logging, message) => {
    expect(refusal(() => logs(logging))).toBe(`network firewall \`dev/firewall\`: 1 problem\n  ${message}`);
  });
});

it('the log bucket of many accounts takes alerts and queries, once its policy lets them in', () => {
  const { only } = synthesize((stack) => {
    const logs = new LogBucket(stack, 'bucket', {
      accountId: '111122223333',
      region: 'us-east-1',
      bucketName: 'org-egress-logs',
      retentionDays: 365,
      writers: [{ accountId: '111122223333', regions: ['us-east-1'] }],
    });
    new NetworkFirewall(stack, 'firewall', {
      vpc: literalVpc(),
      policy: { egressPolicy: packageIndexPolicy(), today: TODAY },
      logging: { to: 's3', bucketName: logs.deliveryBucketName },
    });
    new DnsFirewall(stack, 'dns', {
      ...{ vpcIds: { dev: 'vpc-0123456789abcdef0' }, egressPolicy: packageIndexPolicy(), today: TODAY },
      queryLogs: { to: 's3', bucketArn: logs.deliveryBucketArn },
    });
  });
  const policy = String.raw`\$\{aws_s3_bucket_policy\.[^}]+\.bucket\}`;
  expect(JSON.stringify(only('aws_networkfirewall_logging_configuration'))).toMatch(
    new RegExp(`"bucketName":"${policy}"`, 'u'),
  );
  expect(only('aws_route53_resolver_query_log_config')['destination_arn']).toMatch(
    new RegExp(`^arn:aws:s3:::${policy}$`, 'u'),
  );
});
