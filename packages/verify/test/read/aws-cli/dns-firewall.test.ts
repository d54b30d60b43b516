import { readGraph } from '../../../src/graph/read-graph';
import { readEstate } from '../../../src/read/read-estate';
import { estateOfAnswers } from './support/answer-of';
import { DNS_FIREWALL } from './support/policy-answers';

describe('DNS Firewall', () => {
  const domains = [
    { FirewallDomainListId: 'rslvr-fdl-01', Domains: ['Example.com.'] },
    { FirewallDomainListId: 'rslvr-fdl-02', Domains: ['*.'] },
  ];
  const rulesOf = (...more: readonly object[]) =>
    readGraph(estateOfAnswers({}, ...more))
      .dnsFirewallRuleGroups.get('rslvr-frg-01')
      ?.rules.map(({ action, domains: names }) => [
        action.is === 'known' ? action.value : action.reason,
        names.is === 'known' ? names.value : names.reason,
      ]);

  it('asks its rules with their domains', () => {
    expect(rulesOf(...DNS_FIREWALL, ...domains)).toEqual([
      ['ALLOW', ['example.com']],
      ['BLOCK', ['*']],
    ]);
  });

  it('takes whose domains they are from the name of the file, as the answer does not say', () => {
    const files = [
      ...DNS_FIREWALL.map((json, index) => ({ name: `${index}.json`, text: JSON.stringify(json) })),
      { name: 'us-east-1/domains-rslvr-fdl-02.json', text: '{"Domains": ["*."]}' },
    ];
    const [, block] = readGraph(readEstate(files)).dnsFirewallRuleGroups.get('rslvr-frg-01')?.rules ?? [];
    expect(block?.domains).toEqual({ is: 'known', value: ['*'] });
  });

  it('has a rule more than is told when the group says so', () => {
    const [association, group] = DNS_FIREWALL;
    const told = rulesOf(association ?? {}, group ?? {});
    expect(told).toEqual([
      [
        '`route53resolver list-firewall-rules --firewall-rule-group-id rslvr-frg-01` was not given; add its answer',
        expect.stringContaining('was not given') as string,
      ],
    ]);
  });

  it('has each rule once, of whichever accounts tell of a group that is shared', () => {
    expect(rulesOf(...DNS_FIREWALL, ...DNS_FIREWALL.slice(1), ...domains)).toEqual([
      ['ALLOW', ['example.com']],
      ['BLOCK', ['*']],
    ]);
  });

  it('has a rule more than two accounts tell when the group says so', () => {
    const [association, group, rules] = DNS_FIREWALL;
    const [first] = (rules as { readonly FirewallRules: readonly object[] }).FirewallRules;
    const part = { FirewallRules: [first] };
    const told = rulesOf(association ?? {}, group ?? {}, part, part, ...domains);
    expect(told).toContainEqual([
      'it has 2 rules, and `route53resolver list-firewall-rules --firewall-rule-group-id rslvr-frg-01` tells 1',
      expect.stringContaining('tells 1') as string,
    ]);
  });

  it('has no domains that are known without their answer', () => {
    expect(rulesOf(...DNS_FIREWALL)?.[1]).toEqual([
      'BLOCK',
      '`route53resolver list-firewall-domains --firewall-domain-list-id rslvr-fdl-02` was not given; add its answer',
    ]);
  });

  it('of a rule about one type of query says nothing of the others', () => {
    const rules = [
      {
        FirewallRuleGroupId: 'rslvr-frg-01',
        FirewallDomainListId: 'rslvr-fdl-02',
        Priority: 1,
        Action: 'BLOCK',
        Qtype: 'AAAA',
      },
    ];
    expect(rulesOf({ FirewallRules: rules }, ...domains)).toEqual([
      ['BLOCK', 'the rule is about one type of query'],
    ]);
  });
});
