import { showControls } from '@inspected-egress/problem';

/**
 * Text of anybody's as Markdown that means nothing but the text, on GitHub and wherever CommonMark is shown: no HTML, no
 * link, no mention, no heading. Names in backticks stay code.
 *
 * @see CommonMark 0.31, "Backslash escapes" and "Code spans"; GitHub Flavored Markdown, "Autolinks (extension)"
 */
export function prose(text: string): string {
  if (text.trim() === '') return '(nothing)';
  const parts = showControls(text).split('`');
  const isOpen = parts.length % 2 === 0;
  return parts
    .map((part, index) => {
      if (index % 2 === 0) return escape(part);
      return isOpen && index === parts.length - 1 ? `\\\`${escape(part)}` : code(part);
    })
    .join('');
}

/** A name as code, whatever it holds, also in a table. */
export function code(text: string): string {
  const shown = showControls(text);
  return TAME.test(shown) ? `\`${shown}\`` : htmlCode(shown);
}

/** Nothing that ends code, a cell of a table, or a line. */
const TAME = /^[\w./:[\]"=,@#+() -]+$/;

/** The same where HTML is written. */
export function htmlCode(text: string): string {
  const safe = showControls(text).replace(/[^A-Za-z0-9 ]/gu, (mark) => `&#${mark.codePointAt(0) ?? 0};`);
  return `<code>${safe}</code>`;
}

/** Lines as they are, in a block that none of them can end. */
export function fenced(lines: readonly string[]): readonly string[] {
  const shown = lines.map(showControls);
  const longest = Math.max(2, ...shown.flatMap((line) => (line.match(/`+/g) ?? []).map((run) => run.length)));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}text`, ...shown, fence];
}

/**
 * Folded away until somebody wants to see it.
 * @param summary - HTML
 */
export function details(summary: string, body: readonly string[]): readonly string[] {
  return ['<details>', `<summary>${summary}</summary>`, '', ...body, '', '</details>'];
}

/** @param rows - cells as Markdown */
export function markdownTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)];
}

// What GitHub makes of plain text, and no backslash stops: mentions, references, addresses of the web and of mail.
const LINKS = /[@#]|:\/\/|www\.|\bGH-/giu;
const MARKS = /[\\`*_{}[\]<>&!|~^$]/gu;

function escape(text: string): string {
  let [escaped, end] = ['', 0];
  for (const { 0: found, index } of text.matchAll(LINKS)) {
    escaped += `${escapeMarks(text.slice(end, index))}\`${found}\``;
    end = index + found.length;
  }
  return `${escaped}${escapeMarks(text.slice(end))}`;
}

function escapeMarks(text: string): string {
  return text
    .replace(MARKS, (mark) => ENTITIES[mark] ?? `\\${mark}`)
    .replace(/^(\s*)([-+=])|^(\s*\d+)([.)])/u, '$1$3\\$2$4');
}

// A backslash before a pipe that stands after another would end a cell of a table.
const ENTITIES: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '|': '&#124;' };
