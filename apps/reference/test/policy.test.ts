import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluate, type EgressPolicy, type Flow } from '@inspected-egress/policy';
import { PlanError } from '@inspected-egress/problem';
import type { EnvironmentConfig } from '../src';
import { POLICY, POLICY_DATE } from '../src/environments/allowed';
import { dev } from '../src/environments/dev';
import { synthesizeEnvironments } from '../src/synthesize';
import { config } from './config';
import { resourcesOf, stackOf } from './stacks';

const README = readFileSync(join(__dirname, '..', 'README.md'), 'utf8');
const RULE = 'aws_vpc_security_group_egress_rule';

const withRules = (rules: readonly Partial<EgressPolicy['rules'][number]>[]): EgressPolicy =>
  ({ ...dev.policy, rules: rules.map((rule) => ({ action: 'pass', ...rule })) }) as EgressPolicy;

const partner = (port: number) => ({
  id: `partner-${port}`,
  destinations: [{ cidrBlock: '203.0.113.0/24' }],
  applications: [{ tcp: { from: port, to: port } }],
});

function outboundOf(environment: EnvironmentConfig): readonly string[] {
  return Object.values(resourcesOf(stackOf(environment), RULE))
    .map(
      (rule) => `${rule['ip_protocol']} ${rule['from_port']} ${rule['cidr_ipv4'] ?? rule['prefix_list_id']}`,
    )
    .sort();
}

function problemsOf(changes: Parameters<typeof config>[0]): readonly string[] {
  try {
    synthesizeEnvironments([config(changes)], '/dev/null/never-written');
  } catch (error) {
    if (error instanceof PlanError) return error.problems.map(({ path, code }) => `${path} ${code}`);
  }
  return [];
}

describe('what the environments may send', () => {
  const https: Flow = {
    source: '10.1.0.10',
    tier: 'protected',
    groups: [],
    destination: '34.117.59.81',
    protocol: 'tcp',
    port: 443,
    application: 'tls',
    sni: 'ipinfo.io',
    country: 'US',
    prefixLists: [],
  };
  const ping: Flow = {
    ...https,
    destination: '8.8.8.8',
    protocol: 'icmp',
    icmpType: 8,
    application: 'other',
  };

  it.each<[string, Flow, 'pass' | 'drop']>([
    ['HTTPS to ipinfo.io', https, 'pass'],
    ['HTTPS to another name', { ...https, sni: 'example.com' }, 'drop'],
    ['HTTP to ipinfo.io', { ...https, port: 80, application: 'http', host: 'ipinfo.io' }, 'drop'],
    ['ping to the United States', ping, 'pass'],
    ['ping to another country', { ...ping, country: 'DE' }, 'drop'],
    ['SSH', { ...https, port: 22, application: 'ssh' }, 'drop'],
    [
      'DNS past the resolver',
      { ...https, protocol: 'udp', port: 53, application: 'dns', queryName: 'a.b' },
      'drop',
    ],
  ])('%s: %#', (_, flow, verdict) => {
    expect(evaluate(POLICY, flow, { today: POLICY_DATE }).verdict).toBe(verdict);
  });
});

