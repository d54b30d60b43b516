import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROMISES } from '@inspected-egress/verify';
import { ENVIRONMENTS } from '../src';
import { dev } from '../src/environments/dev';
import { prod } from '../src/environments/prod';
import { staging } from '../src/environments/staging';
import { config } from './config';
import { addressesOf, resourcesOf, stackOf, stackWithPaths } from './stacks';
import { findingsOf } from './told-findings';

const stacks = { dev: stackOf(dev), staging: stackOf(staging), prod: stackOf(prod) };

describe('resource addresses', () => {
  it('are the same in dev and staging', () => {
    expect(addressesOf(stacks.staging)).toEqual(addressesOf(stacks.dev));
  });

  it('of dev are all in prod, which adds those of its third zone alone', () => {
    const inDev = new Set(addressesOf(stacks.dev));
    const inProd = addressesOf(stacks.prod);
    expect(inProd).toEqual(expect.arrayContaining([...inDev]));
    const added = inProd.filter((address) => !inDev.has(address));
    expect(added.length).toBeGreaterThan(0);
    expect(added.filter((address) => !/[._]c-|-c_|acls_.*-\d+_/.test(address))).toEqual([]);
  });

  // A change here destroys and makes again what is deployed: say so in the commit.
  it('of dev stay what they were', () => {
    expect(addressesOf(stacks.dev).join('\n')).toMatchSnapshot();
  });

  it('do not depend on account, Region, blocks, protection, retention or backend', () => {
    const other = config({
      accountId: '999988887777',
      region: 'eu-west-1',
      zones: [{ availabilityZone: 'eu-west-1b' }, { availabilityZone: 'eu-west-1a' }],
      cidrBlock: '10.99.0.0/16',
      protection: 'on',
      logRetentionDays: 90,
      backend: { kind: 's3', bucket: 'team-state', region: 'eu-west-1' },
    });
    expect(addressesOf(stackOf(other))).toEqual(addressesOf(stacks.dev));
  });
});

describe('every environment', () => {
  it.each(ENVIRONMENTS.map(({ name }) => name))('%s names no folder of the machine that made it', (name) => {
    const text = JSON.stringify(stacks[name]);
    const folders = [process.cwd(), homedir(), tmpdir(), join(process.cwd(), '..', '..')];
    expect(folders.filter((folder) => text.includes(`${folder}/`))).toEqual([]);
  });

  it.each(ENVIRONMENTS)('$name can be deployed to its own account only', ({ name, accountId }) => {
    expect(stacks[name]['provider']).toMatchObject({ aws: [{ allowed_account_ids: [accountId] }] });
  });

  it.each(ENVIRONMENTS)('$name tells what it is on everything it makes', ({ name }) => {
    const tags = { Application: 'inspected-egress', Environment: name, Workspace: '${var.workspace}' };
    expect(stacks[name]['provider']).toMatchObject({ aws: [{ default_tags: [{ tags }] }] });
  });

  it.each(ENVIRONMENTS)('$name takes Terraform from 1.10 and every later provider 5.x', ({ name }) => {
    expect(stacks[name]['terraform']).toMatchObject({
      required_version: '>= 1.10',
      required_providers: { aws: { version: '~> 5.100' } },
    });
  });

  it.each(ENVIRONMENTS)('$name keeps every promise and passes every check', (environment) => {
    const { verdicts, checks, judged } = findingsOf(
      'cdk.tf.json',
      JSON.stringify(stackWithPaths(environment)),
    );
    expect(judged.length).toBeGreaterThanOrEqual(environment.zones.length);
    expect(verdicts).toEqual(Object.fromEntries(PROMISES.map((promise) => [promise, 'proved'])));
    // How an instance keeps idle connections alive is for its owner to say, in its user data.
    const left = checks.filter((check) => !/ (satisfied|not-applicable) /.test(check));
    expect(left.filter((check) => !check.startsWith('V23 undetermined '))).toEqual([]);
  });

  it.each(ENVIRONMENTS)('$name answers for what others ask of it, by zone', ({ name, zones }) => {
    const byZone = Object.fromEntries(
      zones.map(({ availabilityZone }) => [availabilityZone, expect.any(String)]),
    );
    const outputs = stacks[name]['output'] as Record<string, { readonly value: unknown }>;
    expect(Object.fromEntries(Object.entries(outputs).map(([key, { value }]) => [key, value]))).toEqual({
      vpc_id: expect.any(String),
      protected_subnet_ids: byZone,
      nat_public_addresses: byZone,
      firewall_endpoint_ids: byZone,
      instance_ids: byZone,
      alarm_topic_arn: expect.any(String),
      egress_policy: expect.objectContaining({ name: 'reference', mode: 'enforce' }),
    });
  });

  it.each(ENVIRONMENTS)('$name starts instances after the last route and the last rule out', ({ name }) => {
    const out = [
      'aws_route',
      'aws_route53_resolver_firewall_rule_group_association',
      'aws_security_group',
      'aws_vpc_security_group_egress_rule',
    ].flatMap((type) =>
      Object.keys(resourcesOf(stacks[name], type))
        .filter((resource) => type !== 'aws_security_group' || resource.startsWith('workloads'))
        .map((resource) => `${type}.${resource}`),
    );
    for (const instance of Object.values(resourcesOf(stacks[name], 'aws_instance'))) {
      expect([...(instance['depends_on'] as readonly string[])].sort()).toEqual(out.sort());
    }
  });
});

