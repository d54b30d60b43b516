import type { Resource } from '../read/estate';
import type { GraphNode, Key } from './key';

export function nodeOf(resource: Resource): GraphNode {
  const { address: key, constructPath, id } = resource;
  // Written out, as spreading what may be missing takes longer than all the rest of reading a node.
  if (constructPath !== undefined)
    return id === undefined
      ? { key, constructPath, isDeclared: true }
      : { key, constructPath, id, isDeclared: true };
  return id === undefined ? { key, isDeclared: true } : { key, id, isDeclared: true };
}

/** What the input refers to, or AWS makes with something else. */
export function undeclared(key: Key): GraphNode {
  return { key, isDeclared: false };
}

/** A node while what it may have is set on it. */
export type Draft<T> = { -readonly [Name in keyof T]: T[Name] };

/**
 * Sets on a node of a kind that there are many of what else a resource tells of its identity. Spreading what may be missing
 * into every node takes longer than all the rest of reading it.
 */
export function identified<T extends GraphNode>(node: T, resource: Resource | undefined): T {
  const draft: Draft<GraphNode> = node;
  if (resource?.constructPath !== undefined) draft.constructPath = resource.constructPath;
  if (resource?.id !== undefined) draft.id = resource.id;
  return node;
}
