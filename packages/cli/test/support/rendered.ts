import { marked, type Token } from 'marked';

/** What a report as Markdown is made of, once it is rendered as on GitHub. */
export interface Rendered {
  /** Every tag and comment of HTML that reaches the reader, as `<details>`. */
  readonly html: readonly string[];
  readonly headings: readonly string[];
  /** Links, images, and addresses that become links. */
  readonly links: readonly string[];
  /** Text outside of code, as it is shown. */
  readonly text: string;
}

export function render(markdown: string): Rendered {
  const found = { html: [] as string[], headings: [] as string[], links: [] as string[] };
  marked.walkTokens(marked.lexer(markdown, { gfm: true }), (token: Token) => {
    if (token.type === 'html') found.html.push(...(token.raw.match(/<[^>]*>/g) ?? []));
    if (token.type === 'heading') found.headings.push(token.raw.trim());
    if (token.type === 'link' || token.type === 'image') found.links.push(token.raw);
  });
  const shown = toHtml(markdown).replace(/<code[^>]*>.*?<\/code>/gs, '');
  return { ...found, text: decoded(shown.replace(/<[^>]*>/g, '')) };
}

export function toHtml(markdown: string): string {
  return marked.parse(markdown, { gfm: true, async: false });
}

function decoded(html: string): string {
  const names: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };
  return html.replace(/&(?:#(\d+)|(\w+));/g, (_, number?: string, name?: string) =>
    number === undefined ? (names[name ?? ''] ?? '') : String.fromCodePoint(Number(number)),
  );
}
