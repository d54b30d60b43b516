import { without } from '../../src/diff/policy/without';
import { readGraph } from '../../src/graph/read-graph';
import { estateOf, notKnown, ref, type Said } from '../support/estate-of';
import { GATEWAY_LOAD_BALANCER, graphWith } from '../support/gateway-load-balancer';
import { toldBetween } from '../support/told-difference';

type Fields = Readonly<Record<string, Said>>;
type World = Readonly<Record<string, Fields>>;

const told = (before: World, after: World) =>
  toldBetween(readGraph(estateOf(before)), readGraph(estateOf(after)));

const BASE: World = {
  'aws_vpc.v': { cidr_block: '10.0.0.0/16' },
  'aws_subnet.f': { vpc_id: ref('aws_vpc.v.id'), cidr_block: '10.0.1.0/28', availability_zone: 'us-east-1a' },
  'aws_networkfirewall_firewall.f': {
    vpc_id: ref('aws_vpc.v.id'),
    firewall_policy_arn: ref('aws_networkfirewall_firewall_policy.p.arn'),
    subnet_mapping: [{ subnet_id: ref('aws_subnet.f.id') }],
  },
};

interface FirewallWorld {
  readonly policy?: Fields;
  readonly groups?: Readonly<Record<string, Fields>>;
  readonly uses?: readonly Said[];
}

const uses = (...names: readonly string[]) =>
  names.map((name, index) => ({
    priority: 10 * (index + 1),
    resource_arn: ref(`aws_networkfirewall_rule_group.${name}.arn`),
  }));

function firewall({ policy = {}, groups = {}, uses: references = [] }: FirewallWorld): World {
  return {
    ...BASE,
    'aws_networkfirewall_firewall_policy.p': {
      firewall_policy: [
        {
          stateless_default_actions: ['aws:forward_to_sfe'],
          stateless_fragment_default_actions: ['aws:forward_to_sfe'],
          stateful_default_actions: ['aws:drop_strict'],
          stateful_engine_options: [{ rule_order: 'STRICT_ORDER' }],
          stateful_rule_group_reference: references,
          ...policy,
        },
      ],
    },
    ...Object.fromEntries(
      Object.entries(groups).map(([name, rules_source]) => [
        `aws_networkfirewall_rule_group.${name}`,
        { type: 'STATEFUL', capacity: 100, rule_group: [{ rules_source: [rules_source] }] },
      ]),
    ),
  };
}

const rules = (...lines: readonly string[]) =>
  firewall({ groups: { g: { rules_string: lines.join('\n') } }, uses: uses('g') });
const PYPI = 'pass tls $HOME_NET any -> any 443 (tls.sni; content:"pypi.org"; sid:1;)';
const NPM = 'pass tls $HOME_NET any -> any 443 (tls.sni; content:"npmjs.org"; sid:2;)';
const domains = (type: string, ...targets: readonly string[]) =>
  firewall({
    groups: {
      g: { rules_source_list: [{ generated_rules_type: type, target_types: ['TLS_SNI'], targets }] },
    },
    uses: uses('g'),
  });
const F = 'aws_networkfirewall_firewall.f';

