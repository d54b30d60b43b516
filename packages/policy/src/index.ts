export type { Approximation, Layer } from './approximation';
export {
  compileNetworkFirewall,
  type CompilationRemark,
  type CompiledNetworkFirewall,
  type NetworkFirewallArtefact,
  type NetworkFirewallOptions,
} from './compile/network-firewall/compile-network-firewall';
export type { CompiledRuleGroup } from './compile/network-firewall/rule-groups';
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
export type { Remark } from './lint/remarks';
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
export { packageIndexPolicy } from './presets/package-index-policy';
export { workshopPolicy } from './presets/workshop-policy';
export { findPolicyProblems, parsePolicy } from './read/parse-policy';
export { readPolicy, type ReadPolicyOptions } from './read/read-policy';
export { policyJsonSchema } from './schema';
export type { Fact } from './truth';
