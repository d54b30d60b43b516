import type { Resource } from '../read/estate';
import { fieldOf, isAbsent, itemsOf, reasonOf } from '../read/value';
import { inKeyOrder } from './compare-keys';
import type { Key } from './key';
import { unknown, type Known } from './known';
import type { Links } from './links';
import type { Listener } from './listener';
import { nodeOf } from './node-of';
import { readNumber } from './read-facts';

export function readListeners(links: Links): ReadonlyMap<Key, Listener> {
  return inKeyOrder(
    links.ofNoun('listener').map((resource) => [resource.address, readListener(links, resource)]),
  );
}

function readListener(links: Links, resource: Resource): Listener {
  const timeout = links.attribute(resource, 'tcp_idle_timeout_seconds');
  return {
    ...nodeOf(resource),
    loadBalancer:
      links.keyOf(links.attribute(resource, 'load_balancer_arn'), 'load-balancer') ??
      unknown('it names no load balancer'),
    targetGroups: readTargetGroups(links, resource),
    ...(!isAbsent(timeout) && { tcpIdleTimeout: readNumber(links, timeout, unknown('')) }),
  };
}

/** One group in the action itself, or several in what it forwards to. */
function readTargetGroups(links: Links, resource: Resource): readonly Known<Key>[] {
  const value = links.attribute(resource, 'default_action');
  const actions = itemsOf(links.follow(value));
  if (actions === undefined) return [unknown(reasonOf(value) ?? 'its actions are no list')];
  const named = actions.flatMap((action) => [
    fieldOf(action, 'target_group_arn'),
    ...(itemsOf(fieldOf(action, 'forward')) ?? [])
      .flatMap((forward) => itemsOf(fieldOf(forward, 'target_group')) ?? [])
      .map((group) => fieldOf(group, 'arn')),
  ]);
  const groups = named.flatMap((arn) => links.keyOf(arn, 'target-group') ?? []);
  const seen = new Set<string>();
  return groups.filter(
    (group) => group.is === 'unknown' || (!seen.has(group.value) && seen.add(group.value)),
  );
}
