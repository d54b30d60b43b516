import type { AddressFamily, AddressSet } from '@inspected-egress/cidr';
import type { Key } from '../graph/key';

/** Where one address of a packet is: somewhere among these, and nobody knows where. */
export type Whereabouts =
  | { readonly kind: 'addresses'; readonly family: AddressFamily; readonly addresses: AddressSet }
  /** In the block of a subnet that AWS numbers at apply. */
  | { readonly kind: 'subnet'; readonly family: AddressFamily; readonly subnet: Key }
  | { readonly kind: 'unknown'; readonly family: AddressFamily; readonly reason: string };
