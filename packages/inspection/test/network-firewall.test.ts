import { NetworkFirewall, type NetworkFirewallProps } from '../src';
import { literalVpc } from './literal-vpc';
import { refusal } from './messages';
import { rulesOf, workshop, WORKSHOP_RULES } from './rules';
import { synthesize, type Synthesized } from './synthesize';

const FIREWALL = 'aws_networkfirewall_firewall';
const POLICY = 'aws_networkfirewall_firewall_policy';
const RULE_GROUP = 'aws_networkfirewall_rule_group';
const KEY = 'arn:aws:kms:us-east-1:123456789012:key/0a1b2c3d-0000-4000-8000-000000000000';

function firewall(props: Partial<NetworkFirewallProps> = {}): Synthesized {
  return synthesize(
    (stack) =>
      new NetworkFirewall(stack, 'firewall', { vpc: literalVpc(), policy: { rules: workshop }, ...props }),
  );
}

describe('firewall', () => {
  it('stands in the firewall subnet of each zone', () => {
    expect(firewall().only(FIREWALL)).toMatchObject({
      vpc_id: 'vpc-0123456789abcdef0',
      subnet_mapping: [
        { subnet_id: 'subnet-0000000000000002a', ip_address_type: 'IPV4' },
        { subnet_id: 'subnet-0000000000000012a', ip_address_type: 'IPV4' },
      ],
    });
  });

  it('stands only where traffic crosses it: in the zone of a single NAT gateway', () => {
    const vpc = literalVpc({ nat: { singleZone: 'us-east-1b' } });
    expect(firewall({ vpc }).only(FIREWALL)).toMatchObject({
      subnet_mapping: [{ subnet_id: 'subnet-0000000000000012a' }],
    });
  });

  it('takes IPv6 where the VPC has it inspected', () => {
    const { subnet_mapping } = firewall({ vpc: literalVpc({ ipv6: 'inspected' }) }).only(FIREWALL);
    expect(subnet_mapping).toEqual([
      expect.objectContaining({ ip_address_type: 'DUALSTACK' }),
      expect.objectContaining({ ip_address_type: 'DUALSTACK' }),
    ]);
  });

  it.each([
    ['on', true],
    ['off', false],
  ] as const)(
    'with protection %s says all three flags, because the provider leaves out what is not said',
    (protection, flag) => {
      expect(firewall({ protection }).only(FIREWALL)).toMatchObject({
        delete_protection: flag,
        firewall_policy_change_protection: flag,
        subnet_change_protection: flag,
      });
    },
  );

  it('is protected when nothing is said', () => {
    expect(firewall().only(FIREWALL)).toMatchObject({ delete_protection: true });
  });

  it('goes after the routes that name its endpoints: a new one is made first', () => {
    expect(firewall().only(FIREWALL)).toMatchObject({ lifecycle: { create_before_destroy: true } });
  });

  it('is named after its path, and so is everything it makes', () => {
    const { all } = firewall();
    const names = [FIREWALL, POLICY, RULE_GROUP, 'aws_cloudwatch_log_group']
      .flatMap((type) => all(type))
      .map(({ name }) => name);
    expect(names).toEqual([
      'dev-firewall',
      'dev-firewall',
      'dev-firewall-allow-128',
      '/aws/vendedlogs/network-firewall/dev-firewall/alert',
      '/aws/vendedlogs/network-firewall/dev-firewall/flow',
      '/aws/vendedlogs/network-firewall/dev-firewall/tls',
    ]);
  });

  it('tags everything it makes', () => {
    const { all } = firewall({ tags: { Team: 'network' } });
    for (const type of [FIREWALL, POLICY, RULE_GROUP, 'aws_cloudwatch_log_group']) {
      for (const { tags } of all(type)) expect(tags).toMatchObject({ Team: 'network' });
    }
  });
});

describe('encryption', () => {
  it('is by a key that AWS owns when nothing is said, which the provider must not be told', () => {
    const { all } = firewall();
    for (const type of [FIREWALL, POLICY, RULE_GROUP]) {
      for (const resource of all(type)) expect(resource).not.toHaveProperty('encryption_configuration');
    }
  });

  it('of firewall, policy and rule groups is by the key that is given', () => {
    const { all } = firewall({ encryption: { kmsKeyArn: KEY } });
    for (const type of [FIREWALL, POLICY, RULE_GROUP]) {
      for (const resource of all(type)) {
        expect(resource).toMatchObject({ encryption_configuration: { type: 'CUSTOMER_KMS', key_id: KEY } });
      }
    }
  });
});

