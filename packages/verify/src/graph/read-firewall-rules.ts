import { fieldOf, isAbsent, itemsOf, numberOf, reasonOf, type Value } from '../read/value';
import type {
  FirewallPorts,
  FirewallRuleOption,
  FirewallStatefulRule,
  FirewallStatelessRule,
} from './firewall-rule-group';
import { known, unknown, type Known } from './known';
import type { Links } from './links';
import { oneBlock } from './one-block';
import { readNumber, readText, readTexts } from './read-facts';
import { readPlacedBlocks } from './read-rule-variables';

export function readStatefulRules(links: Links, value: Value): Known<readonly FirewallStatefulRule[]> {
  return readList(links, value, (item) => {
    const header = oneBlock(links, fieldOf(item, 'header'));
    const text = (name: string) =>
      readText(links, fieldOf(header, name), unknown(`the rule names no ${name.replace('_', ' ')}`));
    return {
      action: readText(links, fieldOf(item, 'action'), unknown('the rule names no action')),
      protocol: text('protocol'),
      source: text('source'),
      sourcePort: text('source_port'),
      direction: text('direction'),
      destination: text('destination'),
      destinationPort: text('destination_port'),
      options: readOptions(links, fieldOf(item, 'rule_option')),
    };
  });
}

function readOptions(links: Links, value: Value): Known<readonly FirewallRuleOption[]> {
  const read = readList(links, value, (item): Known<FirewallRuleOption> => {
    const keyword = readText(links, fieldOf(item, 'keyword'), unknown('an option has no keyword'));
    const settings = readTexts(links, fieldOf(item, 'settings'));
    if (keyword.is === 'unknown') return keyword;
    return settings.is === 'unknown' ? settings : known({ keyword: keyword.value, settings: settings.value });
  });
  return read.is === 'unknown' ? read : allKnown(read.value);
}

export function readStatelessRules(links: Links, value: Value): Known<readonly FirewallStatelessRule[]> {
  return readList(links, value, (item) => {
    const definition = oneBlock(links, fieldOf(item, 'rule_definition'));
    const match = oneBlock(links, fieldOf(definition, 'match_attributes'));
    const addresses = (name: string) => {
      const blocks = readList(links, fieldOf(match, name), (one) => fieldOf(one, 'address_definition'));
      if (blocks.is === 'unknown') return blocks;
      return readPlacedBlocks(links, { kind: 'list', items: blocks.value });
    };
    const flags = fieldOf(match, 'tcp_flag');
    return {
      priority: readNumber(links, fieldOf(item, 'priority'), unknown('the rule names no priority')),
      actions: readTexts(links, fieldOf(definition, 'actions')),
      sources: addresses('source'),
      destinations: addresses('destination'),
      sourcePorts: readPorts(links, fieldOf(match, 'source_port')),
      destinationPorts: readPorts(links, fieldOf(match, 'destination_port')),
      protocols: readProtocols(links, fieldOf(match, 'protocols')),
      hasTcpFlags: !isAbsent(flags) && itemsOf(links.follow(flags))?.length !== 0,
    };
  });
}

function readPorts(links: Links, value: Value): Known<readonly FirewallPorts[]> {
  const read = readList(links, value, (item): Known<FirewallPorts> => {
    const from = readNumber(links, fieldOf(item, 'from_port'), unknown('ports have no beginning'));
    if (from.is === 'unknown') return from;
    const to = readNumber(links, fieldOf(item, 'to_port'), from);
    return to.is === 'unknown' ? to : known({ from: from.value, to: to.value });
  });
  return read.is === 'unknown' ? read : allKnown(read.value);
}

function readProtocols(links: Links, value: Value): Known<readonly number[]> {
  const read = readList(links, value, (item): Known<number> => {
    const number = numberOf(links.follow(item));
    return number === undefined ? unknown(reasonOf(item) ?? 'a protocol is not a number') : known(number);
  });
  return read.is === 'unknown' ? read : allKnown(read.value);
}

function readList<T>(links: Links, value: Value, read: (item: Value) => T): Known<readonly T[]> {
  const items = itemsOf(links.follow(value));
  return items === undefined ? unknown(reasonOf(value) ?? 'it is no list') : known(items.map(read));
}

function allKnown<T>(facts: readonly Known<T>[]): Known<readonly T[]> {
  const values: T[] = [];
  for (const fact of facts) {
    if (fact.is === 'unknown') return fact;
    values.push(fact.value);
  }
  return known(values);
}
