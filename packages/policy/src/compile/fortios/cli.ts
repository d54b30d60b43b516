/**
 * Configuration text as FortiOS reads it. What is put in by a caller is a value between double quotes and nothing else:
 * no quote, line end or comment of a text can end it.
 */
import { createHash } from 'node:crypto';

/** An `edit` of a table: its key, and its `set` lines in order. */
export interface CliEntry {
  readonly key: string;
  readonly lines: readonly string[];
}

const HASH_LENGTH = 10;

/** A value in double quotes, with what would end it escaped. */
export function quoteValue(text: string): string {
  return `"${text.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, '_').replace(/[\\"]/g, '\\$&')}"`;
}

/**
 * Text for people. FortiOS refuses `< > ( ) # " '` in it (as possible scripts in its web pages), and a console answers
 * `?` with help: these become `_`.
 */
export function plainText(text: string, length: number): string {
  return text.replace(/[^\p{L}\p{N} .,:;/_@+=-]/gu, '_').slice(0, length);
}

/** A name that fits, and for a longer one its beginning with a hash of all of it, so that no two become one. */
export function fittingName(text: string, length: number): string {
  if (text.length <= length) return text;
  const hash = createHash('sha256').update(text).digest('hex').slice(0, HASH_LENGTH);
  return `${text.slice(0, length - HASH_LENGTH - 1)}.${hash}`;
}

/** `set <field> "one" "other"`. */
export function setValues(field: string, values: readonly string[]): string {
  return `set ${field} ${values.map(quoteValue).join(' ')}`;
}

/** Nothing when there is no entry. */
export function formatTable(path: string, entries: readonly CliEntry[]): string {
  if (entries.length === 0) return '';
  const edits = entries.flatMap(({ key, lines }) => [
    `    edit ${key}`,
    ...lines.map((line) => `        ${line}`),
    '    next',
  ]);
  return [`config ${path}`, ...edits, 'end', ''].join('\n');
}
