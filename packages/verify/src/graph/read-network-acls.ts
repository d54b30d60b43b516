import { parseCidrBlock } from '@inspected-egress/cidr';
import { reasonOf } from '../read/value';
import { append } from './append';
import { inKeyOrder } from './compare-keys';
import { collectDoubts, doubtAbout, scopeOf, type Doubt } from './doubts';
import type { Key } from './key';
import { known, unknown, valueOf } from './known';
import type { Links } from './links';
import type { NetworkAcl, NetworkAclRule } from './network-acl';
import { nodeOf, undeclared } from './node-of';
import { readBoolean } from './read-facts';
import { inRuleOrder, readAclRule, readInlineAclRules } from './read-network-acl-rules';
import type { Places } from './read-places';

/** @param associated - ACLs that subnets name */
export function readNetworkAcls(
  links: Links,
  places: Places,
  associated: ReadonlySet<Key>,
): ReadonlyMap<Key, NetworkAcl> {
  const standalone = readStandalone(links);
  const defaults = new Set([...links.parts.ofVpc.values()].map((parts) => parts['network-acl']));
  const keys = new Set([
    ...links.ofNoun('network-acl').map((acl) => acl.address),
    ...defaults,
    ...standalone.ingress.keys(),
    ...standalone.egress.keys(),
    ...associated,
  ]);
  return inKeyOrder(
    [...keys].map((key): [Key, NetworkAcl] => {
      const resource = links.at(key);
      const isDefault = defaults.has(key);
      const vpc = places.vpcOf(key);
      const ingress = resource && readInlineAclRules(links, resource, 'ingress');
      const egress = resource && readInlineAclRules(links, resource, 'egress');
      const found = doubtAbout(standalone.doubts, key, vpc) ?? ingress?.doubt ?? egress?.doubt;
      const doubt = found ?? (resource || isDefault ? undefined : `\`${key}\` is not in the input`);
      // The default ACL that nobody adopts permits everything, and rules may be added to it.
      const open = resource === undefined && isDefault ? permitAll(key) : [];
      return [
        key,
        {
          ...(resource === undefined ? undeclared(key) : nodeOf(resource)),
          vpc,
          isDefault,
          ingress: joinRules([...(standalone.ingress.get(key) ?? []), ...(ingress?.rules ?? open)]),
          egress: joinRules([...(standalone.egress.get(key) ?? []), ...(egress?.rules ?? open)]),
          ...(doubt !== undefined && { doubt }),
        },
      ];
    }),
  );
}

/** What AWS puts into the default ACL of every VPC; VPC guide "Default network ACL for a VPC", 2026-11. */
function permitAll(origin: Key): readonly NetworkAclRule[] {
  return PERMIT_ALL.map((rule) => ({ ...rule, origin }));
}

const PERMIT_ALL: readonly Omit<NetworkAclRule, 'origin'>[] = (
  [
    [100, '0.0.0.0/0'],
    [101, '::/0'],
  ] as const
).map(([number, text]) => ({
  number: known(number),
  action: known('allow'),
  traffic: known({ protocol: 'all' }),
  block: { kind: 'block', block: parseCidrBlock(text) },
}));

function readStandalone(links: Links) {
  const ingress = new Map<Key, NetworkAclRule[]>();
  const egress = new Map<Key, NetworkAclRule[]>();
  const doubts: Doubt[] = [];
  for (const resource of links.ofType('aws_network_acl_rule')) {
    const value = links.attribute(resource, 'network_acl_id');
    const acl = links.keyOf(value, 'network-acl') ?? unknown('it names no ACL');
    const isEgress = readBoolean(links, links.attribute(resource, 'egress'), false);
    const key = valueOf(acl);
    if (key !== undefined && isEgress.is === 'known') {
      append(isEgress.value ? egress : ingress, key, readAclRule(links, resource));
      continue;
    }
    const scope =
      key === undefined
        ? scopeOf(links, value, 'network-acl')
        : ({ of: 'nodes', keys: new Set([key]) } as const);
    doubts.push({
      scope,
      reason: `\`${resource.address}\` may be in it: ${reasonOf(value) ?? 'its direction is not known'}`,
    });
  }
  return { ingress, egress, doubts: collectDoubts(doubts) };
}

/** An existing ACL tells the rules of resources of their own as well. */
function joinRules(rules: readonly NetworkAclRule[]): readonly NetworkAclRule[] {
  if (rules.length < 2) return rules;
  const seen = new Map<string, NetworkAclRule>();
  for (const rule of rules) {
    const number = valueOf(rule.number);
    const id = number === undefined ? `? ${seen.size}` : String(number);
    const earlier = seen.get(id);
    if (earlier === undefined) seen.set(id, rule);
    else if (!isSameRule(earlier, rule)) seen.set(`${id} ${seen.size}`, rule);
  }
  return inRuleOrder([...seen.values()]);
}

function isSameRule(a: NetworkAclRule, b: NetworkAclRule): boolean {
  return textOfRule(a) === textOfRule(b);
}

function textOfRule({ action, traffic, block }: NetworkAclRule): string {
  return JSON.stringify([action, traffic, block], (_, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  );
}
