import type { FirewallRule } from '../../firewall/firewall-rule';
import { inSubnet, type Arrival } from '../../walk/arrivals';
import * as remarks from '../firewall-findings';
import { blockTexts } from './block-texts';
import type { EnforcedPolicy } from './enforced-policy';
import { violated, type PolicyRemark } from './policy-remark';

/**
 * Rules about workloads whose addresses a NAT gateway has replaced before the firewall sees them: they can never match.
 * A rule that is about something that does come, or about nobody of this network, is none of them.
 */
export function judgeHiddenSources(
  { graph, arrivals }: EnforcedPolicy,
  rules: readonly FirewallRule[],
): readonly PolicyRemark[] {
  const found = new Map<string, PolicyRemark>();
  for (const rule of rules) {
    const { source, said, group } = rule;
    const isByVariable = said.source.kind === 'named' && said.source.name === 'HOME_NET';
    if (source.blocks.length === 0 || isByVariable || arrivals.length === 0) continue;
    if (arrivals.some((arrival) => source.match(arrival.source).is !== 'no match')) continue;
    const hidden = arrivals.find((arrival) => isMeant(graph, rule, arrival));
    if (hidden?.translatedBy === undefined) continue;
    const text = blockTexts(graph, source.blocks);
    const key = `${group} ${text}`;
    if (!found.has(key))
      found.set(key, violated(remarks.hiddenByNat(rule.origin, text, hidden.translatedBy)));
  }
  return [...found.values()];
}

/** Whether a rule is about a workload as it was before NAT. */
function isMeant(
  graph: EnforcedPolicy['graph'],
  { source }: FirewallRule,
  { from, translatedBy }: Arrival,
): boolean {
  if (translatedBy === undefined) return false;
  return ([4, 6] as const).some((family) => {
    const workload = inSubnet(graph, from, family);
    return workload.kind === 'addresses' && source.match(workload).is !== 'no match';
  });
}
