import type { Key } from './key';
import type { OccupantKind, Subnet } from './subnet';

/** Something that has to be in some subnet, and in which is not known. */
export interface Drifter {
  readonly kind: OccupantKind;
  readonly key: Key;
  /** Why its subnet is not known. */
  readonly reason: string;
  /** The subnets that it may be in, beside those whose id is known already. @default - any */
  readonly among?: readonly Key[];
}

/** Whether it may be in a subnet. */
export function mayBeIn({ among }: Drifter, { key, id }: Subnet): boolean {
  return among === undefined || among.includes(key) || id !== undefined;
}
