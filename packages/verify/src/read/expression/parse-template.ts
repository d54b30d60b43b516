import { countPart, expect, NotUnderstood, skipSpace, startsWith, take, type Cursor } from './cursor';
import type { Expression } from './expression';
import { parseExpression } from './parse-expression';

/**
 * The expression that a string of Terraform JSON holds. `$${` and `%%{` stand for themselves.
 *
 * @returns why not, for what is not understood: a directive (`%{ if … }`), or text that Terraform would refuse as well
 */
export function parseTemplate(text: string): Expression | { readonly is: 'not-understood'; reason: string } {
  if (!text.includes('${') && !text.includes('%{')) return { is: 'literal', value: text };
  const plain = PLAIN_REFERENCE.exec(text);
  if (plain !== null)
    return attributeOf(attributeOf({ is: 'name', name: plain[1] as string }, plain[2]), plain[3]);
  try {
    return parseParts({ text, at: 0, parts: 0, depth: 0 }, false);
  } catch (error) {
    if (error instanceof NotUnderstood) return { is: 'not-understood', reason: error.message };
    throw error;
  }
}

// `${aws_subnet.a.id}`: nearly all that there is. The underscore tells it from words and functions.
const PLAIN_REFERENCE = /^\$\{([a-z][a-z0-9]*_[a-z0-9_]*)\.([A-Za-z_][A-Za-z0-9_-]*)\.([a-z_][a-z0-9_]*)\}$/;

function attributeOf(of: Expression, name: string | undefined): Expression {
  return { is: 'attribute', of, name: name ?? '' };
}

/** Text with interpolations, to the end or, in quotes, to the closing quote. */
export function parseParts(cursor: Cursor, quoted: boolean): Expression {
  const parts: Expression[] = [];
  let plain = '';
  const flush = () => {
    if (plain !== '') parts.push({ is: 'literal', value: plain });
    plain = '';
  };
  while (!(quoted && startsWith(cursor, '"'))) {
    if (cursor.at >= cursor.text.length) {
      if (quoted) throw new NotUnderstood('a quote is not closed');
      break;
    }
    if (take(cursor, '$${')) plain += '${';
    else if (take(cursor, '%%{')) plain += '%{';
    else if (startsWith(cursor, '%{')) throw new NotUnderstood('it has a template directive');
    else if (take(cursor, '${')) {
      countPart(cursor);
      flush();
      take(cursor, '~');
      parts.push(parseExpression(cursor));
      skipSpace(cursor);
      take(cursor, '~');
      expect(cursor, '}');
    } else plain += quoted ? takeCharacter(cursor) : takePlain(cursor);
  }
  flush();
  const [only] = parts;
  if (only === undefined) return { is: 'literal', value: '' };
  // `"${x}"` is x itself, whatever its type.
  return parts.length === 1 ? only : { is: 'template', parts };
}

function takePlain(cursor: Cursor): string {
  const start = cursor.at;
  cursor.at += 1;
  while (cursor.at < cursor.text.length && !/[$%]/.test(cursor.text.charAt(cursor.at))) cursor.at += 1;
  return cursor.text.slice(start, cursor.at);
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['"', '"'],
  ['\\', '\\'],
]);

function takeCharacter(cursor: Cursor): string {
  const character = cursor.text.charAt(cursor.at);
  cursor.at += 1;
  if (character !== '\\') return character;
  const escape = cursor.text.charAt(cursor.at);
  cursor.at += 1;
  const plain = ESCAPES.get(escape);
  if (plain !== undefined) return plain;
  const digits = escape === 'u' ? 4 : escape === 'U' ? 8 : 0;
  const code = cursor.text.slice(cursor.at, cursor.at + digits);
  cursor.at += digits;
  if (digits === 0 || !/^[\da-f]+$/i.test(code) || parseInt(code, 16) > 0x10ffff)
    throw new NotUnderstood('it has an unknown escape');
  return String.fromCodePoint(parseInt(code, 16));
}
