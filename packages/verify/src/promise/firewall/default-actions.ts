import { FAMILIES, readDefaultAction } from '../../firewall/default-actions';
import type { FirewallPolicy } from '../../graph/firewall-policy';
import { valueOf } from '../../graph/known';
import * as remarks from '../firewall-findings';
import { lesser, undecided, violated, type PolicyRemark } from './policy-remark';

const KNOWN = FAMILIES.map((family) => `\`aws:drop_${family}\``).join(', ');

/**
 * Mixes of stateful default actions that AWS refuses although Terraform takes them, and drops that nobody hears of.
 * @see Network Firewall guide, "Strict evaluation order", 2026-11
 */
export function judgeDefaultActions({
  statefulDefaultActions: said,
  ruleOrder,
}: FirewallPolicy): readonly PolicyRemark[] {
  if (said.is === 'unknown')
    return [undecided('its stateful default actions are sound', { because: said.reason })];
  const actions = said.value;
  const refuse = (because: string, remedy: string) => [violated(remarks.refusedDefaults(because, remedy))];
  const strange = actions.find((action) => readDefaultAction(action) === undefined);
  if (strange !== undefined)
    return refuse(
      `\`${strange}\` is no stateful default action, and AWS refuses it`,
      `use one of ${KNOWN}, with its alert`,
    );
  if (actions.length > 0 && valueOf(ruleOrder) === 'DEFAULT_ACTION_ORDER')
    return refuse(
      `stateful default actions are of strict order alone, and AWS refuses ${listOf(actions)} in action order`,
      'set the rule order to `STRICT_ORDER`, in the policy and in its rule groups',
    );
  const read = actions.flatMap((action) => readDefaultAction(action) ?? []);
  const drops = read.filter(({ verb }) => verb === 'drop');
  if (drops.length > 1)
    return refuse(
      `${listOf(actions)} drop in several ways, and AWS takes one`,
      'keep one drop, with its alert',
    );
  const families = new Set(read.map(({ family }) => family));
  if (families.size > 1)
    return refuse(
      `${listOf(actions)} are of several families, and AWS takes the drop and the alert of one`,
      'keep the drop and the alert of one family',
    );
  const [drop] = drops;
  if (drop === undefined || read.some(({ verb }) => verb === 'alert')) return [];
  return [lesser(remarks.dropsInSilence(`aws:drop_${drop.family}`, `aws:alert_${drop.family}`))];
}

function listOf(actions: readonly string[]): string {
  return actions.map((action) => `\`${action}\``).join(', ');
}
