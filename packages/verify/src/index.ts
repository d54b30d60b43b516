export type { Bypass, BypassKind, BypassLimit } from './bypass/bypass';
export type { CheckDescription } from './check/check';
export type { CheckId, CheckResult, CheckSeverity, CheckVerdict } from './check/check-result';
export { CHECKS } from './check/checks';
export { diff, type DiffOptions } from './diff/diff';
export {
  changeOf,
  type Changes,
  type Difference,
  type FlowChange,
  type StatementChange,
  type UndeterminedChange,
  type WayChange,
} from './diff/difference';
export { explain, type ExplainQuery, type Explanation } from './explain';
export type { FirewallStep, FlowClaims } from './explain-firewall';
export type { FirewallFlow, FlowApplication } from './firewall/firewall-flow';
export { readBackPolicy, type ReadBackNote, type ReadBackPolicy } from './firewall/read-back-policy';
export { judgeFlow, type FirewallVerdict } from './firewall/judge-flow';
export type { Key } from './graph/key';
export { readGraph, type GraphOptions } from './graph/read-graph';
export type { RouteTargetKind } from './graph/route';
export type { VpcGraph } from './graph/vpc-graph';
export type { AcceptedBypass } from './promise/accepted-bypass';
export type { VerifyOptions } from './promise/evidence';
export {
  isRemark,
  worstOf,
  type Finding,
  type Packet,
  type PromiseId,
  type Verdict,
} from './promise/finding';
export type { JudgedSubnet } from './promise/judged-subnets';
export { PROMISES } from './promise/promises';
export type { Estate, InputForm, Resource } from './read/estate';
export type { InputFile } from './read/input-file';
export type { Island, Twins } from './read/islands';
export type { JsonObject, JsonValue } from './read/json';
export { readEstate } from './read/read-estate';
export type { Value } from './read/value';
export { verdictOf, type Report } from './report';
export { verify } from './verify';
export { verifyEstate } from './verify-estate';
export type { DeclaredFlow } from './walk/acl-crossings';
export { describeDestinations } from './walk/internet';
export { REACHABILITY_CODES, type ReachabilityCode } from './walk/reachability-code';
export { destinationText, tellBack, tellOut, type Step } from './walk/tell-steps';
export { endpointsOf, type Disposition, type Hop, type Way } from './walk/trace';
export type { Whereabouts } from './walk/whereabouts';
