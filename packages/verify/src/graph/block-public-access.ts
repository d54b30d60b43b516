import type { Key } from './key';
import type { Known } from './known';

/** VPC Block Public Access, of the account in the Region. Absent from the graph when the input does not set it. */
export interface BlockPublicAccess {
  /** By the resource that sets it; one for each Region and account. */
  readonly options: readonly BlockPublicAccessOption[];
  readonly exclusions: readonly BlockPublicAccessExclusion[];
}

export interface BlockPublicAccessOption {
  readonly origin: Key;
  readonly mode: Known<'off' | 'block-bidirectional' | 'block-ingress'>;
}

export interface BlockPublicAccessExclusion {
  readonly origin: Key;
  /** A subnet, or a VPC with all its subnets. */
  readonly excluded: Known<Key>;
  readonly mode: Known<'allow-bidirectional' | 'allow-egress'>;
}
