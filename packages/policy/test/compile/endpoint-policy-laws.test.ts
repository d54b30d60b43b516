import {
  compileEndpointPolicy,
  evaluate,
  type Application,
  type Destination,
  type EgressPolicy,
  type EgressRule,
  type EndpointPolicyOptions,
  type Source,
} from '../../src';
import { decide, type Request } from '../support/endpoint-policy-interpreter';
import { flow, TODAY } from '../support/policies';
import { fc, runs } from '../support/properties';

const OPTIONS: EndpointPolicyOptions = {
  today: TODAY,
  region: 'eu-west-1',
  perimeter: { organizationId: 'o-exampleorg1', accountIds: ['111122223333'] },
  endpoints: { s3: { kind: 'gateway', awsOwnedBuckets: [] }, kms: { kind: 'interface' } },
};
// Each service at an address of its own, so that `evaluate` can be asked about it.
const ADDRESS_OF: Readonly<Record<string, string>> = { s3: '198.51.100.1', kms: '198.51.100.2' };

const exactSource = fc.constantFrom<Source>(
  { vpc: 'all' },
  { cidrBlock: '10.0.0.0/24' },
  { cidrBlock: '10.0.0.128/25' },
  { cidrBlock: 'fd00::/64' },
  { group: 'web' },
);
const anySource = fc.oneof(
  exactSource,
  fc.constantFrom<Source>({ tier: 'protected' }, { tier: 'isolated' }, { group: 'batch' }),
);
const anyDestination = fc.constantFrom<Destination>(
  { service: 's3' },
  { service: 's3' },
  { service: 'kms' },
  { service: 'sqs' },
  { set: 'services' },
  { cidrBlock: '192.0.2.0/24' },
  { anywhere: 'all' },
);
const anyApplication = fc.constantFrom<Application>(
  'https',
  'https',
  'http',
  'ssh',
  { tcp: { from: 443, to: 443 } },
  { tcp: { from: 1, to: 1023 } },
  { udp: { from: 1, to: 65_535 } },
);
const some = <T>(each: fc.Arbitrary<T>) => fc.array(each, { minLength: 1, maxLength: 2 });
const policyFrom = (source: fc.Arbitrary<Source>): fc.Arbitrary<EgressPolicy> =>
  fc
    .record({
      rules: fc.array(
        fc.record({
          sources: some(source),
          destinations: some(anyDestination),
          applications: some(anyApplication),
          action: fc.constantFrom<EgressRule['action']>('pass', 'pass', 'pass', 'drop', 'reject', 'alert'),
          expires: fc.constantFrom('2026-11-21', '2026-11-22', '2026-11-22'),
        }),
        { maxLength: 5 },
      ),
      mode: fc.constantFrom<EgressPolicy['mode']>('enforce', 'enforce', 'monitor'),
    })
    .map(({ rules, mode }) => ({
      version: 1,
      name: 'law',
      mode,
      groups: { web: { cidrBlocks: ['10.0.1.0/25', 'fd00:0:0:1::/64'] }, batch: { cidrBlocks: [] } },
      sets: { services: [{ service: 's3' }, { service: 'kms' }] },
      rules: rules.map((rule, index) => ({ id: `rule-${index}`, ...rule })),
    }));

/** A request with credentials of ours to a resource of ours, unless the test says otherwise. */
const anyRequest = fc.record({
  service: fc.constantFrom('s3', 'kms'),
  source: fc.constantFrom('10.0.0.1', '10.0.0.200', '10.0.1.1', '10.0.1.200', 'fd00::1', 'fd00:0:0:1::1'),
  tier: fc.constantFrom('protected', 'isolated'),
  isInBatch: fc.boolean(),
  isSecure: fc.boolean(),
});
type Asked = typeof anyRequest extends fc.Arbitrary<infer T> ? T : never;

function contextOf({ source, isSecure }: Asked): Readonly<Record<string, string>> {
  return {
    'aws:PrincipalOrgID': 'o-exampleorg1',
    'aws:PrincipalAccount': '111122223333',
    'aws:ResourceOrgID': 'o-exampleorg1',
    'aws:ResourceAccount': '111122223333',
    'aws:VpcSourceIp': source,
    'aws:SecureTransport': `${isSecure}`,
  };
}

