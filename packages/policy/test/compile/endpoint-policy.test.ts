import { PlanError } from '@inspected-egress/problem';
import { compileEndpointPolicy, type EgressPolicy, type EndpointPolicyOptions } from '../../src';
import { policyOf, rule, TODAY } from '../support/policies';

const OPTIONS: EndpointPolicyOptions = {
  today: TODAY,
  region: 'eu-west-1',
  perimeter: { organizationId: 'o-exampleorg1' },
  endpoints: { s3: { kind: 'gateway' } },
};
const toS3 = rule({ id: 'to-s3', destinations: [{ service: 's3' }], applications: ['https', 'http'] });

const compile = (policy: EgressPolicy, options: Partial<EndpointPolicyOptions> = {}) =>
  compileEndpointPolicy(policy, { ...OPTIONS, ...options });
const statementsOf = (policy: EgressPolicy, options: Partial<EndpointPolicyOptions> = {}) =>
  compile(policy, options).artefact.documents['s3']?.Statement ?? [];

const IDENTITIES = {
  Effect: 'Allow',
  Principal: '*',
  Action: 's3:*',
  Resource: '*',
};
const PERIMETER = { 'aws:PrincipalOrgID': 'o-exampleorg1', 'aws:ResourceOrgID': 'o-exampleorg1' };

describe('a service that a rule passes', () => {
  it('is open to the perimeter and to nobody else', () => {
    expect(statementsOf(policyOf([toS3]))).toEqual([
      {
        ...IDENTITIES,
        Sid: 'IdentitiesAndResourcesOfThePerimeter',
        Condition: { StringEquals: PERIMETER },
      },
      {
        Sid: 'ReadBucketsOfAws',
        Effect: 'Allow',
        Principal: '*',
        Action: 's3:GetObject',
        Resource: ['arn:aws:s3:::al2023-repos-eu-west-1-de612dc2/*'],
      },
    ]);
  });

  it('is open to the blocks of the rule, without those that a rule before it forbids', () => {
    const policy = policyOf([
      rule({ ...toS3, id: 'not-the-guests', sources: [{ cidrBlock: '10.0.0.128/25' }], action: 'drop' }),
      rule({ ...toS3, sources: [{ cidrBlock: '10.0.0.0/24' }] }),
    ]);
    const conditions = statementsOf(policy).map(({ Condition }) => Condition?.['IpAddress']);
    expect(conditions).toEqual([
      { 'aws:VpcSourceIp': ['10.0.0.0/25'] },
      { 'aws:VpcSourceIp': ['10.0.0.0/25'] },
    ]);
  });

  it('is open by TLS alone when the rule says https', () => {
    const [first] = statementsOf(policyOf([rule({ ...toS3, applications: ['https'] })]));
    expect(first).toEqual({
      ...IDENTITIES,
      Sid: 'IdentitiesAndResourcesOfThePerimeterOverTls',
      Condition: { StringEquals: PERIMETER, Bool: { 'aws:SecureTransport': 'true' } },
    });
  });

  it('narrows what AWS services do by both conditions at once', () => {
    const endpoints = { s3: { kind: 'gateway', awsServices: 'allow', awsOwnedBuckets: [] } } as const;
    const statements = statementsOf(policyOf([rule({ ...toS3, applications: ['https'] })]), { endpoints });
    expect(statements.at(-1)?.Condition).toEqual({
      Bool: { 'aws:PrincipalIsAWSService': 'true', 'aws:SecureTransport': 'true' },
    });
  });
});

describe('a service that no rule passes', () => {
  it.each([
    ['because none names it', [rule({ destinations: [{ anywhere: 'all' }] })]],
    ['because its rule expired', [rule({ ...toS3, expires: '2026-11-21' })]],
    ['because its rule is of another application', [rule({ ...toS3, applications: ['ssh'] })]],
  ])('is closed to everybody, %s', (_, rules) => {
    expect(statementsOf(policyOf(rules))).toEqual([
      { Sid: 'NoRulePermitsThisService', Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' },
    ]);
  });

  it('is told, for `anywhere` does not mean it', () => {
    expect(compile(policyOf([rule({})])).remarks).toEqual([
      { remark: 'no rule names `s3`, so its endpoint lets nothing through' },
    ]);
  });
});

it('says where it cannot tell a workload', () => {
  expect(compile(policyOf([rule({ ...toS3, sources: [{ tier: 'protected' }] })])).approximations).toEqual([
    {
      layer: 'endpoint-policy',
      direction: 'wider',
      kind: 'source',
      rule: 'to-s3',
      reason:
        'the blocks of tier `protected` are not known, and an endpoint knows a workload by its address: every workload passes',
    },
  ]);
});

it('remarks what a reader would not expect of rules for services', () => {
  const policy = policyOf([
    toS3,
    rule({ id: 'queue', destinations: [{ service: 'sqs' }] }),
    rule({ ...toS3, id: 'watch', action: 'alert' }),
    rule({ ...toS3, id: 'past', expires: '2026-11-21' }),
  ]);
  expect(compile(policy).remarks).toEqual([
    { rule: 'queue', remark: 'there is no endpoint of `sqs`: requests to it leave by the firewall' },
    { rule: 'watch', remark: 'an endpoint policy writes no log: CloudTrail has the requests' },
    { rule: 'past', remark: 'it expired on `2026-11-21`' },
  ]);
});

describe('bad input is refused', () => {
  const problemsOf = (options: Partial<EndpointPolicyOptions>, policy = policyOf([toS3])) => {
    try {
      compile(policy, options);
      return [];
    } catch (error) {
      if (!(error instanceof PlanError)) throw error;
      return error.problems.map(({ path, code }) => `${path} ${code}`);
    }
  };

  it('with all its problems at once', () => {
    expect(
      problemsOf({
        today: 'today',
        region: 'Ireland',
        perimeter: {},
        endpoints: {
          s3: { kind: 'gateway', buckets: ['Data'], tableArns: [] },
          dynamodb: { kind: 'gateway', tableArns: ['orders'] },
          ssm: { kind: 'gateway' },
          kms: { kind: 'endpoint' as 'interface' },
        },
      }),
    ).toEqual([
      'today POL113',
      'perimeter POL674',
      'region POL672',
      'endpoints.s3.tableArns POL680',
      'endpoints.s3.buckets[0] POL676',
      'endpoints.dynamodb.tableArns[0] POL677',
      'endpoints.ssm.kind POL679',
      'endpoints.kms.kind POL678',
    ]);
  });

  it('of a partition or Region that is none', () => {
    expect(problemsOf({ partition: 'bogus' as 'aws' })).toEqual(['partition POL678']);
    expect(problemsOf({ region: 'not a region' })).toEqual(['region POL672']);
    expect(problemsOf({ region: undefined as unknown as string })).toEqual(['region POL672']);
    expect(problemsOf({ region: '${region}', partition: 'bogus' as 'aws' })).toEqual(['partition POL678']);
  });

  it('when a document is longer than an endpoint takes', () => {
    const buckets = Array.from({ length: 300 }, (_, index) => `a-bucket-of-ours-with-a-long-name-${index}`);
    expect(problemsOf({ endpoints: { s3: { kind: 'gateway', buckets } } })).toEqual(['endpoints.s3 POL681']);
  });
});
