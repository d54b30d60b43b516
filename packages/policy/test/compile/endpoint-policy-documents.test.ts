import { PlanError } from '@inspected-egress/problem';
import {
  planDynamoDbEndpointPolicy,
  planInterfaceEndpointPolicy,
  planS3EndpointPolicy,
  renderPolicy,
  type AwsOwnedBucket,
  type Perimeter,
  type PolicyDocument,
} from '../../src';
import { decide, type Request } from '../support/endpoint-policy-interpreter';

const region = 'eu-west-1';
const ORGANIZATION: Perimeter = { organizationId: 'o-exampleorg1' };
const ACCOUNTS: Perimeter = { accountIds: ['111122223333', '444455556666'] };

const OURS = { 'aws:PrincipalOrgID': 'o-exampleorg1', 'aws:PrincipalAccount': '111122223333' };
const THEIRS = { 'aws:PrincipalOrgID': 'o-attacker001', 'aws:PrincipalAccount': '999988887777' };
const OUR_RESOURCE = { 'aws:ResourceOrgID': 'o-exampleorg1', 'aws:ResourceAccount': '444455556666' };
const THEIR_RESOURCE = { 'aws:ResourceOrgID': 'o-attacker001', 'aws:ResourceAccount': '999988887777' };
const US = { aws: 'arn:aws:iam::111122223333:role/workload' };
const THEM = { aws: 'arn:aws:iam::999988887777:user/attacker' };

const upload = (context: Request['context'], principal: Request['principal'] = US): Request => ({
  action: 's3:PutObject',
  resource: 'arn:aws:s3:::data/report.csv',
  principal,
  context: context ?? {},
});
const read = (bucket: string): Request => ({
  action: 's3:GetObject',
  resource: `arn:aws:s3:::${bucket}/repodata/repomd.xml`,
});

describe.each([
  ['an organization', ORGANIZATION],
  ['accounts', ACCOUNTS],
  ['accounts of an organization', { ...ORGANIZATION, ...ACCOUNTS }],
])('an S3 endpoint policy for %s', (_, perimeter) => {
  const policy = planS3EndpointPolicy({ perimeter, region });

  it('lets our identities reach our buckets', () => {
    expect(decide(policy, upload({ ...OURS, ...OUR_RESOURCE }))).toBe('allow');
  });

  it('lets nobody carry our data to the bucket of a stranger', () => {
    expect(decide(policy, upload({ ...OURS, ...THEIR_RESOURCE }))).toBe('deny');
    expect(decide(policy, upload({ ...THEIRS, ...THEIR_RESOURCE }, THEM))).toBe('deny');
  });

  it('lets no credentials of a stranger reach our buckets', () => {
    expect(decide(policy, upload({ ...THEIRS, ...OUR_RESOURCE }, THEM))).toBe('deny');
  });

  it('lets dnf read the repositories of Amazon Linux 2023 in this Region, without credentials', () => {
    expect(decide(policy, read('al2023-repos-eu-west-1-de612dc2'))).toBe('allow');
    expect(decide(policy, read('al2023-repos-us-east-1-de612dc2'))).toBe('deny');
    expect(decide(policy, { ...read('al2023-repos-eu-west-1-de612dc2'), action: 's3:PutObject' })).toBe(
      'deny',
    );
  });

  it('lets anonymous requests reach nothing else', () => {
    expect(decide(policy, read('data'))).toBe('deny');
  });
});

