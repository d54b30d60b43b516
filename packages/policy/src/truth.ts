import type { Flow } from './flow';

/** What a flow may leave out. */
export const FACTS = [
  'groups',
  'tier',
  'port',
  'icmpType',
  'application',
  'sni',
  'host',
  'queryName',
  'country',
  'prefixLists',
] as const satisfies readonly (keyof Flow)[];

export type Fact = (typeof FACTS)[number];

/**
 * A three-valued answer as one number, because a policy asks for millions: 0 is no, 1 is yes, and anything else is
 * unknown, with a bit for each fact that would decide it.
 */
export type Truth = number;

export const NO: Truth = 0;
export const YES: Truth = 1;

const BITS = new Map<Fact, number>(FACTS.map((fact, index) => [fact, 2 << index]));

export function unknownWithout(fact: Fact): Truth {
  return BITS.get(fact) ?? NO;
}

export function truthOf(condition: boolean): Truth {
  return condition ? YES : NO;
}

export function both(a: Truth, b: Truth): Truth {
  if (a === NO || b === NO) return NO;
  if (a === YES) return b;
  return b === YES ? a : a | b;
}

export function either(a: Truth, b: Truth): Truth {
  return a === YES || b === YES ? YES : a | b;
}

/** The facts that an unknown answer waits for, in the order of {@link FACTS}. */
export function missingFacts(truth: Truth): Fact[] {
  return FACTS.filter((fact) => (truth & unknownWithout(fact)) !== 0);
}
