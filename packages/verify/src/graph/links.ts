import type { Estate, Resource } from '../read/estate';
import { ABSENT, textOf, type Value } from '../read/value';
import { compareKeys } from './compare-keys';
import { idsOf, isIdentity } from './identity';
import type { Key } from './key';
import { known, unknown, type Known } from './known';
import { nounOfId, nounOfType, type Noun } from './noun';
import { listParts, partOf, type Parts } from './parts';

/** The resources of an estate, and what they call one another. Made in one pass, asked in constant time. */
export interface Links {
  /** By address. Data sources that read a resource of the same input are left out: the resource says more. */
  readonly resources: readonly Resource[];
  ofType(type: string): readonly Resource[];
  ofNoun(noun: Noun): readonly Resource[];
  /** The resource that describes a node, if any does. */
  at(key: Key): Resource | undefined;
  /** The resources that an address means: itself, or all instances of one with `count` or `for_each`. */
  instancesOf(address: string): readonly Resource[];
  /** The node that a resource describes. */
  keyOfResource(resource: Resource): Key;
  nounOf(key: Key): Noun | undefined;
  /** What a resource says; a state and a plan write empty text for what is not said. */
  attribute(resource: Resource, name: string): Value;
  /** The value itself, or that which a reference is set to. */
  follow(value: Value): Value;
  /**
   * The node that a value names; absent when the value is.
   * @param noun - what it has to be; something else is not known
   * @default noun - anything
   */
  keyOf(value: Value, noun?: Noun): Known<Key> | undefined;
  /** The nodes that an unknown value may name, beside those whose id is known already; absent when it may be any. */
  keysAmong(value: Value): readonly Key[] | undefined;
  readonly parts: Parts;
}

const HOPS = 32; // a reference to a reference to a reference; more is a circle

export function linkEstate(estate: Estate): Links {
  const byAddress = new Map(estate.resources.map((resource) => [resource.address, resource]));
  const sorted = [...byAddress.values()].sort((a, b) => compareKeys(a.address, b.address));
  const byId = indexIds(sorted);

  const attribute = (resource: Resource, name: string): Value => {
    const value = resource.attribute(name);
    return value.kind === 'known' && value.value === '' ? ABSENT : value;
  };

  const follow = (value: Value): Value => {
    let next = value;
    for (let hop = 0; next.kind === 'reference' && hop < HOPS; hop += 1) {
      const resource = byAddress.get(next.resource);
      if (resource === undefined || isIdentity(resource, next.attribute)) return next;
      const said = attribute(resource, next.attribute);
      if (said.kind === 'absent' || said.kind === 'unknown') return next;
      next = said;
    }
    return next;
  };

  const keyOfReference = (address: string, name: string): Known<Key> => {
    const resource = byAddress.get(address);
    if (resource === undefined) return unknown(`\`${address}\` is not in the input`);
    if (isIdentity(resource, name)) return known(keyOfResource(resource));
    return partOf(links, resource, name) ?? unknown(`\`${address}.${name}\` is known after apply`);
  };

  const keyOf = (value: Value, noun?: Noun): Known<Key> | undefined => {
    const key = keyOfAny(value);
    if (noun === undefined || key?.is !== 'known' || links.nounOf(key.value) === noun) return key;
    return unknown(`\`${key.value}\` is no ${noun.replaceAll('-', ' ')}`);
  };

  const keyOfAny = (value: Value): Known<Key> | undefined => {
    const end = follow(value);
    if (end.kind === 'absent') return undefined;
    if (end.kind === 'unknown') return unknown(end.reason, keysAmong(end));
    if (end.kind === 'reference') return keyOfReference(end.resource, end.attribute);
    const text = textOf(end);
    if (text === '') return undefined;
    return text === undefined ? unknown('it is not one id') : known(byId.get(text) ?? text);
  };

  const keysAmong = (value: Value): readonly Key[] | undefined => {
    if (value.kind !== 'unknown' || value.isTraced !== true) return undefined;
    const named = value.references.map((address) => links.instancesOf(address));
    return named.some((found) => found.length === 0)
      ? undefined
      : [...new Set(named.flat().map((resource) => keyOfResource(resource)))];
  };

  /** A data source that is told the id of a resource of the input is that resource. */
  const keyOfResource = (resource: Resource): Key => {
    if (resource.mode !== 'data') return resource.address;
    const noun = nounOfType(resource.type);
    for (const name of ['id', 'arn', 'route_table_id', 'internet_gateway_id', 'instance_id']) {
      const said = resource.attribute(name);
      const end = said.kind === 'reference' ? byAddress.get(said.resource) : undefined;
      const key = textOf(said) === undefined ? end?.address : byId.get(textOf(said) as string);
      const isNamed = said.kind !== 'reference' || (end !== undefined && isIdentity(end, said.attribute));
      if (isNamed && key !== undefined && nounOfType(byAddress.get(key)?.type ?? '') === noun) return key;
    }
    return resource.address;
  };

  const resources = sorted.filter(
    (resource) => resource.mode !== 'data' || keyOfResource(resource) === resource.address,
  );
  const byType = groupBy(resources, (resource) => resource.type);
  const byNoun = new Map<Noun, readonly Resource[]>();
  let byBase: ReadonlyMap<string, readonly Resource[]> | undefined; // most estates never ask
  const links: Links & { parts: Parts } = {
    resources,
    ofType: (type) => byType.get(type) ?? [],
    ofNoun: (noun) => {
      const before = byNoun.get(noun);
      if (before !== undefined) return before;
      const types = [...byType.keys()].filter((type) => nounOfType(type) === noun);
      const found = joinSorted(types.map((type) => byType.get(type) ?? []));
      byNoun.set(noun, found);
      return found;
    },
    at: (key) => byAddress.get(key),
    instancesOf: (address) => {
      const exact = byAddress.get(address);
      if (exact !== undefined) return [exact];
      byBase ??= groupBy(resources, (resource) => resource.address.replace(/\[[^\]]*\]$/u, ''));
      return byBase.get(address) ?? [];
    },
    keyOfResource,
    nounOf: (key) =>
      nounOfType(byAddress.get(key)?.type ?? '') ?? links.parts.nouns.get(key) ?? nounOfId(key),
    attribute,
    follow,
    keyOf,
    keysAmong,
    parts: { nouns: new Map(), ids: new Map(), ofVpc: new Map(), lost: new Map() },
  };
  links.parts = listParts(links);
  for (const [id, key] of links.parts.ids) byId.set(id, key);
  return links;
}

/** Resources before data sources; of several with one id the first address. */
function indexIds(sorted: readonly Resource[]): Map<string, Key> {
  const byId = new Map<string, Key>();
  for (const mode of ['managed', 'data'] as const) {
    for (const resource of sorted) {
      if (resource.mode !== mode || nounOfType(resource.type) === undefined) continue;
      for (const id of idsOf(resource)) if (!byId.has(id)) byId.set(id, resource.address);
    }
  }
  return byId;
}

function groupBy<K>(resources: readonly Resource[], groupOf: (resource: Resource) => K): Map<K, Resource[]> {
  const groups = new Map<K, Resource[]>();
  for (const resource of resources) {
    const key = groupOf(resource);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [resource]);
    else group.push(resource);
  }
  return groups;
}

/** Lists that are in the order of addresses, as one. */
function joinSorted(lists: readonly (readonly Resource[])[]): readonly Resource[] {
  const [only] = lists;
  if (lists.length <= 1) return only ?? [];
  return lists.flat().sort((a, b) => compareKeys(a.address, b.address));
}
