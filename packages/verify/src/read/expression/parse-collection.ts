import {
  expect,
  NotUnderstood,
  skipSpace,
  startsWith,
  take,
  takeName,
  takeWord,
  type Cursor,
} from './cursor';
import type { Expression, ForExpression } from './expression';
import { parseExpression, takeFor } from './parse-expression';

/** After `[`: a tuple, or a `for` that makes one. */
export function parseBrackets(cursor: Cursor): Expression {
  if (takeFor(cursor)) return parseFor(cursor, ']');
  const items: Expression[] = [];
  for (;;) {
    skipSpace(cursor);
    if (take(cursor, ']')) return { is: 'tuple', items };
    items.push(parseExpression(cursor));
    skipSpace(cursor);
    if (!take(cursor, ',') && !startsWith(cursor, ']')) throw new NotUnderstood('`]` is missing');
  }
}

/** After `{`: an object, or a `for` that makes one. */
export function parseBraces(cursor: Cursor): Expression {
  if (takeFor(cursor)) return parseFor(cursor, '}');
  const entries: (readonly [Expression, Expression])[] = [];
  for (;;) {
    skipSpace(cursor);
    if (take(cursor, '}')) return { is: 'object', entries };
    const start = cursor.at;
    const key = parseExpression(cursor);
    skipSpace(cursor);
    if (!take(cursor, '=') && !take(cursor, ':')) throw new NotUnderstood('`=` is missing');
    // A bare word as a key is its own name.
    entries.push([key.is === 'name' ? { is: 'literal', value: key.name } : key, parseExpression(cursor)]);
    skipSpace(cursor);
    // Whoever looked for an operator after the value has stepped over the end of the line already.
    const lineEnds = /\n\s*$/u.test(cursor.text.slice(start, cursor.at));
    if (!take(cursor, ',') && !startsWith(cursor, '}') && !lineEnds)
      throw new NotUnderstood('`}` is missing');
  }
}

function parseFor(cursor: Cursor, close: ']' | '}'): ForExpression {
  const first = parseLoopName(cursor);
  const second = take(cursor, ',') ? parseLoopName(cursor) : undefined;
  if (!takeWord(cursor, 'in')) throw new NotUnderstood('`in` is missing');
  const collection = parseExpression(cursor);
  skipSpace(cursor);
  expect(cursor, ':');
  const one = parseExpression(cursor);
  skipSpace(cursor);
  const makesObject = close === '}';
  if (makesObject) expect(cursor, '=>');
  const body = makesObject ? parseExpression(cursor) : one;
  skipSpace(cursor);
  if (startsWith(cursor, '...')) throw new NotUnderstood('a `for` groups its items');
  const condition = takeWord(cursor, 'if') ? parseExpression(cursor) : undefined;
  skipSpace(cursor);
  expect(cursor, close);
  return {
    is: 'for',
    ...(second === undefined ? {} : { keyName: first }),
    itemName: second ?? first,
    collection,
    ...(makesObject ? { key: one } : {}),
    body,
    ...(condition === undefined ? {} : { condition }),
  };
}

function parseLoopName(cursor: Cursor): string {
  skipSpace(cursor);
  const name = takeName(cursor);
  if (name === undefined) throw new NotUnderstood('a name is missing after `for`');
  skipSpace(cursor);
  return name;
}
