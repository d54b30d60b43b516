import type { Resource } from '../read/estate';
import { booleanOf, fieldOf, isAbsent, itemsOf, reasonOf, textOf, type Value } from '../read/value';
import type { Key } from './key';
import { unknown, type Known } from './known';
import type { Links } from './links';
import type { PrefixList } from './prefix-list';
import { readPlacedBlock } from './read-placed-block';
import { readPrefixListUse } from './read-prefix-lists';
import { readTraffic } from './read-traffic';
import type { SecurityGroupPeer, SecurityGroupRule } from './security-group';
import type { Traffic } from './traffic';

type PrefixLists = ReadonlyMap<Key, PrefixList>;

/** Arguments of many peers, as in blocks and `aws_security_group_rule`; and of one, as in the newer resources. */
const BLOCKS = ['cidr_blocks', 'ipv6_cidr_blocks', 'cidr_ipv4', 'cidr_ipv6'];
const LISTS = ['prefix_list_ids', 'prefix_list_id'];
const GROUPS = ['security_groups', 'source_security_group_id', 'referenced_security_group_id'];

/** @param group - that the rule is in, for `self` */
export function readSecurityGroupRule(
  links: Links,
  lists: PrefixLists,
  said: (name: string) => Value,
  origin: Key,
  group: Key,
): readonly SecurityGroupRule[] {
  const traffic = readRuleTraffic(links, said);
  const peers: SecurityGroupPeer[] = [
    ...BLOCKS.flatMap((name) => members(links, said(name), (value) => readPlacedBlock(links, value))),
    ...LISTS.flatMap((name) => members(links, said(name), (value) => readListPeer(links, lists, value))),
    ...GROUPS.flatMap((name) => members(links, said(name), (value) => readGroupPeer(links, value))),
    ...readSelf(links, said('self'), group),
  ];
  return peers.map((peer) => ({ traffic, peer, origin }));
}

/** The rules in a group's own resource, or the reason why they are not known. */
export function readInlineGroupRules(
  links: Links,
  lists: PrefixLists,
  group: Resource,
  direction: 'ingress' | 'egress',
): { readonly rules: readonly SecurityGroupRule[]; readonly doubt?: string } {
  const value = links.attribute(group, direction);
  if (group.mode === 'data') return { rules: [], doubt: 'AWS is asked for it at apply' };
  const items = itemsOf(links.follow(value));
  if (items === undefined)
    return { rules: [], doubt: `its rules are not known: ${reasonOf(value) ?? 'they are no list'}` };
  const { address } = group;
  return {
    rules: items.flatMap((item) =>
      readSecurityGroupRule(links, lists, (name) => fieldOf(item, name), address, address),
    ),
  };
}

function readRuleTraffic(links: Links, said: (name: string) => Value): Known<Traffic> {
  const protocol = said('protocol');
  return readTraffic(links, {
    protocol: isAbsent(protocol) ? said('ip_protocol') : protocol,
    from: said('from_port'),
    to: said('to_port'),
    icmpType: said('from_port'),
    icmpCode: said('to_port'),
  });
}

/** One peer for each member; one unknown peer for a list that is not known. */
function members(
  links: Links,
  value: Value,
  read: (value: Value) => SecurityGroupPeer,
): readonly SecurityGroupPeer[] {
  const end = links.follow(value);
  if (isAbsent(end) || textOf(end) === '') return [];
  if (end.kind === 'reference' || textOf(end) !== undefined) return [read(value)];
  const items = itemsOf(end);
  return items === undefined
    ? [{ kind: 'unknown', reason: reasonOf(end) ?? 'it is no list' }]
    : items.map(read);
}

function readListPeer(links: Links, lists: PrefixLists, value: Value): SecurityGroupPeer {
  const use = readPrefixListUse(links, lists, value) ?? unknown('it names no prefix list');
  return use.is === 'known' ? use.value : { kind: 'unknown', reason: use.reason };
}

function readGroupPeer(links: Links, value: Value): SecurityGroupPeer {
  const group = links.keyOf(value) ?? unknown('it names no security group');
  return group.is === 'known'
    ? { kind: 'security-group', securityGroup: group.value }
    : { kind: 'unknown', reason: group.reason };
}

function readSelf(links: Links, value: Value, group: Key): readonly SecurityGroupPeer[] {
  const end = links.follow(value);
  if (booleanOf(end) === true) return [{ kind: 'security-group', securityGroup: group }];
  if (isAbsent(end) || booleanOf(end) === false) return [];
  return [{ kind: 'unknown', reason: reasonOf(end) ?? 'it is neither true nor false' }];
}
