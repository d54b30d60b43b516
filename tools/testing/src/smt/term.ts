// The few words of SMT-LIB 2.6 that a network is told in, as text.

export type Term = string;

export const and = (...terms: readonly Term[]): Term =>
  terms.length === 0 ? 'true' : terms.length === 1 ? String(terms[0]) : `(and ${terms.join(' ')})`;

export const or = (...terms: readonly Term[]): Term =>
  terms.length === 0 ? 'false' : terms.length === 1 ? String(terms[0]) : `(or ${terms.join(' ')})`;

export const not = (term: Term): Term => `(not ${term})`;

export const equal = (a: Term, b: Term): Term => `(= ${a} ${b})`;

export const ite = (condition: Term, then: Term, otherwise: Term): Term =>
  `(ite ${condition} ${then} ${otherwise})`;

/** The first of several cases that holds. */
export const cases = (list: readonly (readonly [condition: Term, value: Term])[], otherwise: Term): Term =>
  list.reduceRight((rest, [condition, value]) => ite(condition, value, rest), otherwise);

export const bits = (value: bigint | number, width: number): Term => `(_ bv${value} ${width})`;

export const sortOf = (width: number): string => `(_ BitVec ${width})`;

/** The leading bits of a term are those of a number of as many bits as the term. */
export function hasPrefix(term: Term, width: number, first: bigint, length: number): Term {
  if (length === 0) return 'true';
  const low = width - length;
  return equal(`((_ extract ${width - 1} ${low}) ${term})`, bits(first >> BigInt(low), length));
}

export const lowBits = (term: Term, width: number): Term => `((_ extract ${width - 1} 0) ${term})`;

/** A name for a term without parameters. */
export const define = (name: string, sort: string, term: Term): string =>
  `(define-fun ${name} () ${sort} ${term})`;
