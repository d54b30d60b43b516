/** The one notation of addresses and ports: a word, its negation, or a list of these in brackets. */
export type ListItem =
  | { readonly kind: 'word'; readonly word: string }
  | { readonly kind: 'not'; readonly of: ListItem }
  | { readonly kind: 'list'; readonly items: readonly ListItem[] };

const DEEPEST = 8; // lists in lists; nobody nests so many

/** @returns undefined for what is not of the notation */
export function parseList(text: string): ListItem | undefined {
  const tokens = text.match(/[![\],]|[^![\],\s]+/g) ?? [];
  let place = 0;
  const item = (depth: number): ListItem | undefined => {
    const token = tokens[place];
    place += 1;
    if (token === undefined || depth > DEEPEST || token === ']' || token === ',') return undefined;
    if (token === '!') {
      const of = item(depth + 1);
      return of && { kind: 'not', of };
    }
    if (token !== '[') return { kind: 'word', word: token };
    const items: ListItem[] = [];
    for (;;) {
      const next = item(depth + 1);
      if (next === undefined) return undefined;
      items.push(next);
      const after = tokens[place];
      place += 1;
      if (after === ']') return { kind: 'list', items };
      if (after !== ',') return undefined;
    }
  };
  const found = item(0);
  return place === tokens.length ? found : undefined;
}
