import { compareKeys } from '../graph/compare-keys';
import type { DnsFirewallAssociation, DnsFirewallRule } from '../graph/dns-firewall';
import type { Key } from '../graph/key';
import { unknown, valueOf } from '../graph/known';
import { doubtOfUnmodelled, type Unmodelled } from '../graph/unmodelled';
import type { VpcGraph } from '../graph/vpc-graph';
import { PROVISIONER_TYPE } from '../read/provisioner';
import { UNTOLD_TYPE } from '../read/untold';
import type { Evidence } from './evidence';
import type { Finding, Verdict } from './finding';
import { constructPathOf } from './violation';
import { packet } from './witness';

const RESOLVER = '169.254.169.253'; // of every VPC; VPC guide, "Amazon DNS server", 2026-07

/**
 * No name is resolved that DNS Firewall was not asked about, in every VPC with judged subnets: queries to the resolver of a
 * VPC pass no firewall endpoint, whatever the routes. A list of what is allowed has to end with a rule that blocks `*`, and
 * the resolver must not answer for itself while DNS Firewall cannot be asked.
 */
export function dnsIsFiltered({ graph, traces }: Evidence): readonly Finding[] {
  const senders = new Map<Key, Key>();
  const placeless: Key[] = [];
  for (const subnet of traces.keys()) {
    const vpc = valueOf(graph.subnets.get(subnet)?.vpc);
    if (vpc === undefined) placeless.push(subnet);
    else if (!senders.has(vpc)) senders.set(vpc, subnet);
  }
  return [
    ...[...senders]
      .sort(([a], [b]) => compareKeys(a, b))
      .map(([vpc, subnet]) => toFinding(graph, vpc, subnet, judge(graph, vpc))),
    ...placeless.map((subnet) =>
      toFinding(graph, subnet, subnet, undetermined(`the VPC of \`${subnet}\` is not known`)),
    ),
  ];
}

function toFinding(graph: VpcGraph, subject: Key, subnet: Key, answer: Answer): Finding {
  const { verdict, code, because, remedy } = answer;
  return {
    promise: 'dns-is-filtered',
    verdict,
    code,
    subject,
    ...constructPathOf(graph, subject),
    because,
    remedy: remedy ?? '',
    ...(verdict === 'violated'
      ? { witness: packet(graph, subnet, 4, RESOLVER, { protocol: 'udp', port: 53 }) }
      : {}),
  };
}

interface Answer {
  readonly verdict: Verdict;
  readonly code: string;
  readonly because: string;
  readonly remedy?: string;
}

function undetermined(because: string): Answer {
  const remedy = 'verify a plan file or a state, where more is known, or put what is missing into the input';
  return { verdict: 'undetermined', code: 'VFY455', because, remedy };
}

function judge(graph: VpcGraph, vpc: Key): Answer {
  const support = graph.vpcs.get(vpc)?.dnsSupport ?? unknown('it is not in the input');
  if (valueOf(support) === false)
    return { verdict: 'proved', code: 'VFY450', because: 'the VPC has no resolver' };
  const module = graph.unmodelled.find(({ type }) => type === 'module');
  if (module !== undefined)
    return undetermined(`\`${module.key}\` may associate rule groups of its own: ${module.reason}`);
  const untold = graph.unmodelled.find(({ type, hides }) => type === UNTOLD_TYPE && hides === undefined);
  if (untold !== undefined) return undetermined(untold.reason);
  const stranger = graph.unmodelled.find((one) => mayChangeRules(one) && one.near.includes(vpc));
  if (stranger !== undefined) return undetermined(doubtOfUnmodelled(stranger));
  const rules: DnsFirewallRule[] = [];
  const doubts: string[] = [];
  const associations = [...graph.dnsFirewallAssociations.values()].filter((one) => valueOf(one.vpc) === vpc);
  for (const { ruleGroup } of associations.sort(compareAssociations)) {
    const group = ruleGroup.is === 'known' ? graph.dnsFirewallRuleGroups.get(ruleGroup.value) : undefined;
    rules.push(...(group?.rules ?? []));
    if (group === undefined) doubts.push('the rules of a rule group are not in the input');
    else if (group.doubt !== undefined) doubts.push(group.doubt);
  }
  const isElsewhere = [...graph.dnsFirewallAssociations.values()].find((one) => one.vpc.is === 'unknown');
  if (isElsewhere?.vpc.is === 'unknown')
    doubts.push(`the VPC of \`${isElsewhere.key}\` is not known: ${isElsewhere.vpc.reason}`);
  const answer = judgeRules(rules);
  if (answer.verdict === 'proved')
    return doubtOfOrder(associations, rules) ?? whenFirewallFails(graph, vpc) ?? answer;
  const [first] = doubts;
  if (first !== undefined) return undetermined(first);
  if (support.is === 'unknown')
    return undetermined(`whether the VPC has a resolver is not known: ${support.reason}`);
  if (associations.length > 0) return answer;
  return {
    verdict: 'violated',
    code: 'VFY451',
    because: 'the resolver of the VPC answers every query, and no rule group of DNS Firewall is associated',
    remedy: 'associate a rule group of DNS Firewall, or switch DNS support off',
  };
}

