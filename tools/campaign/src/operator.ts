import type { PromiseId } from '@inspected-egress/verify';
import type { Network } from './plain-reader/network';
import type { Stack } from './stack';

/** One mistake, or one change that is none, at one place. */
export interface Change {
  /** What it is done to, for people. */
  readonly place: string;
  readonly make: (draft: Stack) => void;
}

/**
 * What a person says of the mutants of an operator before the verifier is asked.
 *
 * - `breaks`: each of these promises, where it was proved before, is not any more
 * - `goes another way`: packets do, and no promise has to notice: the difference does
 * - `changes nothing`
 */
export type Expectation = { readonly breaks: readonly PromiseId[] } | 'goes another way' | 'changes nothing';

export interface Operator {
  readonly id: string;
  /** What it does, for the table. */
  readonly does: string;
  readonly expects: Expectation;
  /**
   * Why packets that are followed one by one cannot show the change.
   * @default - they have to show it
   */
  readonly beyondPackets?: string;
  readonly changes: (network: Network) => readonly Change[];
}