describe('protection and retention', () => {
  it.each([
    ['dev', false, 7],
    ['staging', false, 30],
    ['prod', true, 365],
  ] as const)('of %s: protected is %p, and logs are kept for %i days', (name, isProtected, days) => {
    const [firewall] = Object.values(resourcesOf(stacks[name], 'aws_networkfirewall_firewall'));
    expect(firewall).toMatchObject({
      delete_protection: isProtected,
      firewall_policy_change_protection: isProtected,
      subnet_change_protection: isProtected,
    });
    const groups = Object.values(resourcesOf(stacks[name], 'aws_cloudwatch_log_group'));
    expect(groups.length).toBeGreaterThan(1);
    expect(groups.map((group) => group['retention_in_days'])).toEqual(groups.map(() => days));
    expect(groups.every((group) => group['kms_key_id'] !== undefined)).toBe(true);
  });
});

describe('a choice', () => {
  const without = (type: string, stack: ReturnType<typeof stackOf>): number =>
    Object.keys(resourcesOf(stack, type)).length;

  it('of no flow logs makes none', () => {
    expect(without('aws_flow_log', stackOf(config({ flowLogs: 'none' })))).toBe(0);
    expect(without('aws_flow_log', stacks.dev)).toBe(1);
  });

  it('of no private services makes no VPC endpoint', () => {
    expect(without('aws_vpc_endpoint', stackOf(config({ privateServices: 'none' })))).toBe(0);
    expect(Object.keys(resourcesOf(stacks.dev, 'aws_vpc_endpoint'))).toHaveLength(3);
  });

  it('of no DNS Firewall makes none, nor logs of its queries', () => {
    const firewalls = ['aws_route53_resolver_firewall_rule_group', 'aws_route53_resolver_query_log_config'];
    const open = stackOf(config({ dnsFirewall: 'none' }));
    expect(firewalls.map((type) => without(type, open))).toEqual([0, 0]);
    expect(firewalls.map((type) => without(type, stacks.dev))).toEqual([1, 1]);
  });

  it('of no monitoring makes no alarm, topic or dashboard', () => {
    const monitoring = ['aws_cloudwatch_metric_alarm', 'aws_sns_topic', 'aws_cloudwatch_dashboard'];
    const unwatched = stackOf(config({ monitoring: 'none' }));
    expect(monitoring.map((type) => without(type, unwatched))).toEqual([0, 0, 0]);
    expect(unwatched['output']).not.toHaveProperty('alarm_topic_arn');
    expect(monitoring.map((type) => without(type, stacks.dev) > 0)).toEqual([true, true, true]);
  });

  it('of private services has their names resolved, and of none does not', () => {
    const namesOf = (stack: ReturnType<typeof stackOf>) =>
      Object.values(resourcesOf(stack, 'aws_route53_resolver_firewall_domain_list')).map(({ domains }) =>
        [...(domains as readonly string[])].sort().join(' '),
      );
    const services = [
      '*.s3.dualstack.us-east-1.amazonaws.com.',
      '*.s3.us-east-1.amazonaws.com.',
      's3.dualstack.us-east-1.amazonaws.com.',
      's3.us-east-1.amazonaws.com.',
      'ssm.us-east-1.amazonaws.com.',
      'ssmmessages.us-east-1.amazonaws.com.',
    ];
    expect(namesOf(stacks.dev)).toEqual([services.join(' '), '*.', 'ipinfo.io.']);
    expect(namesOf(stackOf(config({ privateServices: 'none' })))).toEqual(['*.', 'ipinfo.io.']);
  });

  it('of another engine moves no subnet, table, address or NAT gateway', () => {
    const kept = [
      'aws_vpc',
      'aws_subnet',
      'aws_route_table',
      'aws_route_table_association',
      'aws_nat_gateway',
      'aws_eip',
    ];
    const serviceName = 'com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0';
    const other = stackOf(config({ engine: { kind: 'gateway-load-balancer', serviceName } }));
    for (const type of kept) expect(resourcesOf(other, type)).toEqual(resourcesOf(stacks.dev, type));
    expect(without('aws_networkfirewall_firewall', other)).toBe(0);
  });

  it('of adopted endpoints that are pending leaves everything cut off and the rest in place', () => {
    const pending = stackOf(
      config({ engine: { kind: 'adopted', endpoints: 'pending', vendor: 'fortigate-cnf' } }),
    );
    expect(without('aws_route', pending)).toBe(0);
    expect(pending['output']).toMatchObject({ firewall_endpoint_ids: { value: {} } });
  });
});
