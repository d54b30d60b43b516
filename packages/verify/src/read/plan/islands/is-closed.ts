import { isArray, isObject, type JsonValue } from '../../json';
import { homeOf, type Piece } from './piece';

// Names that stand for no resource: what they hide is unknown wherever the expression is read.
export const NO_RESOURCE = /^(var|local|each|count|path|terraform)\./;

/** Whether an island has one VPC, and refers to nothing but itself and values of the module. */
export function isClosed(pieces: readonly Piece[]): boolean {
  const homes = new Set(pieces.map(homeOf));
  const hasOneVpc = pieces.filter(({ type }) => type === 'aws_vpc').length === 1;
  const isOwn = ({ expressions, countExpression, forEachExpression }: Piece) =>
    [expressions, countExpression, forEachExpression].every((one) => refersTo(one, homes));
  return hasOneVpc && pieces.every(isOwn);
}

function refersTo(part: JsonValue | undefined, homes: ReadonlySet<string>): boolean {
  if (isArray(part)) return part.every((one) => refersTo(one, homes));
  if (!isObject(part)) return true;
  const { references } = part;
  if (!isArray(references)) return Object.values(part).every((one) => refersTo(one, homes));
  return references.every((reference) => {
    if (typeof reference !== 'string') return false;
    const home = /^[^.[]+\.[^.[]+/.exec(reference)?.[0] ?? '';
    return homes.has(home) || NO_RESOURCE.test(reference);
  });
}
