import {
  compileSecurityGroup,
  packageIndexPolicy,
  workshopPolicy,
  type EgressPolicy,
  type EgressRule,
  type SecurityGroupOptions,
  type SecurityGroupRule,
} from '../../src';
import { policyOf, rule, TODAY } from '../support/policies';

const compile = (policy: EgressPolicy, options: Partial<SecurityGroupOptions> = {}) =>
  compileSecurityGroup(policy, { today: TODAY, workload: {}, ...options });

/** `tcp 443-443 0.0.0.0/0`, as a table of AWS shows rules. */
const linesOf = (policy: EgressPolicy, options: Partial<SecurityGroupOptions> = {}) =>
  compile(policy, options).artefact.egress.map(lineOf);
function lineOf(one: SecurityGroupRule): string {
  const to = Object.values(one.destination).join();
  return one.protocol === 'all' ? `all ${to}` : `${one.protocol} ${one.fromPort}-${one.toPort} ${to}`;
}
const reasonsOf = (policy: EgressPolicy, options: Partial<SecurityGroupOptions> = {}) =>
  compile(policy, options).approximations.map(
    ({ direction, rule: id, reason }) => `${direction} ${id}: ${reason}`,
  );

const tcp = (from: number, to = from) => ({ tcp: { from, to } });
const to = (...blocks: string[]) => blocks.map((cidrBlock) => ({ cidrBlock }));
const pass = (fields: Partial<EgressRule>) => rule({ id: 'pass', applications: [tcp(443)], ...fields });
const drop = (fields: Partial<EgressRule>) =>
  rule({ id: 'drop', applications: [tcp(443)], action: 'drop', ...fields });

describe('presets', () => {
  it('opens HTTPS and ping for the workshop', () => {
    expect(linesOf(workshopPolicy())).toEqual([
      'tcp 443-443 0.0.0.0/0',
      'tcp 443-443 ::/0',
      'icmp 8--1 0.0.0.0/0',
      'icmpv6 128--1 ::/0',
    ]);
    expect(reasonsOf(workshopPolicy())).toEqual([
      'wider ipinfo: a security group does not see the name or the bytes of the application: all that the rule may mean passes',
      'wider ping-united-states: a security group does not see the country: all that the rule may mean passes',
    ]);
  });

  it('opens HTTPS for the package index', () => {
    expect(linesOf(packageIndexPolicy())).toEqual(['tcp 443-443 0.0.0.0/0', 'tcp 443-443 ::/0']);
  });

  it('lets nothing in', () => {
    expect(compile(workshopPolicy()).artefact.ingress).toEqual([]);
  });
});

