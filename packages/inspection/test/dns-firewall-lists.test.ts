import { packageIndexPolicy } from '@inspected-egress/policy';
import { DnsFirewall, DnsFirewallAssociations, type DnsFirewallProps } from '../src';
import { TODAY } from './egress-policies';
import { refusal } from './messages';
import { synthesize, type Block } from './synthesize';

const VPC = 'vpc-0123456789abcdef0';
const LIST = 'rslvr-fdl-0123456789abcdef';
const RULE = 'aws_route53_resolver_firewall_rule';
const GROUP = 'aws_route53_resolver_firewall_rule_group';
const ASSOCIATION = 'aws_route53_resolver_firewall_rule_group_association';
const PROPS = { vpcIds: { dev: VPC }, egressPolicy: packageIndexPolicy(), today: TODAY };
const firewall = (props: Partial<DnsFirewallProps>) =>
  synthesize((stack) => new DnsFirewall(stack, 'dns', { ...PROPS, ...props }));
const byPriority = (one: Block, other: Block) => Number(one['priority']) - Number(other['priority']);

describe('managed lists', () => {
  const managedLists = [
    { name: 'malware', domainListId: LIST },
    { name: 'new-names', domainListId: 'rslvr-fdl-fedcba9876543210', action: 'alert' },
  ] as const;

  it('are asked before every rule of the policy, in the order in which they are listed', () => {
    const { all } = firewall({ managedLists });
    const [first, second] = [...all(ASSOCIATION)].sort(byPriority);
    expect([first?.['priority'], second?.['priority']]).toEqual([101, 106]);
    const rules = all(RULE).filter(
      (rule) => rule['firewall_rule_group_id'] === first?.['firewall_rule_group_id'],
    );
    expect([...rules].sort(byPriority)).toEqual([
      expect.objectContaining({ action: 'BLOCK', block_response: 'NODATA', firewall_domain_list_id: LIST }),
      expect.objectContaining({ action: 'ALERT', firewall_domain_list_id: 'rslvr-fdl-fedcba9876543210' }),
    ]);
  });

  it('answer as the firewall answers what it blocks', () => {
    const block = { kind: 'override', cname: 'blocked.example.com', ttlSeconds: 60 } as const;
    const { all } = firewall({ managedLists, block });
    const rule = all(RULE).find((one) => one['firewall_domain_list_id'] === LIST);
    expect(rule).toMatchObject({
      block_response: 'OVERRIDE',
      block_override_domain: 'blocked.example.com',
      block_override_ttl: 60,
      block_override_dns_type: 'CNAME',
    });
  });

  it('that come or go move no group of the policy', () => {
    const places = (props: Partial<DnsFirewallProps>) =>
      Object.entries(firewall(props).named(ASSOCIATION)).map(([name, { priority }]) => [name, priority]);
    expect(places({ managedLists })).toEqual(expect.arrayContaining(places({})));
  });

  it('are refused when they are none, or there is no room for them', () => {
    const wrong = [{ name: 'a b', domainListId: 'malware' }, managedLists[0], managedLists[0]];
    expect(refusal(() => firewall({ managedLists: wrong }))).toMatchInlineSnapshot(`
     "DNS firewall \`dev/dns\`: 3 problems
       managedLists[0].name: \`a b\` is no name for a rule; use 1 to 40 letters, digits and hyphens [INS402]
       managedLists[0].domainListId: \`malware\` is not the id of a domain list; write it as in \`rslvr-fdl-0123456789abcdef\` [INS403]
       managedLists[2]: the name or the list of \`malware\` is there already; give each list once, under a name of its own [INS404]"
    `);
    const many = Array.from({ length: 450 }, (_, index) => ({
      id: `host-${index}`,
      destinations: [{ name: `host-${index}.example.com` }],
      applications: ['https' as const],
      action: 'pass' as const,
    }));
    const egressPolicy = { ...packageIndexPolicy(), rules: many };
    expect(refusal(() => firewall({ managedLists, egressPolicy }))).toContain('[INS408]');
  });
});

