import { AddressSet, firstAddress, formatAddress } from '@inspected-egress/cidr';
import type { FirewallRule } from '../../firewall/firewall-rule';
import { resolveAddresses } from '../../firewall/rule/resolve-addresses';
import { ruleNames } from '../../firewall/rule-names';
import { valueOf } from '../../graph/known';
import { resolveBlock } from '../../walk/place-block';
import type { Whereabouts } from '../../walk/whereabouts';
import * as remarks from '../firewall-findings';
import { bySource, sourceText, type EnforcedPolicy } from './enforced-policy';
import { undecided, violated, type PolicyRemark } from './policy-remark';
import { blockTexts } from './block-texts';

const HOME = { kind: 'named', sign: '$', name: 'HOME_NET' } as const;

/**
 * Whether `HOME_NET`, where rules name it, holds every source that comes to the firewall: after NAT the addresses of the
 * NAT gateways, otherwise those of the workloads.
 */
export function judgeHomeNet(
  enforced: EnforcedPolicy,
  rules: readonly FirewallRule[],
): readonly PolicyRemark[] {
  const { graph, policy, vpc, arrivals } = enforced;
  const groups = new Set(
    rules.filter(({ variables }) => variables.some(isHomeOrOutside)).map(({ group }) => group),
  );
  const seen = new Set<string>();
  return [...groups].flatMap((group) => {
    const node = graph.firewallRuleGroups.get(group);
    const home = resolveAddresses(graph, HOME, ruleNames(graph, policy, vpc, node));
    const own = valueOf(node?.ipSets)?.has('HOME_NET') === true;
    const owner = own ? group : policy.key;
    if (seen.has(owner)) return [];
    seen.add(owner);
    return bySource(arrivals).flatMap(({ source, translatedBy }): readonly PolicyRemark[] => {
      const match = home.match(source);
      if (match.is === 'match') return [];
      const text = blockTexts(graph, home.blocks);
      const missed = missedBy(enforced, source, home.blocks);
      const isSure = match.is === 'no match' || (translatedBy === undefined && missed !== undefined);
      if (!isSure && match.is === 'unknown')
        return [undecided(`\`$HOME_NET\` of \`${owner}\` holds ${sourceText(source)}`, match)];
      const shown = match.is === 'no match' || missed === undefined ? sourceText(source) : missed;
      return [violated(remarks.homeNetMisses(`\`${owner}\``, shown, text))];
    });
  });
}

function isHomeOrOutside(name: string): boolean {
  return name === '$HOME_NET' || name === '$EXTERNAL_NET';
}

/** An address of a source that no block holds; undefined where addresses are not known. */
function missedBy(
  { graph }: EnforcedPolicy,
  source: Whereabouts,
  blocks: Parameters<typeof blockTexts>[1],
): string | undefined {
  if (source.kind !== 'addresses') return undefined;
  let rest = source.addresses;
  for (const placed of blocks) {
    if (placed.kind === 'unknown') return undefined;
    const block = valueOf(resolveBlock(graph, placed));
    if (block !== undefined) rest = rest.difference(AddressSet.of([block]));
  }
  const [first] = rest.toCidrBlocks();
  return first === undefined ? undefined : formatAddress(firstAddress(first));
}