function requestOf(asked: Asked, context = contextOf(asked)): Request {
  const isS3 = asked.service === 's3';
  return {
    action: isS3 ? 's3:GetObject' : 'kms:Decrypt',
    resource: isS3 ? 'arn:aws:s3:::data/report' : 'arn:aws:kms:eu-west-1:111122223333:key/1',
    principal: { aws: 'arn:aws:iam::111122223333:role/workload' },
    context,
  };
}

/** What the rules that name services say, with each service at its address and all else left out. */
function isPermitted(policy: EgressPolicy, asked: Asked): boolean {
  const atAddresses = (destinations: readonly Destination[]): Destination[] =>
    destinations.flatMap((one) => {
      if ('set' in one) return atAddresses([{ service: 's3' }, { service: 'kms' }]);
      const address = 'service' in one ? ADDRESS_OF[one.service] : undefined;
      return address === undefined ? [] : [{ cidrBlock: `${address}/32` }];
    });
  const rules = policy.rules
    .map((rule) => ({ ...rule, destinations: atAddresses(rule.destinations) }))
    .filter(({ destinations }) => destinations.length > 0);
  const attempt = flow({
    source: asked.source,
    tier: asked.tier,
    groups: asked.isInBatch ? ['batch'] : [],
    destination: ADDRESS_OF[asked.service] ?? '',
    ...(asked.isSecure ? { port: 443, application: 'tls' } : { port: 80, application: 'http' }),
  });
  return evaluate({ ...policy, rules }, attempt, { today: TODAY }).verdict === 'pass';
}

const compile = (policy: EgressPolicy) => compileEndpointPolicy(policy, OPTIONS);

it('law: within the perimeter, what the policy permits the document permits', () => {
  fc.assert(
    fc.property(policyFrom(anySource), anyRequest, (policy, asked) => {
      fc.pre(isPermitted(policy, asked));
      expect(decide(compile(policy).artefact.documents[asked.service], requestOf(asked))).toBe('allow');
    }),
    runs(200),
  );
});

it('law: what the document permits beyond the policy, an approximation of a rule for that service says', () => {
  fc.assert(
    fc.property(policyFrom(anySource), anyRequest, (policy, asked) => {
      const { artefact, approximations } = compile(policy);
      fc.pre(!isPermitted(policy, asked));
      if (decide(artefact.documents[asked.service], requestOf(asked)) === 'deny') return;
      const told = approximations.filter(({ direction }) => direction === 'wider').map(({ rule }) => rule);
      const about = policy.rules.filter(({ destinations }) =>
        destinations.some((one) => 'set' in one || ('service' in one && one.service === asked.service)),
      );
      expect(about.filter(({ id }) => told.includes(id))).not.toEqual([]);
    }),
    runs(300),
  );
});

it('law: where sources are known by their blocks, document and policy agree and nothing is approximate', () => {
  fc.assert(
    fc.property(policyFrom(exactSource), anyRequest, (policy, asked) => {
      const { artefact, approximations } = compile(policy);
      expect(approximations).toEqual([]);
      expect(decide(artefact.documents[asked.service], requestOf(asked))).toBe(
        isPermitted(policy, asked) ? 'allow' : 'deny',
      );
    }),
    runs(300),
  );
});

it('law: nothing outside the perimeter passes, in monitor either', () => {
  const strangers: Readonly<Record<string, string>> = {
    'aws:PrincipalOrgID': 'o-attacker001',
    'aws:PrincipalAccount': '999988887777',
    'aws:ResourceOrgID': 'o-attacker001',
    'aws:ResourceAccount': '999988887777',
  };
  const anyKeys = fc.subarray(Object.keys(strangers), { minLength: 1 });
  fc.assert(
    fc.property(policyFrom(anySource), anyRequest, anyKeys, (policy, asked, keys) => {
      const theirs = Object.fromEntries(keys.map((key) => [key, strangers[key] ?? '']));
      const request = requestOf(asked, { ...contextOf(asked), ...theirs });
      expect(decide(compile(policy).artefact.documents[asked.service], request)).toBe('deny');
    }),
    runs(200),
  );
});
