import { readGraph } from '../../../src/graph/read-graph';
import { estateOfAnswers, known, routesOf, SUBNET, tableOf, VPC } from './support/answer-of';
import {
  DOMAIN_RULE_GROUP,
  FIREWALL_POLICY,
  RULE_GROUP,
  STATELESS_RULE_GROUP,
} from './support/policy-answers';

describe('a firewall', () => {
  const ARN = 'arn:aws:network-firewall:us-east-1:1:firewall/egress';
  const firewall = (Status: string) => ({
    Firewall: {
      FirewallName: 'egress',
      FirewallArn: ARN,
      FirewallPolicyArn: FIREWALL_POLICY.FirewallPolicyResponse.FirewallPolicyArn,
      VpcId: 'vpc-01',
      SubnetMappings: [{ SubnetId: 'subnet-01', IPAddressType: 'IPV4' }],
    },
    FirewallStatus: {
      Status: 'READY',
      SyncStates: { 'us-east-1a': { Attachment: { SubnetId: 'subnet-01', EndpointId: 'vpce-01', Status } } },
    },
  });
  const endpoint = {
    VpcEndpointId: 'vpce-01',
    VpcEndpointType: 'GatewayLoadBalancer',
    VpcId: 'vpc-01',
    SubnetIds: ['subnet-01'],
    State: 'available',
    Tags: [
      { Key: 'AWSNetworkFirewallManaged', Value: 'true' },
      { Key: 'Firewall', Value: ARN },
    ],
  };
  const route = { DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'vpce-01' };
  const world = { Vpcs: [VPC], Subnets: [SUBNET], RouteTables: [tableOf(route)] };

  it('has one endpoint, although EC2 tells of it too, and routes lead there', () => {
    const estate = estateOfAnswers({ ...world, VpcEndpoints: [endpoint] }, firewall('READY'));
    const graph = readGraph(estate);
    expect([...graph.firewallEndpoints.keys()]).toEqual([`${ARN}/subnet-01`]);
    expect(graph.firewallEndpoints.get(`${ARN}/subnet-01`)).toMatchObject({
      firewall: ARN,
      ipAddressType: { value: 'ipv4' },
    });
    expect(routesOf(estate)).toEqual([`0.0.0.0/0 > firewall-endpoint ${ARN}/subnet-01`]);
  });

  it.each([
    ['SCALING', `> firewall-endpoint ${ARN}/subnet-01`],
    ['CREATING', `!> firewall-endpoint ${ARN}/subnet-01`],
    ['FAILED', `!> firewall-endpoint ${ARN}/subnet-01`],
    ['DELETING', '> `vpce-01` is `DELETING`'],
    ['ERROR', '> `vpce-01` is `ERROR`'],
  ])('whose endpoint is %s', (status, told) => {
    expect(routesOf(estateOfAnswers(world, firewall(status)))).toEqual([`0.0.0.0/0 ${told}`]);
  });

  it('that only its endpoints tell of is one whose policy is not known', () => {
    const graph = readGraph(estateOfAnswers({ ...world, VpcEndpoints: [endpoint] }));
    expect(graph.firewalls.get(ARN)).toMatchObject({
      endpoints: [`${ARN}/subnet-01`],
      policy: {
        is: 'unknown',
        reason: `\`network-firewall describe-firewall --firewall-arn ${ARN}\` was not given; add its answer`,
      },
    });
  });

  it('that only a list names may have endpoints anywhere', () => {
    const graph = readGraph(
      estateOfAnswers({ ...world, Firewalls: [{ FirewallName: 'egress', FirewallArn: ARN }] }),
    );
    expect(graph.firewalls.get(ARN)?.doubt).toContain('was not given; add its answer');
  });

  it('has endpoints in other VPCs by association', () => {
    const arn = 'arn:aws:network-firewall:us-east-1:1:vpc-endpoint-association/a';
    const graph = readGraph(
      estateOfAnswers(
        { ...world, VpcEndpoints: [{ ...endpoint, VpcEndpointId: 'vpce-02' }] },
        {
          VpcEndpointAssociation: {
            VpcEndpointAssociationArn: arn,
            FirewallArn: ARN,
            VpcId: 'vpc-01',
            SubnetMapping: { SubnetId: 'subnet-01', IPAddressType: 'DUALSTACK' },
          },
          VpcEndpointAssociationStatus: {
            Status: 'READY',
            AssociationSyncState: {
              'us-east-1a': { Attachment: { SubnetId: 'subnet-01', EndpointId: 'vpce-02', Status: 'READY' } },
            },
          },
        },
      ),
    );
    expect([...graph.firewallEndpoints.keys()]).toEqual([arn]);
    expect(graph.firewallEndpoints.get(arn)).toMatchObject({
      ipAddressType: { value: 'dualstack' },
      subnet: { value: 'subnet-01' },
    });
  });

  it('has the policy that is described, as the provider would write it', () => {
    const estate = estateOfAnswers(
      {},
      firewall('READY'),
      FIREWALL_POLICY,
      RULE_GROUP,
      STATELESS_RULE_GROUP,
      DOMAIN_RULE_GROUP,
    );
    const graph = readGraph(estate);
    const [policy] = graph.firewallPolicies.values();
    expect(policy).toMatchObject({
      ruleOrder: { value: 'STRICT_ORDER' },
      statelessDefaultActions: { value: ['aws:forward_to_sfe'] },
      statefulDefaultActions: { value: ['aws:drop_established', 'aws:alert_established'] },
      ruleGroups: [
        {
          kind: 'stateful',
          ruleGroup: { value: RULE_GROUP.RuleGroupResponse.RuleGroupArn },
          priority: { value: 100 },
        },
        { kind: 'stateless', ruleGroup: { value: STATELESS_RULE_GROUP.RuleGroupResponse.RuleGroupArn } },
      ],
    });
    const sets = policy?.ipSets.is === 'known' ? [...policy.ipSets.value.keys()] : [];
    expect(sets).toEqual(['HOME_NET']);
    expect(
      graph.firewallRuleGroups.get(DOMAIN_RULE_GROUP.RuleGroupResponse.RuleGroupArn)?.domainList,
    ).toMatchObject({
      value: { generatedRulesType: 'ALLOWLIST', targets: ['.example.com'] },
    });
    expect(
      known(estate, FIREWALL_POLICY.FirewallPolicyResponse.FirewallPolicyArn, 'firewall_policy'),
    ).toMatchObject([
      {
        stateful_engine_options: [
          {
            rule_order: 'STRICT_ORDER',
            stream_exception_policy: 'DROP',
            flow_timeouts: [{ tcp_idle_timeout_seconds: 350 }],
          },
        ],
        stateful_rule_group_reference: [{ priority: 100, override: [{ action: 'DROP_TO_ALERT' }] }],
        tls_inspection_configuration_arn: FIREWALL_POLICY.FirewallPolicy.TLSInspectionConfigurationArn,
        policy_variables: [
          { rule_variables: [{ key: 'HOME_NET', ip_set: [{ definition: ['10.0.0.0/16', '10.1.0.0/16'] }] }] },
        ],
      },
    ]);
    expect(known(estate, RULE_GROUP.RuleGroupResponse.RuleGroupArn, 'rule_group')).toMatchObject([
      {
        rule_variables: [
          {
            ip_sets: [{ key: 'WEB', ip_set: [{ definition: ['198.51.100.0/24'] }] }],
            port_sets: [{ key: 'WEB_PORTS', port_set: [{ definition: ['443'] }] }],
          },
        ],
        reference_sets: [
          {
            ip_set_references: [
              {
                key: 'PARTNERS',
                ip_set_reference: [{ reference_arn: expect.stringContaining('pl-01') as string }],
              },
            ],
          },
        ],
        rules_source: [
          {
            stateful_rule: [
              {
                action: 'PASS',
                header: [
                  {
                    protocol: 'TCP',
                    source: '$HOME_NET',
                    source_port: 'ANY',
                    direction: 'FORWARD',
                    destination: '$WEB',
                    destination_port: '$WEB_PORTS',
                  },
                ],
                rule_option: [{ keyword: 'sid', settings: ['1'] }],
              },
            ],
          },
        ],
        stateful_rule_options: [{ rule_order: 'STRICT_ORDER' }],
      },
    ]);
    expect(known(estate, STATELESS_RULE_GROUP.RuleGroupResponse.RuleGroupArn, 'rule_group')).toMatchObject([
      {
        rules_source: [
          {
            stateless_rules_and_custom_actions: [
              {
                stateless_rule: [
                  {
                    priority: 1,
                    rule_definition: [
                      {
                        actions: ['aws:pass', 'count'],
                        match_attributes: [
                          {
                            protocols: [6],
                            source: [{ address_definition: '10.0.0.0/16' }],
                            source_port: [{ from_port: 1024, to_port: 65535 }],
                            destination_port: [{ from_port: 443, to_port: 443 }],
                            tcp_flag: [{ flags: ['SYN'], masks: ['SYN', 'ACK'] }],
                          },
                        ],
                      },
                    ],
                  },
                ],
                custom_action: [
                  {
                    action_name: 'count',
                    action_definition: [{ publish_metric_action: [{ dimension: [{ value: 'web' }] }] }],
                  },
                ],
              },
            ],
          },
        ],
      },
    ]);
  });

  it('whose policy or rule groups are not described tells why they are not known', () => {
    const policy = FIREWALL_POLICY.FirewallPolicyResponse.FirewallPolicyArn;
    expect(known(estateOfAnswers({}, firewall('READY')), policy, 'firewall_policy')).toBe(
      `\`network-firewall describe-firewall-policy --firewall-policy-arn ${policy}\` was not given; add its answer`,
    );
    const group = RULE_GROUP.RuleGroupResponse.RuleGroupArn;
    expect(known(estateOfAnswers({}, FIREWALL_POLICY), group, 'rule_group')).toBe(
      `\`network-firewall describe-rule-group --rule-group-arn ${group}\` was not given; add its answer`,
    );
  });
});
