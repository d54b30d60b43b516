export type { Approximation, ApproximationKind, Layer } from './approximation';
export { compileOnce } from './compile/compile-once';
export type { CompilationRemark, Compiled } from './compile/compiled';
export {
  compileDnsFirewall,
  type DnsFirewallArtefact,
  type DnsFirewallOptions,
} from './compile/dns-firewall/compile-dns-firewall';
export type { DnsBlockResponse, DnsFirewallRule, DnsRuleGroup } from './compile/dns-firewall/rule-groups';
export {
  compileEndpointPolicy,
  type EndpointPolicyArtefact,
  type EndpointPolicyOptions,
} from './compile/endpoint-policy/compile-endpoint-policy';
export {
  planDynamoDbEndpointPolicy,
  type DynamoDbEndpointPolicyProps,
} from './compile/endpoint-policy/dynamodb-endpoint-policy';
export {
  planInterfaceEndpointPolicy,
  type InterfaceEndpointPolicyProps,
} from './compile/endpoint-policy/interface-endpoint-policy';
export { ENDPOINT_POLICY_CHARACTERS } from './compile/endpoint-policy/limits';
export type { EndpointPolicyProps, Perimeter } from './compile/endpoint-policy/perimeter';
export {
  policyDocument,
  renderPolicy,
  type PolicyConditions,
  type PolicyDocument,
  type PolicyPrincipal,
  type PolicyStatement,
} from './compile/endpoint-policy/policy-document';
export {
  planS3EndpointPolicy,
  type AwsOwnedBucket,
  type S3EndpointPolicyProps,
} from './compile/endpoint-policy/s3-endpoint-policy';
export type { ServiceEndpoint } from './compile/endpoint-policy/service-endpoint';
export { compileFortios, type FortiosArtefact, type FortiosOptions } from './compile/fortios/compile-fortios';
export {
  compileNetworkFirewall,
  type NetworkFirewallArtefact,
  type NetworkFirewallOptions,
} from './compile/network-firewall/compile-network-firewall';
export type { ManagedRuleGroupName } from './compile/network-firewall/managed-capacities';
export type {
  ManagedRuleGroup,
  ManagedRuleGroupOptions,
  ManagedRuleGroupReference,
} from './compile/network-firewall/managed-rule-groups';
export { planCapacity } from './compile/network-firewall/rule-capacity';
export type { CompiledRuleGroup } from './compile/network-firewall/rule-groups';
export type { FirewallPlace } from './compile/firewall-place';
export type { TlsInspection, TlsInspectionConfiguration } from './compile/network-firewall/tls-inspection';
export type { NetworkAclBlock, NetworkAclEntry, NetworkAclTraffic } from './compile/network-acl/acl-entries';
export {
  compileNetworkAcl,
  type NetworkAclArtefact,
  type EntriesOfFamilies,
  type NetworkAclOptions,
} from './compile/network-acl/compile-network-acl';
export { compileOpenServices, type OpenServicesOptions } from './compile/network-acl/compile-open-services';
export type { PolicyService } from './compile/network-acl/open-services';
export {
  compileSecurityGroup,
  type EndpointPlace,
  type PrefixListSize,
  type SecurityGroupArtefact,
  type SecurityGroupOptions,
} from './compile/security-group/compile-security-group';
export type {
  SecurityGroupDestination,
  SecurityGroupRule,
  SecurityGroupTraffic,
} from './compile/security-group/security-group-rules';
export type { Sender } from './compile/packet-header/sender';
export { findMeant } from './did-you-mean';
export { compileSquid, type SquidArtefact, type SquidOptions } from './compile/squid/compile-squid';
export type { SquidFile } from './compile/squid/acl';
export { evaluate, makeEvaluator, type EvaluateOptions, type Verdict } from './evaluate';
export type { Flow } from './flow';
export type {
  Application,
  Destination,
  EgressPolicy,
  EgressRule,
  PortRange,
  RuleAction,
  Source,
  WorkloadGroup,
} from './model';
export { layerPolicies, type LayeredPolicy } from './layer-policies';
export { lintPolicy } from './lint/lint-policy';
export type { LintRemark } from './lint/remarks';
export {
  coversName,
  findNameProblem,
  matchesName,
  nameOfHost,
  nameOfQuery,
  parseName,
  readName,
  type DomainName,
} from './names';
export { dnsSuffixOf, isRegion, partitionOf, WRITTEN_PARTITIONS, type Partition } from './partition';
export { packageIndexPolicy } from './presets/package-index-policy';
export { workshopPolicy } from './presets/workshop-policy';
export { findPolicyProblems, parsePolicy } from './read/parse-policy';
export { readPolicy, type ReadPolicyOptions } from './read/read-policy';
export { readStrictText, type StrictText } from './read/read-strict-text';
export { policyJsonSchema } from './schema';
export type { Fact } from './truth';
export {
  chooseEgressStrategy,
  type EgressCandidate,
  type EgressChoice,
  type EgressLayer,
  type Shortcoming,
} from './strategy/choose-egress-strategy';
export {
  monthlyCost,
  type CostLine,
  type InstanceUsage,
  type MonthlyCost,
  type Usage,
} from './strategy/monthly-cost';
export { US_EAST_1_PRICES, type Price, type PricedItem, type PriceTable } from './strategy/prices';
export { EGRESS_NEEDS, type EgressNeed, type EgressRequirements } from './strategy/requirements';
export { EGRESS_STRATEGIES, type EgressStrategy } from './strategy/strategies';
