/** One of the lists of resources in the text of a plan. */
export interface ResourceList {
  /** Where each resource begins, and what is within one and looks like one; it ends before the comma before the next. */
  readonly starts: readonly number[];
  /** Where the last ends. */
  readonly end: number;
}

/** How each resource begins in all three lists, as Terraform writes them. */
export const RESOURCE = '{"address":"';

/** What Terraform plans, changes and configures. */
const LISTS = 3;

/**
 * What looks like the three lists of resources in the text of a plan, in its order; `undefined` where it does not look like
 * that. Who parses the resources, and what is beside them, learns whether it is.
 */
export function findLists(text: string): readonly ResourceList[] | undefined {
  const found: number[][] = [];
  for (let at = text.indexOf(RESOURCE); at >= 0; at = text.indexOf(RESOURCE, at + 1)) {
    const before = text.charCodeAt(at - 1);
    if (before === BRACKET) {
      if (found.length === LISTS) return undefined;
      found.push([]);
    }
    if (before === BRACKET || before === COMMA) found.at(-1)?.push(at);
  }
  if (found.length !== LISTS) return undefined;
  return found.map((starts) => ({ starts, end: endOfObject(text, starts.at(-1) ?? 0) }));
}

const [BRACKET, COMMA] = ['[', ','].map((one) => one.charCodeAt(0));

/** Where an object ends that begins here; the length of the text when it does not. */
export function endOfObject(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const one = text[at];
    if (one === '"') at = endOfString(text, at);
    else if (one === '{') depth += 1;
    else if (one === '}') depth -= 1;
    if (depth === 0) return at + 1;
  }
  return text.length;
}

/** Where its last quotation mark is. */
function endOfString(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let escapes = 0;
    while (text[at - 1 - escapes] === '\\') escapes += 1;
    if (escapes % 2 === 0) return at;
  }
  return text.length;
}
