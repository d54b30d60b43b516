import { PlanError } from '@inspected-egress/problem';
import { readGraph } from '../../../src/graph/read-graph';
import { PROMISES } from '../../../src/promise/promises';
import { readEstate } from '../../../src/read/read-estate';
import { verdictOf } from '../../../src/report';
import { verify } from '../../../src/verify';
import { AwsAnswers } from '../../support/aws-answers';
import { NAT, PASS } from '../../support/broken-policies';
import { enforced } from '../../support/policy-world';
import { AFTER_NAT } from '../../support/topologies';
import { estateOfAnswers, SUBNET, tableOf, VPC } from './support/answer-of';

const { answers: GOOD } = new AwsAnswers(
  enforced(`${AFTER_NAT}\n instance i w-a\n instance k w-b`, { rules: PASS, homeNet: NAT }),
);

function filesOf(answers: Readonly<Record<string, unknown>>) {
  return Object.entries(answers).map(([name, json]) => ({
    name: `${name}.json`,
    text: JSON.stringify(json),
  }));
}

/** Verdicts of the promises, and why what is undetermined is. */
function judged(answers: Readonly<Record<string, unknown>>) {
  const report = verify(readGraph(readEstate(filesOf(answers))));
  const reasons = report.findings.flatMap(({ verdict, because }) =>
    verdict === 'undetermined' ? [because] : [],
  );
  return {
    verdicts: new Set(PROMISES.map((promise) => verdictOf(report, promise))),
    undetermined: PROMISES.filter((promise) => verdictOf(report, promise) === 'undetermined'),
    reasons,
  };
}

const without = (...names: readonly string[]) =>
  Object.fromEntries(Object.entries(GOOD).filter(([name]) => !names.includes(name)));

/** The lines of the refusal, without its heading. */
function refusal(...files: readonly unknown[]): readonly string[] {
  try {
    readEstate(files.map((json, index) => ({ name: `${index}.json`, text: JSON.stringify(json) })));
    return ['was read'];
  } catch (error) {
    if (!(error instanceof PlanError)) throw error;
    return error.message
      .split('\n')
      .slice(1)
      .map((line) => line.trim());
  }
}

it('all that is needed proves every promise', () => {
  expect(judged(GOOD).verdicts).toEqual(new Set(['proved']));
});

describe('what is needed and not given is said where it would have told something', () => {
  const ALL = PROMISES.filter(
    (promise) => promise !== 'dns-is-filtered' && promise !== 'endpoint-subnets-hold-only-endpoints',
  );
  it.each([
    ['describe-subnets', PROMISES],
    ['describe-route-tables', ALL],
    ['describe-internet-gateways', ALL],
    ['describe-nat-gateways', ALL],
    ['describe-vpc-endpoints', ['endpoint-subnets-hold-only-endpoints']],
    ['describe-network-acls', ['acls-permit-declared-flows']],
    ['describe-security-groups', ['acls-permit-declared-flows']],
    ['describe-network-interfaces', ['endpoint-subnets-hold-only-endpoints', 'acls-permit-declared-flows']],
    ['describe-vpc-block-public-access-options', ALL.slice(1)],
  ])('%s', (name, undetermined) => {
    const rest = without(name);
    const told = judged(rest);
    for (const promise of undetermined) expect(told.undetermined).toContain(promise);
    expect(told.reasons.join('\n')).toContain(`\`${name}\` was not given; add its answer`);
    expect(readEstate(filesOf(rest)).notes).toContain(`\`${name}\` was not given; add its answer`);
  });

  it('without interfaces, the routes still prove what they prove', () => {
    const proved = judged(without('describe-network-interfaces', 'describe-instances')).undetermined;
    expect(proved).not.toContain('no-hop-leaves-its-zone');
  });
});

describe('an answer that is cut off', () => {
  it('leaves open what is missing, and says so', () => {
    const subnets = { ...GOOD['describe-subnets'], NextToken: 'more' };
    const estate = readEstate(filesOf({ ...GOOD, 'describe-subnets': subnets }));
    const said =
      'the answer of `describe-subnets` in `describe-subnets.json` is cut off, as its `NextToken` says; ask again for all of it';
    expect(estate.notes).toEqual([said]);
    expect(judged({ ...GOOD, 'describe-subnets': subnets }).undetermined).toEqual(PROMISES);
  });

  it('of Elastic Load Balancing says so by another member', () => {
    const { notes } = estateOfAnswers({ Vpcs: [VPC] }, { LoadBalancers: [], NextMarker: 'more' });
    expect(notes.join()).toContain('as its `NextMarker` says');
  });
});

describe('several answers of one kind', () => {
  it('are read together', () => {
    const estate = estateOfAnswers(
      {},
      { Subnets: [SUBNET] },
      { Subnets: [{ ...SUBNET, SubnetId: 'subnet-02' }] },
    );
    expect([...readGraph(estate).subnets.keys()]).toEqual(['subnet-01', 'subnet-02']);
  });

  it('tell the same thing once', () => {
    const estate = estateOfAnswers(
      {},
      { Vpcs: [VPC] },
      { Vpcs: [VPC] },
      { RouteTables: [tableOf()] },
      { RouteTables: [tableOf()] },
    );
    expect(
      estate.resources.filter(({ address }) => ['vpc-01', 'rtb-01', 'rtbassoc-01'].includes(address)),
    ).toHaveLength(3);
  });

  it('of different moments prove nothing', () => {
    const tables = GOOD['describe-route-tables']?.['RouteTables'] as readonly { RouteTableId: string }[];
    const table = tables.find(({ RouteTableId }) => RouteTableId === 'rtb-w-a');
    const later = { RouteTables: [{ ...table, Routes: [] }] };
    const told = judged({ ...GOOD, later });
    expect(told.undetermined).toEqual(PROMISES);
    expect(told.reasons.join('\n')).toContain('and not the same; give answers of one moment');
  });
});

