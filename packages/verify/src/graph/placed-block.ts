import type { AddressFamily, CidrBlock } from '@inspected-egress/cidr';
import type { Key } from './key';

/**
 * A block as a route, a rule or a list says it: itself, or the block of something that AWS numbers at apply, which is
 * then exactly that subnet's or VPC's whole block although its addresses are not known yet.
 */
export type PlacedBlock =
  | { readonly kind: 'block'; readonly block: CidrBlock }
  | { readonly kind: 'subnet-block'; readonly subnet: Key; readonly family: AddressFamily }
  | { readonly kind: 'vpc-block'; readonly vpc: Key; readonly family: AddressFamily }
  | { readonly kind: 'unknown'; readonly reason: string };
