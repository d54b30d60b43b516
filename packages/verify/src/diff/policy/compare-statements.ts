import { append } from '../../graph/append';
import type { Aspect, Statement } from './subject';

/**
 * What one aspect says and the other does not, each statement as often as it is said. Where order matters and what both say
 * is in another order, that is one statement of each.
 */
export function compareStatements(
  before: Aspect,
  after: Aspect,
): { readonly gained: readonly string[]; readonly lost: readonly string[] } {
  const [ours, theirs] = [
    subtract(before.statements, after.statements),
    subtract(after.statements, before.statements),
  ];
  const orders = before.isOrdered && after.isOrdered ? compareOrder(ours.common, theirs.common) : undefined;
  return {
    lost: [
      ...ours.rest.map(({ shown }) => shown),
      ...(orders === undefined ? [] : [orderText(orders.before)]),
    ],
    gained: [
      ...theirs.rest.map(({ shown }) => shown),
      ...(orders === undefined ? [] : [orderText(orders.after)]),
    ],
  };
}

/** Those of a list that are not in the other, and those that are, in the order of the list. */
function subtract(statements: readonly Statement[], others: readonly Statement[]) {
  const left = new Map<string, Statement[]>();
  for (const other of others) append(left, other.text, other);
  const [rest, common]: [Statement[], Statement[]] = [[], []];
  for (const one of statements) (left.get(one.text)?.shift() === undefined ? rest : common).push(one);
  return { rest, common };
}

/** From the first place where they differ to the last; undefined when they do not. */
function compareOrder(before: readonly Statement[], after: readonly Statement[]) {
  const moved = before.flatMap(({ text }, index) => (text === after[index]?.text ? [] : [index]));
  const [first] = moved;
  if (first === undefined) return undefined;
  const end = (moved.at(-1) ?? first) + 1;
  return { before: before.slice(first, end), after: after.slice(first, end) };
}

function orderText(statements: readonly Statement[]): string {
  return `in this order: ${statements.map(({ shown }) => shown).join(', then ')}`;
}