describe('policy', () => {
  it('is in strict order, sends everything to the stateful engine, and drops visibly what no rule matched', () => {
    expect(firewall().only(POLICY)).toMatchObject({
      firewall_policy: {
        stateless_default_actions: ['aws:forward_to_sfe'],
        stateless_fragment_default_actions: ['aws:forward_to_sfe'],
        stateful_default_actions: [
          'aws:drop_established_app_layer_to_server',
          'aws:alert_established_app_layer_to_server',
        ],
        stateful_engine_options: {
          rule_order: 'STRICT_ORDER',
          stream_exception_policy: 'REJECT',
          flow_timeouts: { tcp_idle_timeout_seconds: 350 },
        },
      },
    });
  });

  it('has a HOME_NET of what the firewall sees, and leaves EXTERNAL_NET to be its negation', () => {
    expect(firewall().only(POLICY)).toMatchObject({
      firewall_policy: {
        policy_variables: {
          rule_variables: [{ key: 'HOME_NET', ip_set: { definition: ['10.1.1.0/24', '10.1.17.0/24'] } }],
        },
      },
    });
  });

  it('in mode monitor drops nothing by default, and lets flows go on whose beginning was not seen', () => {
    const rules = { ...rulesOf('pass ip any any -> any any (sid:1;)'), mode: 'monitor' } as const;
    expect(firewall({ policy: { rules } }).only(POLICY)).toMatchObject({
      firewall_policy: {
        stateful_default_actions: ['aws:alert_established_app_layer_to_server'],
        stateful_engine_options: { stream_exception_policy: 'CONTINUE' },
      },
    });
  });

  it('does what it is told', () => {
    const rules = {
      ...rulesOf('pass udp $HOME_NET any -> $EXTERNAL_NET 123 (sid:1;)'),
      defaultActions: ['aws:drop_strict', 'aws:alert_strict'],
      streamExceptionPolicy: 'DROP',
      tcpIdleTimeoutSeconds: 6_000,
    } as const;
    expect(firewall({ policy: { rules } }).only(POLICY)).toMatchObject({
      firewall_policy: {
        stateful_default_actions: ['aws:drop_strict', 'aws:alert_strict'],
        stateful_engine_options: {
          stream_exception_policy: 'DROP',
          flow_timeouts: { tcp_idle_timeout_seconds: 6_000 },
        },
      },
    });
  });

  it('that exists is used as it is', () => {
    const firewallPolicyArn = 'arn:aws:network-firewall:us-east-1:123456789012:firewall-policy/shared';
    const { addresses, only } = firewall({ policy: { firewallPolicyArn } });
    expect(only(FIREWALL)).toMatchObject({ firewall_policy_arn: firewallPolicyArn });
    expect(addresses.filter((address) => /policy|rule_group/.test(address))).toEqual([]);
  });
});

describe('rule groups', () => {
  const two = {
    rules: {
      ruleGroups: [
        {
          name: 'deny',
          rules: 'drop ip $BLOCKED any -> any any (sid:1;)',
          ipSetVariables: { BLOCKED: ['192.0.2.0/24'] },
        },
        { name: 'allow', rules: WORKSHOP_RULES, capacity: 500 },
      ],
    },
  };

  it('are tried in the order in which they are listed', () => {
    const { only, named } = firewall({ policy: two });
    const [allow, deny] = Object.keys(named(RULE_GROUP)).sort();
    expect(only(POLICY)).toMatchObject({
      firewall_policy: {
        stateful_rule_group_reference: [
          { priority: 100, resource_arn: `\${${RULE_GROUP}.${deny}.arn}` },
          { priority: 200, resource_arn: `\${${RULE_GROUP}.${allow}.arn}` },
        ],
      },
    });
  });

  it('hold their rules, in strict order like the policy', () => {
    const [allow] = firewall({ policy: two }).all(RULE_GROUP);
    expect(allow).toMatchObject({
      type: 'STATEFUL',
      capacity: 500,
      rule_group: {
        rules_source: { rules_string: WORKSHOP_RULES },
        stateful_rule_options: { rule_order: 'STRICT_ORDER' },
      },
    });
  });

  it('hold their variables', () => {
    const [, deny] = firewall({ policy: two }).all(RULE_GROUP);
    expect(deny).toMatchObject({
      rule_group: {
        rule_variables: { ip_sets: [{ key: 'BLOCKED', ip_set: { definition: ['192.0.2.0/24'] } }] },
      },
    });
  });

  it('of another capacity are made under another name before the old ones go', () => {
    const [allow, deny] = firewall({ policy: two }).all(RULE_GROUP);
    expect(deny).toMatchObject({ name: 'dev-firewall-deny-128', lifecycle: { create_before_destroy: true } });
    expect(allow).toMatchObject({
      name: 'dev-firewall-allow-500',
      lifecycle: { create_before_destroy: true },
    });
  });

  it('may hold what Terraform would take for a directive', () => {
    const rules = rulesOf('drop http any any -> any any (http.uri; content:"%{x}"; sid:1;)');
    expect(firewall({ policy: { rules } }).only(RULE_GROUP)).toMatchObject({
      rule_group: { rules_source: { rules_string: expect.stringContaining('content:"%%{x}"') } },
    });
  });
});

