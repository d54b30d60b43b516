import type { EgressPolicy } from '@inspected-egress/policy';

/** The first rule that expires. */
export interface Expiry {
  readonly rule: string;
  /** Its last day. */
  readonly day: string;
  /** The moment at which that day ends, as Terraform compares times. */
  readonly end: string;
}

/** The next rule to expire of those that hold on a day; undefined when none does. */
export function nextExpiry({ rules }: EgressPolicy, today: string): Expiry | undefined {
  const [first] = rules
    .flatMap(({ id, expires }) => (expires === undefined || expires < today ? [] : [{ id, expires }]))
    .sort((one, other) => (one.expires < other.expires ? -1 : 1));
  if (first === undefined) return undefined;
  const next = new Date(`${first.expires}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return { rule: first.id, day: first.expires, end: `${next.toISOString().slice(0, 10)}T00:00:00Z` };
}
