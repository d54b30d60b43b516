import type { Key } from '../graph/key';
import { valueOf, type Known } from '../graph/known';
import type { VpcGraph } from '../graph/vpc-graph';
import { indexSide, type SideIndex } from './side-index';

/** Nouns whose nodes are paired. */
export type PairedNoun =
  | 'vpc'
  | 'subnet'
  | 'route-table'
  | 'network-acl'
  | 'nat-gateway'
  | 'firewall'
  | 'firewall-endpoint'
  | 'firewall-policy'
  | 'firewall-rule-group'
  | 'gateway-endpoint'
  | 'interface-endpoint'
  | 'endpoint-service'
  | 'outer-gateway'
  | 'prefix-list'
  | 'security-group'
  | 'network-interface'
  | 'instance';

/** One of two inputs, with the names that its nodes share with those of the other. */
export class Side {
  readonly index: SideIndex;

  constructor(
    readonly graph: VpcGraph,
    private readonly names = new Map<PairedNoun, ReadonlyMap<Key, string>>(),
  ) {
    this.index = indexSide(graph);
  }

  /** The same names for a graph that is told more of. */
  with(graph: VpcGraph): Side {
    return graph === this.graph ? this : new Side(graph, this.names);
  }

  give(noun: PairedNoun, names: ReadonlyMap<Key, string>): void {
    this.names.set(noun, names);
  }

  /** Undefined while the node has no partner, or its key is not known. */
  nameOf(noun: PairedNoun, key: Key | Known<Key> | undefined): string | undefined {
    const known = typeof key === 'string' ? key : valueOf(key);
    return known === undefined ? undefined : this.names.get(noun)?.get(known);
  }

  /** The shared name of whatever node has a key. */
  nameOfAny(key: Key): string | undefined {
    for (const names of this.names.values()) {
      const name = names.get(key);
      if (name !== undefined) return name;
    }
    return undefined;
  }

  /** The names of several nodes, in order; undefined when there is none, or one has no name. */
  namesOf(noun: PairedNoun, keys: readonly (Key | Known<Key>)[] | undefined): string | undefined {
    const names = (keys ?? []).map((key) => this.nameOf(noun, key));
    return names.length === 0 || names.includes(undefined) ? undefined : [...names].sort().join(' and ');
  }
}
