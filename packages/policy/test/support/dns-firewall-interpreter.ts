/**
 * Route 53 Resolver DNS Firewall, as the developer guide describes it (pages "How DNS Firewall works", "Rule actions",
 * "Rule settings" and "Domain lists", 2026-11): rule groups in the order of their association, rules from the lowest
 * priority, the first rule whose list has the name ends the search, and what no rule has is resolved. It shares nothing with
 * the product.
 */
import type { DnsFirewallArtefact } from '../../src';

export interface DnsQuery {
  readonly name: string;
  /** Names that the answer redirects to, in order. */
  readonly redirects?: readonly string[];
}

export type DnsOutcome = 'resolved' | 'resolved and marked' | 'blocked';

export function interpret(artefact: DnsFirewallArtefact, { name, redirects = [] }: DnsQuery): DnsOutcome {
  for (const { rules } of artefact.ruleGroups) {
    for (const rule of [...rules].sort((one, other) => one.priority - other.priority)) {
      if (!rule.domains.some((domain) => hasName(domain, name))) continue;
      if (rule.action === 'BLOCK') return 'blocked';
      const outcome = rule.action === 'ALERT' ? 'resolved and marked' : 'resolved';
      if (rule.redirection === 'TRUST_REDIRECTION_DOMAIN') return outcome;
      const isStopped = redirects.some((hop) => interpret(artefact, { name: hop }) === 'blocked');
      return isStopped ? 'blocked' : outcome;
    }
  }
  return 'resolved';
}

/** DNS compares without regard to case; the root's dot is no part of a name in a list. */
function hasName(domain: string, asked: string): boolean {
  const name = asked.toLowerCase().replace(/\.$/, '');
  if (domain === '*') return true;
  if (!domain.startsWith('*.')) return name === domain.toLowerCase();
  const labels = domain.slice(2).toLowerCase().split('.');
  const asking = name.split('.');
  return asking.length > labels.length && asking.slice(-labels.length).join('.') === labels.join('.');
}

/** What AWS would refuse: its quotas and the constraints of its API reference. */
export function findRefusals({ ruleGroups }: DnsFirewallArtefact): readonly string[] {
  const name = /^(?!\d+$)[a-zA-Z0-9\-_' ]{1,64}$/;
  const domain = /^(\*|(\*\.)?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*)$/;
  const rules = ruleGroups.flatMap((group) => group.rules);
  const listNames = rules.map(({ domainListName }) => domainListName);
  return [
    ...(ruleGroups.length > 5 ? ['more than five groups'] : []),
    ...ruleGroups.flatMap((group) => [
      ...(name.test(group.name) ? [] : [`group name ${group.name}`]),
      ...(group.rules.length > 100 ? [`more than 100 rules in ${group.name}`] : []),
      ...(new Set(group.rules.map(({ priority }) => priority)).size < group.rules.length
        ? ['a priority twice']
        : []),
    ]),
    ...(new Set(listNames).size < listNames.length ? ['a list twice'] : []),
    ...rules.flatMap((rule) => [
      ...([rule.name, rule.domainListName].every((one) => name.test(one)) ? [] : [`name ${rule.name}`]),
      ...(Number.isInteger(rule.priority) && rule.priority > 0 && rule.priority < 2 ** 31
        ? []
        : ['priority']),
      ...(rule.domains.length >= 1 && rule.domains.length <= 1000 ? [] : [`${rule.domains.length} domains`]),
      ...rule.domains.filter((one) => !domain.test(one) || one.length > 255),
      ...((rule.action === 'BLOCK') === (rule.blockResponse !== undefined) ? [] : ['block response']),
      ...((rule.blockResponse === 'OVERRIDE') === (rule.blockOverrideDomain !== undefined)
        ? []
        : ['override']),
    ]),
  ];
}
