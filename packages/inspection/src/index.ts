export { AdoptedEndpoints, type AdoptedEndpointsProps } from './adopted-endpoints';
export { DnsFirewall, type DnsFirewallProps } from './dns-firewall';
export {
  ENGINE_KINDS,
  findEngineProblems,
  type AdoptedEngine,
  type Engine,
  type EngineContext,
  type EngineKind,
  type FirewallEndpoints,
  type GatewayLoadBalancerEngine,
  type NetworkFirewallEngine,
} from './engine';
export {
  GatewayLoadBalancerEndpoints,
  type GatewayLoadBalancerEndpointsProps,
} from './gateway-load-balancer-endpoints';
export { InspectedEgress, type EgressSettings, type InspectedEgressProps } from './inspected-egress';
export { NetworkFirewall, type NetworkFirewallProps } from './network-firewall';
export {
  vendorSubnetTags,
  type AdoptedEndpointIds,
  type AdoptedEndpointSettings,
  type EndpointVendor,
} from './plan/adopted-endpoints';
export { type MonitoringDefaultActions, type StatefulDefaultActions } from './plan/default-actions';
export { type DnsFirewallSettings } from './plan/dns-firewall';
export { type EgressPolicySource } from './plan/egress-policy';
export { type KmsKey, type LogEncryption, type NewKmsKey } from './plan/encryption';
export { type EndpointServiceSettings } from './plan/endpoint-service';
export {
  type CloudWatchLogging,
  type FirehoseLogging,
  type FirewallLogging,
  type LogType,
  type S3Logging,
} from './plan/firewall-logging';
export {
  planFirewallPolicy,
  type FirewallPolicyContext,
  type FirewallRules,
  type PlannedFirewallPolicy,
  type StreamExceptionPolicy,
} from './plan/firewall-policy';
export { findFirewallRulesProblems } from './plan/firewall-policy-problems';
export { planHomeNet } from './plan/home-net';
export {
  type FirewallPolicyShare,
  type FirewallPolicySource,
  type NetworkFirewallSettings,
} from './plan/network-firewall';
export { type PlannedManagedRuleGroup } from './plan/managed-rule-groups';
export {
  type IpSetReference,
  type IpSetVariable,
  type PlannedRuleGroup,
  type RuleGroup,
} from './plan/rule-group';
export { type Share } from './plan/share';
export { DnsFirewallAssociations, type DnsFirewallAssociationsProps } from './dns-firewall-associations';
export { type DnsManagedList } from './plan/dns-managed-lists';
export { type DnsQueryLogs } from './plan/dns-query-logs';
export { ApplianceFleet, type ApplianceFleetProps } from './appliance-fleet';
export {
  APPLIANCE_MTU,
  type ApplianceFleetSettings,
  type FleetService,
  type FleetSubnet,
} from './plan/fleet/appliance-fleet';
export { type FleetHealthCheck } from './plan/fleet/health-check';
export { type FleetScaling } from './plan/fleet/scaling';
export { type ApplianceBootstrap, type CustomBootstrap } from './plan/bootstrap/bootstrap';
export { type FortigateBootstrap } from './plan/bootstrap/fortigate';
export { type SuricataBootstrap } from './plan/bootstrap/suricata';
export { ExplicitProxy, type ExplicitProxyProps } from './explicit-proxy';
export { TransparentProxy, type TransparentProxyProps } from './transparent-proxy';
export { type ProxyClientTier, type ProxySettings } from './plan/proxy/proxy';
export { EgressMonitoring, type EgressMonitoringProps } from './egress-monitoring';
export {
  type AlarmThreshold,
  type MonitoringThresholds,
  type PlannedAlarm,
  type PlannedQuery,
} from './plan/monitoring/alarms';
export { type EgressMonitoringSettings } from './plan/monitoring/monitoring-problems';
export { type AlarmNotification } from './plan/monitoring/notification';
export { type VendorMetric } from './plan/monitoring/vendor-metrics';
export {
  type BlockedDnsList,
  type WatchedDns,
  type WatchedEgress,
  type WatchedFirewall,
  type WatchedFleet,
} from './plan/monitoring/watched';
