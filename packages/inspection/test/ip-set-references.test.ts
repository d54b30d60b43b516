import { findFirewallRulesProblems, NetworkFirewall } from '../src';
import { literalVpc } from './literal-vpc';
import { rulesOf } from './rules';
import { synthesize } from './synthesize';

const LIST = 'arn:aws:ec2:us-east-1:123456789012:prefix-list/pl-0123456789abcdef0';
const RULE = 'drop ip @PARTNERS any -> any any (sid:1;)';
const problemsOf = (ipSetReferences: Readonly<Record<string, string>>, rule = RULE) =>
  findFirewallRulesProblems(rulesOf(rule, { ipSetReferences }), {
    name: 'egress',
    homeNet: ['10.0.0.0/16'],
    zones: ['us-east-1a'],
  }).map(({ code, path }) => `${code} ${path}`);

it('a rule names a prefix list, and AWS follows what it holds', () => {
  const { only } = synthesize((stack) => {
    const rules = rulesOf(RULE, { ipSetReferences: { PARTNERS: LIST } });
    new NetworkFirewall(stack, 'firewall', { vpc: literalVpc(), policy: { rules } });
  });
  expect(only('aws_networkfirewall_rule_group')).toMatchObject({
    rule_group: {
      reference_sets: {
        ip_set_references: [{ key: 'PARTNERS', ip_set_reference: [{ reference_arn: LIST }] }],
      },
    },
  });
});

it.each([
  ['of an account', LIST],
  ['of AWS', 'arn:aws:ec2:us-east-1:aws:prefix-list/pl-63a5400a'],
  ['of a resource group', 'arn:aws:resource-groups:us-east-1:123456789012:group/partners'],
  ['only known at apply', '${aws_ec2_managed_prefix_list.partners.arn}'],
])('takes an ARN %s', (_, arn) => {
  expect(problemsOf({ PARTNERS: arn })).toEqual([]);
});

it('refuses what AWS would: another ARN, another Region, a name, more than five', () => {
  expect(problemsOf({ PARTNERS: 'pl-0123456789abcdef0' })).toEqual([
    'INS283 ruleGroups[0].ipSetReferences.PARTNERS',
  ]);
  expect(problemsOf({ PARTNERS: LIST.replace('us-east-1', 'eu-west-1') })).toEqual([
    'INS284 ruleGroups[0].ipSetReferences.PARTNERS',
  ]);
  expect(problemsOf({ PARTNERS: LIST, '2ND': LIST })).toEqual(['INS223 ruleGroups[0].ipSetReferences.2ND']);
  const six = Object.fromEntries(['PARTNERS', 'B', 'C', 'D', 'E', 'F'].map((name) => [name, LIST]));
  expect(problemsOf(six)).toEqual(['INS282 ruleGroups[0].ipSetReferences']);
});

it('refuses a rule that names a set which the group does not refer to', () => {
  expect(problemsOf({ OTHERS: LIST })).toEqual(['INS221 ruleGroups[0].rules line 1']);
});
