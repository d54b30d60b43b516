// What Network Firewall and DNS Firewall answer, with the members of their service models.

const ARN = 'arn:aws:network-firewall:us-east-1:123456789012:';

export const FIREWALL_POLICY = {
  UpdateToken: '1d1fb3f1-0000-0000-0000-000000000000',
  FirewallPolicyResponse: {
    FirewallPolicyName: 'egress',
    FirewallPolicyArn: `${ARN}firewall-policy/egress`,
    FirewallPolicyId: '7b6a5c4d-0000-0000-0000-000000000000',
    FirewallPolicyStatus: 'ACTIVE',
    Tags: [],
  },
  FirewallPolicy: {
    StatelessDefaultActions: ['aws:forward_to_sfe'],
    StatelessFragmentDefaultActions: ['aws:drop'],
    StatelessRuleGroupReferences: [{ ResourceArn: `${ARN}stateless-rulegroup/first`, Priority: 10 }],
    StatefulRuleGroupReferences: [
      { ResourceArn: `${ARN}stateful-rulegroup/web`, Priority: 100, Override: { Action: 'DROP_TO_ALERT' } },
    ],
    StatefulDefaultActions: ['aws:drop_established', 'aws:alert_established'],
    StatefulEngineOptions: {
      RuleOrder: 'STRICT_ORDER',
      StreamExceptionPolicy: 'DROP',
      FlowTimeouts: { TcpIdleTimeoutSeconds: 350 },
    },
    TLSInspectionConfigurationArn: `${ARN}tls-configuration/none`,
    PolicyVariables: { RuleVariables: { HOME_NET: { Definition: ['10.0.0.0/16', '10.1.0.0/16'] } } },
  },
};

export const RULE_GROUP = {
  UpdateToken: '2d1fb3f1-0000-0000-0000-000000000000',
  RuleGroup: {
    RuleVariables: {
      IPSets: { WEB: { Definition: ['198.51.100.0/24'] } },
      PortSets: { WEB_PORTS: { Definition: ['443'] } },
    },
    ReferenceSets: {
      IPSetReferences: { PARTNERS: { ReferenceArn: 'arn:aws:ec2:us-east-1:123456789012:prefix-list/pl-01' } },
    },
    RulesSource: {
      StatefulRules: [
        {
          Action: 'PASS',
          Header: {
            Protocol: 'TCP',
            Source: '$HOME_NET',
            SourcePort: 'ANY',
            Direction: 'FORWARD',
            Destination: '$WEB',
            DestinationPort: '$WEB_PORTS',
          },
          RuleOptions: [{ Keyword: 'sid', Settings: ['1'] }],
        },
      ],
    },
    StatefulRuleOptions: { RuleOrder: 'STRICT_ORDER' },
  },
  RuleGroupResponse: {
    RuleGroupArn: `${ARN}stateful-rulegroup/web`,
    RuleGroupName: 'web',
    RuleGroupId: '8b6a5c4d-0000-0000-0000-000000000000',
    Type: 'STATEFUL',
    Capacity: 100,
    RuleGroupStatus: 'ACTIVE',
    Tags: [],
  },
};

export const STATELESS_RULE_GROUP = {
  UpdateToken: '3d1fb3f1-0000-0000-0000-000000000000',
  RuleGroup: {
    RulesSource: {
      StatelessRulesAndCustomActions: {
        StatelessRules: [
          {
            RuleDefinition: {
              MatchAttributes: {
                Sources: [{ AddressDefinition: '10.0.0.0/16' }],
                Destinations: [{ AddressDefinition: '0.0.0.0/0' }],
                SourcePorts: [{ FromPort: 1024, ToPort: 65535 }],
                DestinationPorts: [{ FromPort: 443, ToPort: 443 }],
                Protocols: [6],
                TCPFlags: [{ Flags: ['SYN'], Masks: ['SYN', 'ACK'] }],
              },
              Actions: ['aws:pass', 'count'],
            },
            Priority: 1,
          },
        ],
        CustomActions: [
          {
            ActionName: 'count',
            ActionDefinition: { PublishMetricAction: { Dimensions: [{ Value: 'web' }] } },
          },
        ],
      },
    },
  },
  RuleGroupResponse: {
    RuleGroupArn: `${ARN}stateless-rulegroup/first`,
    RuleGroupName: 'first',
    RuleGroupId: '9b6a5c4d-0000-0000-0000-000000000000',
    Type: 'STATELESS',
    Capacity: 10,
  },
};

export const DOMAIN_RULE_GROUP = {
  UpdateToken: '4d1fb3f1-0000-0000-0000-000000000000',
  RuleGroup: {
    RulesSource: {
      RulesSourceList: {
        Targets: ['.example.com'],
        TargetTypes: ['TLS_SNI', 'HTTP_HOST'],
        GeneratedRulesType: 'ALLOWLIST',
      },
    },
  },
  RuleGroupResponse: {
    RuleGroupArn: `${ARN}stateful-rulegroup/names`,
    RuleGroupName: 'names',
    RuleGroupId: 'ab6a5c4d-0000-0000-0000-000000000000',
    Type: 'STATEFUL',
    Capacity: 100,
  },
};

export const DNS_FIREWALL = [
  {
    FirewallRuleGroupAssociations: [
      {
        Id: 'rslvr-frgassoc-01',
        FirewallRuleGroupId: 'rslvr-frg-01',
        VpcId: 'vpc-01',
        Name: 'names',
        Priority: 101,
        MutationProtection: 'DISABLED',
        Status: 'COMPLETE',
      },
    ],
  },
  { FirewallRuleGroup: { Id: 'rslvr-frg-01', Name: 'names', RuleCount: 2, Status: 'COMPLETE' } },
  {
    FirewallRules: [
      {
        FirewallRuleGroupId: 'rslvr-frg-01',
        FirewallDomainListId: 'rslvr-fdl-01',
        Name: 'partners',
        Priority: 10,
        Action: 'ALLOW',
      },
      {
        FirewallRuleGroupId: 'rslvr-frg-01',
        FirewallDomainListId: 'rslvr-fdl-02',
        Name: 'others',
        Priority: 20,
        Action: 'BLOCK',
        BlockResponse: 'NXDOMAIN',
      },
    ],
  },
  {
    FirewallConfigs: [
      { Id: 'rslvr-fc-01', ResourceId: 'vpc-01', OwnerId: '123456789012', FirewallFailOpen: 'DISABLED' },
    ],
  },
];
