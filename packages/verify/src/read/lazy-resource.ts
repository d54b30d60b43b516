import type { Resource } from './estate';
import { unknown, type Value } from './value';

/** How many attributes are being read, each for the sake of the one before. One counter for an estate. */
export interface Reading {
  depth: number;
}

// Real configurations pass a value on a handful of times. Hostile ones must not reach the end of the stack.
const DEEPEST_READING = 100;

/** A resource whose attributes are read when asked for, once each. */
export function lazyResource(
  identity: Omit<Resource, 'attribute'>,
  reading: Reading,
  read: (name: string) => Value,
): Resource {
  let said: Map<string, Value> | undefined; // most resources of a large plan are never asked
  return {
    ...identity,
    attribute(name) {
      said ??= new Map();
      const found = said.get(name);
      if (found !== undefined) return found;
      if (reading.depth >= DEEPEST_READING)
        return unknown('it is passed on too many times', [identity.address]);
      // Who comes back here while it is being read has gone in a circle.
      said.set(name, unknown('it refers to itself', [identity.address]));
      reading.depth += 1;
      const value = readOrGiveUp(read, name, identity.address);
      reading.depth -= 1;
      said.set(name, value);
      return value;
    },
  };
}

function readOrGiveUp(read: (name: string) => Value, name: string, address: string): Value {
  try {
    return read(name);
  } catch (error) {
    if (error instanceof RangeError) return unknown('it is nested too deep', [address]);
    throw error;
  }
}
