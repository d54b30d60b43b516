import type { Resource } from '../read/estate';
import type { GraphNode, Key } from './key';

export function nodeOf(resource: Resource): GraphNode {
  const { address, constructPath, id } = resource;
  return {
    key: address,
    ...(constructPath !== undefined && { constructPath }),
    ...(id !== undefined && { id }),
    isDeclared: true,
  };
}

/** What the input refers to, or AWS makes with something else. */
export function undeclared(key: Key): GraphNode {
  return { key, isDeclared: false };
}