describe('every layer follows from the policy', () => {
  const policy = withRules([
    partner(8443),
    {
      id: 'operators',
      destinations: [{ service: 'ssm' }, { service: 'ssmmessages' }],
      applications: ['https'],
    },
  ]);
  const stack = stackOf(config({ policy }));
  const texts = (type: string) => Object.values(resourcesOf(stack, type)).map((one) => JSON.stringify(one));

  it('the firewall rules', () => {
    const rules = texts('aws_networkfirewall_rule_group').join();
    expect(rules).toContain('203.0.113.0/24');
    expect(rules).not.toContain('ipinfo.io');
  });

  it('the security group of workloads, endpoints of services included', () => {
    expect(outboundOf(config({ policy }))).toEqual([
      'tcp 443 10.1.26.0/23',
      'tcp 443 10.1.58.0/23',
      'tcp 8443 203.0.113.0/24',
    ]);
  });

  it('the network ACLs', () => {
    const acls = Object.values(resourcesOf(stack, 'aws_network_acl_rule'));
    const toPartner = acls.filter((rule) => rule['cidr_block'] === '203.0.113.0/24');
    expect(toPartner.map((rule) => [rule['egress'], rule['from_port']])).toEqual(
      expect.arrayContaining([
        [true, 8443],
        [false, 32768],
      ]),
    );
    expect(acls.filter((rule) => rule['from_port'] === 80)).toEqual([]);
  });

  it('the endpoint policies: what no rule permits is denied', () => {
    const denied = texts('aws_vpc_endpoint').filter((one) => one.includes('NoRulePermitsThisService'));
    expect(denied).toHaveLength(1);
    expect(denied[0]).toContain('com.amazonaws.us-east-1.s3');
  });

  it('network ACLs and security group behind any engine', () => {
    const serviceName = 'com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0';
    const engine = { kind: 'gateway-load-balancer', serviceName };
    expect(outboundOf(config({ policy, engine }))).toEqual(outboundOf(config({ policy })));
    const rules = (one: ReturnType<typeof stackOf>) => resourcesOf(one, 'aws_network_acl_rule');
    expect(rules(stackOf(config({ policy, engine })))).toEqual(rules(stack));
  });

  it('and tell in an output where they differ from it, as the README quotes', () => {
    const { value } =
      (stackOf(dev)['output'] as Record<string, { readonly value: object }>)['egress_policy'] ?? {};
    expect(value).toMatchObject({ date: POLICY_DATE });
    const { approximations } = value as { readonly approximations: readonly string[] };
    expect(approximations).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^security-group, wider, ipinfo: /),
        expect.stringMatching(/^network-acl, wider, ping-united-states: /),
      ]),
    );
    expect(approximations.filter((one) => /, narrower, (session-manager|packages):/.test(one))).toEqual([]);
    expect(approximations.filter((one) => README.includes(one))).toHaveLength(1);
  });
});

describe('a rule that expires', () => {
  const policy = withRules([{ ...partner(8443), expires: '2026-12-31' }, partner(9443)]);
  const stackFor = (policyDate: string) => stackOf(config({ policy, policyDate }));

  it('is in every layer until its last day, and in none for a later date', () => {
    const outbound = (policyDate: string) =>
      outboundOf(config({ policy, policyDate, privateServices: 'none' }));
    expect(outbound('2026-12-31')).toEqual(['tcp 8443 203.0.113.0/24', 'tcp 9443 203.0.113.0/24']);
    expect(outbound('2027-01-01')).toEqual(['tcp 9443 203.0.113.0/24']);
    expect(JSON.stringify(stackFor('2027-01-01'))).not.toContain('8443');
  });

  it('is judged by the clock of every plan, until the date is moved on', () => {
    expect(stackFor('2026-11-22')['locals']).toEqual({ egress_policy_expiry: '2027-01-01T00:00:00Z' });
    expect(JSON.stringify(stackFor('2026-11-22')['output'])).toContain('local.egress_policy_expiry');
    expect(JSON.stringify(stackFor('2027-01-01'))).not.toContain('egress_policy_expiry');
  });
});

describe('what a layer cannot hold', () => {
  it('is told at its place in the policy', () => {
    const policy = withRules(Array.from({ length: 30 }, (_, index) => partner(8000 + 2 * index)));
    expect(new Set(problemsOf({ policy }).map((line) => line.replace(/\d+/, 'n')))).toEqual(
      new Set(['dev.policy.rules[n] POL554']),
    );
    const list = withRules([{ id: 'list', destinations: [{ prefixList: 'pl-1' }], applications: ['ssh'] }]);
    expect(problemsOf({ policy: list })).toEqual(['dev.prefixLists.pl-1 POL302']);
    const prefixLists = { 'pl-1': { cidrBlocks: ['203.0.113.0/24'], maxEntries: 5 } };
    expect(outboundOf(config({ policy: list, prefixLists }))).toEqual(['tcp 22 pl-1']);
  });
});