describe('few rules', () => {
  it('joins adjacent blocks and ports of several rules', () => {
    const policy = policyOf([
      pass({ id: 'one', destinations: to('198.51.100.0/25'), applications: [tcp(8000, 8010)] }),
      pass({ id: 'two', destinations: to('198.51.100.128/25'), applications: [tcp(8000, 8010)] }),
      pass({ id: 'three', destinations: to('198.51.100.0/24'), applications: [tcp(8011, 8080)] }),
    ]);
    expect(linesOf(policy)).toEqual(['tcp 8000-8080 198.51.100.0/24']);
    expect(compile(policy).artefact.egress.map(({ rules }) => rules)).toEqual([['one', 'two', 'three']]);
  });

  it('leaves out what a wider rule permits', () => {
    const policy = policyOf([
      pass({ id: 'narrow', destinations: to('198.51.100.0/24') }),
      pass({ id: 'wide', destinations: to('0.0.0.0/0'), applications: [tcp(1, 65_535)] }),
    ]);
    expect(linesOf(policy)).toEqual(['tcp 1-65535 0.0.0.0/0']);
  });

  it('needs two rules for a port anywhere and all ports of a block', () => {
    const policy = policyOf([
      pass({ id: 'port', destinations: to('0.0.0.0/0') }),
      pass({ id: 'block', destinations: to('10.0.0.0/8'), applications: [tcp(1, 65_535)] }),
    ]);
    expect(linesOf(policy)).toEqual(['tcp 1-65535 10.0.0.0/8', 'tcp 443-443 0.0.0.0/0']);
  });

  it('leaves out what two others permit together', () => {
    const policy = policyOf([
      pass({ id: 'low', destinations: to('198.51.100.0/25'), applications: [tcp(1, 2)] }),
      pass({ id: 'high', destinations: to('198.51.100.128/25'), applications: [tcp(2, 3)] }),
    ]);
    expect(linesOf(policy)).toEqual(['tcp 1-2 198.51.100.0/25', 'tcp 2-3 198.51.100.128/25']);
  });

  it('keeps IPv4 and IPv6 apart', () => {
    const policy = policyOf([pass({ destinations: to('198.51.100.0/24', '2001:db8::/32') })]);
    expect(linesOf(policy)).toEqual(['tcp 443-443 198.51.100.0/24', 'tcp 443-443 2001:db8::/32']);
  });

  it('describes rules in characters that AWS takes, and counts the rules that do not fit', () => {
    const rules = Array.from({ length: 30 }, (_, index) => pass({ id: `rule-with-a-name-${index}` }));
    const descriptions = compile(policyOf(rules)).artefact.egress.map(({ description }) => description);
    for (const description of descriptions) {
      expect(description).toMatch(/^[a-zA-Z0-9. _\-:/()#,@[\]+=&;{}!$*]{1,255}$/);
      expect(description).toMatch(/^test: rule-with-a-name-0, .* and \d+ more$/);
    }
  });
});

describe('rules that forbid', () => {
  it('take from later rules what headers show', () => {
    const policy = policyOf([
      drop({ destinations: to('128.0.0.0/1', '::/0') }),
      pass({ applications: [tcp(443), tcp(22)] }),
    ]);
    expect(linesOf(policy)).toEqual(['tcp 22-22 0.0.0.0/0', 'tcp 22-22 ::/0', 'tcp 443-443 0.0.0.0/1']);
    expect(reasonsOf(policy)).toEqual([]);
  });

  it('take nothing from rules before them', () => {
    const policy = policyOf([pass({}), drop({ destinations: to('128.0.0.0/1') })]);
    expect(linesOf(policy)).toEqual(['tcp 443-443 0.0.0.0/0', 'tcp 443-443 ::/0']);
    expect(reasonsOf(policy)).toEqual([]);
  });

  it('by name, country or bytes take nothing, and say so where a later rule permits it', () => {
    const policy = policyOf([
      drop({ id: 'name', destinations: [{ name: 'example.com' }], applications: ['https'] }),
      drop({ id: 'country', destinations: [{ country: 'DE' }] }),
      drop({ id: 'elsewhere', destinations: [{ country: 'DE' }], applications: [tcp(22)] }),
      pass({}),
    ]);
    expect(linesOf(policy)).toEqual(['tcp 443-443 0.0.0.0/0', 'tcp 443-443 ::/0']);
    const consequence = 'what the rule may mean passes where a later rule permits it';
    expect(reasonsOf(policy)).toEqual([
      `wider name: a security group does not see the name or the bytes of the application: ${consequence}`,
      `wider country: a security group does not see the country: ${consequence}`,
    ]);
  });

  it('by block cannot take from a prefix list, and say so', () => {
    const policy = policyOf([
      drop({ destinations: to('198.51.100.0/24') }),
      pass({ destinations: [{ prefixList: 'pl-1' }] }),
    ]);
    const options = { prefixLists: { 'pl-1': { maxEntries: 5 } } };
    expect(linesOf(policy, options)).toEqual(['tcp 443-443 pl-1']);
    expect(reasonsOf(policy, options)).toEqual([
      'wider drop: a security group does not see which addresses a prefix list shares with others: what the rule may mean passes where a later rule permits it',
    ]);
  });

  it('by block of one family take nothing from a prefix list of the other', () => {
    const policy = policyOf([
      drop({ destinations: to('198.51.100.0/24') }),
      pass({ destinations: [{ prefixList: 'pl-1' }] }),
    ]);
    const ipv6 = { prefixLists: { 'pl-1': { maxEntries: 5, addressFamily: 'IPv6' as const } } };
    expect(reasonsOf(policy, ipv6)).toEqual([]);
  });
});

describe('workloads', () => {
  const groups = { web: { cidrBlocks: ['10.0.0.0/25'] }, batch: { cidrBlocks: [] } };
  const rules = [
    pass({ id: 'web', sources: [{ group: 'web' }], applications: [tcp(1)] }),
    pass({ id: 'batch', sources: [{ group: 'batch' }], applications: [tcp(2)] }),
    pass({ id: 'isolated', sources: [{ tier: 'isolated' }], applications: [tcp(3)] }),
    pass({ id: 'block', sources: [{ cidrBlock: '10.0.0.0/24' }], applications: [tcp(4)] }),
    pass({ id: 'any', applications: [tcp(5)] }),
  ].map((one) => ({ ...one, destinations: to('198.51.100.0/24') }));
  const policy = policyOf(rules, { groups });
  const ids = (options: SecurityGroupOptions['workload']) => ({
    permitted: compile(policy, { workload: options }).artefact.egress.flatMap((one) => one.rules),
    wider: compile(policy, { workload: options }).approximations.map((one) => one.rule),
  });

  it.each<[string, SecurityGroupOptions['workload'], string[], string[]]>([
    ['nothing', {}, ['web', 'batch', 'isolated', 'block', 'any'], ['web', 'batch', 'isolated', 'block']],
    ['its group, and by that its blocks', { group: 'web', tier: 'protected' }, ['web', 'block', 'any'], []],
    [
      'a group without blocks',
      { group: 'batch', tier: 'isolated' },
      ['batch', 'isolated', 'block', 'any'],
      ['block'],
    ],
    [
      'its tier and blocks',
      { tier: 'protected', cidrBlocks: ['10.0.0.0/26'] },
      ['web', 'batch', 'block', 'any'],
      ['batch'],
    ],
    [
      'blocks that hold others too',
      { group: 'batch', tier: 'nat', cidrBlocks: ['10.0.0.0/16'] },
      ['web', 'batch', 'block', 'any'],
      ['web', 'block'],
    ],
  ])('permits what may be meant, where of the workload is known: %s', (_, workload, permitted, wider) => {
    expect(ids(workload)).toEqual({ permitted, wider });
  });

  it('takes nothing away by a rule that is perhaps of others', () => {
    const forbidding = policyOf([
      drop({ sources: [{ tier: 'isolated' }] }),
      pass({ destinations: to('0.0.0.0/0') }),
    ]);
    expect(linesOf(forbidding)).toEqual(['tcp 443-443 0.0.0.0/0']);
    expect(reasonsOf(forbidding)).toEqual([
      'wider drop: a security group does not see which workloads are sources of the rule: what the rule may mean passes where a later rule permits it',
    ]);
    expect(linesOf(forbidding, { workload: { tier: 'isolated' } })).toEqual([]);
    expect(reasonsOf(forbidding, { workload: { tier: 'protected' } })).toEqual([]);
  });

  it('permits no IPv6 by an IPv4 source', () => {
    expect(linesOf(policyOf([pass({ sources: [{ cidrBlock: '10.0.0.0/24' }] })]))).toEqual([
      'tcp 443-443 0.0.0.0/0',
    ]);
  });

  it('remarks on a group that the policy does not have', () => {
    expect(compile(policy, { workload: { group: 'wbe' } }).remarks).toEqual([
      { remark: 'the policy has no group `wbe`, so no rule by group is about this workload' },
    ]);
  });
});

describe('services and prefix lists', () => {
  const policy = policyOf([pass({ destinations: [{ service: 's3' }], applications: ['https'] })]);

  it('permits a service at its interface endpoint or by the list of its gateway endpoint', () => {
    expect(linesOf(policy, { services: { s3: { cidrBlocks: ['10.9.0.0/24'] } } })).toEqual([
      'tcp 443-443 10.9.0.0/24',
    ]);
    expect(linesOf(policy, { services: { s3: { prefixListId: 'pl-s3' } } })).toEqual(['tcp 443-443 pl-s3']);
  });

  it('says how to permit a service whose endpoint it does not know', () => {
    expect(linesOf(policy)).toEqual([]);
    expect(reasonsOf(policy)).toEqual([
      'narrower pass: the endpoint of service `s3` is not given, so nothing to it passes: name it under `services`',
    ]);
  });

  it('pings a prefix list whose family it does not know in both', () => {
    const ping = policyOf([pass({ destinations: [{ prefixList: 'pl-1' }], applications: ['icmp-echo'] })]);
    expect(linesOf(ping, { prefixLists: { 'pl-1': { maxEntries: 1 } } })).toEqual([
      'icmp 8--1 pl-1',
      'icmpv6 128--1 pl-1',
    ]);
    const ipv4 = { prefixLists: { 'pl-1': { maxEntries: 1, addressFamily: 'IPv4' as const } } };
    expect(linesOf(ping, ipv4)).toEqual(['icmp 8--1 pl-1']);
  });
});

describe('remarks', () => {
  it('are for rules that have expired, alert or reject, and for monitor', () => {
    const policy = policyOf([
      pass({ id: 'old', expires: '2026-11-21' }),
      rule({ id: 'log', action: 'alert' }),
      drop({ id: 'tell', action: 'reject' }),
    ]);
    expect(compile(policy).remarks).toEqual([
      { rule: 'old', remark: 'it expired on `2026-11-21`' },
      { rule: 'log', remark: 'a security group writes no log line for a rule' },
      { rule: 'tell', remark: 'a security group drops without notice to the client' },
    ]);
    const monitored = compile({ ...policy, mode: 'monitor' });
    expect(monitored.artefact.egress.map(lineOf)).toEqual(['all 0.0.0.0/0', 'all ::/0']);
    expect(monitored.remarks[0]).toEqual({
      remark: 'monitor blocks nothing, and a security group writes no log line for what it would block',
    });
  });
});

describe('problems', () => {
  const messageOf = (policy: EgressPolicy, options: Partial<SecurityGroupOptions> = {}) => {
    try {
      compile(policy, options);
      return '';
    } catch (error) {
      return String(error);
    }
  };
  const blocks = (count: number, third: number) =>
    Array.from({ length: count }, (_, index) => `198.51.${third}.${index * 2}/32`);

  it('names each rule that does not fit, how many rules it needs, and the room there is', () => {
    const policy = policyOf([
      pass({ id: 'first', destinations: to(...blocks(58, 100)) }),
      pass({ id: 'second', destinations: to(...blocks(3, 101), '2001:db8::/32') }),
      pass({ id: 'third', destinations: to(...blocks(2, 102)) }),
      pass({ id: 'fourth', destinations: to(...blocks(1, 103)) }),
    ]);
    expect(messageOf(policy)).toBe(
      [
        'PlanError: security group of egress policy `test`: 2 problems',
        '  rules[1]: the rule needs 3 outbound rules of IPv4 and does not fit: rules before it take 58 of 60; use fewer or larger blocks, put them in a smaller prefix list, or have the quota raised [POL504]',
        '  rules[3]: the rule needs 1 outbound rule of IPv4 and does not fit: rules before it take 60 of 60; use fewer or larger blocks, put them in a smaller prefix list, or have the quota raised [POL504]',
      ].join('\n'),
    );
    expect(linesOf(policy, { rulesPerGroup: 64 })).toHaveLength(65);
  });

  it('counts a prefix list as its largest number of entries, in its family', () => {
    const policy = policyOf([
      pass({ destinations: [{ prefixList: 'pl-1' }, { cidrBlock: '198.51.100.0/24' }] }),
    ]);
    const sized = (maxEntries: number, addressFamily?: 'IPv4' | 'IPv6') => ({
      prefixLists: { 'pl-1': { maxEntries, ...(addressFamily === undefined ? {} : { addressFamily }) } },
    });
    expect(messageOf(policy, sized(59))).toBe('');
    expect(messageOf(policy, sized(60))).toContain('needs 61 outbound rules of IPv4');
    expect(messageOf(policy, sized(60, 'IPv6'))).toBe('');
    expect(messageOf(policy, sized(61))).toContain('needs 61 outbound rules of IPv6');
  });

  it.each<[string, Partial<SecurityGroupOptions>]>([
    ['rulesPerGroup: `0` is no number of rules that a security group may hold', { rulesPerGroup: 0 }],
    ['rulesPerGroup: `1001` is no number', { rulesPerGroup: 1001 }],
    [
      'prefixLists.pl-1.maxEntries: `0` is no number of entries',
      { prefixLists: { 'pl-1': { maxEntries: 0 } } },
    ],
    [
      'services.s3.maxEntries: `1.5` is no number',
      { services: { s3: { prefixListId: 'pl-s3', maxEntries: 1.5 } } },
    ],
    ['prefixLists.pl-2: how many entries prefix list `pl-2` may have is not known', {}],
    ['services.s3.cidrBlocks[0]: ', { services: { s3: { cidrBlocks: ['10.0.0.1/24'] } } }],
    ['workload.cidrBlocks[0]: ', { workload: { cidrBlocks: ['10.0.0.1/24'] } }],
    ['today: `soon` is not a day', { today: 'soon' }],
  ])('refuses %s', (message, options) => {
    expect(messageOf(policyOf([pass({ destinations: [{ prefixList: 'pl-2' }] })]), options)).toContain(
      message,
    );
  });
});