describe('an S3 endpoint policy', () => {
  it('is bounded to the buckets that are named, and what is in them', () => {
    const policy = planS3EndpointPolicy({ perimeter: ORGANIZATION, region, buckets: ['data'] });
    const ours = { ...OURS, ...OUR_RESOURCE };
    expect(decide(policy, upload(ours))).toBe('allow');
    expect(decide(policy, { ...upload(ours), action: 's3:ListBucket', resource: 'arn:aws:s3:::data' })).toBe(
      'allow',
    );
    expect(decide(policy, { ...upload(ours), resource: 'arn:aws:s3:::database/report.csv' })).toBe('deny');
  });

  it('narrows an organization to its accounts when both are given', () => {
    const policy = planS3EndpointPolicy({ perimeter: { ...ORGANIZATION, ...ACCOUNTS }, region });
    const otherMember = { ...OURS, 'aws:PrincipalAccount': '777766665555' };
    expect(decide(policy, upload({ ...otherMember, ...OUR_RESOURCE }))).toBe('deny');
  });

  it('opens to buckets of AWS by name only', () => {
    const none = planS3EndpointPolicy({ perimeter: ORGANIZATION, region, awsOwnedBuckets: [] });
    expect(decide(none, read('al2023-repos-eu-west-1-de612dc2'))).toBe('deny');
    const layers = planS3EndpointPolicy({
      perimeter: ORGANIZATION,
      region,
      awsOwnedBuckets: ['container-image-layers'],
    });
    expect(decide(layers, read('prod-eu-west-1-starport-layer-bucket'))).toBe('allow');
  });

  it('lets AWS services through only when so decided', () => {
    const context = { 'aws:PrincipalIsAWSService': 'true' };
    const props = { perimeter: ORGANIZATION, region };
    expect(decide(planS3EndpointPolicy(props), upload(context))).toBe('deny');
    expect(decide(planS3EndpointPolicy({ ...props, awsServices: 'allow' }), upload(context))).toBe('allow');
  });

  it('names the partition', () => {
    const text = renderPolicy(
      planS3EndpointPolicy({ perimeter: ORGANIZATION, region: 'us-gov-west-1', partition: 'aws-us-gov' }),
    );
    expect(text).toContain('arn:aws-us-gov:s3:::al2023-repos-');
  });
});

describe('a DynamoDB endpoint policy', () => {
  const table = 'arn:aws:dynamodb:eu-west-1:444455556666:table/orders';
  const put = (resource: string, context: Request['context']): Request => ({
    action: 'dynamodb:PutItem',
    resource,
    principal: US,
    context: context ?? {},
  });

  it('lets our identities reach our tables, or those named, with their indexes', () => {
    const ours = { ...OURS, ...OUR_RESOURCE };
    const all = planDynamoDbEndpointPolicy({ perimeter: ORGANIZATION, region });
    expect(decide(all, put(table, ours))).toBe('allow');
    expect(decide(all, put(table, { ...OURS, ...THEIR_RESOURCE }))).toBe('deny');
    const one = planDynamoDbEndpointPolicy({ perimeter: ORGANIZATION, region, tableArns: [table] });
    expect(decide(one, put(`${table}/index/by-day`, ours))).toBe('allow');
    expect(decide(one, put(`${table}2`, ours))).toBe('deny');
  });
});

describe('an interface endpoint policy', () => {
  const plan = (service: string): PolicyDocument =>
    planInterfaceEndpointPolicy({ service, perimeter: ORGANIZATION, region });
  const decrypt = (context: Request['context']): Request => ({
    action: 'kms:Decrypt',
    resource: 'arn:aws:kms:eu-west-1:444455556666:key/1',
    principal: US,
    context: context ?? {},
  });

  it('lets our identities reach our resources and nobody else anything', () => {
    expect(decide(plan('kms'), decrypt({ ...OURS, ...OUR_RESOURCE }))).toBe('allow');
    expect(decide(plan('kms'), decrypt({ ...OURS, ...THEIR_RESOURCE }))).toBe('deny');
    expect(decide(plan('kms'), decrypt({ ...THEIRS, ...OUR_RESOURCE }))).toBe('deny');
  });

  it('of Systems Manager admits documents and parameters of AWS for our identities', () => {
    const document = {
      action: 'ssm:GetDocument',
      resource: 'arn:aws:ssm:eu-west-1::document/AWS-RunShellScript',
      principal: US,
    };
    expect(decide(plan('ssm'), { ...document, context: OURS })).toBe('allow');
    expect(decide(plan('ssm'), { ...document, context: THEIRS })).toBe('deny');
    expect(decide(plan('kms'), { ...document, context: OURS })).toBe('deny');
  });

  it('of EC2 admits images of AWS for our identities', () => {
    const run = { action: 'ec2:RunInstances', resource: 'arn:aws:ec2:eu-west-1::image/ami-1', principal: US };
    expect(decide(plan('ec2'), { ...run, context: { ...OURS, 'ec2:Owner': 'amazon' } })).toBe('allow');
    expect(decide(plan('ec2'), { ...run, context: { ...OURS, 'ec2:Owner': '999988887777' } })).toBe('deny');
  });

  it('of Session Manager asks for our identity alone, because its actions have no resource', () => {
    const open = { action: 'ssmmessages:OpenControlChannel', resource: '*', principal: US };
    expect(decide(plan('ssmmessages'), { ...open, context: OURS })).toBe('allow');
    expect(decide(plan('ssmmessages'), { ...open, context: THEIRS })).toBe('deny');
  });
});

