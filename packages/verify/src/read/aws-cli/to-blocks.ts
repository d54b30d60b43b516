import type { JsonValue } from '../json';
import { isArray, isObject, own } from '../json';
import type { Item } from './item';

/** Lists that the provider writes as blocks of one name each. */
const REPEATED: Readonly<Record<string, string>> = {
  CustomActions: 'custom_action',
  DestinationPorts: 'destination_port',
  Destinations: 'destination',
  Dimensions: 'dimension',
  RuleOptions: 'rule_option',
  SourcePorts: 'source_port',
  Sources: 'source',
  StatefulRuleGroupReferences: 'stateful_rule_group_reference',
  StatefulRules: 'stateful_rule',
  StatelessCustomActions: 'stateless_custom_action',
  StatelessRuleGroupReferences: 'stateless_rule_group_reference',
  StatelessRules: 'stateless_rule',
  TCPFlags: 'tcp_flag',
};

/** Maps that the provider writes as a block for each key, with the value as a block in it. */
const KEYED: Readonly<Record<string, readonly [name: string, inner: string]>> = {
  IPSetReferences: ['ip_set_references', 'ip_set_reference'],
  IPSets: ['ip_sets', 'ip_set'],
  PortSets: ['port_sets', 'port_set'],
};

const DEEPEST = 20; // twice what Network Firewall nests

/**
 * A policy or rule group of Network Firewall as the provider writes it: names in snake case, and every object a block.
 *
 * @see provider documentation of `aws_networkfirewall_firewall_policy` and `aws_networkfirewall_rule_group`, 6.25
 */
export function toBlocks(item: Item): JsonValue {
  return [blockOf(item, item.members, 0)];
}

function blockOf(
  item: Item,
  object: { readonly [name: string]: JsonValue | undefined },
  depth: number,
): JsonValue {
  if (depth > DEEPEST) return item.refuse('', 'what Network Firewall answers');
  const block = Object.create(null) as Record<string, JsonValue>;
  for (const name of Object.keys(object)) {
    const value = own(object, name) ?? null;
    const keyed = Object.hasOwn(KEYED, name) ? KEYED[name] : undefined;
    // In a policy, variables are sets of addresses and nothing else.
    const isPolicyVariables = name === 'RuleVariables' && isMapOfSets(value);
    if (keyed !== undefined || isPolicyVariables) {
      const [block_, inner] = keyed ?? ['rule_variables', 'ip_set'];
      block[block_] = keyedBlocks(item, value, inner, depth);
    } else block[nameOf(name)] = valueOf(item, value, depth);
  }
  return block;
}

function keyedBlocks(item: Item, value: JsonValue, inner: string, depth: number): JsonValue {
  if (!isObject(value)) return item.refuse('', 'what Network Firewall answers');
  return Object.keys(value).map((key) => ({
    key,
    [inner]: valueOf(item, own(value, key) ?? null, depth + 1),
  }));
}

function valueOf(item: Item, value: JsonValue, depth: number): JsonValue {
  if (isObject(value)) return [blockOf(item, value, depth + 1)];
  if (!isArray(value)) return value;
  return value.map((one) => (isObject(one) ? blockOf(item, one, depth + 1) : one));
}

function isMapOfSets(value: JsonValue): boolean {
  return (
    isObject(value) &&
    Object.keys(value).every((key) => own(own(value, key) ?? null, 'Definition') !== undefined)
  );
}

/** `TLSInspectionConfigurationArn` is `tls_inspection_configuration_arn`. */
function nameOf(name: string): string {
  const repeated = Object.hasOwn(REPEATED, name) ? REPEATED[name] : undefined;
  return (
    repeated ??
    name
      .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
      .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
      .toLowerCase()
  );
}
