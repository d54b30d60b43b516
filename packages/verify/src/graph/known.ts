/** A fact that the input tells, or the reason why it does not. Unknown is an answer: nothing is judged as fine because of it. */
export type Known<T> =
  | { readonly is: 'known'; readonly value: T }
  | {
      readonly is: 'unknown';
      readonly reason: string;
      /** Of a node: those that it may be, beside nodes whose id is known already. @default - any */
      readonly among?: readonly string[];
    };

export function known<T>(value: T): Known<T> {
  return { is: 'known', value };
}

/** @param reason - completes "is not known: …"; no capital first letter, no final period */
export function unknown(reason: string, among?: readonly string[]): Known<never> {
  return among === undefined ? { is: 'unknown', reason } : { is: 'unknown', reason, among };
}

/** The value where it is known. */
export function valueOf<T>(fact: Known<T> | undefined): T | undefined {
  return fact?.is === 'known' ? fact.value : undefined;
}
