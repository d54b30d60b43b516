import type { Resource } from '../read/estate';
import { fieldOf, isAbsent, itemsOf, reasonOf, textOf, type Value } from '../read/value';
import { compareKeys } from './compare-keys';
import { unknown, valueOf } from './known';
import type { Links } from './links';
import type { NetworkAclRule } from './network-acl';
import { readNumber, readWord } from './read-facts';
import { readPlacedBlock } from './read-placed-block';
import { readTraffic } from './read-traffic';

const ACTIONS = ['allow', 'deny'] as const;

/** A rule of its own resource. */
export function readAclRule(links: Links, resource: Resource): NetworkAclRule {
  return readRule(links, resource, (name) => links.attribute(resource, name), {
    number: 'rule_number',
    action: 'rule_action',
  });
}

/** The rules in an ACL's own resource, or the reason why they are not known. */
export function readInlineAclRules(
  links: Links,
  acl: Resource,
  direction: 'ingress' | 'egress',
): { readonly rules: readonly NetworkAclRule[]; readonly doubt?: string } {
  const value = links.attribute(acl, direction);
  if (acl.mode === 'data') return { rules: [], doubt: 'AWS is asked for it at apply' };
  const items = itemsOf(links.follow(value));
  if (items === undefined)
    return { rules: [], doubt: `its rules are not known: ${reasonOf(value) ?? 'they are no list'}` };
  const names = { number: 'rule_no', action: 'action' };
  return { rules: items.map((item) => readRule(links, acl, (name) => fieldOf(item, name), names)) };
}

/** In the order in which AWS asks them. */
export function inRuleOrder(rules: readonly NetworkAclRule[]): readonly NetworkAclRule[] {
  const order = (rule: NetworkAclRule) => valueOf(rule.number) ?? -1;
  const text = (rule: NetworkAclRule) => `${rule.block.kind} ${rule.origin}`;
  return [...rules].sort((a, b) => order(a) - order(b) || compareKeys(text(a), text(b)));
}

function readRule(
  links: Links,
  resource: Resource,
  said: (name: string) => Value,
  names: { readonly number: string; readonly action: string },
): NetworkAclRule {
  const ipv4 = said('cidr_block');
  const isIpv4 = !isAbsent(ipv4) && textOf(ipv4) !== '';
  return {
    number: readNumber(links, said(names.number), unknown('the rule has no number')),
    action: readWord(links, said(names.action), ACTIONS, unknown('the rule names no action')),
    traffic: readTraffic(links, {
      protocol: said('protocol'),
      from: said('from_port'),
      to: said('to_port'),
      icmpType: said('icmp_type'),
      icmpCode: said('icmp_code'),
    }),
    block: readPlacedBlock(links, isIpv4 ? ipv4 : said('ipv6_cidr_block')),
    origin: resource.address,
  };
}
