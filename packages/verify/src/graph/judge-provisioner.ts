import { isNothing } from '../read/provisioner';
import type { Resource } from '../read/estate';
import { itemsOf, referencesOf, textOf, type Value } from '../read/value';
import type { Key } from './key';
import { valueOf } from './known';
import type { Links } from './links';
import { listNearby, textsIn } from './nearby-nodes';
import type { Noun } from './noun';
import type { Unmodelled } from './unmodelled';

/** Nodes that packets pass or that decide where they go next: what is done to one is done to the paths through it. */
const PASSED: ReadonlySet<Noun> = new Set<Noun>([
  'vpc',
  'subnet',
  'route-table',
  'internet-gateway',
  'egress-only-gateway',
  'nat-gateway',
  'vpc-endpoint',
  'firewall-endpoint',
  'network-acl',
  'network-interface',
  'instance',
  'transit-gateway-attachment',
  'transit-gateway-route-table',
  'transit-gateway',
  'vpn-gateway',
  'peering',
  'core-network',
  'carrier-gateway',
  'local-gateway',
]);

/** What filters packets somewhere in the VPC that it says it is in. */
const IN_A_VPC: ReadonlySet<Noun> = new Set<Noun>(['firewall', 'security-group']);

/** What decides wherever it is used. */
const ANYWHERE: ReadonlySet<Noun> = new Set<Noun>([
  'firewall-policy',
  'firewall-rule-group',
  'prefix-list',
  'dns-firewall-rule-group',
  'dns-firewall-association',
  'dns-firewall-domain-list',
]);

/**
 * Commands may change whatever they name; what they do not name, nobody can tell. Those on a machine do what its start script
 * does, so they are about nothing but what they name.
 *
 * @param places - all that something can be near
 */
export function judgeProvisioner(
  links: Links,
  provisioner: Resource,
  places: readonly Key[],
): Pick<Unmodelled, 'reason' | 'near'> {
  const kinds = (itemsOf(provisioner.attribute('kinds')) ?? []).flatMap((kind) => textOf(kind) ?? []);
  const named = nodesNamed(links, provisioner.attribute('says'));
  const of = links.at(textOf(provisioner.attribute('of')) ?? '');
  const isLocal = kinds.includes('local-exec');
  const near = new Set(named.flatMap((key) => nearNode(links, key, places)));
  if (of !== undefined && isLocal && !isNothing(of))
    for (const key of links.nounOf(of.address) === undefined
      ? listNearby(links, of, 0)
      : nearNode(links, of.address, places))
      near.add(key);
  const shown = kinds.map((kind) => `\`${kind}\``).join(' and ');
  return { reason: `the commands of ${shown} may change what they are about`, near: [...near].sort() };
}

function nodesNamed(links: Links, says: Value): readonly Key[] {
  const byReference = referencesOf(says).flatMap((address) =>
    links.instancesOf(address).map((resource) => links.keyOfResource(resource)),
  );
  const byId = textsIn(says)
    .flatMap((text) => [...text.matchAll(ID)].map(([id]) => id))
    .flatMap((id) => valueOf(links.keyOf({ kind: 'known', value: id })) ?? []);
  return [...byReference, ...byId];
}

// Ids of EC2, old and new; EC2 guide "Resource IDs", 2026-11.
const ID = /\b[a-z]+(?:-[a-z]+)?-[0-9a-f]{8}(?:[0-9a-f]{9})?\b/gu;

function nearNode(links: Links, key: Key, places: readonly Key[]): readonly Key[] {
  const noun = links.nounOf(key);
  if (noun === undefined) return [];
  if (PASSED.has(noun)) return [key];
  if (ANYWHERE.has(noun)) return places;
  const resource = links.at(key);
  return IN_A_VPC.has(noun) && resource !== undefined ? listNearby(links, resource, 0) : [];
}
