import { parseAddressLoosely, parseBlockLoosely } from '../../graph/parse-loosely';
import type { PlacedBlock } from '../../graph/placed-block';
import { parseList, type ListItem } from './parse-list';

/** Addresses as the header of a Suricata rule says them. */
export type AddressExpression =
  | { readonly kind: 'any' }
  | { readonly kind: 'blocks'; readonly blocks: readonly PlacedBlock[] }
  /** Blocks that AWS may count or not; no text says so. */
  | { readonly kind: 'maybe'; readonly blocks: readonly PlacedBlock[]; readonly because: string }
  /** `$NAME`, or `@NAME` for a reference to a list. */
  | { readonly kind: 'named'; readonly sign: '$' | '@'; readonly name: string }
  | { readonly kind: 'not'; readonly of: AddressExpression }
  /** Any of those that are not negated, and none of those that are. */
  | { readonly kind: 'list'; readonly items: readonly AddressExpression[] };

/** @returns undefined for what is no such expression */
export function parseAddresses(text: string): AddressExpression | undefined {
  const item = parseList(text);
  return item === undefined ? undefined : toAddresses(item);
}

function toAddresses(item: ListItem): AddressExpression | undefined {
  if (item.kind === 'not') {
    const of = toAddresses(item.of);
    return of && { kind: 'not', of };
  }
  if (item.kind === 'list') {
    const items = item.items.map(toAddresses);
    return items.every((one) => one !== undefined) ? { kind: 'list', items } : undefined;
  }
  const { word } = item;
  if (/^any$/i.test(word)) return { kind: 'any' };
  const [, sign, name] = /^([$@])(\w+)$/.exec(word) ?? [];
  if (name !== undefined) return { kind: 'named', sign: sign === '@' ? '@' : '$', name };
  const block = parseBlockLoosely(word.includes('/') ? word : addressAsBlock(word));
  return block && { kind: 'blocks', blocks: [{ kind: 'block', block }] };
}

function addressAsBlock(text: string): string {
  const address = parseAddressLoosely(text);
  return address === undefined ? '' : `${text}/${address.family === 4 ? 32 : 128}`;
}

/** Names of variables and references anywhere in it, with their sign. */
export function namesIn(expression: AddressExpression): readonly string[] {
  switch (expression.kind) {
    case 'named':
      return [`${expression.sign}${expression.name}`];
    case 'not':
      return namesIn(expression.of);
    case 'list':
      return expression.items.flatMap(namesIn);
    default:
      return [];
  }
}
