import type { Key } from '../../graph/key';

/** Something that has a policy, and all that it says. */
export interface Subject {
  readonly key: Key;
  readonly constructPath?: string;
  /** What both inputs call it; absent without a counterpart. */
  readonly name: string | undefined;
  /** Where it applies, by shared names. */
  readonly scope: string;
  readonly aspects: readonly Aspect[];
}

/** What is said of one matter. */
export interface Aspect {
  /** For people, for example `stateful rules`. */
  readonly aspect: string;
  readonly statements: readonly Statement[];
  /** Whether the first that matches decides. */
  readonly isOrdered: boolean;
  /** What is not known of it, by shared names. */
  readonly doubts: readonly string[];
}

export interface Statement {
  /** In shared names: equal texts say the same. */
  readonly text: string;
  /** In the words of its own input. */
  readonly shown: string;
}

/** A statement without names of its input. */
export function plain(text: string): Statement {
  return { text, shown: text };
}

/** An aspect of statements in no order, all of them known. */
export function aspectOf(
  aspect: string,
  statements: readonly Statement[],
  {
    isOrdered = false,
    doubts = [],
  }: { readonly isOrdered?: boolean; readonly doubts?: readonly string[] } = {},
): Aspect {
  return { aspect, statements, isOrdered, doubts };
}
