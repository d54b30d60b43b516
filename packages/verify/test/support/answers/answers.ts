import type { Key } from '../../../src/graph/key';

/** By the name of a file; members as the AWS CLI prints them. */
export type Answers = Record<string, Record<string, unknown>>;

/** Adds the answer that lists nodes. */
export function list<T>(
  answers: Answers,
  name: string,
  member: string,
  nodes: ReadonlyMap<Key, T>,
  tell: (node: T) => object,
): void {
  answers[name] = { [member]: [...nodes.values()].map(tell) };
}
