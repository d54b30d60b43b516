import type { Resource } from '../read/estate';
import { fieldOf, isAbsent, itemsOf, reasonOf, type Value } from '../read/value';
import { inKeyOrder } from './compare-keys';
import type { FirewallPolicy, FirewallRuleGroupUse } from './firewall-policy';
import type { Key } from './key';
import { known, unknown, type Known } from './known';
import type { Links } from './links';
import { nodeOf } from './node-of';
import { oneBlock } from './one-block';
import { readNumber, readText, readTexts } from './read-facts';
import { readIpSets } from './read-rule-variables';

// What AWS takes when nothing is said; Network Firewall API "StatefulEngineOptions", 2026-11.
const ACTION_ORDER = known('DEFAULT_ACTION_ORDER');

export function readFirewallPolicies(links: Links): ReadonlyMap<Key, FirewallPolicy> {
  return inKeyOrder(
    links.ofNoun('firewall-policy').map((resource) => [resource.address, readPolicy(links, resource)]),
  );
}

function readPolicy(links: Links, resource: Resource): FirewallPolicy {
  const body = bodyOf(links, resource);
  const actions = (name: string) => readTexts(links, fieldOf(body, name));
  const options = oneBlock(links, fieldOf(body, 'stateful_engine_options'));
  const timeout = fieldOf(oneBlock(links, fieldOf(options, 'flow_timeouts')), 'tcp_idle_timeout_seconds');
  const variables = oneBlock(links, fieldOf(body, 'policy_variables'));
  const tls = links.keyOf(fieldOf(body, 'tls_inspection_configuration_arn'));
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
    ipSets: readIpSets(links, fieldOf(variables, 'rule_variables')),
    ...(!isAbsent(timeout) && { tcpIdleTimeout: readNumber(links, timeout, unknown('')) }),
    ...(tls !== undefined && { tlsInspection: tls }),
  };
}

/** A data source that names no policy of the input tells nothing until AWS is asked. */
function bodyOf(links: Links, resource: Resource): Value {
  const body = links.attribute(resource, 'firewall_policy');
  if (resource.mode === 'data' && isAbsent(body))
    return { kind: 'unknown', reason: 'AWS is asked at apply', references: [] };
  return oneBlock(links, body);
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
    const override = fieldOf(oneBlock(links, fieldOf(item, 'override')), 'action');
    return {
      kind,
      ruleGroup: keyOfGroup(links, fieldOf(item, 'resource_arn')),
      ...(!isAbsent(priority) && { priority: readNumber(links, priority, unknown('')) }),
      ...(!isAbsent(override) && { override: readText(links, override, unknown('')) }),
    };
  });
}

function keyOfGroup(links: Links, value: Value): Known<Key> {
  return links.keyOf(value) ?? unknown('it names no rule group');
}
