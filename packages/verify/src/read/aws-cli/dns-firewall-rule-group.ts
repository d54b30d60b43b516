import { unknown } from '../value';
import { notGiven, type Answers } from './answers';
import { deployed, type Deployed } from './deployed';
import type { Item } from './item';

/** Rule groups that are associated or described, with their rules. */
export function readDnsFirewallRuleGroups(answers: Answers): readonly Deployed[] {
  const described = new Map(
    answers.of('FirewallRuleGroup').map((answer) => {
      const group = answer.item('FirewallRuleGroup') ?? answer.refuse('FirewallRuleGroup', 'an object');
      return [group.need('Id'), group] as const;
    }),
  );
  const rules = new Map<string, Item[]>();
  for (const rule of answers.of('FirewallRules')) {
    const id = rule.need('FirewallRuleGroupId');
    rules.set(id, [...(rules.get(id) ?? []), rule]);
  }
  const associated = answers
    .of('FirewallRuleGroupAssociations')
    .map((association) => association.need('FirewallRuleGroupId'));
  return [...new Set([...described.keys(), ...rules.keys(), ...associated])].flatMap((id) =>
    readGroup(answers, id, described.get(id), rules.get(id) ?? []),
  );
}

function readGroup(
  answers: Answers,
  id: string,
  described: Item | undefined,
  rules: readonly Item[],
): readonly Deployed[] {
  const doubt = findDoubt(answers, id, described, rules);
  return [
    deployed('aws_route53_resolver_firewall_rule_group', id, { name: described?.text('Name') }),
    ...rules.map((rule) => readRule(id, rule)),
    ...(doubt === undefined ? [] : [hiddenRule(id, doubt)]),
  ];
}

/** An answer without rules does not say whose they are not, but the group tells how many it has. */
function findDoubt(
  answers: Answers,
  id: string,
  described: Item | undefined,
  rules: readonly Item[],
): string | undefined {
  const count = described?.number('RuleCount');
  const command = `route53resolver list-firewall-rules --firewall-rule-group-id ${id}`;
  if (count !== undefined) {
    // Each once: the owner of a group tells of its rules, and so does an account that it is shared with.
    const told = new Set(rules.map(nameOfRule)).size;
    if (count === told) return undefined;
    return told === 0 ? notGiven(command) : `it has ${count} rules, and \`${command}\` tells ${told}`;
  }
  return rules.length === 0 ? notGiven(command) : answers.doubtOf('FirewallRules');
}

function readRule(group: string, rule: Item): Deployed {
  return deployed('aws_route53_resolver_firewall_rule', `${group}/${nameOfRule(rule)}`, {
    name: rule.text('Name'),
    firewall_rule_group_id: group,
    firewall_domain_list_id: rule.text('FirewallDomainListId'),
    priority: rule.number('Priority'),
    action: rule.text('Action'),
    block_response: rule.text('BlockResponse'),
    q_type: rule.text('Qtype'),
  });
}

/** Of a group, lists and protections are in one rule each for a type of query. */
function nameOfRule(rule: Item): string {
  const about = rule.text('FirewallDomainListId') ?? rule.text('FirewallThreatProtectionId') ?? '';
  const type = rule.text('Qtype');
  return type === undefined ? about : `${about}/${type}`;
}

function hiddenRule(group: string, doubt: string): Deployed {
  const reason = unknown(doubt);
  return deployed(
    'aws_route53_resolver_firewall_rule',
    `${group}/list-firewall-rules`,
    { firewall_rule_group_id: group },
    { priority: reason, action: reason, firewall_domain_list_id: reason },
  );
}
