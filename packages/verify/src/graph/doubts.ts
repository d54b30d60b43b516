import { referencesOf, type Value } from '../read/value';
import type { Key } from './key';
import { valueOf, type Known } from './known';
import type { Links } from './links';
import { nounOfType, type Noun } from './noun';

/** The narrowest set of nodes that something unresolved may be about. */
export type Scope =
  | { readonly of: 'nodes'; readonly keys: ReadonlySet<Key> }
  | { readonly of: 'vpc'; readonly vpc: Key }
  | { readonly of: 'everything' };

export interface Doubts {
  readonly everywhere: string | undefined;
  readonly inVpc: ReadonlyMap<Key, string>;
  readonly atNode: ReadonlyMap<Key, string>;
}

export interface Doubt {
  readonly scope: Scope;
  readonly reason: string;
}

/**
 * A value that is computed from nodes of one kind is one of them; otherwise it is a node of the VPC, where that is known.
 * @param value - what should have named the node
 * @param vpc - in which the node must be, for a reason apart from the value
 */
export function scopeOf(links: Links, value: Value, noun: Noun, vpc?: Known<Key>): Scope {
  const resources = referencesOf(value).map((reference) => links.instancesOf(reference));
  const isAllOneNoun =
    resources.length > 0 &&
    resources.every((found) => found.length > 0 && found.every((one) => nounOfType(one.type) === noun));
  if (isAllOneNoun)
    return { of: 'nodes', keys: new Set(resources.flat().map((one) => links.keyOfResource(one))) };
  const key = valueOf(vpc);
  return key === undefined ? { of: 'everything' } : { of: 'vpc', vpc: key };
}

export function collectDoubts(doubts: readonly Doubt[]): Doubts {
  const inVpc = new Map<Key, string>();
  const atNode = new Map<Key, string>();
  let everywhere: string | undefined;
  for (const { scope, reason } of doubts) {
    if (scope.of === 'everything') everywhere ??= reason;
    else if (scope.of === 'vpc') inVpc.set(scope.vpc, inVpc.get(scope.vpc) ?? reason);
    else for (const key of scope.keys) atNode.set(key, atNode.get(key) ?? reason);
  }
  return { everywhere, inVpc, atNode };
}

/** Why something unresolved may be about a node; a node whose VPC is not known may be in any. */
export function doubtAbout(doubts: Doubts, key: Key, vpc: Known<Key> | undefined): string | undefined {
  if (doubts.atNode.size + doubts.inVpc.size === 0) return doubts.everywhere;
  const place = valueOf(vpc);
  const [anyVpc] = doubts.inVpc.values();
  return (
    doubts.atNode.get(key) ?? (place === undefined ? anyVpc : doubts.inVpc.get(place)) ?? doubts.everywhere
  );
}
