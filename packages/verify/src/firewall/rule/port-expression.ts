import { matchAll, matchAny, matchIf, matchUnless, MATCH, unsure, type Match } from '../match';
import { parseList, type ListItem } from './parse-list';

/** Ports as the header of a Suricata rule says them. */
export type PortExpression =
  | { readonly kind: 'any' }
  | { readonly kind: 'span'; readonly from: number; readonly to: number }
  | { readonly kind: 'named'; readonly name: string }
  | { readonly kind: 'not'; readonly of: PortExpression }
  | { readonly kind: 'list'; readonly items: readonly PortExpression[] };

const LAST_PORT = 65535;

/** @returns undefined for what is no such expression */
export function parsePorts(text: string): PortExpression | undefined {
  const item = parseList(text);
  return item === undefined ? undefined : toPorts(item);
}

function toPorts(item: ListItem): PortExpression | undefined {
  if (item.kind === 'not') {
    const of = toPorts(item.of);
    return of && { kind: 'not', of };
  }
  if (item.kind === 'list') {
    const items = item.items.map(toPorts);
    return items.every((one) => one !== undefined) ? { kind: 'list', items } : undefined;
  }
  if (/^any$/i.test(item.word)) return { kind: 'any' };
  const name = /^\$(\w+)$/.exec(item.word)?.[1];
  if (name !== undefined) return { kind: 'named', name };
  const [, from = '', colon, to = ''] = /^(\d{0,5})(:?)(\d{0,5})$/.exec(item.word) ?? [];
  if (`${from}${to}` === '') return undefined;
  const first = from === '' ? 0 : Number(from);
  const last = colon !== ':' ? first : to === '' ? LAST_PORT : Number(to);
  return last <= LAST_PORT && first <= last ? { kind: 'span', from: first, to: last } : undefined;
}

/** Some port of a span, nobody knows which. */
export interface PortFact {
  readonly from: number;
  readonly to: number;
}

/** @param named - the ports that a variable stands for */
export function matchPorts(
  expression: PortExpression,
  port: PortFact,
  named: (name: string) => PortExpression | string,
): Match {
  switch (expression.kind) {
    case 'any':
      return MATCH;
    case 'span': {
      const isInside = expression.from <= port.from && port.to <= expression.to;
      const isOutside = port.to < expression.from || expression.to < port.from;
      return isInside || isOutside ? matchIf(isInside) : unsure('the port is not known');
    }
    case 'not':
      return matchUnless(matchPorts(expression.of, port, named));
    case 'named': {
      const found = named(expression.name);
      return typeof found === 'string' ? unsure(found) : matchPorts(found, port, named);
    }
    case 'list': {
      const all = expression.items.map(
        (item) => [item.kind === 'not', matchPorts(item, port, named)] as const,
      );
      const some = all.filter(([isNegated]) => !isNegated).map(([, match]) => match);
      const none = all.filter(([isNegated]) => isNegated).map(([, match]) => match);
      return matchAll([some.length === 0 ? MATCH : matchAny(some), ...none]);
    }
  }
}
