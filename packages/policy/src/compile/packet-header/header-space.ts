import { AddressSet, type AddressFamily } from '@inspected-egress/cidr';

/** What a security group and a network ACL tell apart beside addresses and ports. */
export type HeaderProtocol = 'tcp' | 'udp' | 'icmp-echo';

/** A prefix list whose addresses nobody knows here; without a family it may hold any. */
export interface HeaderList {
  readonly id: string;
  readonly family?: AddressFamily;
}

/** Where packets go. */
export interface HeaderDestinations {
  readonly addresses: AddressSet;
  /** In order of their ids, without repeats. */
  readonly lists: readonly HeaderList[];
}

/** All packets of a protocol to some ports, both ends included, at some destinations. Echo requests have port 0. */
export interface HeaderSlice extends HeaderDestinations {
  readonly protocol: HeaderProtocol;
  readonly from: number;
  readonly to: number;
}

/**
 * A set of packets, by what their headers say. Slices are disjoint, none is empty, in order of protocol and ports.
 *
 * What a prefix list holds is not known, so a packet to an address may be one to the list: {@link withoutSure} takes away
 * what is in the other set for certain, {@link withoutPossible} all that may be.
 */
export type HeaderSpace = readonly HeaderSlice[];

const PROTOCOLS: readonly HeaderProtocol[] = ['tcp', 'udp', 'icmp-echo'];

/** By halves, so that large sets are united few times. */
export function unite(spaces: readonly HeaderSpace[]): HeaderSpace {
  if (spaces.length < 2) return spaces[0] ?? [];
  const middle = spaces.length >>> 1;
  return uniteTwo(unite(spaces.slice(0, middle)), unite(spaces.slice(middle)));
}

function uniteTwo(one: HeaderSpace, other: HeaderSpace): HeaderSpace {
  return combine(one, other, {
    ofOne: 'stays',
    ofOther: 'stays',
    merge: (mine, theirs) => ({
      addresses: mine.addresses.union(theirs.addresses),
      lists: uniteLists(mine.lists, theirs.lists),
    }),
  });
}

export function withoutSure(space: HeaderSpace, taken: HeaderSpace): HeaderSpace {
  return combine(space, taken, {
    ofOne: 'stays',
    ofOther: 'goes',
    merge: (one, other) => ({
      addresses: one.addresses.difference(other.addresses),
      lists: one.lists.filter((list) => !hasList(other, list) && !coversList(other, list)),
    }),
  });
}

export function withoutPossible(space: HeaderSpace, taken: HeaderSpace): HeaderSpace {
  return combine(space, taken, {
    ofOne: 'stays',
    ofOther: 'goes',
    merge: (one, other) => ({
      addresses: one.addresses.difference(possibleAddresses(other)),
      lists: one.lists.filter((list) => !mayShareWithList(other, list)),
    }),
  });
}

/** What of a set may also be in the other. */
export function possibleMeeting(space: HeaderSpace, other: HeaderSpace): HeaderSpace {
  return combine(space, other, {
    ofOne: 'goes',
    ofOther: 'goes',
    merge: (one, two) => ({
      addresses: one.addresses.intersection(possibleAddresses(two)),
      lists: one.lists.filter((list) => mayShareWithList(two, list)),
    }),
  });
}

/** Whether the addresses hold all that the list may. */
export function coversList({ addresses }: HeaderDestinations, list: HeaderList): boolean {
  return rangeOf(list).difference(addresses).isEmpty;
}

export function hasList({ lists }: HeaderDestinations, { id }: HeaderList): boolean {
  return lists.some((list) => list.id === id);
}

function possibleAddresses({ addresses, lists }: HeaderDestinations): AddressSet {
  return lists.reduce((all, list) => all.union(rangeOf(list)), addresses);
}

function mayShareWithList(destinations: HeaderDestinations, list: HeaderList): boolean {
  return !possibleAddresses(destinations).intersection(rangeOf(list)).isEmpty;
}

function rangeOf({ family }: HeaderList): AddressSet {
  return AddressSet.everything(family);
}