describe('bad input', () => {
  it('is refused in one error that lists every problem', () => {
    const vpc = literalVpc({
      ipv6: 'inspected',
      zone: ({ availabilityZone, key, nat, subnets: { firewall, ...others } }) => ({
        availabilityZone,
        key,
        ...(nat === undefined ? {} : { nat }),
        subnets:
          firewall === undefined || key === 'b'
            ? others
            : {
                ...others,
                firewall: {
                  subnetId: firewall.subnetId,
                  routeTableId: 'rtb-0a',
                  cidrBlock: firewall.cidrBlock,
                },
              },
      }),
    });
    const text = refusal(() =>
      firewall({
        vpc,
        name: 'egress firewall',
        policy: { rules: rulesOf('pass ip any any -> any any (msg:"x";)') },
        encryption: { kmsKeyArn: 'alias/firewall' },
        logging: { to: 'cloudwatch', retentionInDays: 100 },
      }),
    );
    expect(text).toMatchInlineSnapshot(`
     "network firewall \`dev/firewall\`: 6 problems
       name: \`egress firewall\` makes a name that AWS does not take; use letters, digits and hyphens; with what is added to it, at most 128 characters [INS201]
       policy.rules.ruleGroups[0].rules line 1: the rule has no \`sid\` of digits; add \`sid:<number>;\` [INS213]
       encryption.kmsKeyArn: \`alias/firewall\` is not the ARN of a KMS key; write it as in \`arn:aws:kms:us-east-1:123456789012:key/<id>\`; an alias is not a key [INS241]
       logging.retentionInDays: \`100\` is not a number of days that CloudWatch Logs keeps a log; use one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653 [INS242]
       vpc.zones[0].subnets.firewall: IPv6 is inspected, but the firewall subnet of \`us-east-1a\` has no IPv6 block; give it a /64 of the VPC [INS251]
       vpc.zones[1].subnets.firewall: zone \`us-east-1b\` has no firewall subnet for an endpoint to stand in; add a firewall subnet to the zone, or leave the zone out [INS250]"
    `);
  });

  it('an ARN of something else is refused', () => {
    const firewallPolicyArn = 'arn:aws:network-firewall:us-east-1:123456789012:stateful-rulegroup/allow';
    expect(refusal(() => firewall({ policy: { firewallPolicyArn } }))).toMatchInlineSnapshot(`
     "network firewall \`dev/firewall\`: 1 problem
       policy.firewallPolicyArn: \`arn:aws:network-firewall:us-east-1:123456789012:stateful-rulegroup/allow\` is not the ARN of a firewall policy; write it as in \`arn:aws:network-firewall:us-east-1:123456789012:firewall-policy/egress\` [INS240]"
    `);
  });

  it('a policy of another Region is refused', () => {
    const firewallPolicyArn = 'arn:aws:network-firewall:eu-west-1:123456789012:firewall-policy/shared';
    expect(refusal(() => firewall({ policy: { firewallPolicyArn } }))).toBe(
      'network firewall `dev/firewall`: 1 problem\n  policy.firewallPolicyArn: `arn:aws:network-firewall:eu-west-1:123456789012:firewall-policy/shared` is in another Region than the zones `us-east-1a`, `us-east-1b`; use one in the Region of the zones [INS254]',
    );
  });

  it('a key of another Region is refused', () => {
    const kmsKeyArn = 'arn:aws:kms:eu-west-1:123456789012:key/0a1b2c3d-0000-4000-8000-000000000000';
    expect(refusal(() => firewall({ encryption: { kmsKeyArn } }))).toContain(
      `encryption.kmsKeyArn: \`${kmsKeyArn}\` is in another Region than the zones`,
    );
  });

  it('a key that is none is refused', () => {
    const props = JSON.parse('{ "encryption": null }') as Partial<NetworkFirewallProps>;
    expect(refusal(() => firewall(props))).toContain('encryption: there is no key; ');
  });

  it.each([
    ['{}', 'there are neither rules nor an egress policy nor the ARN of a firewall policy'],
    [
      '{ "rules": { "ruleGroups": [] }, "firewallPolicyArn": "arn" }',
      '`rules`, `firewallPolicyArn` are 2 sources of a firewall policy, and it has one',
    ],
  ])('a policy of %s is refused', (json, message) => {
    const policy = JSON.parse(json) as NetworkFirewallProps['policy'];
    expect(refusal(() => firewall({ policy }))).toBe(
      `network firewall \`dev/firewall\`: 1 problem\n  policy.rules: ${message}; give one of \`egressPolicy\`, \`rules\` and \`firewallPolicyArn\` [INS249]`,
    );
  });

  it('another protection is refused', () => {
    const props = JSON.parse('{ "protection": "prod" }') as Partial<NetworkFirewallProps>;
    expect(refusal(() => firewall(props))).toContain(
      "protection: `prod` is neither on nor off; write 'on' or 'off' [INS247]",
    );
  });
});
