/**
 * What a policy says about one flow. Every compiler and every engine is judged against this.
 *
 * A rule matches when one of its sources, one of its destinations and one of its applications match. `https`, `http`,
 * `dns`, `ntp` and `ssh` want their protocol's bytes as well as its port; `tcp` and `udp` want the port alone. A name
 * matches what the client claims: the TLS server name with `https`, the Host with `http`, the name asked with `dns`.
 * A service is reached through its endpoint, so no flow that leaves by the firewall matches it.
 *
 * A query to the VPC's own resolver is no egress traffic in itself, and no rule is about it. It is judged by its name: it
 * passes when the workload that asks may send any flow with that name, as server name, as Host or in a query elsewhere. So a
 * rule that passes `https`, `http` or `dns` by address, whatever the name, lets every name be resolved; a rule on ports
 * that carry no name lets none.
 *
 * The verdict is on the client's data: packets of a TCP handshake carry none, and pass.
 *
 * Laws, each proved by name in `test/evaluate-laws.test.ts`:
 * - the first matching rule that does not only alert decides, and what no rule matches is dropped;
 * - a pass rule at the end never turns a pass into anything else;
 * - a verdict that is determined stays, whatever the facts left out turn out to be;
 * - monitor drops nothing;
 * - a query to the resolver passes if and only if some flow with the name asked does.
 */
import { quote, throwProblems } from '@inspected-egress/problem';
import type { Layer } from './approximation';
import { isCalendarDate } from './calendar-date';
import { decideEither, decideFlow, decideQuery, type Decision } from './decisions';
import * as errors from './errors';
import type { Flow } from './flow';
import { indexNameRules, prepareNameRule, type NameVerdict } from './judge-name';
import { makeQueryJudge } from './judge-query';
import {
  indexNames,
  matchWireForm,
  prepareRule,
  readFlow,
  type PreparedRule,
  type ReadFlow,
} from './match-rule';
import type { EgressPolicy, EgressRule } from './model';
import { findPolicyProblems } from './read/parse-policy';
import { indexRules, type RuleIndex } from './rule-index';
import { both, NO, truthOf, YES, type Fact } from './truth';

export interface EvaluateOptions {
  /** As `2026-11-30`; a rule that expired the day before matches nothing. */
  readonly today: string;
}

export interface Verdict {
  /** `undetermined` when a fact that the flow leaves out would change the answer. */
  readonly verdict: 'pass' | 'drop' | 'reject' | 'undetermined';
  /** Id of the rule that decides; absent when none does, or when it depends on a fact that the flow leaves out. */
  readonly rule?: string;
  /** Ids of the rules that write a log line for certain, in order. */
  readonly alerts: readonly string[];
  /** The reason in words; no capital first letter, no final period. */
  readonly because: string;
  /** What the flow leaves out and the verdict waits for; empty unless `undetermined`. */
  readonly missing: readonly Fact[];
  /** What `enforce` would have done, where `monitor` lets pass. */
  readonly monitored?: 'drop' | 'reject';
  /**
   * Of a flow that does not pass, the first layer on its way that knows enough to stop it: the security group where
   * address, protocol and port suffice, DNS Firewall for a query to the VPC's resolver, otherwise the firewall.
   */
  readonly stoppedBy?: Layer;
}

// Resolver addresses that every VPC has; VPC guide, "Amazon DNS server", 2026-11. The base-plus-two address
// depends on the VPC, which a policy does not know.
const RESOLVER_ADDRESSES: readonly string[] = ['169.254.169.253', 'fd00:ec2::253'];

/**
 * @throws PlanError POL1xx when the policy is not valid, CIDR1xx when an address of the flow is not
 * @see makeEvaluator for many flows
 */
export function evaluate(policy: EgressPolicy, flow: Flow, options: EvaluateOptions): Verdict {
  return makeEvaluator(policy, options)(flow);
}

/**
 * Checks and prepares a policy once, for many flows.
 * @throws PlanError POL1xx when the policy is not valid; what it returns throws CIDR1xx when an address of a flow is not
 */
export function makeEvaluator(policy: EgressPolicy, { today }: EvaluateOptions): (flow: Flow) => Verdict {
  throwProblems(`egress policy ${quote(policy.name)}`, [
    ...findPolicyProblems(policy),
    ...(isCalendarDate(today) ? [] : [errors.notADate('today', today)]),
  ]);
  const held = policy.rules.filter((rule) => !isExpired(rule, today));
  const rules = held.map((rule, place) => prepareRule(rule, place, policy));
  const names = indexNames(held, policy);
  const prepared: PreparedPolicy = {
    mode: policy.mode,
    rules: indexRules(rules),
    judgeQuery: makeQueryJudge(
      indexNameRules(held.map((rule) => prepareNameRule(rule, policy))),
      new Map(rules.map((rule) => [rule.rule, rule])),
    ),
  };
  return (flow) => judge(prepared, readFlow(flow, names));
}

interface PreparedPolicy {
  readonly mode: EgressPolicy['mode'];
  readonly rules: RuleIndex;
  readonly judgeQuery: (read: ReadFlow) => NameVerdict;
}

/** A rule holds until the end of its last day. */
export function isExpired(rule: EgressRule, today: string): boolean {
  return rule.expires !== undefined && rule.expires < today;
}

function judge(policy: PreparedPolicy, read: ReadFlow): Verdict {
  const isQuery = both(
    truthOf(RESOLVER_ADDRESSES.includes(read.flow.destination)),
    matchWireForm('dns', read.flow, true),
  );
  const { mode, rules, judgeQuery } = policy;
  const asQuery = () => decideQuery(judgeQuery(read));
  const asOther = () => decideFlow(rules.byPortAndName(read), read);
  if (isQuery === NO) return conclude(mode, asOther(), () => stoppingLayer(rules.byPort(read.flow), read));
  const decision = isQuery === YES ? asQuery() : decideEither(asQuery(), asOther(), isQuery);
  return conclude(mode, decision, () => 'dns-firewall');
}

function conclude(mode: EgressPolicy['mode'], decision: Decision, stoppedBy: () => Layer): Verdict {
  const { actions, alerts, because, missing } = decision;
  const [action = 'drop'] = actions;
  const isDetermined = actions.size === 1;
  const decided = decision.rule === undefined ? {} : { rule: decision.rule };
  if (mode === 'enforce' && !isDetermined) return { verdict: 'undetermined', alerts, because, missing };
  if (isDetermined && action === 'pass') return { verdict: 'pass', ...decided, alerts, because, missing: [] };
  if (mode === 'enforce') {
    return { verdict: action, ...decided, alerts, because, missing: [], stoppedBy: stoppedBy() };
  }
  const monitored = `${because}; monitor drops nothing`;
  if (!isDetermined) return { verdict: 'pass', alerts, because: monitored, missing: [] };
  const logged = decision.rule === undefined ? alerts : [...alerts, decision.rule];
  return {
    verdict: 'pass',
    ...decided,
    alerts: logged,
    because: monitored,
    missing: [],
    monitored: action === 'reject' ? 'reject' : 'drop',
  };
}

function stoppingLayer(rules: readonly PreparedRule[], flow: ReadFlow): Layer {
  const mayPass = rules.some(
    ({ rule, matchPacketHeader }) => rule.action === 'pass' && matchPacketHeader(flow) !== NO,
  );
  return mayPass ? 'network-firewall' : 'security-group';
}
