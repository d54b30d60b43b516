import type { FirewallRule } from '../firewall/firewall-rule';
import { readFirewall, readPolicyOf } from '../firewall/read-firewall';
import type { Key } from '../graph/key';
import { valueOf } from '../graph/known';
import type { VpcGraph } from '../graph/vpc-graph';
import type { Evidence } from './evidence';
import type { Finding } from './finding';
import * as remarks from './firewall-findings';
import { judgeAllowList, judgeReach } from './firewall/allow-list';
import { judgeChannels } from './firewall/channels';
import { judgeDefaultActions } from './firewall/default-actions';
import { allArrivals, listEnforced, type EnforcedPolicy } from './firewall/enforced-policy';
import { judgeHiddenSources } from './firewall/hidden-sources';
import { judgeHomeNet } from './firewall/home-net';
import { listNamedPasses } from './firewall/named-passes';
import type { PolicyRemark } from './firewall/policy-remark';
import { judgeRuleGroups } from './firewall/rule-groups';
import { judgeStatelessEngine } from './firewall/stateless';
import { destinationText, familyOf, listStrangers } from './firewall/strangers';
import { judgeUnmatched } from './firewall/unmatched';
import { constructPathOf, proof } from './violation';
import { packet } from './witness';

const PROMISE = 'firewall-policy-means-what-it-says';

/**
 * A firewall policy does what whoever wrote it down believes: lists of what may pass hold back the rest, rules can match,
 * `HOME_NET` is who sends, AWS takes the policy as it is, and nothing goes around the rules. Of an endpoint whose policy
 * is not in the input nobody can say.
 */
export function firewallPolicyMeansWhatItSays(evidence: Evidence): readonly Finding[] {
  const { graph, traces } = evidence;
  const arrivals = allArrivals(evidence);
  const policies = listEnforced(graph, arrivals).flatMap((enforced) => findingsOf(enforced));
  const endpoints = [...new Set(arrivals.map(({ endpoint }) => endpoint))].sort();
  const elsewhere = unreadElsewhere(graph);
  const lost = unknownWays(evidence);
  const findings = [
    ...withoutRepeats(policies),
    ...endpoints.flatMap((key) => unreadOf(graph, key)),
    ...elsewhere,
    ...lost.values(),
  ];
  if (policies.length + endpoints.length + elsewhere.length > 0) return findings;
  const because = 'nothing that it sends passes a firewall endpoint, so no firewall policy has a say';
  const subnets = [...traces.keys()];
  return subnets.map((subnet) => lost.get(subnet) ?? proof(graph, PROMISE, 'VFY480', subnet, because));
}

function findingsOf(enforced: EnforcedPolicy): readonly Finding[] {
  const { graph, policy } = enforced;
  const all = judge(enforced);
  const findings = all.map((one) => toFinding(graph, policy.key, one));
  if (all.some(({ verdict }) => verdict !== 'proved')) return findings;
  return [proof(graph, PROMISE, 'VFY480', policy.key, proofOf(enforced)), ...findings];
}

function judge(enforced: EnforcedPolicy): readonly PolicyRemark[] {
  const { graph, policy, read, arrivals } = enforced;
  const rules = read.stateful.steps.filter((step): step is FirewallRule => step.kind === 'rule');
  const passes = listNamedPasses(rules);
  const perSource = listStrangers(enforced, rules).flatMap((stranger) => [
    ...judgeAllowList(read, passes, stranger),
    ...judgeReach(read, passes, stranger),
    ...judgeUnmatched(read, stranger),
    ...(passes.length > 0 ? judgeChannels(read, stranger) : []),
    ...judgeStatelessEngine(graph, read, stranger),
  ]);
  return [
    ...judgeDefaultActions(policy),
    ...judgeRuleGroups(graph, policy),
    ...judgeHomeNet(enforced, rules),
    ...judgeHiddenSources(enforced, rules),
    ...perSource,
    ...(read.tlsInspection === undefined || arrivals.length === 0
      ? []
      : [{ verdict: 'undetermined' as const, remark: remarks.cannotTell(read.tlsInspection) }]),
  ];
}

