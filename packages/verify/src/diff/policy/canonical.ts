import { AddressSet, formatCidrBlock, type CidrBlock } from '@inspected-egress/cidr';
import type { PlacedBlock } from '../../graph/placed-block';
import { neutralText } from '../neutral-text';
import type { Side } from '../side';
import type { Statement } from './subject';

/** A fact of a graph as one line, whatever it is made of; and what of it is not known. */
export interface Canonical extends Statement {
  readonly doubts: readonly string[];
}

/**
 * Everything that a fact says, so that no field of it is passed over. Lists are sorted: what is in an order is to be taken
 * apart before.
 */
export function canonical(side: Side, fact: unknown): Canonical {
  const doubts: string[] = [];
  const shown = write(fact, doubts);
  return { shown, text: neutralText(side, shown), doubts: doubts.map((one) => neutralText(side, one)) };
}

function write(fact: unknown, doubts: string[]): string {
  if (fact === undefined || fact === null) return 'none';
  if (typeof fact !== 'object') return typeof fact === 'string' ? fact : String(fact);
  if (isKnown(fact)) {
    if (fact.is === 'known') return write(fact.value, doubts);
    doubts.push(fact.reason);
    return `what is not known (${fact.reason})`;
  }
  if (isUnknownPlace(fact)) {
    doubts.push(fact.reason);
    return `what is not known (${fact.reason})`;
  }
  if (isBlock(fact)) return formatCidrBlock(fact);
  if (isPlaced(fact)) return writePlaced(fact, doubts);
  if (fact instanceof AddressSet) return fact.toString();
  if (Array.isArray(fact)) return list(fact.map((one) => write(one, doubts)).sort());
  if (fact instanceof Map || fact instanceof Set) return write([...fact].map(pairText), doubts);
  const fields = Object.entries(fact).sort(([a], [b]) => (a < b ? -1 : 1));
  return list(fields.map(([name, one]) => `${name} ${write(one, doubts)}`));

  function pairText(entry: unknown): unknown {
    return fact instanceof Map && Array.isArray(entry)
      ? `${String(entry[0])} ${write(entry[1], doubts)}`
      : entry;
  }
}

function list(texts: readonly string[]): string {
  return texts.length === 1 ? (texts[0] ?? '') : `[${texts.join(', ')}]`;
}

export function isKnown(
  fact: object,
): fact is { is: 'known'; value: unknown } | { is: 'unknown'; reason: string } {
  return 'is' in fact && (fact.is === 'known' || (fact.is === 'unknown' && 'reason' in fact));
}

/** A member of a list of blocks that is not known, beside others that are. */
function isUnknownPlace(fact: object): fact is { kind: 'unknown'; reason: string } {
  return 'kind' in fact && fact.kind === 'unknown' && 'reason' in fact;
}

function isBlock(fact: object): fact is CidrBlock {
  return 'prefixLength' in fact && 'first' in fact && 'family' in fact;
}

function isPlaced(fact: object): fact is PlacedBlock {
  const kind = 'kind' in fact ? fact.kind : undefined;
  if (kind === 'unknown') return 'reason' in fact;
  return (kind === 'block' && 'block' in fact) || kind === 'subnet-block' || kind === 'vpc-block';
}

function writePlaced(placed: PlacedBlock, doubts: string[]): string {
  switch (placed.kind) {
    case 'block':
      return formatCidrBlock(placed.block);
    case 'subnet-block':
      return `IPv${placed.family} of \`${placed.subnet}\``;
    case 'vpc-block':
      return `IPv${placed.family} of \`${placed.vpc}\``;
    case 'unknown':
      return write({ is: 'unknown', reason: placed.reason }, doubts);
  }
}
