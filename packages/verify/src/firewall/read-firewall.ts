import type { Key } from '../graph/key';
import { known, unknown, type Known } from '../graph/known';
import type { VpcGraph } from '../graph/vpc-graph';
import { readStatefulEngine, type StatefulEngine } from './stateful-engine';
import { readStatelessEngine, type StatelessEngine } from './stateless-engine';

/** A firewall as far as it decides about flows. */
export interface ReadFirewall {
  readonly policy: Key;
  readonly stateless: StatelessEngine;
  readonly stateful: StatefulEngine;
  /** Why TLS is not judged by its packets: the firewall decrypts it. */
  readonly tlsInspection?: string;
}

/** What is behind an endpoint; unknown for the endpoint of another product, and where the input does not hold the policy. */
export function readFirewall(graph: VpcGraph, endpoint: Key): Known<ReadFirewall> {
  const node = graph.firewallEndpoints.get(endpoint);
  if (node === undefined) return unknown(`\`${endpoint}\` is not in the input`);
  if (node.product.is === 'unknown')
    return unknown(`what is behind \`${endpoint}\` is not known: ${node.product.reason}`);
  if (node.product.value !== 'network-firewall')
    return unknown(`appliances are behind \`${endpoint}\`, and their rules are not in the input`);
  const firewall = node.firewall === undefined ? undefined : graph.firewalls.get(node.firewall);
  if (firewall === undefined) return unknown(`the firewall of \`${endpoint}\` is not in the input`);
  if (firewall.policy.is === 'unknown')
    return unknown(`the policy of \`${firewall.key}\` is not known: ${firewall.policy.reason}`);
  return readPolicyOf(graph, firewall.policy.value, firewall.vpc);
}

/**
 * A policy as it is enforced in a VPC. Promises and checks ask for the same ones, and the rules are read once.
 * @param vpc - of the firewall
 */
export function readPolicyOf(graph: VpcGraph, key: Key, vpc: Known<Key>): Known<ReadFirewall> {
  const ofGraph = policies.get(graph) ?? new Map<string, Known<ReadFirewall>>();
  policies.set(graph, ofGraph);
  const place = `${key}\n${vpc.is} ${vpc.is === 'known' ? vpc.value : vpc.reason}`;
  const before = ofGraph.get(place);
  if (before !== undefined) return before;
  const read = readPolicy(graph, key, vpc);
  ofGraph.set(place, read);
  return read;
}

const policies = new WeakMap<VpcGraph, Map<string, Known<ReadFirewall>>>();

function readPolicy(graph: VpcGraph, key: Key, vpc: Known<Key>): Known<ReadFirewall> {
  const policy = graph.firewallPolicies.get(key);
  if (policy === undefined) return unknown(`the policy \`${key}\` is not in the input`);
  const { statelessDefaultActions: said, ruleOrder } = policy;
  // What AWS asks for is missing: the input names the policy, and does not show it.
  if (said.is === 'unknown' && ruleOrder.is === 'unknown')
    return unknown(`what the policy \`${key}\` says is not known: ${said.reason}`);
  return known({
    policy: key,
    stateless: readStatelessEngine(graph, policy),
    stateful: readStatefulEngine(graph, policy, vpc),
    ...(policy.tlsInspection !== undefined && {
      tlsInspection: `\`${key}\` has TLS decrypted, and rules then judge what is inside`,
    }),
  });
}
