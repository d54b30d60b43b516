import { packageIndexPolicy } from '@inspected-egress/policy';
import { TerraformStack, Testing } from 'cdktf';
import {
  findEngineProblems,
  InspectedEgress,
  NetworkFirewall,
  planHomeNet,
  type EgressPolicySource,
  type NetworkFirewallEngine,
} from '../src';
import { placeOf } from '../src/plan/egress-policy';
import { BY_WORKLOAD, CERTIFICATE_AUTHORITY, EVERY_FORM, PREFIX_LISTS, TODAY } from './egress-policies';
import { literalVpc } from './literal-vpc';
import { messages, refusal } from './messages';
import { synthesize } from './synthesize';

const POLICY = 'aws_networkfirewall_firewall_policy';
const RULE_GROUP = 'aws_networkfirewall_rule_group';
const TLS = 'aws_networkfirewall_tls_inspection_configuration';
const SOURCE: EgressPolicySource = { egressPolicy: packageIndexPolicy(), today: TODAY };

function firewall(policy: Partial<EgressPolicySource>, vpc = literalVpc()) {
  let made: NetworkFirewall | undefined;
  const world = synthesize((stack) => {
    made = new NetworkFirewall(stack, 'firewall', { vpc, policy: { ...SOURCE, ...policy } });
  });
  if (made === undefined) throw new Error('nothing was made');
  return { ...world, approximations: made.approximations, remarks: made.remarks };
}
const rulesOf = (world: ReturnType<typeof firewall>) => JSON.stringify(world.only(RULE_GROUP)['rule_group']);

describe('a firewall with an egress policy', () => {
  it('has its rules, with the HOME_NET of the VPC', () => {
    const world = firewall({});
    expect(rulesOf(world)).toContain('rule package-index');
    expect(world.only(POLICY)).toMatchObject({
      firewall_policy: {
        stateful_default_actions: [
          'aws:drop_established_app_layer_to_server',
          'aws:alert_established_app_layer_to_server',
        ],
        policy_variables: {
          rule_variables: [{ key: 'HOME_NET', ip_set: { definition: ['10.1.1.0/24', '10.1.17.0/24'] } }],
        },
      },
    });
  });

  it('names workloads where it sees them, before NAT and without it', () => {
    for (const vpc of [literalVpc({ position: 'before-nat' }), literalVpc({ nat: 'none' })]) {
      const world = firewall({ egressPolicy: BY_WORKLOAD }, vpc);
      expect(rulesOf(world)).toContain('pass tls 10.1.0.0/25 any');
      expect(world.approximations.map(({ rule }) => rule)).not.toContain('builders');
    }
  });

  it('reports a rule by workload that NAT hides, and passes it to whoever comes from the NAT gateways', () => {
    const world = firewall({ egressPolicy: BY_WORKLOAD });
    expect(rulesOf(world)).toContain('pass tls [10.1.1.0/24,10.1.17.0/24] any');
    expect(world.approximations).toContainEqual({
      layer: 'network-firewall',
      direction: 'wider',
      rule: 'builders',
      kind: 'source',
      reason: 'NAT hides the source: every workload passes, and its security group is to hold it back',
    });
  });

  it('sees the workloads of a zone without NAT gateway as they are, beside those that NAT hides', () => {
    const vpc = literalVpc({
      zone: ({ nat, ...zone }) => (zone.key === 'a' || nat === undefined ? zone : { ...zone, nat }),
    });
    expect(planHomeNet(vpc)).toEqual(['10.1.0.0/24', '10.1.17.0/24']);
    expect(rulesOf(firewall({ egressPolicy: BY_WORKLOAD }, vpc))).toContain(
      'pass tls [10.1.0.0/24,10.1.17.0/24] any',
    );
  });

  it('is told of IPv6 as HOME_NET alone, whose blocks only Terraform may know', () => {
    const vpc = literalVpc({ ipv6: 'inspected', zones: ['us-east-1a'] });
    expect(placeOf(vpc)).toMatchObject({
      position: 'after-nat',
      natCidrBlocks: ['10.1.1.0/24'],
      homeNet: ['10.1.1.0/24', '2001:db8:0:100::/64'],
      region: 'us-east-1',
    });
  });

  it('says what a reader would not expect', () => {
    expect(firewall({ egressPolicy: EVERY_FORM, prefixLists: PREFIX_LISTS }).remarks).toEqual([
      { rule: 'service', remark: 'its destinations are reached through endpoints, not by the firewall' },
      { rule: 'old', remark: 'it expired on `2026-11-21`' },
    ]);
  });

  it('blocks nothing in mode monitor: neither by default, nor flows whose beginning it did not see', () => {
    const world = firewall({
      egressPolicy: { ...EVERY_FORM, mode: 'monitor' },
      prefixLists: PREFIX_LISTS,
      managedRuleGroups: [{ name: 'MalwareDomains' }],
    });
    expect(rulesOf(world)).not.toMatch(/\\n(drop|reject) /);
    expect(world.only(POLICY)).toMatchObject({
      firewall_policy: {
        stateful_default_actions: ['aws:alert_established_app_layer_to_server'],
        stateful_engine_options: { stream_exception_policy: 'CONTINUE' },
        stateful_rule_group_reference: [
          { priority: 1, override: { action: 'DROP_TO_ALERT' } },
          { priority: 100 },
        ],
      },
    });
  });
});

