import type { Resource } from '../read/estate';
import { isAbsent, reasonOf } from '../read/value';
import { append } from './append';
import { compareKeys, inKeyOrder } from './compare-keys';
import type {
  DnsFirewallAssociation,
  DnsFirewallConfig,
  DnsFirewallRule,
  DnsFirewallRuleGroup,
} from './dns-firewall';
import { collectDoubts, doubtAbout, scopeOf, type Doubt } from './doubts';
import type { Key } from './key';
import { known, unknown, valueOf, type Known } from './known';
import type { Links } from './links';
import { nodeOf } from './node-of';
import { readNumber, readTexts, readWord } from './read-facts';

const ACTIONS = ['ALLOW', 'ALERT', 'BLOCK'] as const;
const NO_PRIORITY = unknown('it names no priority');

export function readDnsFirewallAssociations(links: Links): ReadonlyMap<Key, DnsFirewallAssociation> {
  return inKeyOrder(
    links.ofNoun('dns-firewall-association').map((resource): [Key, DnsFirewallAssociation] => [
      resource.address,
      {
        ...nodeOf(resource),
        vpc: links.keyOf(links.attribute(resource, 'vpc_id'), 'vpc') ?? unknown('it names no VPC'),
        ruleGroup:
          links.keyOf(links.attribute(resource, 'firewall_rule_group_id')) ??
          unknown('it names no rule group'),
        priority: readNumber(links, links.attribute(resource, 'priority'), NO_PRIORITY),
      },
    ]),
  );
}

export function readDnsFirewallRuleGroups(links: Links): ReadonlyMap<Key, DnsFirewallRuleGroup> {
  const rules = new Map<Key, DnsFirewallRule[]>();
  const doubts: Doubt[] = [];
  for (const resource of links.ofType('aws_route53_resolver_firewall_rule')) {
    const value = links.attribute(resource, 'firewall_rule_group_id');
    const group = valueOf(links.keyOf(value));
    if (group !== undefined) append(rules, group, readRule(links, resource));
    else {
      const reason = `\`${resource.address}\` may be in it: ${reasonOf(value) ?? 'it names no rule group'}`;
      doubts.push({ scope: scopeOf(links, value, 'dns-firewall-rule-group'), reason });
    }
  }
  const about = collectDoubts(doubts);
  return inKeyOrder(
    links.ofNoun('dns-firewall-rule-group').map((resource): [Key, DnsFirewallRuleGroup] => {
      const doubt =
        doubtAbout(about, resource.address, known(resource.address)) ??
        (resource.mode === 'data' ? 'AWS is asked for it at apply' : undefined);
      const own = rules.get(resource.address) ?? [];
      return [
        resource.address,
        { ...nodeOf(resource), rules: inPriorityOrder(own), ...(doubt !== undefined && { doubt }) },
      ];
    }),
  );
}

export function readDnsFirewallConfigs(links: Links): readonly DnsFirewallConfig[] {
  return links.ofType('aws_route53_resolver_firewall_config').map((resource) => ({
    origin: resource.address,
    vpc: links.keyOf(links.attribute(resource, 'resource_id')) ?? unknown('it names no VPC'),
    failsOpen: readFailsOpen(links, resource),
  }));
}

function readFailsOpen(links: Links, resource: Resource): Known<boolean> {
  const value = links.attribute(resource, 'firewall_fail_open');
  const mode = readWord(links, value, ['ENABLED', 'DISABLED'], known('DISABLED'));
  return mode.is === 'known' ? known(mode.value === 'ENABLED') : mode;
}

function readRule(links: Links, resource: Resource): DnsFirewallRule {
  const attribute = (name: string) => links.attribute(resource, name);
  return {
    priority: readNumber(links, attribute('priority'), NO_PRIORITY),
    action: readWord(links, attribute('action'), ACTIONS, unknown('it names no action')),
    domains: readDomains(links, resource),
    origin: resource.address,
  };
}

function readDomains(links: Links, rule: Resource): Known<readonly string[]> {
  // A rule for one type of query leaves the others to the rules after it.
  if (!isAbsent(links.attribute(rule, 'q_type'))) return unknown('the rule is about one type of query');
  const list = links.keyOf(links.attribute(rule, 'firewall_domain_list_id'));
  if (list === undefined) return unknown('the rule names no domain list');
  if (list.is === 'unknown') return list;
  const resource = links.at(list.value);
  if (resource?.mode !== 'managed') return unknown(`the domains of \`${list.value}\` are not in the input`);
  const domains = readTexts(links, links.attribute(resource, 'domains'));
  // The resolver compares names without regard to case and to the dot of the root.
  return domains.is === 'known'
    ? known(domains.value.map((one) => one.toLowerCase().replace(/\.$/, '')))
    : domains;
}

function inPriorityOrder(rules: readonly DnsFirewallRule[]): readonly DnsFirewallRule[] {
  const order = (rule: DnsFirewallRule) => valueOf(rule.priority) ?? -1;
  return [...rules].sort((a, b) => order(a) - order(b) || compareKeys(a.origin, b.origin));
}
