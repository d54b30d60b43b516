export { AdoptedVpc } from './adopted-vpc';
export type { AdoptedSubnetProps, AdoptedVpcProps, AdoptedZoneProps } from './adopted-vpc-props';
export { EgressRoutes, type EgressRoutesProps } from './egress-routes';
export { InspectedVpc } from './inspected-vpc';
export type { InspectedVpcProps, NatGatewayMode, ZoneProps } from './inspected-vpc-props';
export {
  planAddresses,
  type AddressPlan,
  type AddressPlanProps,
  type PlannedSubnet,
} from './plan/address-plan';
export {
  planEgressRoutes,
  type EgressPlanProps,
  type PlannedRoute,
  type RouteDestination,
  type RouteTarget,
} from './plan/egress-routes';
export { inspectedZones } from './plan/inspected-zones';
export { ZONE_KEYS, type PlannedZone, type ZoneKey } from './plan/zones';
export type {
  InspectionPosition,
  Ipv6Mode,
  IRoutedVpc,
  RoutedNatGateway,
  RoutedSubnet,
  RoutedZone,
  TierNetworkAcls,
  VpcDns,
} from './routed-vpc';
export { SUBNET_TIERS, type SubnetTier } from './subnet-tier';
export type { TierSubnet } from './tier-subnet';
export type { PublicNatGateway } from './public-nat-gateway';
export type { DhcpOptionsProps, VpcDnsProps } from './vpc-dns-props';
export type { ZonalEndpoint, ZonalEndpoints } from './zonal-endpoints';
export { NetworkAcls, type NetworkAclsProps } from './network-acls';
export type { AclBlock, AclTraffic, PlannedAclRule, PortRange } from './plan/acl-rules';
export {
  planNetworkAcls,
  type NetworkAclPlanProps,
  type NetworkService,
  type PlannedNetworkAcl,
} from './plan/network-acls';
export { FlowLogs, type FlowLogsProps } from './flow-logs';
export type { AccountScope, Partition } from './plan/account-scope';
export {
  EGRESS_FLOW_LOG_FIELDS,
  type FlowLogDestination,
  type FlowLogField,
  type FlowLogPlanProps,
} from './plan/flow-logs';
export { BlockPublicAccess, type BlockPublicAccessProps } from './block-public-access';
export { GatewayEndpoints, type GatewayEndpointsProps } from './gateway-endpoints';
export { InterfaceEndpoints, type InterfaceEndpointsProps } from './interface-endpoints';
export {
  findBlockPublicAccessProblems,
  type BlockPublicAccessAcceptance,
  type BlockPublicAccessExclusion,
  type BlockPublicAccessInput,
  type BlockPublicAccessMode,
  type FirewallEngineKind,
} from './plan/block-public-access';
export {
  planDynamoDbEndpointPolicy,
  planInterfaceEndpointPolicy,
  planS3EndpointPolicy,
  type AwsOwnedBucket,
  type DynamoDbEndpointPolicyProps,
  type EndpointPolicyProps,
  type InterfaceEndpointPolicyProps,
  type Perimeter,
  type S3EndpointPolicyProps,
} from './plan/endpoint-policies';
export type { EndpointPolicyDecision } from './plan/endpoint-policy-decision';
export type {
  GatewayEndpointProps,
  GatewayEndpointService,
  GatewayEndpointsPlanProps,
  GatewayEndpointTier,
} from './plan/gateway-endpoints';
export {
  planSessionManagerEndpoints,
  type InterfaceEndpointProps,
  type InterfaceEndpointsPlanProps,
  type SessionManagerEndpointsProps,
} from './plan/interface-endpoints';
export {
  renderPolicy,
  type PolicyConditions,
  type PolicyDocument,
  type PolicyPrincipal,
  type PolicyStatement,
} from './plan/policy-document';
