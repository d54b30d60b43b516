import type { AddressFamily, AddressSet } from '@inspected-egress/cidr';
import type { Key } from '../graph/key';
import type { JudgedSubnet } from '../promise/judged-subnets';
import type { FlowOutcome } from './flows-of-subnet';
import type { Ways } from './ways-of-subnet';

/** What is other in the second of two inputs, as plain data. */
export interface Difference {
  /** What the second has and the first has not, in the keys of the second. */
  readonly gained: Changes;
  /** What the first has and the second has not, in the keys of the first. */
  readonly lost: Changes;
  /** What may have changed, and the inputs do not tell. */
  readonly undetermined: readonly UndeterminedChange[];
  /** The subnets of both inputs, each in the order of its keys, and why they are compared or are not. */
  readonly judged: { readonly before: readonly JudgedSubnet[]; readonly after: readonly JudgedSubnet[] };
}

export interface Changes {
  /** Subnets without a counterpart in the other input. */
  readonly subnets: readonly Key[];
  /** What becomes of packets to the public internet. */
  readonly ways: readonly WayChange[];
  /** What network ACLs do with declared flows to destinations that both inputs let out. */
  readonly flows: readonly FlowChange[];
  /** What firewalls, DNS Firewall, endpoint policies and security groups say. */
  readonly statements: readonly StatementChange[];
}

export interface WayChange extends Ways {
  readonly subnet: Key;
  readonly constructPath?: string;
  readonly family: AddressFamily;
  readonly destinations: AddressSet;
}

export interface FlowChange extends FlowOutcome {
  readonly subnet: Key;
  readonly constructPath?: string;
  readonly family: AddressFamily;
  readonly destinations: AddressSet;
}

export interface StatementChange {
  /** The firewall, VPC, endpoint or security group that it is of. */
  readonly subject: Key;
  readonly constructPath?: string;
  readonly aspect: string;
  /** One line, in the words of the policy. */
  readonly statement: string;
}

export interface UndeterminedChange {
  /** In the keys of the second input, unless only the first has it. */
  readonly subject: Key;
  /** What of it, for example `ways` or `stateful rules`. */
  readonly aspect: string;
  readonly family?: AddressFamily;
  /** Those that it is about, where it is about some. */
  readonly destinations?: AddressSet;
  /** One line; no capital first letter, no final period. */
  readonly because: string;
}

/** Whether anything changed: `undetermined` where nothing surely did, and something may have. */
export function changeOf({ gained, lost, undetermined }: Difference): 'none' | 'changed' | 'undetermined' {
  if ([gained, lost].some((side) => Object.values(side).some((changes) => changes.length > 0)))
    return 'changed';
  return undetermined.length > 0 ? 'undetermined' : 'none';
}