describe('a firewall', () => {
  it('gains and loses a default action', () => {
    const after = firewall({ policy: { stateful_default_actions: ['aws:alert_strict'] } });
    expect(told(firewall({}), after)).toEqual([
      `- ${F} stateful default actions: aws:drop_strict`,
      `+ ${F} stateful default actions: aws:alert_strict`,
    ]);
  });

  it('gains a rule', () => {
    expect(told(rules(PYPI), rules(PYPI, NPM))).toEqual([
      `+ ${F} stateful rules: pass tls $HOME_NET any -> any 443 (tls.sni; content:"npmjs.org")`,
    ]);
  });

  it('loses an order', () => {
    const [before, after] = told(rules(PYPI, NPM), rules(NPM, PYPI));
    expect(before).toMatch(/^- .* stateful rules: in this order: .*pypi.*, then .*npmjs/);
    expect(after).toMatch(/^\+ .* stateful rules: in this order: .*npmjs.*, then .*pypi/);
  });

  it('loses nothing by what only names a rule, or by white space and comments', () => {
    const after = `# what builds need\npass   tls $HOME_NET any -> any 443 ( msg:"a; b";tls.sni;content: "pypi.org"; sid:77; rev:2; metadata: team a;)`;
    expect(told(rules(PYPI), rules(after))).toEqual([]);
  });

  it('does not take a part of quoted content for the end of an option', () => {
    const rule = (content: string) => PYPI.replace('pypi.org', content);
    expect(told(rules(rule('a; sid:1;b')), rules(rule('a; sid:2;b')))).toHaveLength(2);
  });

  it('loses nothing by other priorities of the same order, and by rules that move to another group', () => {
    const [one, two] = [{ rules_string: PYPI }, { rules_string: NPM }];
    const together = rules(PYPI, NPM);
    const apart = firewall({ groups: { a: one, b: two }, uses: uses('a', 'b') });
    const renumbered = firewall({
      groups: { a: one, b: two },
      uses: uses('b', 'a')
        .reverse()
        .map((use, index) => ({ ...use, priority: 5 + index })),
    });
    expect(told(together, apart)).toEqual([]);
    expect(told(apart, renumbered)).toEqual([]);
    expect(told(apart, firewall({ groups: { a: one, b: two }, uses: uses('b', 'a') }))).toHaveLength(2);
  });

  it('gains and loses names of a domain list, in whatever order they are', () => {
    expect(told(domains('ALLOWLIST', 'a.com', 'b.com'), domains('ALLOWLIST', 'c.com', 'b.com'))).toEqual([
      `- ${F} stateful rules: ALLOWLIST a.com of TLS_SNI`,
      `+ ${F} stateful rules: ALLOWLIST c.com of TLS_SNI`,
    ]);
    expect(told(domains('DENYLIST', 'a.com'), domains('ALLOWLIST', 'a.com'))).toHaveLength(2);
  });

  it('gains a group that was there and not in use', () => {
    const groups = { g: { rules_string: PYPI } };
    expect(told(firewall({ groups }), firewall({ groups, uses: uses('g') }))).toEqual(
      [
        '- aws_networkfirewall_rule_group.g rules: pass tls $HOME_NET any -> any 443 (tls.sni; content:"pypi.org")',
        `+ ${F} stateful rules: pass tls $HOME_NET any -> any 443 (tls.sni; content:"pypi.org")`,
      ].sort((a, b) => Number(a.startsWith('+')) - Number(b.startsWith('+'))),
    );
  });

  it('may have other rules where one input does not tell them', () => {
    const after = firewall({
      groups: { g: { rules_string: notKnown('`var.rules` is a variable') } },
      uses: uses('g'),
    });
    expect(told(rules(PYPI), after)).toEqual([
      expect.stringMatching(
        /^\? aws_networkfirewall_firewall\.f stateful rules: not known after: `var\.rules` is a variable; before: pass tls/,
      ),
    ]);
    expect(told(after, after)).toEqual([]);
  });

  it('gains and loses rules in fields', () => {
    const stateful = (port: string) =>
      firewall({
        groups: {
          g: {
            stateful_rule: [
              {
                action: 'PASS',
                header: [
                  {
                    protocol: 'TCP',
                    source: '$HOME_NET',
                    source_port: 'ANY',
                    direction: 'FORWARD',
                    destination: 'ANY',
                    destination_port: port,
                  },
                ],
                rule_option: [{ keyword: 'sid', settings: ['1'] }],
              },
            ],
          },
        },
        uses: uses('g'),
      });
    const [lost, gained, ...rest] = told(stateful('443'), stateful('25'));
    expect(lost).toMatch(/^- .* stateful rules: .*PASS.*443/);
    expect(gained).toMatch(/^\+ .* stateful rules: .*PASS.*25/);
    expect(rest).toEqual([]);
  });

  it('may have another policy where one input has it not', () => {
    const after = without(firewall({}), 'aws_networkfirewall_firewall_policy.p');
    const lines = told(firewall({}), {
      ...after,
      [F]: { ...after[F], firewall_policy_arn: 'arn:aws:network-firewall:us-east-1:1:firewall-policy/p' },
    });
    expect(lines).toContainEqual(expect.stringMatching(/^\? .*\.f policy: not known after: /));
  });

  it('has another name, and is the same', () => {
    const after = JSON.stringify(rules(PYPI)).replaceAll('firewall.f', 'firewall.renamed');
    const world = JSON.parse(after) as World;
    expect(Object.keys(world)).toContain('aws_networkfirewall_firewall.renamed');
    // References are marked, and JSON loses the mark: they are made anew.
    expect(told(rules(PYPI), withReferences(world))).toEqual([]);
  });
});

function withReferences(world: World): World {
  const anew = (said: unknown): Said => {
    if (Array.isArray(said)) return said.map(anew);
    if (typeof said !== 'object' || said === null) return said as Said;
    const { kind, resource, attribute } = said as Record<string, string>;
    if (kind === 'reference') return ref(resource ?? '', attribute);
    return Object.fromEntries(Object.entries(said).map(([name, one]) => [name, anew(one)]));
  };
  return anew(world) as World;
}

