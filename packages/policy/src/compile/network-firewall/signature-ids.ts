/**
 * Signature ids from the names of signatures.
 *
 * Laws, each proved by name in `test/compile/network-firewall-signature-ids.test.ts`:
 * - one id for each key, none twice;
 * - order does not matter;
 * - another key moves no id, unless both hash to the same one: then the key of the smaller digest keeps it.
 */
import { createHash } from 'node:crypto';

export interface SignatureIdRange {
  readonly first: number;
  readonly size: number;
}

/** Above every id of public rule sets, and up to the largest that Suricata reads (32 bits). */
export const SIGNATURE_IDS: SignatureIdRange = { first: 1_000_000_000, size: 3_000_000_000 };

/** @param keys - different from one another, at most as many as the range holds */
export function planSignatureIds(
  keys: readonly string[],
  { first, size }: SignatureIdRange = SIGNATURE_IDS,
): ReadonlyMap<string, number> {
  const ids = new Map<string, number>();
  const taken = new Set<number>();
  const inOrder = keys
    .map((key) => ({ key, digest: createHash('sha256').update(key).digest() }))
    .sort((one, other) => one.digest.compare(other.digest));
  for (const { key, digest } of inOrder) {
    let id = first + (digest.readUIntBE(0, 6) % size);
    while (taken.has(id)) id = id + 1 < first + size ? id + 1 : first;
    taken.add(id);
    ids.set(key, id);
  }
  return ids;
}