describe('rendering', () => {
  it('gives equal text for equal policies, whatever the order of their keys', () => {
    const one: PolicyDocument = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 's3:*', Principal: '*' }],
    };
    const other: PolicyDocument = {
      Statement: [{ Principal: '*', Action: 's3:*', Effect: 'Allow' }],
      Version: '2012-10-17',
    };
    expect(renderPolicy(one)).toBe(renderPolicy(other));
  });

  it('is what a reader of a plan sees', () => {
    const policy = planS3EndpointPolicy({ perimeter: ORGANIZATION, region, buckets: ['data'] });
    expect(renderPolicy(policy)).toBe(
      '{"Statement":[{"Action":"s3:*","Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-exampleorg1","aws:ResourceOrgID":"o-exampleorg1"}},"Effect":"Allow","Principal":"*","Resource":["arn:aws:s3:::data","arn:aws:s3:::data/*"],"Sid":"IdentitiesAndResourcesOfThePerimeter"},{"Action":"s3:GetObject","Effect":"Allow","Principal":"*","Resource":["arn:aws:s3:::al2023-repos-eu-west-1-de612dc2/*"],"Sid":"ReadBucketsOfAws"}],"Version":"2012-10-17"}',
    );
  });
});

describe('bad input', () => {
  it('is refused with all its problems at once', () => {
    const make = () =>
      planS3EndpointPolicy({
        perimeter: { organizationId: 'my-org', accountIds: ['12345'] },
        region: 'eu-west-1a',
        buckets: ['arn:aws:s3:::data', 'Data'],
      });
    expect(problemLines(make)).toEqual([
      'perimeter.organizationId: `my-org` is not the id of an organization; use `o-` and 10 to 32 lower-case letters and digits [POL675]',
      'perimeter.accountIds[0]: `12345` is not an account id; use twelve digits, as text [POL671]',
      'region: `eu-west-1a` is not the name of a Region; use a name like `us-east-1`, without the letter of a zone [POL672]',
      'buckets[0]: `arn:aws:s3:::data` is not the name of a bucket; give the name alone, without ARN, folder or wildcard [POL676]',
      'buckets[1]: `Data` is not the name of a bucket; give the name alone, without ARN, folder or wildcard [POL676]',
    ]);
  });

  it('is refused when it would let everybody through', () => {
    const lines = problemLines(() => planInterfaceEndpointPolicy({ service: 'kms', region, perimeter: {} }));
    expect(lines).toEqual([expect.stringContaining('[POL674]')]);
  });

  it.each([
    ['cn-north-1', undefined, 'aws-cn'],
    ['us-gov-west-1', 'aws', 'aws-us-gov'],
    ['eu-west-1', 'aws-cn', 'aws'],
  ] as const)('is refused for %s in the partition %s', (where, partition, right) => {
    const more = partition === undefined ? {} : { partition };
    expect(
      problemLines(() => planS3EndpointPolicy({ perimeter: ORGANIZATION, region: where, ...more })),
    ).toEqual([
      `partition: \`${where}\` is not in the partition \`${partition ?? 'aws'}\`; set \`partition\` to \`${right}\` [POL673]`,
    ]);
    expect(
      problemLines(() => planS3EndpointPolicy({ perimeter: ORGANIZATION, region: where, partition: right })),
    ).toEqual([]);
  });

  it('is refused for a partition or a bucket of AWS that there is not', () => {
    const partition = 'aws-iso' as 'aws';
    const awsOwnedBuckets = ['windows' as AwsOwnedBucket];
    expect(
      problemLines(() =>
        planS3EndpointPolicy({ perimeter: ORGANIZATION, region, partition, awsOwnedBuckets }),
      ),
    ).toEqual([
      expect.stringMatching(/^partition: `aws-iso` .*\[POL678\]$/),
      expect.stringMatching(/^awsOwnedBuckets\[0\]: `windows` .*\[POL678\]$/),
    ]);
  });

  it('is refused for what is no table', () => {
    const tableArns = ['arn:aws:s3:::data'];
    const lines = problemLines(() =>
      planDynamoDbEndpointPolicy({ perimeter: ORGANIZATION, region, tableArns }),
    );
    expect(lines).toEqual([expect.stringContaining('[POL677]')]);
  });
});

/** One line for each problem of the error that `make` throws; none when it throws nothing. */
function problemLines(make: () => unknown): readonly string[] {
  try {
    make();
    return [];
  } catch (error) {
    if (!(error instanceof PlanError)) throw error;
    return error.message
      .split('\n')
      .slice(1)
      .map((line) => line.trim());
  }
}
