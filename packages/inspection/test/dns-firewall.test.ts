import { packageIndexPolicy, type EgressPolicy, type EgressRule } from '@inspected-egress/policy';
import { TerraformStack, Testing } from 'cdktf';
import { DnsFirewall, type DnsFirewallProps } from '../src';
import { BY_WORKLOAD, EVERY_FORM, TODAY } from './egress-policies';
import { refusal } from './messages';
import { synthesize, type Block } from './synthesize';

const LIST = 'aws_route53_resolver_firewall_domain_list';
const RULE = 'aws_route53_resolver_firewall_rule';
const GROUP = 'aws_route53_resolver_firewall_rule_group';
const ASSOCIATION = 'aws_route53_resolver_firewall_rule_group_association';
const CONFIG = 'aws_route53_resolver_firewall_config';
const VPC = 'vpc-0123456789abcdef0';

const PROPS: DnsFirewallProps = {
  vpcIds: { dev: VPC },
  egressPolicy: packageIndexPolicy(),
  today: TODAY,
};

function firewall(props: Partial<DnsFirewallProps> = {}) {
  let made: DnsFirewall | undefined;
  const world = synthesize((stack) => {
    made = new DnsFirewall(stack, 'dns', { ...PROPS, ...props });
  });
  return { ...world, approximations: made?.approximations ?? [], remarks: made?.remarks ?? [] };
}

type World = ReturnType<typeof firewall>;

/** The resource that `${type.name.id}` refers to. */
function referred(world: World, reference: unknown): Block {
  const [type = '', name = ''] = String(reference).slice(2, -1).split('.');
  const found = world.named(type)[name];
  if (found === undefined) throw new Error(`nothing is ${String(reference)}`);
  return found;
}

/** What a VPC's resolver asks, in order: `ALLOW a.example b.example`. */
function asked(world: World, vpcId: string = VPC): readonly string[] {
  const byPriority = (one: Block, other: Block) => Number(one['priority']) - Number(other['priority']);
  return world
    .all(ASSOCIATION)
    .filter((association) => association['vpc_id'] === vpcId)
    .sort(byPriority)
    .flatMap((association) =>
      world
        .all(RULE)
        .filter((rule) => rule['firewall_rule_group_id'] === association['firewall_rule_group_id'])
        .sort(byPriority)
        .map((rule) => {
          const { domains } = referred(world, rule['firewall_domain_list_id']);
          return `${String(rule['action'])} ${(domains as readonly string[]).join(' ')}`;
        }),
    );
}

const hosts = (count: number): EgressPolicy => ({
  ...packageIndexPolicy(),
  rules: Array.from(
    { length: count },
    (_, index): EgressRule => ({
      id: `host-${index}`,
      destinations: [{ name: `host-${index}.example.com` }],
      applications: ['https'],
      action: 'pass',
    }),
  ),
});

it('lets the resolver of a VPC answer for what the policy passes, and for nothing else', () => {
  const world = firewall();
  expect(asked(world)).toEqual([
    'ALLOW *.pypi.org. *.pythonhosted.org. pypi.org. pythonhosted.org.',
    'BLOCK *.',
  ]);
  expect(world.only(CONFIG)).toMatchObject({ resource_id: VPC, firewall_fail_open: 'DISABLED' });
  expect(world.only(ASSOCIATION)).toMatchObject({ priority: 106, mutation_protection: 'DISABLED' });
  for (const rule of world.all(RULE)) {
    expect(rule).toMatchObject({ firewall_domain_redirection_action: 'TRUST_REDIRECTION_DOMAIN' });
  }
});

it('has a response for every BLOCK, whatever the policy and the block are', () => {
  for (const egressPolicy of [packageIndexPolicy(), EVERY_FORM, hosts(150)]) {
    for (const block of [undefined, { kind: 'nxdomain' as const }]) {
      const rules = firewall({ egressPolicy, ...(block === undefined ? {} : { block }) }).all(RULE);
      const blocking = rules.filter(({ action }) => action === 'BLOCK');
      expect(blocking.length).toBeGreaterThan(0);
      for (const rule of blocking) expect(['NODATA', 'NXDOMAIN']).toContain(rule['block_response']);
    }
  }
});

