/**
 * What a policy says about one flow. Every compiler and every engine is judged against this.
 *
 * A rule matches when one of its sources, one of its destinations and one of its applications match. `https`, `http`,
 * `dns`, `ntp` and `ssh` want their protocol's bytes as well as its port; `tcp` and `udp` want the port alone. A name
 * matches what the client claims: the TLS server name with `https`, the Host with `http`, the name asked with `dns`.
 * A service is reached through its endpoint, so no flow that leaves by the firewall matches it.
 *
 * The verdict is on the client's data: packets of a TCP handshake carry none, and pass.
 *
 * Laws, each proved by name in `test/evaluate-laws.test.ts`:
 * - the first matching rule that does not only alert decides, and what no rule matches is dropped;
 * - a pass rule at the end never turns a pass into anything else;
 * - a verdict that is determined stays, whatever the facts left out turn out to be;
 * - monitor drops nothing.
 */
import { throwProblems } from '@inspected-egress/problem';
import type { Layer } from './approximation';
import { isCalendarDate } from './calendar-date';
import * as errors from './errors';
import type { Flow } from './flow';
import { indexNames, prepareRule, readFlow, type PreparedRule, type ReadFlow } from './match-rule';
import type { EgressPolicy, EgressRule } from './model';
import { findPolicyProblems } from './read/parse-policy';
import { missingFacts, NO, YES, type Fact, type Truth } from './truth';

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
  throwProblems(`egress policy ${errors.quote(policy.name)}`, [
    ...findPolicyProblems(policy),
    ...(isCalendarDate(today) ? [] : [errors.notADate('today', today)]),
  ]);
  const held = policy.rules.filter((rule) => !isExpired(rule, today));
  const rules = held.map((rule) => prepareRule(rule, policy));
  const index = indexNames(held, policy);
  return (flow) => judge(policy, rules, readFlow(flow, index));
}

/** A rule holds until the end of its last day. */
export function isExpired(rule: EgressRule, today: string): boolean {
  return rule.expires !== undefined && rule.expires < today;
}

/** A rule that may decide, or the default when there is no rule. */
interface Candidate {
  readonly action: 'pass' | 'drop' | 'reject';
  readonly id?: string;
  readonly truth: Truth;
}

function judge(policy: EgressPolicy, rules: readonly PreparedRule[], flow: ReadFlow): Verdict {
  const alerts: string[] = [];
  const candidates: Candidate[] = [];
  let isCertain = true;
  for (const { rule, match } of rules) {
    const truth = match(flow);
    if (truth === NO) continue;
    if (rule.action === 'alert') {
      if (truth === YES && isCertain) alerts.push(rule.id);
      continue;
    }
    candidates.push({ action: rule.action, id: rule.id, truth });
    if (truth === YES) break;
    isCertain = false;
  }
  if (candidates.at(-1)?.truth !== YES) candidates.push({ action: 'drop', truth: YES });
  return conclude(policy, rules, flow, candidates, alerts);
}

function conclude(
  policy: EgressPolicy,
  rules: readonly PreparedRule[],
  flow: ReadFlow,
  candidates: readonly Candidate[],
  alerts: readonly string[],
): Verdict {
  const actions = new Set(candidates.map(({ action }) => action));
  const [action = 'drop'] = actions;
  const missing = missingFacts(candidates.reduce((all, { truth }) => all | (truth === YES ? NO : truth), NO));
  const only = candidates.length === 1 ? candidates[0] : undefined;
  const decided = only?.id === undefined ? {} : { rule: only.id };

  if (policy.mode === 'monitor') {
    const because = `${explain(candidates, missing)}; monitor drops nothing`;
    if (actions.size > 1) return { verdict: 'pass', alerts, because, missing: [] };
    if (action === 'pass') {
      return { verdict: 'pass', ...decided, alerts, because: explain(candidates, missing), missing: [] };
    }
    const logged = only?.id === undefined ? alerts : [...alerts, only.id];
    return { verdict: 'pass', ...decided, alerts: logged, because, missing: [], monitored: action };
  }
  const because = explain(candidates, missing);
  if (actions.size > 1) return { verdict: 'undetermined', alerts, because, missing };
  if (action === 'pass') return { verdict: 'pass', ...decided, alerts, because, missing: [] };
  return {
    verdict: action,
    ...decided,
    alerts,
    because,
    missing: [],
    stoppedBy: findStoppingLayer(rules, flow),
  };
}

function explain(candidates: readonly Candidate[], missing: readonly Fact[]): string {
  const [first] = candidates;
  if (candidates.length === 1) {
    return first?.id === undefined
      ? 'no rule matches, and the default is drop'
      : `rule ${errors.quote(first.id)} says ${first.action}`;
  }
  const choices = candidates.map(({ id, action }) =>
    id === undefined ? 'the default says drop' : `${errors.quote(id)} says ${action}`,
  );
  return `${choices.join(', ')}: which one decides depends on ${missing.join(' and ')}, not known of the flow`;
}

function findStoppingLayer(rules: readonly PreparedRule[], flow: ReadFlow): Layer {
  if (flow.flow.application === 'dns' && RESOLVER_ADDRESSES.includes(flow.flow.destination))
    return 'dns-firewall';
  const mayPass = rules.some(
    ({ rule, matchPacketHeader }) => rule.action === 'pass' && matchPacketHeader(flow) !== NO,
  );
  return mayPass ? 'network-firewall' : 'security-group';
}
