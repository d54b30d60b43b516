import { formatCidrBlock, parseCidrBlock } from '@inspected-egress/cidr';
import type { Resource } from '../read/estate';
import { isAbsent, reasonOf, textOf } from '../read/value';
import { append } from './append';
import { compareKeys, inKeyOrder } from './compare-keys';
import { collectDoubts, doubtAbout, scopeOf, type Doubt } from './doubts';
import type { Key } from './key';
import { known, unknown, valueOf } from './known';
import type { Links } from './links';
import { nodeOf, undeclared } from './node-of';
import type { PrefixList } from './prefix-list';
import type { Places } from './read-places';
import { readInlineGroupRules, readSecurityGroupRule } from './read-security-group-rules';
import type { SecurityGroup, SecurityGroupPeer, SecurityGroupRule } from './security-group';

type PrefixLists = ReadonlyMap<Key, PrefixList>;

const RULE_TYPES = [
  'aws_security_group_rule',
  'aws_vpc_security_group_ingress_rule',
  'aws_vpc_security_group_egress_rule',
];

export function readSecurityGroups(
  links: Links,
  places: Places,
  lists: PrefixLists,
): ReadonlyMap<Key, SecurityGroup> {
  const standalone = readStandalone(links, lists);
  const defaults = new Set([...links.parts.ofVpc.values()].map((parts) => parts['security-group']));
  const keys = new Set([
    ...links.ofNoun('security-group').map((group) => group.address),
    ...defaults,
    ...standalone.ingress.keys(),
    ...standalone.egress.keys(),
  ]);
  return inKeyOrder(
    [...keys].map((key): [Key, SecurityGroup] => {
      const resource = links.at(key);
      const vpc = places.vpcOf(key);
      const isOpen = resource === undefined && defaults.has(key);
      const ingress = resource && readInlineGroupRules(links, lists, resource, 'ingress');
      const egress = resource && readInlineGroupRules(links, lists, resource, 'egress');
      const found = doubtAbout(standalone.doubts, key, vpc) ?? ingress?.doubt ?? egress?.doubt;
      const doubt = found ?? (resource || isOpen ? undefined : `\`${key}\` is not in the input`);
      const started = isOpen ? firstRules(key) : { ingress: [], egress: [] };
      return [
        key,
        {
          ...(resource === undefined ? undeclared(key) : nodeOf(resource)),
          vpc,
          // Terraform takes away the rule to everywhere that AWS gives a new group; provider documentation of
          // `aws_security_group`, 6.25. So a group whose resource has no egress rule has none.
          ingress: joinRules([
            ...(standalone.ingress.get(key) ?? []),
            ...(ingress?.rules ?? started.ingress),
          ]),
          egress: joinRules([...(standalone.egress.get(key) ?? []), ...(egress?.rules ?? started.egress)]),
          ...(resource?.mode === 'managed' &&
            resource.type === 'aws_security_group' &&
            isAbsent(links.attribute(resource, 'egress')) && { leavesEgressToAws: true as const }),
          ...(doubt !== undefined && { doubt }),
        },
      ];
    }),
  );
}

const EVERYWHERE = ['0.0.0.0/0', '::/0'].map((text) => parseCidrBlock(text));

/** Of a VPC's default group: in from itself, out to everywhere; VPC guide "Default security groups", 2026-11. */
function firstRules(key: Key): Pick<SecurityGroup, 'ingress' | 'egress'> {
  const traffic = known({ protocol: 'all' } as const);
  return {
    ingress: [{ traffic, peer: { kind: 'security-group', securityGroup: key }, origin: key }],
    egress: EVERYWHERE.map((block) => ({ traffic, peer: { kind: 'block', block }, origin: key })),
  };
}

function readStandalone(links: Links, lists: PrefixLists) {
  const ingress = new Map<Key, SecurityGroupRule[]>();
  const egress = new Map<Key, SecurityGroupRule[]>();
  const doubts: Doubt[] = [];
  for (const resource of RULE_TYPES.flatMap((type) => links.ofType(type))) {
    const value = links.attribute(resource, 'security_group_id');
    const group = links.keyOf(value, 'security-group') ?? unknown('it names no security group');
    const direction = directionOf(links, resource);
    const key = valueOf(group);
    if (key !== undefined && direction !== undefined) {
      const said = (name: string) => links.attribute(resource, name);
      for (const rule of readSecurityGroupRule(links, lists, said, resource.address, key))
        append(direction === 'egress' ? egress : ingress, key, rule);
      continue;
    }
    const scope =
      key === undefined
        ? scopeOf(links, value, 'security-group')
        : ({ of: 'nodes', keys: new Set([key]) } as const);
    const reason = `\`${resource.address}\` may be in it: ${reasonOf(value) ?? 'its direction is not known'}`;
    doubts.push({ scope, reason });
  }
  return { ingress, egress, doubts: collectDoubts(doubts) };
}

function directionOf(links: Links, resource: Resource): 'ingress' | 'egress' | undefined {
  if (resource.type === 'aws_vpc_security_group_ingress_rule') return 'ingress';
  if (resource.type === 'aws_vpc_security_group_egress_rule') return 'egress';
  const type = textOf(links.follow(links.attribute(resource, 'type')));
  return type === 'ingress' || type === 'egress' ? type : undefined;
}

/** An existing group tells the rules of resources of their own as well; each is listed once. */
function joinRules(rules: readonly SecurityGroupRule[]): readonly SecurityGroupRule[] {
  if (rules.length < 2) return rules;
  const seen = new Map<string, SecurityGroupRule>();
  for (const rule of rules) {
    const text = `${JSON.stringify(rule.traffic)} ${textOfPeer(rule.peer)}`;
    if (!seen.has(text)) seen.set(text, rule);
  }
  return [...seen].sort(([a], [b]) => compareKeys(a, b)).map(([, rule]) => rule);
}

function textOfPeer(peer: SecurityGroupPeer): string {
  switch (peer.kind) {
    case 'block':
      return formatCidrBlock(peer.block);
    case 'prefix-list':
      return peer.prefixList;
    case 'unknown':
      return peer.reason;
    default:
      return JSON.stringify(peer);
  }
}