it('is told of the answer to what is blocked, of redirections and of failing', () => {
  const world = firewall({
    block: { kind: 'override', cname: 'blocked.example.org', ttlSeconds: 60 },
    redirection: 'inspect',
    failMode: 'open',
    alsoAllow: ['s3.us-east-1.amazonaws.com'],
    mutationProtection: 'on',
    associationPriority: 500,
  });
  expect(world.all(RULE).find(({ action }) => action === 'BLOCK')).toMatchObject({
    block_response: 'OVERRIDE',
    block_override_dns_type: 'CNAME',
    block_override_domain: 'blocked.example.org',
    block_override_ttl: 60,
    firewall_domain_redirection_action: 'INSPECT_REDIRECTION_DOMAIN',
  });
  expect(asked(world)).toContain('ALLOW s3.us-east-1.amazonaws.com.');
  expect(world.only(CONFIG)).toMatchObject({ firewall_fail_open: 'ENABLED' });
  expect(world.only(ASSOCIATION)).toMatchObject({ priority: 505, mutation_protection: 'ENABLED' });
});

it('is one for several VPCs', () => {
  const other = 'vpc-0fedcba9876543210';
  const world = firewall({ vpcIds: { dev: VPC, other } });
  expect(world.all(GROUP)).toHaveLength(1);
  expect(asked(world, other)).toEqual(asked(world));
  expect(world.all(CONFIG).map(({ resource_id: id }) => id)).toEqual([VPC, other]);
});

describe('more rules than a group holds', () => {
  const world = firewall({ egressPolicy: hosts(250) });

  it('are in several, which are asked one after another, and `*` comes last', () => {
    const lines = asked(world);
    expect(world.all(GROUP).length).toBeGreaterThan(2);
    expect(lines).toHaveLength(251);
    expect(lines.at(-1)).toBe('BLOCK *.');
    expect(new Set(lines).size).toBe(251);
  });

  it('are asked only once a group has all of its rules', () => {
    const named = Object.entries(world.named(RULE));
    for (const association of world.all(ASSOCIATION)) {
      const ofGroup = named
        .filter(([, rule]) => rule['firewall_rule_group_id'] === association['firewall_rule_group_id'])
        .map(([name]) => `${RULE}.${name}`);
      expect(association['depends_on']).toEqual(expect.arrayContaining(ofGroup));
    }
  });

  it('keep their resources when a group more makes them change theirs, and are made there first', () => {
    const before = firewall({ egressPolicy: hosts(160) });
    const after = firewall({ egressPolicy: hosts(180) });
    expect(after.all(GROUP).length).toBe(before.all(GROUP).length + 1);
    const moved = Object.entries(before.named(RULE)).filter(
      ([name, rule]) =>
        after.named(RULE)[name]?.['firewall_rule_group_id'] !== rule['firewall_rule_group_id'],
    );
    expect(moved.length).toBeGreaterThan(0);
    expect(Object.keys(after.named(RULE))).toEqual(expect.arrayContaining(Object.keys(before.named(RULE))));
    for (const [, rule] of moved) expect(rule).toMatchObject({ lifecycle: { create_before_destroy: true } });
  });

  it('leave `*` where it is, whatever groups come and go before it', () => {
    const placeOfAny = (world: World) => {
      const [name, rule] =
        Object.entries(world.named(RULE)).find(([name]) => name.includes('any-name')) ?? [];
      const group = rule?.['firewall_rule_group_id'];
      const association = world.all(ASSOCIATION).find((one) => one['firewall_rule_group_id'] === group);
      return [name, group, association?.['priority']];
    };
    const places = [1, 160, 180, 250].map((count) => placeOfAny(firewall({ egressPolicy: hosts(count) })));
    expect(new Set(places.map((place) => JSON.stringify(place))).size).toBe(1);
  });
});

it('has names that AWS takes, each once, however long they are', () => {
  const long = { ...hosts(3), name: 'p'.repeat(64) };
  const world = firewall({ egressPolicy: long, name: 'n'.repeat(40), vpcIds: { ['v'.repeat(20)]: VPC } });
  for (const type of [LIST, RULE, GROUP, ASSOCIATION]) {
    const names = world.all(type).map(({ name }) => String(name));
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^n{40}_[\w-]{1,23}$/);
  }
});

