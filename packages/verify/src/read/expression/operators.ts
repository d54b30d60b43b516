import { isArray, isObject, type JsonValue } from '../json';
import { known } from '../value';
import { endpointTest } from './firewall-endpoints';
import { unknownFrom, type Term } from './term';

export function applyUnary(operator: string, operand: Term): Term {
  if (operand.kind !== 'known') return unknownFrom('an operand is not known', operand);
  const truth = truthOf(operand.value);
  if (operator === '!' && truth !== undefined) return known(!truth);
  const number = numberIn(operand.value);
  return operator === '-' && number !== undefined
    ? known(-number)
    : unknownFrom(`\`${operator}\` is not understood here`, operand);
}

export function applyBinary(operator: string, left: Term, right: Term): Term {
  if (operator === '==') {
    const test = endpointTest(left, right);
    if (test !== undefined) return test;
  }
  if (operator === '==' || operator === '!=') return compare(operator, left, right);
  // Terraform evaluates both sides, and either may decide alone.
  if (operator === '&&' || operator === '||') return combine(operator, left, right);
  if (left.kind !== 'known' || right.kind !== 'known')
    return unknownFrom('an operand is not known', left, right);
  const [a, b] = [numberIn(left.value), numberIn(right.value)];
  const result = a === undefined || b === undefined ? undefined : ARITHMETIC.get(operator)?.(a, b);
  return result === undefined || Number.isNaN(result)
    ? unknownFrom(`\`${operator}\` is not understood here`, left, right)
    : known(result);
}

const ARITHMETIC: ReadonlyMap<string, (a: number, b: number) => number | boolean> = new Map([
  ['+', (a: number, b: number): number | boolean => a + b],
  ['-', (a, b) => a - b],
  ['*', (a, b) => a * b],
  ['/', (a, b) => (b === 0 ? Number.NaN : a / b)],
  ['%', (a, b) => a % b],
  ['<', (a, b) => a < b],
  ['>', (a, b) => a > b],
  ['<=', (a, b) => a <= b],
  ['>=', (a, b) => a >= b],
]);

function compare(operator: '==' | '!=', left: Term, right: Term): Term {
  const isEqual = equalTerms(left, right);
  if (isEqual === undefined) return unknownFrom('what is compared is not known', left, right);
  return known(isEqual === (operator === '=='));
}

function equalTerms(left: Term, right: Term): boolean | undefined {
  if (left.kind === 'absent' && right.kind === 'absent') return true;
  // An attribute that apply assigns is equal to itself. To what else it is equal, only apply knows.
  if (left.kind === 'reference' && right.kind === 'reference') {
    return left.resource === right.resource && left.attribute === right.attribute ? true : undefined;
  }
  if (left.kind === 'known' && right.kind === 'absent') return false;
  if (left.kind === 'absent' && right.kind === 'known') return false;
  return left.kind === 'known' && right.kind === 'known' ? equalJson(left.value, right.value) : undefined;
}

function combine(operator: '&&' | '||', left: Term, right: Term): Term {
  const decides = operator === '||';
  const truths = [left, right].map((term) => (term.kind === 'known' ? truthOf(term.value) : undefined));
  if (truths.includes(decides)) return known(decides);
  return truths.includes(undefined) ? unknownFrom('an operand is not known', left, right) : known(!decides);
}

function truthOf(value: JsonValue): boolean | undefined {
  return value === true || value === 'true' ? true : value === false || value === 'false' ? false : undefined;
}

/** A number, or text that Terraform takes for one. */
export function numberIn(value: JsonValue): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined;
}

// Deeper values are compared as unequal texts would be; no argument of a network is this deep.
function equalJson(a: JsonValue, b: JsonValue, depth = 0): boolean {
  if (a === b) return true;
  if (depth > 50) return false;
  if (isArray(a) && isArray(b))
    return a.length === b.length && a.every((item, index) => equalJson(item, b[index] ?? null, depth + 1));
  if (!isObject(a) || !isObject(b)) return false;
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => Object.hasOwn(b, name) && equalJson(a[name] ?? null, b[name] ?? null, depth + 1))
  );
}