describe('an answer that is not understood', () => {
  it('leaves everything undetermined, and is named', () => {
    const told = judged({ ...GOOD, strange: { FutureGateways: [{ FutureGatewayId: 'fgw-01' }] } });
    expect(told.undetermined).toEqual(PROMISES);
    expect(
      new Set(
        told.reasons.map((reason) => reason.includes('`FutureGateways` in `strange.json` is not understood')),
      ),
    ).toEqual(new Set([true]));
  });

  it('changes nothing when it is about no network', () => {
    const told = judged({
      ...GOOD,
      keys: { KeyPairs: [] },
      who: { UserId: 'u', Account: '123456789012', Arn: 'arn:aws:iam::1:user/u' },
    });
    expect(told.verdicts).toEqual(new Set(['proved']));
  });

  it('is refused when it is all there is', () => {
    expect(refusal({ KeyPairs: [] })).toEqual([
      '0.json: this is JSON with `KeyPairs`, and tells of no network; give answers of the AWS CLI about VPCs, as `aws ec2 describe-vpcs` prints them, or what Terraform writes [VFY122]',
    ]);
  });
});

const AS_PRINTED =
  'give the answer as the AWS CLI prints it, by `--output json` and without `--query` [VFY121]';

it.each([
  ['a list that is none', { Vpcs: 'vpc-01' }, '`Vpcs` is not a list'],
  ['nothing in place of a list', { Vpcs: null }, '`Vpcs` is not a list'],
  ['an item that is none', { Vpcs: ['vpc-01'] }, '`Vpcs[0]` is not an object'],
  ['an item without an id', { Vpcs: [{}] }, '`Vpcs[0].VpcId` is not a text'],
  [
    'a subnet without a block',
    { Subnets: [{ ...SUBNET, CidrBlock: null }] },
    '`Subnets[0].CidrBlock` is not a text',
  ],
  [
    'a table without its routes',
    { RouteTables: [{ ...tableOf(), Routes: undefined }] },
    '`RouteTables[0].Routes` is not a list',
  ],
  [
    'a table without its associations',
    { RouteTables: [{ ...tableOf(), Associations: undefined }] },
    '`RouteTables[0].Associations` is not a list',
  ],
  [
    'an ACL without its entries',
    { NetworkAcls: [{ NetworkAclId: 'acl-01', Associations: [] }] },
    '`NetworkAcls[0].Entries` is not a list',
  ],
  [
    'a group without its rules',
    { SecurityGroups: [{ GroupId: 'sg-01' }] },
    '`SecurityGroups[0].IpPermissions` is not a list',
  ],
  [
    'a flag that is a text',
    { Subnets: [{ ...SUBNET, MapPublicIpOnLaunch: 'true' }] },
    '`Subnets[0].MapPublicIpOnLaunch` is not `true` or `false`',
  ],
  [
    'a name in place of names',
    { RouteTables: [tableOf('rtb-01' as unknown as object), 5] },
    '`RouteTables[1]` is not an object',
  ],
  ['a firewall that is a list', { Firewall: [] }, '`Firewall` is not an object'],
  ['a policy without its name', { FirewallPolicy: {} }, '`FirewallPolicyResponse` is not an object'],
  [
    'a rule group of another service',
    { RuleGroup: { RuleGroupId: 'x' }, LockToken: 'y' },
    '`RuleGroupResponse` is not an object',
  ],
])('%s is refused in one line', (_, answer, said) => {
  expect(refusal(answer)).toEqual([`0.json: ${said}; ${AS_PRINTED}`]);
});

it('answers beside what Terraform writes are refused', () => {
  expect(refusal({ Vpcs: [] }, { resource: { aws_vpc: {} } })).toEqual([
    '1.json: this is of Terraform, and `0.json` is an answer of the AWS CLI; give one of the two [VFY123]',
  ]);
  expect(refusal({ Vpcs: [] }, { name: 'a package' })).toEqual([
    expect.stringMatching(/^1\.json: this is JSON with `name`.*\[VFY107\]$/),
  ]);
});

it('an account without networks is read, and nothing is proved of it', () => {
  const report = verify(readGraph(estateOfAnswers({ Vpcs: [], Subnets: [] })));
  expect(PROMISES.map((promise) => verdictOf(report, promise))).not.toContain('proved');
});

it('what a table learns from a gateway is told', () => {
  const table = { ...tableOf(), PropagatingVgws: [{ GatewayId: 'vgw-01' }] };
  expect(estateOfAnswers({ RouteTables: [table] }).notes).toContain(
    '`rtb-01` learns routes from `vgw-01`, and is judged by those that it has now',
  );
});