it('is the same for another name of the policy, and for one of its own keeps every group, list and association', () => {
  const named = (props: Partial<DnsFirewallProps>) => firewall({ mutationProtection: 'on', ...props }).json;
  const renamed = { ...packageIndexPolicy(), name: 'renamed' };
  expect(named({ egressPolicy: renamed })).toEqual(named({}));
  const world = firewall({ name: 'other' });
  expect(world.addresses).toEqual(firewall({ name: 'one' }).addresses);
  for (const type of [LIST, GROUP, ASSOCIATION])
    for (const one of world.all(type)) expect(one).toMatchObject({ lifecycle: { ignore_changes: ['name'] } });
});

it('bears the tags that are given, beside its names', () => {
  const world = firewall({ tags: { team: 'network' } });
  for (const one of [LIST, GROUP, ASSOCIATION].flatMap((type) => world.all(type))) {
    expect(one).toMatchObject({ tags: { Name: one['name'], team: 'network' } });
  }
});

it('says where it is other than the policy, and what a reader would not expect', () => {
  expect(firewall({ egressPolicy: BY_WORKLOAD }).approximations).toMatchObject([
    { layer: 'dns-firewall', direction: 'wider', rule: 'builders' },
  ]);
  expect(firewall({ egressPolicy: EVERY_FORM }).remarks).toContainEqual({
    rule: 'old',
    remark: 'it expired on `2026-11-21`',
  });
});

it('blocks nothing in mode monitor', () => {
  const world = firewall({ egressPolicy: { ...EVERY_FORM, mode: 'monitor' } });
  expect(asked(world).filter((line) => line.startsWith('BLOCK'))).toEqual([]);
  expect(asked(world).at(-1)).toBe('ALERT *.');
  expect(world.only(CONFIG)).toMatchObject({ firewall_fail_open: 'ENABLED' });
});

describe('bad input is refused', () => {
  const codesOf = (props: object) =>
    refusal(() => new DnsFirewall(new TerraformStack(Testing.app(), 'dev'), 'dns', { ...PROPS, ...props }))
      .split('\n')
      .slice(1)
      .map((line) => /^ {2}(.+?): .* \[(.*)\]$/.exec(line)?.slice(1).join(' '));

  it.each<[object, readonly string[]]>([
    [{ name: 'a_b' }, ['name INS263']],
    [{ name: '${var.name}' }, ['name INS263']],
    [{ associationPriority: 100 }, ['associationPriority INS264']],
    [{ associationPriority: 8_995 }, ['associationPriority INS264']],
    [{ associationPriority: 101.5 }, ['associationPriority INS264']],
    [{ vpcIds: {} }, ['vpcIds INS265']],
    [{ vpcIds: { 'a b': VPC } }, ['vpcIds.a b INS266']],
    [{ vpcIds: { dev: 'dev' } }, ['vpcIds.dev INS267']],
    [{ vpcIds: { dev: VPC, test: VPC } }, ['vpcIds.test INS268']],
    [{ mutationProtection: true }, ['mutationProtection INS269']],
    [{ today: 'today' }, ['today POL113']],
    [{ redirection: 'Trust', alsoAllow: ['A.org'] }, ['redirection POL104', 'alsoAllow[0] POL136']],
    [{ egressPolicy: hosts(600) }, ['egressPolicy.rules[499] POL402']],
    [{ egressPolicy: { ...hosts(1), mode: 'on' } }, ['egressPolicy.mode POL104']],
  ])('%j', (props, codes) => {
    expect(codesOf(props)).toEqual(codes);
  });

  it('takes the bounds themselves, and ids that only Terraform knows', () => {
    for (const associationPriority of [101, 8_994]) {
      expect(firewall({ associationPriority }).only(ASSOCIATION)).toMatchObject({
        priority: associationPriority + 5,
      });
    }
    expect(asked(firewall({ vpcIds: { dev: '${aws_vpc.dev.id}' } }), '${aws_vpc.dev.id}')).toHaveLength(2);
  });
});
