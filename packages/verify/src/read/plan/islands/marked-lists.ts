import { isObject, type JsonObject, type JsonValue } from '../../json';
import type { ResourceList } from './plan-lists';

/** What stands beside lists in a text. */
export interface Beside {
  /** With a mark alone in each of the lists. */
  readonly json: JsonObject;
  /** The list that a mark stands for; `undefined` for anything else. */
  listOf(value: JsonValue | undefined): ResourceList | undefined;
}

/**
 * Parses a text without what is in some lists. The text is JSON, if what stands in each of these is a list of JSON without its
 * brackets.
 *
 * @param lists - in the order of the text
 * @returns `undefined` when the text is no object
 * @throws SyntaxError when it is no JSON
 */
export function parseBeside(text: string, lists: readonly ResourceList[]): Beside | undefined {
  const ends = [0, ...lists.map(({ end }) => end)];
  const starts = [...lists.map((list) => list.starts[0]), text.length];
  const beside = ends.map((end, index) => text.slice(end, starts[index]));
  // Longer than all that is parsed, so that nothing else in it is like a mark.
  const { length } = beside.join('');
  const marks = lists.map((_, index) => '-'.repeat(length + index));
  const marked = beside.map((part, index) => (index === 0 ? part : `"${marks[index - 1] ?? ''}"${part}`));
  const json = JSON.parse(marked.join('')) as JsonValue;
  if (!isObject(json)) return undefined;
  const listOf = (value: JsonValue | undefined) =>
    Array.isArray(value) && value.length === 1 ? lists[marks.indexOf(value[0] as string)] : undefined;
  return { json, listOf };
}
