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
      return readOnce(said, name, identity.address, reading, read);
    },
  };
}

/** Stands for an attribute while it is being read. */
const IN_HAND = unknown('it refers to itself');

/** Reads an attribute and keeps it; the next time it is there. Who comes back to one while it is being read has gone in a circle. */
export function readOnce(
  said: Map<string, Value>,
  name: string,
  address: string,
  reading: Reading,
  read: (name: string) => Value,
): Value {
  const before = said.get(name);
  if (before !== undefined) return before === IN_HAND ? unknown('it refers to itself', [address]) : before;
  if (reading.depth >= DEEPEST_READING) return unknown('it is passed on too many times', [address]);
  said.set(name, IN_HAND);
  reading.depth += 1;
  const value = readOrGiveUp(read, name, address);
  reading.depth -= 1;
  said.set(name, value);
  return value;
}

function readOrGiveUp(read: (name: string) => Value, name: string, address: string): Value {
  try {
    return read(name);
  } catch (error) {
    if (error instanceof RangeError) return unknown('it is nested too deep', [address]);
    throw error;
  }
}
