import type { Application, EgressPolicy, EgressRule } from '@inspected-egress/policy';
import type { Key } from '../graph/key';
import { known, unknown, type Known } from '../graph/known';
import type { VpcGraph } from '../graph/vpc-graph';
import type { FirewallRule } from './firewall-rule';
import { readBackRule } from './read-back-rule';
import { readPolicyOf } from './read-firewall';
import { isTransport } from './rule/rule-protocol';

/** A firewall policy in the model of `@inspected-egress/policy`, as far as that has words for it. */
export interface ReadBackPolicy {
  readonly policy: EgressPolicy;
  /** Where each rule of the policy stands in the input, by its id. */
  readonly origins: ReadonlyMap<string, string>;
  /** Rules that are not in the policy, and why. */
  readonly leftOut: readonly ReadBackNote[];
  /** Rules that are in it, and say something else in the firewall. */
  readonly notes: readonly ReadBackNote[];
}

export interface ReadBackNote {
  /** Where the rule stands, in backticks. */
  readonly origin: string;
  /** One line; no capital first letter, no final period. */
  readonly reason: string;
}

const EVERYTHING: readonly Application[] = [
  { tcp: { from: 1, to: 65535 } },
  { udp: { from: 1, to: 65535 } },
  'icmp-echo',
];

/**
 * Reads a firewall policy back into the model that ours are written in. Sources are those that the firewall sees: after NAT
 * they are gateways.
 *
 * Law, proved by name in `test/firewall/read-back.test.ts`: where nothing is left out and nothing noted, the policy says of
 * a flow what the firewall does with it.
 *
 * @param key - of a policy of the graph; unknown when it is not in the input
 */
export function readBackPolicy(graph: VpcGraph, key: Key): Known<ReadBackPolicy> {
  const firewall = [...graph.firewalls.values()].find(
    ({ policy }) => policy.is === 'known' && policy.value === key,
  );
  const vpc = firewall?.vpc ?? unknown('no firewall of the input enforces the policy');
  const read = readPolicyOf(graph, key, vpc);
  if (read.is === 'unknown') return read;
  const { stateful, stateless, tlsInspection } = read.value;
  const rules: EgressRule[] = [];
  const origins = new Map<string, string>();
  const leftOut: ReadBackNote[] = [];
  const notes: ReadBackNote[] = [];
  let isLate = false;
  for (const step of stateful.steps) {
    const { origin } = step;
    const back = step.kind === 'opaque' ? step.because : readBackRule(step);
    if (typeof back === 'string') {
      leftOut.push({ origin, reason: back });
      continue;
    }
    const id = `rule-${rules.length + 1}`;
    rules.push({ id, ...back.rule });
    origins.set(id, origin);
    notes.push(...back.notes.map((reason) => ({ origin, reason })));
    if (step.kind === 'rule' && isLate && decidesEarly(step))
      notes.push({
        origin,
        reason: 'it decides while the connection is opened, before rules above know what is sent',
      });
    isLate ||= step.kind === 'rule' && step.action !== 'alert' && !isTransport(step.said.protocol);
  }
  const policy = `\`${key}\``;
  const note = (reason: string) => notes.push({ origin: policy, reason });
  const { fallback, orderDoubt } = stateful;
  if (fallback.is === 'pass')
    rules.push({
      id: 'default',
      destinations: [{ anywhere: 'all' }],
      applications: EVERYTHING,
      action: 'pass',
    });
  if (fallback.is === 'unknown') note(fallback.because);
  if (orderDoubt !== undefined) note(orderDoubt);
  if (tlsInspection !== undefined) note(tlsInspection);
  const isForwarded = stateless.fallback.is === 'known' && stateless.fallback.value === 'forward';
  if (!isForwarded || stateless.rules.length > 0)
    note('stateless rules decide about packets before any rule of the policy');
  return known({
    policy: { version: 1, name: 'read-back', mode: 'enforce', rules },
    origins,
    leftOut,
    notes,
  });
}

/** Whether a rule may match a packet of the handshake. */
function decidesEarly({ said, action }: FirewallRule): boolean {
  const isOfTcp = said.protocol === 'tcp' || said.protocol === 'ip';
  const waits = said.options.some(
    ({ keyword, value = '' }) => keyword === 'flow' && value.includes('established'),
  );
  return isOfTcp && action !== 'alert' && !waits;
}