function uniteLists(some: readonly HeaderList[], others: readonly HeaderList[]): readonly HeaderList[] {
  if (others.length === 0) return some;
  const byId = new Map([...some, ...others].map((list) => [list.id, list]));
  return [...byId.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
}

function isNowhere({ addresses, lists }: HeaderDestinations): boolean {
  return addresses.isEmpty && lists.length === 0;
}

/** What becomes of the ports that one set has alone, and of those that both have. */
interface Combination {
  readonly ofOne: 'stays' | 'goes';
  readonly ofOther: 'stays' | 'goes';
  readonly merge: (one: HeaderDestinations, other: HeaderDestinations) => HeaderDestinations;
}

/** One pass over the ports of the other set; what is far from them costs nothing. */
function combine(one: HeaderSpace, other: HeaderSpace, how: Combination): HeaderSpace {
  const { ofOne, ofOther } = how;
  if (one.length === 0) return ofOther === 'stays' ? other : [];
  if (other.length === 0) return ofOne === 'stays' ? one : [];
  return PROTOCOLS.flatMap((protocol) => {
    const mine = one.filter((slice) => slice.protocol === protocol);
    const theirs = other.filter((slice) => slice.protocol === protocol);
    const [first, last] = [theirs[0], theirs.at(-1)];
    if (first === undefined || last === undefined) return ofOne === 'stays' ? mine : [];
    const before = mine.filter(({ to }) => to + 1 < first.from).length;
    const until = mine.filter(({ from }) => from <= last.to + 1).length;
    const near = joinEqual(combinePorts(protocol, mine.slice(before, until), theirs, how));
    return ofOne === 'stays' ? [...mine.slice(0, before), ...near, ...mine.slice(until)] : near;
  });
}

function combinePorts(
  protocol: HeaderProtocol,
  mine: HeaderSpace,
  theirs: HeaderSpace,
  how: Combination,
): HeaderSpace {
  const combined: HeaderSlice[] = [];
  let [i, j, from] = [0, 0, 0];
  for (;;) {
    const [one, other] = [mine[i], theirs[j]];
    if (one === undefined && other === undefined) return combined;
    from = Math.max(from, Math.min(one?.from ?? Infinity, other?.from ?? Infinity));
    const to = Math.min(endAfter(one, from), endAfter(other, from));
    const kept = merged(beginning(one, from), beginning(other, from), how);
    if (kept !== undefined && !isNowhere(kept)) {
      combined.push({ protocol, from, to, addresses: kept.addresses, lists: kept.lists });
    }
    if (one?.to === to) i += 1;
    if (other?.to === to) j += 1;
    from = to + 1;
  }
}

function merged(
  one: HeaderSlice | undefined,
  other: HeaderSlice | undefined,
  { ofOne, ofOther, merge }: Combination,
): HeaderDestinations | undefined {
  if (one !== undefined && other !== undefined) return merge(one, other);
  return one === undefined ? (ofOther === 'stays' ? other : undefined) : ofOne === 'stays' ? one : undefined;
}

/** A slice that has begun at a port. */
function beginning(slice: HeaderSlice | undefined, port: number): HeaderSlice | undefined {
  return slice !== undefined && slice.from <= port ? slice : undefined;
}

/** The last port of a slice that has begun, or the one before it begins. */
function endAfter(slice: HeaderSlice | undefined, port: number): number {
  if (slice === undefined) return Infinity;
  return slice.from <= port ? slice.to : slice.from - 1;
}

function joinEqual(slices: HeaderSpace): HeaderSpace {
  const joined: HeaderSlice[] = [];
  for (const slice of slices) {
    const last = joined.at(-1);
    if (last !== undefined && last.to + 1 === slice.from && goSame(last, slice)) {
      joined[joined.length - 1] = { ...last, to: slice.to };
    } else {
      joined.push(slice);
    }
  }
  return joined;
}

function goSame(one: HeaderDestinations, other: HeaderDestinations): boolean {
  const isSame = one.addresses === other.addresses || one.addresses.equals(other.addresses);
  return isSame && idsOf(one) === idsOf(other);
}

function idsOf({ lists }: HeaderDestinations): string {
  return lists.map(({ id }) => id).join(' ');
}
