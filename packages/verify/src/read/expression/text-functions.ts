import { isArray, type JsonValue } from '../json';
import { known } from '../value';
import type { TerraformFunction } from './functions';
import { numberIn } from './operators';
import { keyOf, type Term } from './term';

/** Functions of texts and numbers, which compute with what is known alone; as Terraform 1.11 documents them. */
export const TEXT_FUNCTIONS: ReadonlyMap<string, TerraformFunction> = new Map<string, TerraformFunction>([
  ['tostring', (value) => of(value, keyOf)],
  ['tonumber', (value) => of(value, (one) => (one.kind === 'known' ? numberIn(one.value) : undefined))],
  ['tobool', (value) => of(value, (one) => TRUTHS.get(keyOf(one) ?? ''))],
  ['lower', (text) => onText(text, (one) => one.toLowerCase())],
  ['upper', (text) => onText(text, (one) => one.toUpperCase())],
  ['trimspace', (text) => onText(text, (one) => one.trim())],
  [
    'trimprefix',
    (text, prefix) => onTexts(text, prefix, (a, b) => (a.startsWith(b) ? a.slice(b.length) : a)),
  ],
  [
    'trimsuffix',
    (text, end) => onTexts(text, end, (a, b) => (a.endsWith(b) ? a.slice(0, -b.length || a.length) : a)),
  ],
  ['startswith', (text, prefix) => onTexts(text, prefix, (a, b) => a.startsWith(b))],
  ['endswith', (text, suffix) => onTexts(text, suffix, (a, b) => a.endsWith(b))],
  ['split', (separator, text) => onTexts(separator, text, (a, b) => b.split(a))],
  ['join', join],
  ['format', format],
  ['replace', replace],
  ['substr', substr],
  ['min', (...args) => onNumbers(args, (numbers) => Math.min(...numbers))],
  ['max', (...args) => onNumbers(args, (numbers) => Math.max(...numbers))],
  ['abs', (...args) => onNumbers(args, ([a = 0]) => Math.abs(a))],
  ['floor', (...args) => onNumbers(args, ([a = 0]) => Math.floor(a))],
  ['ceil', (...args) => onNumbers(args, ([a = 0]) => Math.ceil(a))],
  ['jsonencode', (value) => (value?.kind === 'known' ? known(encode(value.value)) : undefined)],
  ['jsondecode', (text) => onText(text, decode)],
]);

const TRUTHS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
]);

function of(value: Term | undefined, compute: (value: Term) => JsonValue | undefined): Term | undefined {
  const result = value === undefined ? undefined : compute(value);
  return result === undefined ? undefined : known(result);
}

function onText(text: Term | undefined, compute: (text: string) => JsonValue | undefined): Term | undefined {
  return of(text, (one) => {
    const plain = keyOf(one);
    return plain === undefined ? undefined : compute(plain);
  });
}

function onTexts(
  a: Term | undefined,
  b: Term | undefined,
  compute: (a: string, b: string) => JsonValue,
): Term | undefined {
  return onText(a, (first) => {
    const second = b === undefined ? undefined : keyOf(b);
    return second === undefined ? undefined : compute(first, second);
  });
}

function onNumbers(args: readonly Term[], compute: (numbers: readonly number[]) => number): Term | undefined {
  const numbers = args.map((arg) => (arg.kind === 'known' ? numberIn(arg.value) : undefined));
  const all = numbers.filter((one) => one !== undefined);
  return all.length === 0 || all.length < args.length ? undefined : known(compute(all));
}

function join(separator?: Term, list?: Term): Term | undefined {
  const items = list?.kind === 'known' && isArray(list.value) ? list.value : undefined;
  const texts = items?.map((item) => keyOf(known(item)));
  return texts === undefined || texts.includes(undefined)
    ? undefined
    : onText(separator, (between) => texts.join(between));
}

/** With `%s`, `%d` and `%v` alone; widths and other verbs are left unknown. */
function format(pattern?: Term, ...args: readonly Term[]): Term | undefined {
  const texts = args.map(keyOf);
  if (texts.includes(undefined)) return undefined;
  return onText(pattern, (text) => {
    if (/%(?![sdv%])/.test(text.replaceAll('%%', ''))) return undefined;
    let next = 0;
    const result = text.replace(/%[sdv%]/g, (verb) => (verb === '%%' ? '%' : (texts[next++] ?? '')));
    return next === texts.length ? result : undefined;
  });
}

/** Of plain text; `/…/` would be a pattern in Go's syntax. */
function replace(text?: Term, wanted?: Term, by?: Term): Term | undefined {
  const [search, other] = [wanted, by].map((one) => (one === undefined ? undefined : keyOf(one)));
  if (search === undefined || other === undefined || /^\/.*\/$/s.test(search)) return undefined;
  return onText(text, (one) => (search === '' ? undefined : one.split(search).join(other)));
}

function substr(text?: Term, offset?: Term, length?: Term): Term | undefined {
  const [start, count] = [offset, length].map((one) =>
    one?.kind === 'known' ? numberIn(one.value) : undefined,
  );
  if (start === undefined || count === undefined || start < 0) return undefined;
  return onText(text, (one) => [...one].slice(start, count < 0 ? undefined : start + count).join(''));
}

// Go's encoder, which Terraform uses, sorts names and writes these characters out.
function encode(value: JsonValue): string | undefined {
  try {
    return JSON.stringify(value, (_, part: unknown) => sortNames(part)).replace(
      /[<>&\u2028\u2029]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
  } catch {
    return undefined;
  }
}

function sortNames(part: unknown): unknown {
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
  return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function decode(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
