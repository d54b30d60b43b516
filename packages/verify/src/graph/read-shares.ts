import { scopeOf } from './doubts';
import type { Key } from './key';
import type { Links } from './links';

/**
 * The subnets that Resource Access Manager shares with other accounts, by what says so.
 *
 * @see VPC guide, "Share your VPC subnets with other accounts", 2026-07
 */
export function readShares(links: Links): ReadonlyMap<Key, Key> {
  const found = new Map<Key, Key>();
  for (const resource of links.ofType('aws_ram_resource_association')) {
    const value = links.attribute(resource, 'resource_arn');
    const arn = links.keyOf(value);
    // Of an ARN that is one of several subnets, each may be shared; one of something else is none.
    const scope = scopeOf(links, value, 'subnet');
    const keys = arn?.is === 'known' ? [arn.value] : scope.of === 'nodes' ? [...scope.keys] : [];
    for (const key of keys)
      if (links.nounOf(key) === 'subnet' && !found.has(key)) found.set(key, resource.address);
  }
  return found;
}
