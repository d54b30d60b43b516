import { packageIndexPolicy, workshopPolicy, type EgressRule } from '@inspected-egress/policy';
import {
  offlinePlans,
  requireTerraform,
  type JsonObject,
  type PlannedWorld,
} from '@inspected-egress/terraform';
import { DnsFirewall, type DnsFirewallProps } from '../src';
import { EVERY_FORM, TODAY } from './egress-policies';
import { synthesize } from './synthesize';

const MANY = Array.from(
  { length: 260 },
  (_, index): EgressRule => ({
    id: `host-${index}`,
    destinations: [{ name: `${index % 3 === 0 ? '*.' : ''}host-${index}.example.com` }],
    applications: ['https'],
    action: 'pass',
  }),
);

const settings: Readonly<Record<string, Omit<DnsFirewallProps, 'today' | 'vpcIds'>>> = {
  workshop: { egressPolicy: workshopPolicy() },
  'package-index': { egressPolicy: packageIndexPolicy() },
  'every-form': { egressPolicy: EVERY_FORM },
  monitor: { egressPolicy: { ...EVERY_FORM, mode: 'monitor' } },
  many: { egressPolicy: { ...packageIndexPolicy(), rules: MANY } },
  override: {
    egressPolicy: EVERY_FORM,
    block: { kind: 'override', cname: 'blocked.example.org', ttlSeconds: 604_800 },
    redirection: 'inspect',
    failMode: 'open',
    alsoAllow: ['*.amazonaws.com'],
    mutationProtection: 'on',
    associationPriority: 8_994,
    name: 'prod-dns',
    tags: { team: 'network' },
  },
  'managed-logged-shared': {
    egressPolicy: packageIndexPolicy(),
    managedLists: [
      { name: 'malware', domainListId: 'rslvr-fdl-0123456789abcdef' },
      { name: 'new-names', domainListId: 'rslvr-fdl-fedcba9876543210', action: 'alert' },
    ],
    block: { kind: 'override', cname: 'blocked.example.org', ttlSeconds: 60 },
    queryLogs: {
      to: 'cloudwatch',
      encryption: { newKeyIn: { accountId: '123456789012', region: 'us-east-1' } },
    },
    share: { principals: ['arn:aws:organizations::111122223333:organization/o-abcdefghij'] },
  },
  nxdomain: { egressPolicy: packageIndexPolicy(), block: { kind: 'nxdomain' } },
};

const worlds = Object.entries(settings).map(([name, props]) => ({
  name,
  synthesized: synthesize((stack) => {
    new DnsFirewall(stack, 'dns', {
      ...props,
      vpcIds: { dev: 'vpc-0123456789abcdef0', test: 'vpc-0fedcba9876543210' },
      today: TODAY,
    });
  }),
}));
let planned: readonly PlannedWorld[] = [];

beforeAll(async () => {
  const stacks = worlds.map(({ name, synthesized }) => ({
    name,
    workspace: 'default',
    json: synthesized.json as JsonObject,
  }));
  planned = await offlinePlans(requireTerraform(), stacks);
});

describe.each(worlds)('DNS Firewall of $name', ({ name, synthesized }) => {
  const world = () => planned.find((one) => one.name === name);

  it('passes terraform validate and plan without a warning', () => {
    expect(world()?.warnings).toEqual([]);
  });

  it('creates every resource of the stack and nothing else', () => {
    expect(
      world()
        ?.resourceChanges.map(({ address }) => address)
        .sort(),
    ).toEqual(synthesized.addresses);
  });
});

it('Terraform takes the answer to what is blocked, and priorities of over 100 rules, as they are meant', () => {
  const after = (name: string, type: string) =>
    (planned.find((one) => one.name === name)?.resourceChanges ?? [])
      .filter((change) => change.type === type)
      .map((change) => change.after as Readonly<Record<string, unknown>>);
  expect(after('override', 'aws_route53_resolver_firewall_rule')).toContainEqual(
    expect.objectContaining({
      action: 'BLOCK',
      block_response: 'OVERRIDE',
      block_override_dns_type: 'CNAME',
      block_override_domain: 'blocked.example.org',
      block_override_ttl: 604_800,
      firewall_domain_redirection_action: 'INSPECT_REDIRECTION_DOMAIN',
    }),
  );
  const rules = after('many', 'aws_route53_resolver_firewall_rule');
  expect(rules).toHaveLength(261);
  for (const { priority } of rules) {
    expect(Number(priority)).toBeGreaterThanOrEqual(1);
    expect(Number(priority)).toBeLessThanOrEqual(10_000);
  }
  const associations = after('many', 'aws_route53_resolver_firewall_rule_group_association');
  expect(new Set(associations.map(({ priority }) => priority))).toEqual(new Set([103, 104, 105, 106]));
});
