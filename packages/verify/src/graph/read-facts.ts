import type { Address, CidrBlock } from '@inspected-egress/cidr';
import { booleanOf, itemsOf, numberOf, reasonOf, textOf, type Value } from '../read/value';
import type { Key } from './key';
import { known, unknown, type Known } from './known';
import type { Links } from './links';
import type { Noun } from './noun';
import { parseAddressLoosely, parseBlockLoosely } from './parse-loosely';

/** @param absent - the fact when nothing is said */
export function readText(links: Links, value: Value, absent: Known<string>): Known<string> {
  return readFact(links, value, absent, textOf, 'it is not a text');
}

export function readBoolean(links: Links, value: Value, absent: boolean): Known<boolean> {
  if (value.kind === 'absent') return absent ? TRUE : FALSE;
  const fact = readFact(links, value, absent ? TRUE : FALSE, booleanOf, 'it is neither true nor false');
  return fact.is === 'unknown' ? fact : fact.value ? TRUE : FALSE;
}

// Most facts of a large estate are these two.
const [TRUE, FALSE] = [known(true), known(false)];

export function readNumber(links: Links, value: Value, absent: Known<number>): Known<number> {
  return readFact(links, value, absent, numberOf, 'it is not a number');
}

export function readBlock(links: Links, value: Value, absent: Known<CidrBlock>): Known<CidrBlock> {
  return readFact(links, value, absent, blockOf, 'it is not an address block');
}

/** One of a closed list of words, in whatever case. */
export function readWord<T extends string>(
  links: Links,
  value: Value,
  words: readonly T[],
  absent: Known<T>,
): Known<T> {
  const wordOf = (one: Value) => words.find((word) => word.toLowerCase() === textOf(one)?.toLowerCase());
  return readFact(links, value, absent, wordOf, `it is none of ${words.join(', ')}`);
}

/** Each member a node; one unknown member stands for a list that is not known. */
export function readKeys(links: Links, value: Value, noun?: Noun): readonly Known<Key>[] {
  const list = links.follow(value);
  const isOne = list.kind === 'reference' || textOf(list) !== undefined;
  const items = isOne ? [list] : itemsOf(list);
  if (items === undefined) return [unknown(reasonOf(list) ?? 'it is not a list', links.keysAmong(list))];
  return items.map((item) => links.keyOf(item, noun)).filter((key): key is Known<Key> => key !== undefined);
}

/** The texts of a list, or the reason why one of them is not known. */
export function readTexts(links: Links, value: Value): Known<readonly string[]> {
  const list = links.follow(value);
  const items = itemsOf(list);
  if (items === undefined) return unknown(reasonOf(list) ?? 'it is not a list');
  const texts = items.map((item) => links.follow(item));
  const hidden = texts.find((item) => textOf(item) === undefined);
  if (hidden !== undefined) return unknown(reasonOf(hidden) ?? 'a member is not a text');
  return known(texts.map((item) => textOf(item) as string));
}

/** The addresses that the input tells; those it does not are left out. */
export function readAddresses(links: Links, ...values: readonly Value[]): readonly Address[] {
  return values
    .map((value) => links.follow(value))
    .flatMap((value) => (textOf(value) === undefined ? (itemsOf(value) ?? []) : [value]))
    .map((item) => parseAddressLoosely(textOf(links.follow(item)) ?? ''))
    .filter((address): address is Address => address !== undefined);
}

function readFact<T>(
  links: Links,
  value: Value,
  absent: Known<T>,
  read: (value: Value) => T | undefined,
  otherwise: string,
): Known<T> {
  const end = links.follow(value);
  if (end.kind === 'absent') return absent;
  const fact = read(end);
  return fact === undefined ? unknown(reasonOf(end) ?? otherwise) : known(fact);
}

function blockOf(value: Value): CidrBlock | undefined {
  const text = textOf(value);
  return text === undefined ? undefined : parseBlockLoosely(text);
}