function toFinding(graph: VpcGraph, subject: Key, { verdict, remark, shown }: PolicyRemark): Finding {
  const from = shown?.stranger.from;
  const { protocol, port = 0 } = shown?.flow ?? { protocol: 'tcp' };
  const flow = protocol === 'tcp' || protocol === 'udp' ? { protocol, port } : { protocol: 'icmp' as const };
  return {
    ...remark,
    verdict,
    subject,
    ...constructPathOf(graph, subject),
    ...(shown === undefined || from === undefined
      ? {}
      : { witness: packet(graph, from, familyOf(shown.stranger), destinationText(shown.stranger), flow) }),
  };
}

/** Sources that are treated alike give the same remark, and one thing that is not known leaves many flows open. */
function withoutRepeats(findings: readonly Finding[]): readonly Finding[] {
  const found = new Map<string, Finding>();
  for (const finding of findings) {
    const said = finding.because.replace(/^whether .*? is not determined: /, '');
    const text = `${finding.subject} ${finding.code} ${said}`;
    if (!found.has(text)) found.set(text, finding);
  }
  return [...found.values()];
}

/** Packets whose way is not determined may come to a firewall too, from wherever they are. */
function unknownWays({ graph, traces }: Evidence): ReadonlyMap<Key, Finding> {
  const found = new Map<Key, Finding>();
  for (const [subject, ways] of traces) {
    const lost = ways.find(
      ({ out }) => out.disposition === 'undetermined' && out.code !== 'IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS',
    );
    const split = ways.find(({ except }) => except.length > 0);
    if (lost === undefined && split === undefined) continue;
    const reason = lost?.out.reason ?? split?.except.join(', ');
    const remark = remarks.cannotTell(
      `which packets of it come to a firewall is not determined: ${reason ?? ''}`,
    );
    found.set(subject, { ...remark, verdict: 'undetermined', subject, ...constructPathOf(graph, subject) });
  }
  return found;
}

/** What is said of an endpoint behind which nothing can be read. */
function unreadOf(graph: VpcGraph, endpoint: Key): readonly Finding[] {
  const read = readFirewall(graph, endpoint);
  return read.is === 'known' ? [] : [unread(graph, endpoint, read.reason)];
}

/** Firewalls without a subnet are attached to a transit gateway: packets may come to them, and no walk here shows which. */
function unreadElsewhere(graph: VpcGraph): readonly Finding[] {
  return [...graph.firewalls.values()].flatMap(({ key, endpoints, doubt, policy, vpc }) => {
    if (endpoints.length > 0 || doubt !== undefined) return [];
    const read = policy.is === 'known' ? readPolicyOf(graph, policy.value, vpc) : policy;
    if (read.is === 'known') return [];
    const because = `\`${key}\` is in no subnet, so what comes to it is not to be seen here, and ${read.reason}`;
    return [unread(graph, key, because)];
  });
}

function unread(graph: VpcGraph, subject: Key, because: string): Finding {
  const remark = remarks.behindUnknown(because);
  return { ...remark, verdict: 'undetermined', subject, ...constructPathOf(graph, subject) };
}

function proofOf({ policy, read, arrivals }: EnforcedPolicy): string {
  const { steps, fallback } = read.stateful;
  const count = steps.filter((step) => step.kind === 'rule').length;
  const rest =
    fallback.is === 'drop'
      ? `\`aws:drop_${fallback.family}\` drops the rest`
      : 'no default action drops the rest';
  const order = valueOf(policy.ruleOrder) === 'STRICT_ORDER' ? 'strict order' : 'action order';
  const seen = arrivals.length === 0 ? '; nothing comes to it here' : '';
  const rules = count === 1 ? 'its rule means what it says' : `its ${count} rules mean what they say`;
  return `${rules}, in ${order}, and ${rest}${seen}`;
}