describe('managed rule groups', () => {
  it('are asked before every rule of the policy, in the Region of the zones', () => {
    const world = firewall({
      managedRuleGroups: [
        { name: 'AttackInfrastructure' },
        { name: 'MalwareDomains', override: 'drop-to-alert' },
      ],
    });
    const [own] = Object.keys(world.named(RULE_GROUP));
    const arn = 'arn:aws:network-firewall:us-east-1:aws-managed:stateful-rulegroup';
    expect(world.only(POLICY)).toMatchObject({
      firewall_policy: {
        stateful_rule_group_reference: [
          { priority: 1, resource_arn: `${arn}/AttackInfrastructureStrictOrder` },
          {
            priority: 2,
            resource_arn: `${arn}/MalwareDomainsStrictOrder`,
            override: { action: 'DROP_TO_ALERT' },
          },
          { priority: 100, resource_arn: `\${${RULE_GROUP}.${own}.arn}` },
        ],
      },
    });
  });

  it('leave the rest of the capacity to the policy', () => {
    const rules = Array.from({ length: 6_000 }, (_, index) => ({ name: `n${index}.example.com` }));
    const egressPolicy = {
      ...BY_WORKLOAD,
      rules: [{ id: 'many', destinations: rules, applications: ['https'], action: 'pass' }],
    } as const;
    expect(firewall({ egressPolicy }).only(RULE_GROUP)).toMatchObject({ capacity: 16_384 });
    const managedRuleGroups = [{ name: 'AttackInfrastructure' }] as const;
    expect(firewall({ egressPolicy, managedRuleGroups }).only(RULE_GROUP)).toMatchObject({
      capacity: 15_000,
    });
  });

  it('can stand before rules that are written by hand, and are checked there', () => {
    const group = (region: string, name: string) => ({
      name,
      resourceArn: `arn:aws:network-firewall:${region}:aws-managed:stateful-rulegroup/${name}`,
      capacity: 15_000,
    });
    const rules = {
      ruleGroups: [{ name: 'allow', rules: 'pass udp any any -> any 123 (sid:1;)', capacity: 20_000 }],
      managedRuleGroups: [
        group('us-east-1', 'MalwareDomainsStrictOrder'),
        group('us-east-1', 'MalwareDomainsStrictOrder'),
        group('eu-west-1', 'MalwareDomainsStrictOrder'),
        group('us-east-1', 'MalwareDomainsActionOrder'),
      ],
    };
    const engine: NetworkFirewallEngine = { kind: 'network-firewall', rules };
    const problems = messages(findEngineProblems(engine, { path: 'dev/firewall', vpc: literalVpc() }));
    expect(problems.map((message) => /^(\S+): .* (\[.*\])$/.exec(message)?.slice(1).join(' '))).toEqual([
      'engine.rules.managedRuleGroups[1].resourceArn [INS259]',
      'engine.rules.managedRuleGroups[2].resourceArn [INS254]',
      'engine.rules.managedRuleGroups[3].resourceArn [INS258]',
      'engine.rules.ruleGroups [INS207]',
    ]);
  });
});

describe('TLS inspection', () => {
  it('is a configuration that the policy refers to, by the key that is given', () => {
    const kmsKeyArn = 'arn:aws:kms:us-east-1:123456789012:key/0a1b2c3d-0000-4000-8000-000000000000';
    const world = synthesize(
      (stack) =>
        new NetworkFirewall(stack, 'firewall', {
          vpc: literalVpc(),
          policy: { ...SOURCE, tlsInspection: { certificateAuthorityArn: CERTIFICATE_AUTHORITY } },
          encryption: { kmsKeyArn },
        }),
    );
    const [name] = Object.keys(world.named(TLS));
    expect(world.only(POLICY)).toMatchObject({
      firewall_policy: { tls_inspection_configuration_arn: `\${${TLS}.${name}.arn}` },
    });
    expect(world.only(TLS)).toMatchObject({
      name: 'dev-firewall',
      encryption_configuration: [{ type: 'CUSTOMER_KMS', key_id: kmsKeyArn }],
      tls_inspection_configuration: [
        {
          server_certificate_configuration: [
            {
              certificate_authority_arn: CERTIFICATE_AUTHORITY,
              scope: [
                {
                  protocols: [6],
                  source: [{ address_definition: '10.1.1.0/24' }, { address_definition: '10.1.17.0/24' }],
                  destination_ports: [{ from_port: 443, to_port: 443 }],
                },
              ],
            },
          ],
        },
      ],
    });
  });

  it('is not there when it is not asked for', () => {
    expect(firewall({}).all(TLS)).toEqual([]);
  });
});

