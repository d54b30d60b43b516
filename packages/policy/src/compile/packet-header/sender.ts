import { AddressSet, parseCidrBlock, type AddressFamily } from '@inspected-egress/cidr';
import { isToken } from '@inspected-egress/problem';
import type { EgressPolicy, EgressRule, Source } from '../../model';

/** Who sends what a security group or a network ACL sees, as far as it is known. */
export interface Sender {
  /** @default - not known, so a rule by tier may be meant */
  readonly tier?: Extract<Source, { readonly tier: string }>['tier'];
  /** @default - not known, so a rule by group may be meant */
  readonly group?: string;
  /**
   * Blocks of its addresses. A block may be a Terraform token; then nothing is known of any.
   * @default - the blocks of its group; otherwise not known, so a rule by block may be meant
   */
  readonly cidrBlocks?: readonly string[];
}

/** Whether a rule is about packets of a sender: of all of them, of none, or perhaps of some. */
export type SenderMatch = 'yes' | 'no' | 'maybe';

/**
 * Source and destination of a packet are of one family, so blocks of the other say nothing.
 * A group with blocks has its workloads there and nowhere else, as the model says.
 */
export function matchSender(
  rule: EgressRule,
  policy: EgressPolicy,
  sender: Sender,
  family: AddressFamily,
): SenderMatch {
  const sources = rule.sources ?? [{ vpc: 'all' as const }];
  const own = ownAddresses(sender, policy, family);
  const answers = sources.map((source): SenderMatch => {
    if ('vpc' in source) return 'yes';
    if ('tier' in source) return sender.tier === undefined ? 'maybe' : yesOrNo(source.tier === sender.tier);
    if ('cidrBlock' in source) return matchBlocks(own, blocksOf([source.cidrBlock], family), 'no');
    if (source.group === sender.group) return 'yes';
    const blocks = blocksOf(policy.groups?.[source.group]?.cidrBlocks ?? [], family);
    const isOther = sender.group !== undefined;
    return own.isEmpty && isOther ? 'no' : matchBlocks(own, blocks, isOther ? 'no' : 'maybe');
  });
  if (answers.includes('yes') || holdsAll(own, sources, policy, family)) return 'yes';
  return answers.includes('maybe') ? 'maybe' : 'no';
}

/** Several sources together may hold what none holds alone. */
function holdsAll(
  own: AddressSet,
  sources: readonly Source[],
  policy: EgressPolicy,
  family: AddressFamily,
): boolean {
  const texts = sources.flatMap((source) => {
    if ('cidrBlock' in source) return [source.cidrBlock];
    return 'group' in source ? (policy.groups?.[source.group]?.cidrBlocks ?? []) : [];
  });
  return !own.isEmpty && own.difference(blocksOf(texts, family)).isEmpty;
}

function matchBlocks(own: AddressSet, blocks: AddressSet, withoutBlocks: SenderMatch): SenderMatch {
  if (blocks.isEmpty) return withoutBlocks;
  if (own.isEmpty) return 'maybe';
  if (own.difference(blocks).isEmpty) return 'yes';
  return own.intersection(blocks).isEmpty ? 'no' : 'maybe';
}

/** Empty when none is known. */
function ownAddresses(
  { group, cidrBlocks }: Sender,
  policy: EgressPolicy,
  family: AddressFamily,
): AddressSet {
  const texts = cidrBlocks ?? (group === undefined ? [] : (policy.groups?.[group]?.cidrBlocks ?? []));
  return texts.some(isToken) ? AddressSet.empty() : blocksOf(texts, family);
}

function blocksOf(texts: readonly string[], family: AddressFamily): AddressSet {
  const blocks = texts.map((text) => parseCidrBlock(text));
  return AddressSet.of(blocks.filter((block) => block.family === family));
}

function yesOrNo(condition: boolean): SenderMatch {
  return condition ? 'yes' : 'no';
}
