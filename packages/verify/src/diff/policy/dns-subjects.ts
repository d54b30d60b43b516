import type { DnsFirewallAssociation, DnsFirewallRule } from '../../graph/dns-firewall';
import type { Key } from '../../graph/key';
import { unknown, valueOf, type Known } from '../../graph/known';
import type { Side } from '../side';
import { canonical } from './canonical';
import { aspectOf, type Aspect, type Statement, type Subject } from './subject';

/** VPCs with what their resolvers answer. */
export function dnsSubjects(side: Side): readonly Subject[] {
  return [...side.graph.vpcs.values()].map((vpc) => ({
    ...vpc,
    name: side.nameOf('vpc', vpc.key),
    scope: 'VPC',
    aspects: [
      factAspect(side, 'resolver', vpc.dnsSupport, { yes: ['the resolver answers'], no: [] }),
      rulesAspect(side, vpc.key),
      ...failAspects(side, vpc.key),
    ],
  }));
}

function factAspect(
  side: Side,
  aspect: string,
  fact: Known<boolean>,
  { yes, no }: { readonly yes: readonly string[]; readonly no: readonly string[] },
): Aspect {
  if (fact.is === 'unknown') return aspectOf(aspect, [], { doubts: canonical(side, fact).doubts });
  return aspectOf(
    aspect,
    (fact.value ? yes : no).map((text) => ({ text, shown: text })),
  );
}

function failAspects(side: Side, vpc: Key): readonly Aspect[] {
  return side.graph.dnsFirewallConfigs
    .filter((config) => config.vpc.is === 'unknown' || config.vpc.value === vpc)
    .map(({ vpc: owner, failsOpen }) => {
      const fact = owner.is === 'unknown' ? owner : failsOpen;
      return factAspect(side, 'DNS Firewall', fact, {
        yes: ['queries are answered while DNS Firewall cannot be asked'],
        no: [],
      });
    });
}

/** The rules of a VPC in the order in which they are asked. */
function rulesAspect(side: Side, vpc: Key): Aspect {
  const { dnsFirewallAssociations, dnsFirewallRuleGroups } = side.graph;
  const all = [...dnsFirewallAssociations.values()];
  const doubts: string[] = all.flatMap(({ key, vpc: owner }) =>
    owner.is === 'unknown' ? [`the VPC of \`${key}\`: ${owner.reason}`] : [],
  );
  const own = all.filter((one) => valueOf(one.vpc) === vpc).sort(compareAssociations);
  const rules = own.flatMap(({ key, ruleGroup, priority }) => {
    if (priority.is === 'unknown') doubts.push(`the priority of \`${key}\`: ${priority.reason}`);
    const group = ruleGroup.is === 'known' ? dnsFirewallRuleGroups.get(ruleGroup.value) : undefined;
    if (group?.doubt !== undefined) doubts.push(group.doubt);
    if (group !== undefined) return group.rules;
    doubts.push(ruleGroup.is === 'known' ? `the rules of \`${ruleGroup.value}\`` : ruleGroup.reason);
    return [];
  });
  for (const rule of rules)
    if (rule.priority.is === 'unknown')
      doubts.push(`the priority of \`${rule.origin}\`: ${rule.priority.reason}`);
  const statements = inRuns(rules).flatMap((run) => statementsOf(side, run, doubts));
  return aspectOf('DNS rules', statements, {
    isOrdered: true,
    doubts: doubts.flatMap((one) => canonical(side, unknown(one)).doubts),
  });
}

function compareAssociations(a: DnsFirewallAssociation, b: DnsFirewallAssociation): number {
  return (valueOf(a.priority) ?? 0) - (valueOf(b.priority) ?? 0);
}

/** Rules of one action with none of another between: their order changes nothing. */
function inRuns(rules: readonly DnsFirewallRule[]): readonly (readonly DnsFirewallRule[])[] {
  const runs: DnsFirewallRule[][] = [];
  for (const rule of rules) {
    const run = runs.at(-1);
    const action = valueOf(rule.action);
    if (run !== undefined && action !== undefined && valueOf(run[0]?.action) === action) run.push(rule);
    else runs.push([rule]);
  }
  return runs;
}

function statementsOf(side: Side, run: readonly DnsFirewallRule[], doubts: string[]): readonly Statement[] {
  const texts = run.flatMap(({ action, domains, origin }) => {
    if (action.is === 'unknown') doubts.push(`the action of \`${origin}\`: ${action.reason}`);
    // A list that AWS manages is known by its name, and not by its domains.
    if (domains.is === 'unknown')
      return [`${valueOf(action) ?? 'some action'} what is not known (${domains.reason})`];
    return domains.value.map((domain) => `${valueOf(action) ?? 'some action'} ${domain}`);
  });
  return [...new Set(texts)].sort().map((shown) => ({ shown, text: canonical(side, shown).text }));
}
