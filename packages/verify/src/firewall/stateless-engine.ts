import type { FirewallPolicy } from '../graph/firewall-policy';
import type { FirewallPorts, FirewallStatelessRule } from '../graph/firewall-rule-group';
import { valueOf, type Known } from '../graph/known';
import type { PlacedBlock } from '../graph/placed-block';
import type { VpcGraph } from '../graph/vpc-graph';
import type { Whereabouts } from '../walk/whereabouts';
import type { FirewallFlow } from './firewall-flow';
import { MATCH, matchAll, matchAny, matchIf, unsure, type Match } from './match';
import { matchPorts, type PortFact } from './rule/port-expression';
import { isWithin, regionOf } from './rule/region';

/** Where packets go that no stateful rule has seen yet. */
export type StatelessAction = 'forward' | 'pass' | 'drop';

/** A rule of the stateless engine. */
export interface StatelessRule {
  /** For people: the rule group and the priority, in backticks. */
  readonly origin: string;
  /** Unknown when the input does not tell what it does, or AWS refuses it. */
  readonly action: Known<StatelessAction>;
  /** Absent when the rules cannot be read: they may be about any packet. */
  readonly said?: FirewallStatelessRule;
  readonly match: (flow: FirewallFlow, to: 'server' | 'client') => Match;
}

export interface StatelessEngine {
  /** In the order in which they are tried. */
  readonly rules: readonly StatelessRule[];
  readonly fallback: Known<StatelessAction>;
  readonly fallbackOfFragments: Known<StatelessAction>;
}

const PROTOCOL_NUMBERS = { tcp: 6, udp: 17, icmp: 1, icmpv6: 58 } as const;
const CLIENT_PORTS: PortFact = { from: 1024, to: 65535 };

/** @see Network Firewall guide, "Stateless default actions" and "Stateless rule groups", 2026-11 */
export function readStatelessEngine(graph: VpcGraph, policy: FirewallPolicy): StatelessEngine {
  const uses = policy.ruleGroups.filter(({ kind }) => kind === 'stateless');
  const priorities = uses.flatMap(({ priority, ruleGroup }) => [
    priority,
    ...(valueOf(graph.firewallRuleGroups.get(valueOf(ruleGroup) ?? '')?.statelessRules) ?? []).map(
      (rule) => rule.priority,
    ),
  ]);
  const ordered = [...uses].sort((a, b) => (valueOf(a.priority) ?? 0) - (valueOf(b.priority) ?? 0));
  return {
    rules: priorities.some((priority) => valueOf(priority) === undefined)
      ? [opaque(`\`${policy.key}\``, 'their order is not known')]
      : ordered.flatMap(({ ruleGroup }) => {
          const key = ruleGroup.is === 'known' ? ruleGroup.value : 'a rule group';
          const group = valueOf(ruleGroup) === undefined ? undefined : graph.firewallRuleGroups.get(key);
          const said =
            group === undefined
              ? unknownRules(ruleGroup)
              : (group.statelessRules ?? { is: 'known', value: [] });
          if (said.is === 'unknown') return [opaque(`\`${key}\``, said.reason)];
          return [...said.value]
            .sort((a, b) => (valueOf(a.priority) ?? 0) - (valueOf(b.priority) ?? 0))
            .map((rule) => toRule(graph, `\`${key}\` priority ${valueOf(rule.priority) ?? '?'}`, rule));
        }),
    fallback: actionOf(policy.statelessDefaultActions),
    fallbackOfFragments: actionOf(policy.statelessFragmentDefaultActions),
  };
}

function unknownRules(ruleGroup: Known<string>): Known<never> {
  return {
    is: 'unknown',
    reason: ruleGroup.is === 'unknown' ? ruleGroup.reason : 'its rules are not in the input',
  };
}

function opaque(origin: string, reason: string): StatelessRule {
  return {
    origin,
    action: { is: 'unknown', reason },
    match: () => unsure(`the stateless rules of ${origin} are not known: ${reason}`),
  };
}

function toRule(graph: VpcGraph, origin: string, said: FirewallStatelessRule): StatelessRule {
  const within = (blocks: Known<readonly PlacedBlock[]>) => {
    if (blocks.is === 'unknown')
      return () => unsure(`addresses of ${origin} are not known: ${blocks.reason}`);
    if (blocks.value.length === 0) return () => MATCH;
    const region = regionOf(graph, blocks.value);
    return (at: Whereabouts) => isWithin(graph, at, region);
  };
  const isFrom = within(said.sources);
  const isTo = within(said.destinations);
  return {
    origin,
    action: actionOf(said.actions),
    said,
    match: (flow, to) => {
      const { port } = flow;
      const server = port === undefined ? { from: 0, to: 65535 } : { from: port, to: port };
      const [from, at] = to === 'server' ? [flow.source, flow.destination] : [flow.destination, flow.source];
      const [fromPort, atPort] = to === 'server' ? [CLIENT_PORTS, server] : [server, CLIENT_PORTS];
      return matchAll([
        matchProtocol(said.protocols, flow),
        isFrom(from),
        isTo(at),
        matchSpans(said.sourcePorts, fromPort, flow),
        matchSpans(said.destinationPorts, atPort, flow),
        said.hasTcpFlags ? unsure(`${origin} asks for flags of TCP`) : MATCH,
      ]);
    },
  };
}

function matchProtocol(protocols: Known<readonly number[]>, { protocol }: FirewallFlow): Match {
  if (protocols.is === 'unknown') return unsure(protocols.reason);
  return matchIf(protocols.value.length === 0 || protocols.value.includes(PROTOCOL_NUMBERS[protocol]));
}

function matchSpans(
  spans: Known<readonly FirewallPorts[]>,
  port: PortFact,
  { protocol }: FirewallFlow,
): Match {
  if (spans.is === 'unknown') return unsure(spans.reason);
  if (spans.value.length === 0 || protocol === 'icmp' || protocol === 'icmpv6') return MATCH;
  return matchAny(spans.value.map(({ from, to }) => matchPorts({ kind: 'span', from, to }, port, () => '')));
}

export const STATELESS_ACTIONS: ReadonlyMap<string, StatelessAction> = new Map<string, StatelessAction>([
  ['aws:forward_to_sfe', 'forward'],
  ['aws:pass', 'pass'],
  ['aws:drop', 'drop'],
]);

/** One action of AWS's; others count packets and change nothing. */
function actionOf(said: Known<readonly string[]>): Known<StatelessAction> {
  if (said.is === 'unknown') return said;
  const found = said.value.flatMap((text) => STATELESS_ACTIONS.get(text) ?? []);
  const [action, ...others] = found;
  if (action === undefined || others.length > 0)
    return { is: 'unknown', reason: `AWS takes one of ${[...STATELESS_ACTIONS.keys()].join(', ')}` };
  return { is: 'known', value: action };
}
