import { compileNetworkAcl, compileSecurityGroup, type EgressPolicy, type EgressRule } from '../../src';
import { policyOf, rule, TODAY } from '../support/policies';

const securityGroup = (policy: EgressPolicy) => compileSecurityGroup(policy, { today: TODAY, workload: {} });
const networkAcl = (policy: EgressPolicy) =>
  compileNetworkAcl(policy, { today: TODAY, subnetCidrBlocks: ['10.1.3.0/24'] });

const block = (index: number) => ({ cidrBlock: `10.${index >> 7}.${(2 * index) & 255}.0/24` });
const many = (make: (index: number) => Partial<EgressRule>) =>
  policyOf(Array.from({ length: 400 }, (_, index) => rule({ id: `rule-${index}`, ...make(index) })));
const ports = (from: number, to: number) => [{ tcp: { from, to } }];
const https = ports(443, 443);
const blocks = Array.from({ length: 3000 }, (_, index) => block(index));

const POLICIES: readonly (readonly [string, EgressPolicy])[] = [
  [
    '400 rules of other blocks that share many ports',
    many((index) => ({ destinations: [block(index)], applications: ports(1 + index, 5000 + index) })),
  ],
  ['3,000 blocks in one rule', policyOf([rule({ destinations: blocks, applications: https })])],
];

describe.each([
  ['security group', 'POL504', securityGroup],
  ['network ACL', 'POL554', networkAcl],
] as const)('%s', (_, code, compile) => {
  it.each(POLICIES)('is refused where its quota cannot hold: %s', (__, policy) => {
    expect(() => compile(policy)).toThrow(code);
  });

  it('is made of rules that are one where ports meet', () => {
    const policy = many((index) => ({ applications: ports(1 + index * 20, 25 + index * 20) }));
    const { egress } = compile(policy).artefact;
    const requests = egress.filter(({ rules }) => rules.length > 0);
    expect(requests.map(({ rules }) => rules.length)).toEqual([400, 400]);
  });
});
