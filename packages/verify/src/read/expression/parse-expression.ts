import {
  checkChain,
  countPart,
  deeper,
  expect,
  NotUnderstood,
  skipSpace,
  startsWith,
  take,
  takeName,
  takePattern,
  takeWord,
  type Cursor,
} from './cursor';
import type { Expression, Step } from './expression';
import { parseBraces, parseBrackets } from './parse-collection';
import { parseParts } from './parse-template';

/** One expression from here on; what follows it is left. */
export function parseExpression(cursor: Cursor): Expression {
  return deeper(cursor, () => parseConditional(cursor));
}

function parseConditional(cursor: Cursor): Expression {
  const condition = parseBinary(cursor, 0);
  skipSpace(cursor);
  if (!take(cursor, '?')) return condition;
  const yes = parseExpression(cursor);
  skipSpace(cursor);
  expect(cursor, ':');
  return { is: 'conditional', condition, yes, no: parseExpression(cursor) };
}

// From what binds least; https://developer.hashicorp.com/terraform/language/expressions/operators (2026-11)
const OPERATORS: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['==', '!='],
  ['>=', '<=', '>', '<'],
  ['+', '-'],
  ['*', '/', '%'],
];
const LEVELS = OPERATORS.flatMap((operators, level) => operators.map((operator) => ({ operator, level })));

/** Operators that bind at least as much as those of a level, each with what is on both sides of it. */
function parseBinary(cursor: Cursor, least: number): Expression {
  let left = parseUnary(cursor);
  for (let links = 0; ; links += 1) {
    checkChain(links);
    skipSpace(cursor);
    const next = operatorAt(cursor);
    if (next === undefined || next.level < least) return left;
    cursor.at += next.operator.length;
    left = {
      is: 'binary',
      operator: next.operator,
      left,
      right: parseBinary(cursor, next.level + 1),
    };
  }
}

/** `=>` of a `for` is no comparison, and neither `=` nor `~}` is an operator. */
function operatorAt(cursor: Cursor): (typeof LEVELS)[number] | undefined {
  const code = cursor.text.charCodeAt(cursor.at);
  return MAY_BEGIN.has(code) ? LEVELS.find(({ operator }) => startsWith(cursor, operator)) : undefined;
}

const MAY_BEGIN = new Set(LEVELS.map(({ operator }) => operator.charCodeAt(0)));

function parseUnary(cursor: Cursor): Expression {
  skipSpace(cursor);
  for (const operator of ['!', '-']) {
    if (!take(cursor, operator)) continue;
    return { is: 'unary', operator, operand: deeper(cursor, () => parseUnary(cursor)) };
  }
  return parseSteps(cursor, parsePrimary(cursor));
}

const NUMBER = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORDS: ReadonlyMap<string, boolean | null> = new Map<string, boolean | null>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

function parsePrimary(cursor: Cursor): Expression {
  countPart(cursor);
  const number = takePattern(cursor, NUMBER);
  if (number !== undefined) return { is: 'literal', value: Number(number) };
  if (take(cursor, '"')) {
    const text = parseParts(cursor, true);
    expect(cursor, '"');
    return text;
  }
  if (take(cursor, '(')) {
    const inner = parseExpression(cursor);
    skipSpace(cursor);
    expect(cursor, ')');
    return inner;
  }
  if (take(cursor, '[')) return parseBrackets(cursor);
  if (take(cursor, '{')) return parseBraces(cursor);
  const name = takeName(cursor);
  if (name === undefined) throw new NotUnderstood('a value is missing');
  const word = WORDS.get(name);
  if (word !== undefined) return { is: 'literal', value: word };
  return take(cursor, '(') ? parseArguments(cursor, name) : { is: 'name', name };
}

function parseArguments(cursor: Cursor, name: string): Expression {
  const args: Expression[] = [];
  for (;;) {
    skipSpace(cursor);
    if (take(cursor, ')')) return { is: 'call', name, args };
    args.push(parseExpression(cursor));
    skipSpace(cursor);
    if (startsWith(cursor, '...')) throw new NotUnderstood('a list is spread over arguments');
    if (!take(cursor, ',') && !startsWith(cursor, ')')) throw new NotUnderstood('`)` is missing');
  }
}

/** `.name`, `[key]` and splats after a value. */
function parseSteps(cursor: Cursor, start: Expression): Expression {
  let value = start;
  for (let links = 0; ; links += 1) {
    checkChain(links);
    const splat = take(cursor, '[*]') ? 'full' : take(cursor, '.*') ? 'attributes' : undefined;
    if (splat !== undefined) {
      const steps: Step[] = [];
      for (let step = takeStep(cursor, splat); step !== undefined; step = takeStep(cursor, splat))
        steps.push(step);
      value = { is: 'splat', of: value, steps };
      continue;
    }
    const step = takeStep(cursor);
    if (step === undefined) return value;
    value =
      'attribute' in step
        ? { is: 'attribute', of: value, name: step.attribute }
        : { is: 'index', of: value, key: step.index };
  }
}

const LEGACY_INDEX = /\.(?=\d)/y; // `aws_subnet.a.0`

/** After `.*`, an index is of the list that the splat makes, not of each item. */
function takeStep(cursor: Cursor, splat?: 'full' | 'attributes'): Step | undefined {
  if (splat !== 'attributes' && startsWith(cursor, '[') && !startsWith(cursor, '[*]')) {
    expect(cursor, '[');
    const index = parseExpression(cursor);
    skipSpace(cursor);
    expect(cursor, ']');
    return { index };
  }
  if (startsWith(cursor, '...') || startsWith(cursor, '.*')) return undefined;
  if (takePattern(cursor, LEGACY_INDEX) !== undefined) {
    return { index: { is: 'literal', value: Number(takePattern(cursor, /\d+/y)) } };
  }
  if (!take(cursor, '.')) return undefined;
  const attribute = takeName(cursor);
  if (attribute === undefined) throw new NotUnderstood('a name is missing after a dot');
  return { attribute };
}

/** Whether a `for` comes next. */
export function takeFor(cursor: Cursor): boolean {
  skipSpace(cursor);
  return takeWord(cursor, 'for');
}