describe('query logs', () => {
  const CONFIG = 'aws_route53_resolver_query_log_config';

  it('of every VPC go to a log group that keeps 90 days', () => {
    const { only, all } = firewall({
      queryLogs: { to: 'cloudwatch' },
      vpcIds: { dev: VPC, test: 'vpc-0fedcba9876543210' },
    });
    expect(only('aws_cloudwatch_log_group')).toMatchObject({ retention_in_days: 90 });
    expect(only(CONFIG)['destination_arn']).toMatch(/^\$\{aws_cloudwatch_log_group\..*\.arn\}$/u);
    expect(all('aws_route53_resolver_query_log_config_association').map((one) => one['resource_id'])).toEqual(
      [VPC, 'vpc-0fedcba9876543210'],
    );
  });

  it('are encrypted with a key that nobody else uses, where that is asked for', () => {
    const encryption = { newKeyIn: { accountId: '123456789012', region: 'us-east-1' } };
    const { only } = firewall({ queryLogs: { to: 'cloudwatch', encryption } });
    expect(only('aws_kms_key')).toMatchObject({ enable_key_rotation: true });
    expect(only('aws_cloudwatch_log_group')['kms_key_id']).toMatch(/aws_kms_key/u);
  });

  it.each([
    [{ to: 's3', bucketArn: 'arn:aws:s3:::central-logs/dns' }],
    [
      {
        to: 'firehose',
        deliveryStreamArn: 'arn:aws:firehose:us-east-1:123456789012:deliverystream/dns',
      },
    ],
  ] as const)('go to %j', (queryLogs) => {
    const arn = queryLogs.to === 's3' ? queryLogs.bucketArn : queryLogs.deliveryStreamArn;
    expect(firewall({ queryLogs }).only(CONFIG)).toMatchObject({ destination_arn: arn });
  });

  it.each([
    [{ to: 's3', bucketArn: 'central-logs' }, '[INS401]'],
    [{ to: 'firehose', deliveryStreamArn: 'dns' }, '[INS401]'],
    [{ to: 'cloudwatch', retentionInDays: 91 }, '[INS242]'],
    [{ to: 'syslog' }, '[INS405]'],
  ])('refuse %j', (queryLogs, code) => {
    expect(
      refusal(() => firewall({ queryLogs: queryLogs as DnsFirewallProps['queryLogs'] & object })),
    ).toContain(code);
  });
});

describe('shared with other accounts', () => {
  const share = { principals: ['111122223333'] };

  it('every rule group is, and no VPC of its own is needed', () => {
    const { all, named } = firewall({
      share,
      vpcIds: {},
      managedLists: [{ name: 'malware', domainListId: LIST }],
    });
    const arns = Object.keys(named(GROUP)).map((name) => `\${${GROUP}.${name}.arn}`);
    expect(arns).toHaveLength(2);
    expect(
      all('aws_ram_resource_association')
        .map((one) => one['resource_arn'])
        .sort(),
    ).toEqual(arns.sort());
  });

  it('another account associates them in order, and decides how to fail', () => {
    const { all, only } = synthesize(
      (stack) =>
        new DnsFirewallAssociations(stack, 'dns', {
          vpcIds: { dev: VPC },
          ruleGroupIds: ['rslvr-frg-1', 'rslvr-frg-2'],
          mutationProtection: 'on',
        }),
    );
    expect([...all(ASSOCIATION)].sort(byPriority)).toEqual([
      expect.objectContaining({ firewall_rule_group_id: 'rslvr-frg-1', vpc_id: VPC }),
      expect.objectContaining({ firewall_rule_group_id: 'rslvr-frg-2', mutation_protection: 'ENABLED' }),
    ]);
    expect(only('aws_route53_resolver_firewall_config')).toMatchObject({ firewall_fail_open: 'DISABLED' });
  });

  const associated = (...ruleGroupIds: readonly string[]) =>
    synthesize(
      (stack) =>
        new DnsFirewallAssociations(stack, 'dns', {
          vpcIds: { dev: VPC },
          ruleGroupIds,
          associationPriority: 4000,
        }),
    ).named(ASSOCIATION);

  it('asks another group in the place of one at another number, and before that goes', () => {
    const [before, after] = ['rslvr-frg-old', 'rslvr-frg-new'].map((id) => associated(id, 'rslvr-frg-2'));
    const changed = Object.keys(before ?? {}).filter(
      (name) => before?.[name]?.['priority'] !== after?.[name]?.['priority'],
    );
    expect(Object.keys(after ?? {})).toEqual(Object.keys(before ?? {}));
    expect(changed).toHaveLength(1);
    for (const one of Object.values(after ?? {}))
      expect(one).toMatchObject({ lifecycle: { create_before_destroy: true } });
  });

  it('moves no group for one more that is asked before, and none falls out of the numbers that AWS has', () => {
    expect(associated('rslvr-frg-0', 'rslvr-frg-1')).toMatchObject(associated('rslvr-frg-1'));
    const numbers = Object.values(
      associated(...['a', 'b', 'c', 'd', 'e'].map((id) => `rslvr-frg-${id}`)),
    ).map((one) => Number(one['priority']));
    expect(new Set(numbers).size).toBe(5);
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(4000);
    expect(Math.max(...numbers)).toBeLessThanOrEqual(8999);
  });

  it('refuses ids that are none, and more than a VPC takes', () => {
    const associate = (
      ruleGroupIds: readonly string[],
      vpcIds: Readonly<Record<string, string>> = { dev: VPC },
    ) =>
      refusal(() =>
        synthesize((stack) => new DnsFirewallAssociations(stack, 'dns', { vpcIds, ruleGroupIds })),
      );
    expect(associate(['malware'])).toContain('ruleGroupIds[0]: `malware` is not the id of a rule group');
    expect(associate([])).toContain('[INS407]');
    expect(associate(Array.from({ length: 6 }, (_, index) => `rslvr-frg-${index}`))).toContain('[INS407]');
    expect(associate(['rslvr-frg-1'], {})).toContain('[INS265]');
  });
});
