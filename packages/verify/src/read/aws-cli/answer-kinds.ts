/** One kind of answer of the AWS CLI, known by its member of the first level, whatever the file is called. */
export interface AnswerKind {
  /** What to ask for it, as in `describe-vpcs`. */
  readonly command: string;
  /** Member that every item has; of a list. Absent for an answer that is one item as a whole. */
  readonly id?: string;
}

/**
 * The answers that are read, by member.
 *
 * @see service models of `ec2`, `elbv2`, `elb`, `network-firewall` and `route53resolver` in botocore 1.43, 2026-11
 */
export const ANSWER_KINDS = {
  Vpcs: { command: 'describe-vpcs', id: 'VpcId' },
  EnableDnsSupport: { command: 'describe-vpc-attribute --attribute enableDnsSupport' },
  Subnets: { command: 'describe-subnets', id: 'SubnetId' },
  RouteTables: { command: 'describe-route-tables', id: 'RouteTableId' },
  InternetGateways: { command: 'describe-internet-gateways', id: 'InternetGatewayId' },
  EgressOnlyInternetGateways: {
    command: 'describe-egress-only-internet-gateways',
    id: 'EgressOnlyInternetGatewayId',
  },
  NatGateways: { command: 'describe-nat-gateways', id: 'NatGatewayId' },
  VpcEndpoints: { command: 'describe-vpc-endpoints', id: 'VpcEndpointId' },
  NetworkAcls: { command: 'describe-network-acls', id: 'NetworkAclId' },
  SecurityGroups: { command: 'describe-security-groups', id: 'GroupId' },
  SecurityGroupRules: { command: 'describe-security-group-rules', id: 'SecurityGroupRuleId' },
  NetworkInterfaces: { command: 'describe-network-interfaces', id: 'NetworkInterfaceId' },
  Reservations: { command: 'describe-instances', id: 'ReservationId' },
  Addresses: { command: 'describe-addresses', id: 'AllocationId' },
  PrefixLists: { command: 'describe-managed-prefix-lists', id: 'PrefixListId' },
  Entries: { command: 'get-managed-prefix-list-entries' },
  TransitGatewayVpcAttachments: {
    command: 'describe-transit-gateway-vpc-attachments',
    id: 'TransitGatewayAttachmentId',
  },
  TransitGatewayAttachments: {
    command: 'describe-transit-gateway-attachments',
    id: 'TransitGatewayAttachmentId',
  },
  TransitGatewayRouteTables: {
    command: 'describe-transit-gateway-route-tables',
    id: 'TransitGatewayRouteTableId',
  },
  Routes: { command: 'search-transit-gateway-routes' },
  Associations: { command: 'get-transit-gateway-route-table-associations' },
  TransitGatewayRouteTablePropagations: { command: 'get-transit-gateway-route-table-propagations' },
  TransitGateways: { command: 'describe-transit-gateways', id: 'TransitGatewayId' },
  VpcPeeringConnections: { command: 'describe-vpc-peering-connections', id: 'VpcPeeringConnectionId' },
  VpnGateways: { command: 'describe-vpn-gateways', id: 'VpnGatewayId' },
  CarrierGateways: { command: 'describe-carrier-gateways', id: 'CarrierGatewayId' },
  LocalGateways: { command: 'describe-local-gateways', id: 'LocalGatewayId' },
  VpcBlockPublicAccessOptions: { command: 'describe-vpc-block-public-access-options' },
  VpcBlockPublicAccessExclusions: {
    command: 'describe-vpc-block-public-access-exclusions',
    id: 'ExclusionId',
  },
  LoadBalancers: { command: 'elbv2 describe-load-balancers', id: 'LoadBalancerArn' },
  LoadBalancerDescriptions: { command: 'elb describe-load-balancers', id: 'LoadBalancerName' },
  TargetGroups: { command: 'elbv2 describe-target-groups', id: 'TargetGroupArn' },
  TargetHealthDescriptions: { command: 'elbv2 describe-target-health' },
  Firewall: { command: 'network-firewall describe-firewall' },
  FirewallPolicy: { command: 'network-firewall describe-firewall-policy' },
  RuleGroup: { command: 'network-firewall describe-rule-group' },
  VpcEndpointAssociation: { command: 'network-firewall describe-vpc-endpoint-association' },
  Firewalls: { command: 'network-firewall list-firewalls', id: 'FirewallArn' },
  VpcEndpointAssociations: {
    command: 'network-firewall list-vpc-endpoint-associations',
    id: 'VpcEndpointAssociationArn',
  },
  FirewallRuleGroupAssociations: {
    command: 'route53resolver list-firewall-rule-group-associations',
    id: 'Id',
  },
  FirewallRuleGroup: { command: 'route53resolver get-firewall-rule-group' },
  FirewallRules: { command: 'route53resolver list-firewall-rules', id: 'FirewallRuleGroupId' },
  Domains: { command: 'route53resolver list-firewall-domains' },
  FirewallDomainLists: { command: 'route53resolver list-firewall-domain-lists', id: 'Id' },
  FirewallConfigs: { command: 'route53resolver list-firewall-configs', id: 'Id' },
} as const satisfies Readonly<Record<string, AnswerKind>>;

export type AnswerMember = keyof typeof ANSWER_KINDS;

export function isAnswerMember(member: string): member is AnswerMember {
  return Object.hasOwn(ANSWER_KINDS, member);
}

/** Says that more of the answer is at AWS. EC2 and Network Firewall; Elastic Load Balancing. */
export const PAGE_MEMBERS: readonly string[] = ['NextToken', 'NextMarker'];

/** Members that stand beside the one that tells the kind. */
export const BESIDE_MEMBERS: readonly string[] = [
  ...PAGE_MEMBERS,
  'ResponseMetadata',
  'UpdateToken',
  'VpcId',
  'FirewallStatus',
  'FirewallPolicyResponse',
  'RuleGroupResponse',
  'VpcEndpointAssociationStatus',
  'PrefixListId',
  'TargetGroupArn',
  'FirewallDomainListId',
];

/**
 * Answers about what neither carries packets nor changes where they go, or tells nothing that the answers above do not.
 * Anything else that is not understood may do both.
 */
export const HARMLESS_MEMBERS: ReadonlySet<string> = new Set([
  'Account', // sts get-caller-identity
  'AccountAttributes',
  'AutoScalingGroups',
  'AvailabilityZones',
  'CustomerGateways',
  'DhcpOptions',
  'EnableDnsHostnames',
  'EnableNetworkAddressUsageMetrics',
  'FirewallPolicies', // network-firewall list-firewall-policies
  'FirewallRuleGroups',
  'FlowLogs',
  'HostedZones',
  'Images',
  'InstanceStatuses',
  'InstanceTypes',
  'KeyPairs',
  'LaunchTemplates',
  'LaunchTemplateVersions',
  'Listeners',
  'LoggingConfiguration',
  'PlacementGroups',
  'Regions',
  'ResolverQueryLogConfigAssociations',
  'ResolverQueryLogConfigs',
  'RuleGroups', // network-firewall list-rule-groups
  'Snapshots',
  'SubnetCidrReservations',
  'Tags',
  'Volumes',
  'VpcEndpointConnections',
  'VpnConnections',
]);
