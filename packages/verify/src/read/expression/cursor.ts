/** A place in the text of an expression that is being parsed. */
export interface Cursor {
  readonly text: string;
  at: number;
  /** Parts made so far, and expressions around this one. Bounds on them bound every recursion over the result. */
  parts: number;
  depth: number;
}

/** What the parser gives up with; `parseTemplate` returns it as a reason. */
export class NotUnderstood extends Error {
  override readonly name = 'NotUnderstood';
}

// Written by people and CDKTF, expressions have a few dozen parts, a few levels deep. The bounds keep hostile ones from
// the end of the stack.
const MOST_PARTS = 20_000;
const MOST_DEPTH = 60;
const LONGEST_CHAIN = 200;

export function countPart(cursor: Cursor): void {
  cursor.parts += 1;
  if (cursor.parts > MOST_PARTS) throw new NotUnderstood('the expression is too long');
}

/** Runs a parser one level deeper. */
export function deeper<T>(cursor: Cursor, parse: () => T): T {
  cursor.depth += 1;
  if (cursor.depth > MOST_DEPTH) throw new NotUnderstood('the expression is too deep');
  const result = parse();
  cursor.depth -= 1;
  return result;
}

/** Links of `a.b.c`, `a + b + c` and `--a` nest as parts of a tree do. */
export function checkChain(length: number): void {
  if (length > LONGEST_CHAIN) throw new NotUnderstood('the expression is too long');
}

export function startsWith(cursor: Cursor, text: string): boolean {
  return cursor.text.startsWith(text, cursor.at);
}

/** Steps over the text when it comes next. */
export function take(cursor: Cursor, text: string): boolean {
  if (!startsWith(cursor, text)) return false;
  cursor.at += text.length;
  return true;
}

export function expect(cursor: Cursor, text: string): void {
  if (!take(cursor, text)) throw new NotUnderstood(`\`${text}\` is missing`);
}

/** Steps over what a sticky pattern matches here, and returns it. */
export function takePattern(cursor: Cursor, pattern: RegExp): string | undefined {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.text)?.[0];
  if (found !== undefined) cursor.at += found.length;
  return found;
}

const SPACE = /(?:\s|(?:#|\/\/)[^\n]*|\/\*[^]*?\*\/)+/y;

/** Steps over blanks, line breaks and comments. */
export function skipSpace(cursor: Cursor): void {
  const code = cursor.text.charCodeAt(cursor.at);
  // Neither blank nor the beginning of a comment, as most of what is here.
  if (code > BLANK && code < 128 && code !== HASH && code !== SLASH) return;
  takePattern(cursor, SPACE);
}

const [BLANK, HASH, SLASH] = [32, 35, 47];

// Hyphens are part of Terraform's names: `a-b` is one, and a difference is written with spaces.
const NAME = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;

export function takeName(cursor: Cursor): string | undefined {
  return takePattern(cursor, NAME);
}

/** Steps over a word that is not the beginning of a longer name. */
export function takeWord(cursor: Cursor, word: string): boolean {
  const start = cursor.at;
  if (takeName(cursor) === word) return true;
  cursor.at = start;
  return false;
}
