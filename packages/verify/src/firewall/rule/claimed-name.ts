import { readNumberTest } from './number-option';
import { readNamePattern } from './name-pattern';

/** One test of the text of a buffer; undefined when it is not modelled. */
export type TextTest = (text: string) => boolean;

/** A `content` with the modifiers that follow it. */
export interface Content {
  readonly text: string;
  readonly isNegated: boolean;
  readonly ignoresCase: boolean;
  readonly startsWith: boolean;
  readonly endsWith: boolean;
}

const HEX = /^(?:[0-9a-f]{2}(?:\s+|$))*$/i;

/** `"example.com"`, `!"a|0d 0a|b"`. */
export function readContent(value: string): Content | undefined {
  const [, not, quoted] = /^(!?)\s*"((?:\\.|[^"\\])*)"$/s.exec(value) ?? [];
  if (quoted === undefined || quoted === '') return undefined;
  const text = unescape(quoted);
  if (text === undefined) return undefined;
  return { text, isNegated: not === '!', ignoresCase: false, startsWith: false, endsWith: false };
}

/** Bytes between bars are hexadecimal; a backslash takes its meaning from the next character. */
function unescape(quoted: string): string | undefined {
  const parts = quoted.split(/(?<!\\)\|/);
  if (parts.length % 2 === 0) return undefined;
  const texts = parts.map((part, index) => {
    if (index % 2 === 0) return part.replace(/\\(.)/gs, '$1');
    const bytes = part.trim();
    if (!HEX.test(bytes)) return undefined;
    return String.fromCharCode(...bytes.split(/\s+/).map((byte) => parseInt(byte, 16)));
  });
  return texts.every((text) => text !== undefined) ? texts.join('') : undefined;
}

export function testContent({ text, isNegated, ignoresCase, startsWith, endsWith }: Content): TextTest {
  const fold = (one: string) => (ignoresCase ? one.toLowerCase() : one);
  const wanted = fold(text);
  return (whole) => {
    const found = fold(whole);
    const isFound =
      startsWith && endsWith
        ? found === wanted
        : startsWith
          ? found.startsWith(wanted)
          : endsWith
            ? found.endsWith(wanted)
            : found.includes(wanted);
    return isFound !== isNegated;
  };
}

/** `bsize:>10` */
export function testSize(value: string): TextTest | undefined {
  const test = readNumberTest(value);
  return test && ((text) => test(text.length));
}

/** `pcre:"/^example\.com$/i"`, where it is one of the patterns that say a name. */
export function testPattern(value: string): TextTest | undefined {
  const [, not, pattern = ''] = /^(!?)\s*"(.*)"$/s.exec(value) ?? [];
  const test = readNamePattern(pattern);
  return test && ((text) => test(text) !== (not === '!'));
}
