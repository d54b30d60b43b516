import type { CidrBlock } from '@inspected-egress/cidr';
import type { Resource } from '../read/estate';
import { fieldOf, isAbsent, itemsOf, reasonOf, textOf, type Value } from '../read/value';
import { inKeyOrder } from './compare-keys';
import type {
  FirewallDomainList,
  FirewallPolicy,
  FirewallRuleGroup,
  FirewallRuleGroupUse,
} from './firewall-policy';
import type { Key } from './key';
import { known, unknown, valueOf, type Known } from './known';
import type { Links } from './links';
import { nodeOf } from './node-of';
import { readBlock, readNumber, readText, readTexts } from './read-facts';

// What AWS takes when nothing is said; Network Firewall API "StatefulEngineOptions", 2026-11.
const ACTION_ORDER = known('DEFAULT_ACTION_ORDER');

export function readFirewallPolicies(links: Links): ReadonlyMap<Key, FirewallPolicy> {
  return inKeyOrder(
    links.ofNoun('firewall-policy').map((resource) => [resource.address, readPolicy(links, resource)]),
  );
}

export function readFirewallRuleGroups(links: Links): ReadonlyMap<Key, FirewallRuleGroup> {
  return inKeyOrder(
    links.ofNoun('firewall-rule-group').map((resource) => [resource.address, readGroup(links, resource)]),
  );
}

function readPolicy(links: Links, resource: Resource): FirewallPolicy {
  const body = firstOf(links, links.attribute(resource, 'firewall_policy'));
  const actions = (name: string) => readTexts(links, fieldOf(body, name));
  const options = firstOf(links, fieldOf(body, 'stateful_engine_options'));
  const homeNet = readHomeNet(links, body);
  return {
    ...nodeOf(resource),
    ruleOrder: readText(links, fieldOf(options, 'rule_order'), ACTION_ORDER),
    statelessDefaultActions: actions('stateless_default_actions'),
    statelessFragmentDefaultActions: actions('stateless_fragment_default_actions'),
    statefulDefaultActions: actions('stateful_default_actions'),
    ruleGroups: [
      ...readUses(links, fieldOf(body, 'stateful_rule_group_reference'), 'stateful'),
      ...readUses(links, fieldOf(body, 'stateless_rule_group_reference'), 'stateless'),
    ],
    ...(homeNet !== undefined && { homeNet }),
  };
}

function readUses(
  links: Links,
  value: Value,
  kind: FirewallRuleGroupUse['kind'],
): readonly FirewallRuleGroupUse[] {
  const items = itemsOf(links.follow(value));
  if (items === undefined) return [{ kind, ruleGroup: unknown(reasonOf(value) ?? 'it is no list') }];
  return items.map((item) => {
    const priority = fieldOf(item, 'priority');
    return {
      kind,
      ruleGroup: links.keyOf(fieldOf(item, 'resource_arn')) ?? unknown('it names no rule group'),
      ...(!isAbsent(priority) && { priority: readNumber(links, priority, unknown('')) }),
    };
  });
}

function readHomeNet(links: Links, body: Value): Known<readonly CidrBlock[]> | undefined {
  const variables =
    itemsOf(fieldOf(firstOf(links, fieldOf(body, 'policy_variables')), 'rule_variables')) ?? [];
  const home = variables.find((one) => textOf(fieldOf(one, 'key')) === 'HOME_NET');
  if (home === undefined) return undefined;
  const definition = fieldOf(firstOf(links, fieldOf(home, 'ip_set')), 'definition');
  const items = itemsOf(links.follow(definition));
  if (items === undefined) return unknown(reasonOf(definition) ?? 'it is no list');
  const blocks = items.map((item) => readBlock(links, item, unknown('a member is missing')));
  const hidden = blocks.find((block) => block.is === 'unknown');
  if (hidden?.is === 'unknown') return hidden;
  return known(blocks.map(valueOf).filter((block): block is CidrBlock => block !== undefined));
}

function readGroup(links: Links, resource: Resource): FirewallRuleGroup {
  const attribute = (name: string) => links.attribute(resource, name);
  const body = firstOf(links, attribute('rule_group'));
  const source = firstOf(links, fieldOf(body, 'rules_source'));
  const order = fieldOf(firstOf(links, fieldOf(body, 'stateful_rule_options')), 'rule_order');
  // `rules` is the whole group as text, instead of the block.
  const text = [attribute('rules'), fieldOf(source, 'rules_string')].find((value) => !isAbsent(value));
  const list = firstOf(links, fieldOf(source, 'rules_source_list'));
  return {
    ...nodeOf(resource),
    type: readText(links, attribute('type'), unknown('it names no type')),
    capacity: readNumber(links, attribute('capacity'), unknown('it names no capacity')),
    ...(!isAbsent(order) && { ruleOrder: readText(links, order, ACTION_ORDER) }),
    ...(text !== undefined && { rulesText: readText(links, text, unknown('')) }),
    ...(!isAbsent(list) && { domainList: readDomainList(links, list) }),
  };
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

/** A block that there is one of. */
function firstOf(links: Links, value: Value): Value {
  const items = itemsOf(links.follow(value));
  return items === undefined ? value : (items[0] ?? { kind: 'absent' });
}