describe('bad input', () => {
  const engineProblems = (engine: object, vpc = literalVpc()) =>
    messages(
      findEngineProblems({ kind: 'network-firewall', ...SOURCE, ...engine } as NetworkFirewallEngine, {
        path: 'dev/firewall',
        vpc,
      }),
    );

  it('has its place under the engine: in the policy, or beside it', () => {
    const egressPolicy = {
      ...EVERY_FORM,
      rules: [{ ...EVERY_FORM.rules[0], destinations: [{ name: 'A.org' }] }],
    };
    expect(engineProblems({ egressPolicy })).toEqual([
      'engine.egressPolicy.rules[0].destinations[0].name: `A.org` has upper-case letters; names are compared without regard to case and written one way; write `a.org` [POL136]',
    ]);
    expect(
      engineProblems({ egressPolicy: EVERY_FORM, managedRuleGroups: [{ name: 'MalwareDomain' }] }),
    ).toEqual([
      'engine.managedRuleGroups[0].name: `MalwareDomain` is no managed rule group of AWS; write `MalwareDomains` [POL305]',
    ]);
    expect(engineProblems({ egressPolicy: EVERY_FORM, today: '2026-13-01' })).toEqual([
      expect.stringMatching(/^engine\.today: .* \[POL113\]$/),
    ]);
    expect(engineProblems({ egressPolicy: EVERY_FORM })).toEqual([
      expect.stringMatching(/^engine\.prefixLists\.pl-0123456789abcdef0: .* \[POL302\]$/),
    ]);
  });

  it('is found without a VPC too, as far as it does not depend on one', () => {
    const engine = { kind: 'network-firewall', ...SOURCE } as const;
    const tlsInspection = {
      certificateAuthorityArn: CERTIFICATE_AUTHORITY.replace('us-east-1', 'eu-west-1'),
    };
    const managedRuleGroups = [{ name: 'MalwareDomains' }] as const;
    const found = (more: object) =>
      messages(findEngineProblems({ ...engine, ...more }, { path: 'dev/firewall' }));
    expect(found({ tlsInspection, managedRuleGroups })).toEqual([]);
    expect(engineProblems({ tlsInspection, managedRuleGroups })).toEqual([
      expect.stringMatching(/^engine\.tlsInspection\.certificateAuthorityArn: .* \[POL310\]$/),
    ]);
    expect(found({ egressPolicy: null })).toEqual([expect.stringMatching(/^engine\.egressPolicy: .*POL101/)]);
  });

  it('is told with that of the VPC in one error', () => {
    const text = refusal(
      () =>
        new InspectedEgress(new TerraformStack(Testing.app(), 'dev'), 'egress', {
          cidrBlock: '10.1.0.5/16',
          zones: [{ availabilityZone: 'us-east-1a' }],
          engine: {
            kind: 'network-firewall',
            ...SOURCE,
            egressPolicy: { ...packageIndexPolicy(), mode: 'monitor' },
            tlsInspection: { certificateAuthorityArn: CERTIFICATE_AUTHORITY },
          },
        }),
    );
    expect(text).toContain('cidrBlock: ');
    expect(text).toMatch(/\n {2}engine\.tlsInspection: .* \[POL311\]/);
  });
});

it('inspected egress shows what its firewall cannot say', () => {
  let egress: InspectedEgress | undefined;
  synthesize((stack) => {
    egress = new InspectedEgress(stack, 'egress', {
      cidrBlock: '10.1.0.0/16',
      zones: [{ availabilityZone: 'us-east-1a' }],
      engine: { kind: 'network-firewall', egressPolicy: BY_WORKLOAD, today: TODAY },
    });
  });
  expect(egress?.approximations.map(({ rule, direction }) => [rule, direction])).toContainEqual([
    'builders',
    'wider',
  ]);
  expect(egress?.remarks).toEqual([]);
});
