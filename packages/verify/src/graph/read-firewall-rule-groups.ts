import type { Resource } from '../read/estate';
import { fieldOf, isAbsent, textOf, type Value } from '../read/value';
import { inKeyOrder } from './compare-keys';
import type { FirewallDomainList, FirewallRuleGroup } from './firewall-rule-group';
import type { Key } from './key';
import { known, unknown, type Known } from './known';
import type { Links } from './links';
import { identified, type Draft } from './node-of';
import { oneBlock } from './one-block';
import { readNumber, readText, readTexts } from './read-facts';
import { readStatefulRules, readStatelessRules } from './read-firewall-rules';
import { readIpSetReferences, readIpSets, readPortSets } from './read-rule-variables';

export function readFirewallRuleGroups(links: Links): ReadonlyMap<Key, FirewallRuleGroup> {
  return inKeyOrder(
    links.ofNoun('firewall-rule-group').map((resource) => [resource.address, readGroup(links, resource)]),
  );
}

function readGroup(links: Links, resource: Resource): FirewallRuleGroup {
  const attribute = (name: string) => links.attribute(resource, name);
  const body = bodyOf(links, resource);
  const source = oneBlock(links, fieldOf(body, 'rules_source'));
  const order = fieldOf(oneBlock(links, fieldOf(body, 'stateful_rule_options')), 'rule_order');
  // `rules` is the whole group as text, instead of the block.
  const text = [attribute('rules'), fieldOf(source, 'rules_string')].find(isSaid);
  const list = oneBlock(links, fieldOf(source, 'rules_source_list'));
  const stateful = fieldOf(source, 'stateful_rule');
  const stateless = fieldOf(
    oneBlock(links, fieldOf(source, 'stateless_rules_and_custom_actions')),
    'stateless_rule',
  );
  const variables = oneBlock(links, fieldOf(body, 'rule_variables'));
  const sets = oneBlock(links, fieldOf(body, 'reference_sets'));
  // A state has empty lists for what is not there.
  const isThere = (value: Value) => isSaid(value) && !isEmptyList(links.follow(value));
  const group: Draft<FirewallRuleGroup> = {
    key: resource.address,
    isDeclared: true,
    type: readText(links, attribute('type'), unknown('it names no type')),
    capacity: readNumber(links, attribute('capacity'), unknown('it names no capacity')),
    ipSets: readIpSets(links, fieldOf(variables, 'ip_sets')),
    portSets: readPortSets(links, fieldOf(variables, 'port_sets')),
    ipSetReferences: readIpSetReferences(links, fieldOf(sets, 'ip_set_references')),
  };
  if (!isAbsent(order)) group.ruleOrder = readText(links, order, known('DEFAULT_ACTION_ORDER'));
  if (text !== undefined) group.rulesText = readText(links, text, unknown(''));
  if (isThere(list)) group.domainList = readDomainList(links, list);
  if (isThere(stateful)) group.statefulRules = readStatefulRules(links, stateful);
  if (isThere(stateless)) group.statelessRules = readStatelessRules(links, stateless);
  return identified(group, resource);
}

/**
 * The block with the rules. Where the rules are given as text instead, the provider fills it in at apply: the group then
 * has no variables, and action order.
 */
function bodyOf(links: Links, resource: Resource): Value {
  const body = links.attribute(resource, 'rule_group');
  const isText = isSaid(links.attribute(resource, 'rules'));
  if (isText && (body.kind === 'unknown' || body.kind === 'reference')) return { kind: 'absent' };
  if (resource.mode === 'data' && isAbsent(body))
    return { kind: 'unknown', reason: 'AWS is asked at apply', references: [] };
  return oneBlock(links, body);
}

function isSaid(value: Value): boolean {
  return !isAbsent(value) && textOf(value) !== '';
}

function isEmptyList(value: Value): boolean {
  return value.kind === 'known' && Array.isArray(value.value) && value.value.length === 0;
}

function readDomainList(links: Links, list: Value): Known<FirewallDomainList> {
  const type = readText(links, fieldOf(list, 'generated_rules_type'), unknown('it names no type'));
  const targets = readTexts(links, fieldOf(list, 'targets'));
  const targetTypes = readTexts(links, fieldOf(list, 'target_types'));
  if (type.is === 'unknown') return type;
  if (targets.is === 'unknown') return targets;
  if (targetTypes.is === 'unknown') return targetTypes;
  return known({ generatedRulesType: type.value, targets: targets.value, targetTypes: targetTypes.value });
}