function mayChangeRules({ type, hides }: Unmodelled): boolean {
  return hides === 'dns-rules' || type === PROVISIONER_TYPE;
}

/**
 * What is blocked while DNS Firewall is asked is answered when it cannot be, if the VPC says so.
 *
 * @see Route 53 guide, "DNS Firewall VPC configuration", 2026-07: closed unless it is opened
 */
function whenFirewallFails(graph: VpcGraph, vpc: Key): Answer | undefined {
  for (const { origin, failsOpen, vpc: place } of graph.dnsFirewallConfigs) {
    if (valueOf(failsOpen) === false || (place.is === 'known' && place.value !== vpc)) continue;
    if (place.is === 'unknown')
      return undetermined(
        `the VPC of \`${origin}\`, which may let the resolver answer by itself, is not known`,
      );
    if (failsOpen.is === 'unknown')
      return undetermined(
        `whether \`${origin}\` lets the resolver answer by itself is not known: ${failsOpen.reason}`,
      );
    return {
      verdict: 'violated',
      code: 'VFY456',
      because: `\`${origin}\` lets the resolver answer every query while DNS Firewall cannot be asked`,
      remedy: 'set `firewall_fail_open` to `DISABLED`',
    };
  }
  return undefined;
}

function compareAssociations(a: DnsFirewallAssociation, b: DnsFirewallAssociation): number {
  return (valueOf(a.priority) ?? 0) - (valueOf(b.priority) ?? 0) || compareKeys(a.key, b.key);
}

/** The first rule of `*` decides for all names that no rule before is about. */
function judgeRules(rules: readonly DnsFirewallRule[]): Answer {
  const last = rules.find(
    ({ domains, action }) => valueOf(domains)?.includes('*') === true && action.is === 'known',
  );
  if (last !== undefined && valueOf(last.action) === 'BLOCK')
    return {
      verdict: 'proved',
      code: 'VFY450',
      because: `\`${last.origin}\` blocks every name that no rule allows`,
    };
  const unknownRule = rules.find(
    ({ action, domains }) =>
      action.is === 'unknown' || (domains.is === 'unknown' && valueOf(action) !== 'BLOCK'),
  );
  if (unknownRule !== undefined) {
    const { action, domains } = unknownRule;
    const why = [action, domains].find((fact) => fact.is === 'unknown');
    const reason = why?.is === 'unknown' ? why.reason : '';
    return undetermined(`what \`${unknownRule.origin}\` does is not known: ${reason}`);
  }
  const blocks = rules.find(({ action }) => valueOf(action) === 'BLOCK');
  const allows = rules.find(({ action }) => valueOf(action) === 'ALLOW');
  const asked = last === undefined ? rules : rules.slice(0, rules.indexOf(last));
  const mayEnd = asked.find(({ action, domains }) => valueOf(action) === 'BLOCK' && domains.is === 'unknown');
  if (mayEnd?.domains.is === 'unknown' && (last ?? allows) !== undefined)
    return undetermined(`what \`${mayEnd.origin}\` blocks is not known: ${mayEnd.domains.reason}`);
  // ALLOW and ALERT both answer, and end the search.
  if (last !== undefined)
    return {
      verdict: 'violated',
      code: 'VFY454',
      because: `\`${last.origin}\` answers every name that no rule before it is about`,
      remedy: 'make the rule of `*` block, and name what is allowed before it',
    };
  if (allows !== undefined)
    return {
      verdict: 'violated',
      code: 'VFY452',
      because: `\`${allows.origin}\` allows names, but no rule blocks the others, and what no rule matches is answered`,
      remedy: 'add a last rule that blocks `*`',
    };
  if (blocks !== undefined)
    return {
      verdict: 'proved',
      code: 'VFY450',
      because: `\`${blocks.origin}\` blocks names; others are answered`,
    };
  return {
    verdict: 'violated',
    code: 'VFY453',
    because: 'the rule groups of DNS Firewall block nothing',
    remedy: 'add a rule that blocks, or allow names and block `*` last',
  };
}

/** A block of `*` that is surely there may still come after an allowance of everything. */
function doubtOfOrder(
  associations: readonly DnsFirewallAssociation[],
  rules: readonly DnsFirewallRule[],
): Answer | undefined {
  const unordered = [...associations, ...rules].find(({ priority }) => priority.is === 'unknown');
  const opens = rules.some(
    ({ action, domains }) => valueOf(action) !== 'BLOCK' && valueOf(domains)?.includes('*') !== false,
  );
  if (unordered === undefined || !opens) return undefined;
  return undetermined('the order of rules is not known');
}