describe('DNS Firewall', () => {
  const dns = (
    ...list: readonly [action: string, domains: readonly string[], priority?: number][]
  ): World => ({
    'aws_vpc.v': BASE['aws_vpc.v'] ?? {},
    'aws_route53_resolver_firewall_rule_group.g': {},
    'aws_route53_resolver_firewall_rule_group_association.a': {
      vpc_id: ref('aws_vpc.v.id'),
      firewall_rule_group_id: ref('aws_route53_resolver_firewall_rule_group.g.id'),
      priority: 101,
    },
    ...Object.fromEntries(
      list.flatMap(([action, names, priority], index) => [
        [`aws_route53_resolver_firewall_domain_list.d${index}`, { domains: names }],
        [
          `aws_route53_resolver_firewall_rule.r${index}`,
          {
            action,
            priority: priority ?? index,
            firewall_rule_group_id: ref('aws_route53_resolver_firewall_rule_group.g.id'),
            firewall_domain_list_id: ref(`aws_route53_resolver_firewall_domain_list.d${index}.id`),
          },
        ],
      ]),
    ),
  });

  it('gains a name', () => {
    expect(
      told(dns(['ALLOW', ['a.com']], ['BLOCK', ['*']]), dns(['ALLOW', ['a.com', 'b.com']], ['BLOCK', ['*']])),
    ).toEqual(['+ aws_vpc.v DNS rules: ALLOW b.com']);
  });

  it('loses an order that matters', () => {
    const [allow, block] = [
      ['ALLOW', ['a.com']],
      ['BLOCK', ['*']],
    ] as const;
    expect(told(dns([...allow], [...block]), dns([...block], [...allow]))).toEqual([
      '- aws_vpc.v DNS rules: in this order: ALLOW a.com, then BLOCK *',
      '+ aws_vpc.v DNS rules: in this order: BLOCK *, then ALLOW a.com',
    ]);
  });

  it('is the same when rules of one action are in another order, or joined', () => {
    const before = dns(['ALLOW', ['b.com']], ['ALLOW', ['a.com']], ['BLOCK', ['*']]);
    expect(told(before, dns(['ALLOW', ['a.com', 'b.com']], ['BLOCK', ['*'], 900]))).toEqual([]);
  });

  it('loses everything with its association', () => {
    const after = without(dns(['BLOCK', ['*']]), 'aws_route53_resolver_firewall_rule_group_association.a');
    expect(told(dns(['BLOCK', ['*']]), after)).toEqual(['- aws_vpc.v DNS rules: BLOCK *']);
  });

  it('has nothing to filter without a resolver', () => {
    const after = {
      ...dns(['BLOCK', ['*']]),
      'aws_vpc.v': { cidr_block: '10.0.0.0/16', enable_dns_support: false },
    };
    expect(told(dns(['BLOCK', ['*']]), after)).toEqual(['- aws_vpc.v resolver: the resolver answers']);
  });

  it('answers when it cannot be asked', () => {
    const after = {
      ...dns(['BLOCK', ['*']]),
      'aws_route53_resolver_firewall_config.c': {
        resource_id: ref('aws_vpc.v.id'),
        firewall_fail_open: 'ENABLED',
      },
    };
    expect(told(dns(['BLOCK', ['*']]), after)).toEqual([
      '+ aws_vpc.v DNS Firewall: queries are answered while DNS Firewall cannot be asked',
    ]);
  });
});

