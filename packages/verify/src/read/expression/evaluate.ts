import { known, type Value } from '../value';
import { isArray, isObject, type JsonValue } from '../json';
import { evaluateFor } from './evaluate-for';
import type { Expression, Step } from './expression';
import { callFunction } from './functions';
import { applyBinary, applyUnary } from './operators';
import { parseTemplate } from './parse-template';
import { takeAttribute, takeIndex } from './take';
import { itemsOfTerm, keyOf, listTerm, objectTerm, orderedAs, unknownFrom, valueOf, type Term } from './term';

/** What the names of an expression stand for. */
export interface Scope {
  /** For example of `aws_subnet`, `var`, `each`; `undefined` for a name that there is not. */
  name(name: string): Term | undefined;
}

// No provider nests blocks nearly as deep.
const DEEPEST_VALUE = 50;

/** What Terraform JSON says, with every expression in it evaluated. */
export function evaluateJson(json: JsonValue | undefined, scope: Scope): Value {
  return valueOf(evaluateTerm(json, scope, 0));
}

/** The same before it has become a value. */
export function evaluateTerm(json: JsonValue | undefined, scope: Scope, depth = 0): Term {
  if (depth > DEEPEST_VALUE) return unknownFrom('it is nested too deep');
  if (typeof json === 'string') return evaluateText(json, scope);
  if (isArray(json)) return listTerm(json.map((item) => evaluateTerm(item, scope, depth + 1)));
  if (!isObject(json)) return known(json);
  const fields = Object.entries(json).filter(([name]) => name !== '//');
  return objectTerm(new Map(fields.map(([name, field]) => [name, evaluateTerm(field, scope, depth + 1)])));
}

/** What a string of Terraform JSON stands for. */
export function evaluateText(text: string, scope: Scope): Term {
  const expression = parseOnce(text);
  return expression.is === 'not-understood'
    ? unknownFrom(`an expression is not understood: ${expression.reason}`)
    : evaluate(expression, scope);
}

// An endpoint is picked in the same words by every route to it. What is kept is little, and forgotten together.
const parsed = new Map<string, ReturnType<typeof parseTemplate>>();
const MOST_KEPT = 500;

function parseOnce(text: string): ReturnType<typeof parseTemplate> {
  if (text.length < SHORTEST_KEPT) return parseTemplate(text);
  const before = parsed.get(text);
  if (before !== undefined) return before;
  if (parsed.size >= MOST_KEPT) parsed.clear();
  const expression = parseTemplate(text);
  parsed.set(text, expression);
  return expression;
}

// Of a name and an attribute; shorter texts are parsed as fast as they are found.
const SHORTEST_KEPT = 100;

export function evaluate(expression: Expression, scope: Scope): Term {
  const inner = (part: Expression) => evaluate(part, scope);
  switch (expression.is) {
    case 'literal':
      return known(expression.value);
    case 'template':
      return joinParts(expression.parts.map(inner));
    case 'name':
      return scope.name(expression.name) ?? unknownFrom(`\`${expression.name}\` is not defined`);
    case 'attribute':
      return takeAttribute(inner(expression.of), expression.name);
    case 'index':
      return takeIndex(inner(expression.of), inner(expression.key));
    case 'splat':
      return takeEach(inner(expression.of), expression.steps, scope);
    case 'call':
      return callFunction(expression.name, expression.args.map(inner));
    case 'unary':
      return applyUnary(expression.operator, inner(expression.operand));
    case 'binary':
      return applyBinary(expression.operator, inner(expression.left), inner(expression.right));
    case 'tuple':
      return listTerm(expression.items.map(inner));
    case 'for':
      return evaluateFor(expression, scope);
    case 'conditional':
      return choose(inner(expression.condition), inner(expression.yes), inner(expression.no));
    case 'object': {
      const entries = expression.entries.map(([key, body]) => [inner(key), inner(body)] as const);
      const odd = entries.find(([key]) => keyOf(key) === undefined);
      if (odd !== undefined) return unknownFrom('a key is not known', ...entries.flat());
      return objectTerm(new Map(entries.map(([key, body]) => [keyOf(key) ?? '', body])));
    }
  }
}

function takeSteps(of: Term, steps: readonly Step[], scope: Scope): Term {
  return steps.reduce<Term>(
    (term, step) =>
      'attribute' in step
        ? takeAttribute(term, step.attribute)
        : takeIndex(term, evaluate(step.index, scope)),
    of,
  );
}

function takeEach(of: Term, steps: readonly Step[], scope: Scope): Term {
  // A splat of what is no list is the list of it, and of `null` the empty one.
  if (of.kind === 'absent') return listTerm([]);
  if (of.kind === 'names') return listTerm([takeSteps(of, steps, scope)]);
  const isList = of.kind === 'list' || (of.kind === 'known' && isArray(of.value));
  const items = isList ? itemsOfTerm(of) : of.kind === 'object' || of.kind === 'known' ? [of] : undefined;
  if (items === undefined) return unknownFrom('the length of a list is not known', of);
  return orderedAs(listTerm(items.map((item) => takeSteps(item, steps, scope))), of);
}

function choose(condition: Term, yes: Term, no: Term): Term {
  if (condition.kind === 'known') {
    if (condition.value === true || condition.value === 'true') return yes;
    if (condition.value === false || condition.value === 'false') return no;
  }
  return unknownFrom('a condition is not known', condition, yes, no);
}

function joinParts(parts: readonly Term[]): Term {
  const texts = parts.map(keyOf);
  const length = texts.reduce((sum, text) => sum + (text?.length ?? 0), 0);
  if (length > LONGEST_TEXT) return unknownFrom('a text is too long');
  return texts.some((text) => text === undefined)
    ? unknownFrom('a part of a text is not known', ...parts)
    : known(texts.join(''));
}

// Texts that double one another would fill the memory; no argument of a network is nearly as long.
const LONGEST_TEXT = 1_000_000;
