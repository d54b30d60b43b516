export { AdoptedVpc } from './adopted-vpc';
export type { AdoptedSubnetProps, AdoptedVpcProps, AdoptedZoneProps } from './adopted-vpc-props';
export { EgressRoutes, type EgressRoutesProps } from './egress-routes';
export type { RouteManagement, TakenOverRoutes } from './route-management';
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
  IZonedVpc,
  RoutedNatGateway,
  RoutedSubnet,
  RoutedTransit,
  RoutedZone,
  TierNetworkAcls,
  UninspectedIpv6Exit,
  VpcDns,
} from './routed-vpc';
export { LOG_RETENTION_DAYS } from './limits';
export { SUBNET_TIERS, type SubnetTier } from './subnet-tier';
export { AcceptedSpoke, type AcceptedSpokeProps } from './accepted-spoke';
export { SpokeVpc, type SpokeVpcProps } from './spoke-vpc';
export type { SpokeTier, SpokeVpcPlanProps } from './plan/spoke-vpc';
export {
  TransitGateway,
  type ITransitGateway,
  type TransitGatewayProps,
  type TransitGatewayTables,
} from './transit-gateway';
export type { SpokeTraffic } from './plan/transit-gateway';
export type { TierSubnet } from './tier-subnet';
export type { PublicNatGateway } from './public-nat-gateway';
export type { DhcpOptionsProps, VpcDnsProps } from './vpc-dns-props';
export type { ZonalEndpoint, ZonalEndpoints } from './zonal-endpoints';
export { NetworkAcls, type NetworkAclsProps } from './network-acls';
export type { AclBlock, AclTraffic, PlannedAclRule, PortRange } from './plan/acl-rules';
export {
  planNetworkAcls,
  type NetworkAclPlanProps,
  type NetworkAclSharedProps,
  type NetworkService,
  type PlannedNetworkAcl,
} from './plan/network-acls';
export type { AclEgressPolicy } from './plan/acl-policy';
export { WorkloadSecurityGroup, type WorkloadSecurityGroupProps } from './workload-security-group';
export {
  planWorkloadSecurityGroup,
  type PlannedGroupRule,
  type PlannedWorkloadSecurityGroup,
  type WorkloadSecurityGroupPlanProps,
} from './plan/workload-security-group';
export { FlowLogs, type FlowLogsProps } from './flow-logs';
export { LogBucket, type LogBucketProps } from './log-bucket';
export type { LogBucketPlanProps } from './plan/log-bucket';
export type { LogWriter } from './plan/log-bucket-policies';
export type { AccountScope } from './plan/account-scope';
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