describe('an endpoint', () => {
  const endpoint = (said: Fields): World => ({
    'aws_vpc.v': BASE['aws_vpc.v'] ?? {},
    'aws_vpc_endpoint.s3': {
      vpc_id: ref('aws_vpc.v.id'),
      service_name: 'com.amazonaws.us-east-1.s3',
      ...said,
    },
  });
  const policy = (...Statement: readonly object[]) =>
    endpoint({ policy: JSON.stringify({ Version: '2012-10-17', Statement }) });
  const OURS = {
    Sid: 'Ours',
    Effect: 'Allow',
    Principal: '*',
    Action: ['s3:GetObject'],
    Resource: 'arn:aws:s3:::ours/*',
  };

  it('gains and loses statements', () => {
    const wider = { ...OURS, Resource: '*' };
    expect(told(policy(OURS), policy(wider))).toEqual([
      '- aws_vpc_endpoint.s3 policy: {"Action":"s3:GetObject","Effect":"Allow","Principal":"*","Resource":"arn:aws:s3:::ours/*"}',
      '+ aws_vpc_endpoint.s3 policy: {"Action":"s3:GetObject","Effect":"Allow","Principal":"*","Resource":"*"}',
    ]);
  });

  it('says the same in other words', () => {
    const same = {
      Resource: ['arn:aws:s3:::ours/*'],
      Action: 's3:GetObject',
      Principal: { AWS: '*' },
      Effect: 'Allow',
    };
    expect(told(policy(OURS), policy(same))).toEqual([]);
  });

  it('without a policy allows everything, as AWS writes it', () => {
    const written = { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' };
    expect(told(endpoint({}), policy(written))).toEqual([]);
    expect(told(policy(OURS), endpoint({}))).toHaveLength(2);
  });
});

describe('an endpoint service', () => {
  const endpoints = (service: string) =>
    Object.fromEntries(
      ['a', 'b'].map((letter) => [
        `aws_vpc_endpoint.e-${letter}`,
        { service_name: ref(`aws_vpc_endpoint_service.${service}.service_name`) },
      ]),
    );
  const { 'aws_vpc_endpoint_service.s': said = {} } = GATEWAY_LOAD_BALANCER;

  it('has another name, and is the same', () => {
    const renamed = graphWith({
      ...endpoints('renamed'),
      'aws_vpc_endpoint_service.s': undefined,
      'aws_vpc_endpoint_service.renamed': said,
    });
    expect(toldBetween(graphWith(), renamed)).toEqual([]);
  });

  it('beside which endpoints take another is no more than not known, as AWS names both at apply', () => {
    const both = { 'aws_vpc_endpoint_service.other': said };
    expect(toldBetween(graphWith(both), graphWith({ ...both, ...endpoints('other') }))).toEqual([
      expect.stringMatching(/^\? aws_vpc_endpoint\.e-a inspected by: not known before: /),
      expect.stringMatching(/^\? aws_vpc_endpoint\.e-b inspected by: not known before: /),
    ]);
  });
});

describe('a security group', () => {
  const group = (egress: readonly Said[], more: World = {}): World => ({
    'aws_vpc.v': BASE['aws_vpc.v'] ?? {},
    'aws_security_group.g': { vpc_id: ref('aws_vpc.v.id'), egress: [...egress], ingress: [] },
    ...more,
  });
  const to = (protocol: string, from: number, until: number, ...blocks: readonly string[]) => ({
    protocol,
    from_port: from,
    to_port: until,
    cidr_blocks: [...blocks],
  });
  const G = 'aws_security_group.g egress of security groups';

  it('gains and loses what it lets out', () => {
    expect(
      told(group([to('tcp', 443, 443, '10.0.0.0/8')]), group([to('tcp', 443, 444, '10.0.0.0/8')])),
    ).toEqual([`- ${G}: TCP to port 443 to 10.0.0.0/8`, `+ ${G}: TCP to ports 443-444 to 10.0.0.0/8`]);
  });

  it('says the same with other cuts', () => {
    const halves = [
      to('tcp', 1, 9, '0.0.0.0/1'),
      to('tcp', 10, 20, '128.0.0.0/1', '0.0.0.0/1'),
      to('tcp', 1, 9, '128.0.0.0/1'),
    ];
    expect(told(group([to('tcp', 1, 20, '0.0.0.0/0')]), group(halves))).toEqual([]);
    const everything = to('-1', 0, 0, '0.0.0.0/0');
    expect(told(group([everything]), group([everything, to('udp', 53, 53, '1.1.1.1/32')]))).toEqual([]);
  });

  it('is changed for another on an instance', () => {
    const world = (name: string) =>
      group([to('tcp', 443, 443, '0.0.0.0/0')], {
        'aws_security_group.open': {
          vpc_id: ref('aws_vpc.v.id'),
          egress: [to('-1', 0, 0, '0.0.0.0/0')],
          ingress: [],
        },
        'aws_subnet.w': { vpc_id: ref('aws_vpc.v.id'), cidr_block: '10.0.3.0/24' },
        'aws_instance.i': {
          subnet_id: ref('aws_subnet.w.id'),
          vpc_security_group_ids: [ref(`aws_security_group.${name}.id`)],
        },
      });
    const lines = told(world('g'), world('open'));
    expect(lines).toContain('- aws_instance.i egress of security groups: TCP to port 443 to 0.0.0.0/0');
    expect(lines).toContain('+ aws_instance.i egress of security groups: everything to 0.0.0.0/0');
    expect(lines.filter((line) => line.includes('aws_security_group'))).toEqual([]);
  });

  it('has another name, and is the same', () => {
    const { 'aws_security_group.g': said = {}, ...rest } = group([to('tcp', 443, 443, '10.0.0.0/8')]);
    expect(
      told({ 'aws_security_group.g': said, ...rest }, { ...rest, 'aws_security_group.renamed': said }),
    ).toEqual([]);
  });

  it('may let out more where a rule is not known', () => {
    const lines = told(
      group([to('tcp', 443, 443, '10.0.0.0/8')]),
      group([to('tcp', 443, 443, notKnown('`var.x`') as never)]),
    );
    expect(lines).toEqual([
      expect.stringMatching(/^\? aws_security_group\.g egress of security groups: not known after: /),
    ]);
  });
});
