import type { World } from '../worlds/world';
import { bits, equal, or, sortOf, type Term } from './term';

/** Bits of the number of a place. */
export const PLACE_WIDTH = 6;
/** What a packet comes to that is no node: an end that has no name of its own in the rows. */
const ENDS = ['delivered', 'nowhere', 'either', 'gone', 'denied'] as const;
type End = (typeof ENDS)[number];

/** Every place that a packet can be at, as a number: the workload, what passes packets on, gateways, and ends. */
export class Places {
  static readonly sort = sortOf(PLACE_WIDTH);
  /** Where packets go on from by a table: NAT gateways, firewall endpoints, appliances. */
  readonly movers: readonly string[];
  readonly workload: Term = bits(0, PLACE_WIDTH);
  private readonly numbers = new Map<string, number>();

  constructor(readonly world: World) {
    this.movers = ['nat', 'endpoint', 'eni'].flatMap((noun) => world.keysOf(noun));
    for (const name of ['workload', ...ENDS, ...this.movers]) this.numbers.set(name, this.numbers.size);
  }

  /** The number of a node, of a target that no row describes, or of an end. */
  at(key: string): Term {
    if (!this.numbers.has(key)) this.numbers.set(key, this.numbers.size);
    if (this.numbers.size > 1 << PLACE_WIDTH) throw new Error('a network of more places than are counted');
    return bits(this.numbers.get(key) ?? 0, PLACE_WIDTH);
  }

  end(name: End): Term {
    return this.at(name);
  }

  is(place: Term, key: string): Term {
    return equal(place, this.at(key));
  }

  isOneOf(place: Term, keys: readonly string[]): Term {
    return or(...keys.map((key) => this.is(place, key)));
  }

  keysOf(noun: string): string[] {
    return this.world.keysOf(noun);
  }
}
