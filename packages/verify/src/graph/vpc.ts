import type { CidrBlock } from '@inspected-egress/cidr';
import type { GraphNode, Key } from './key';
import type { Known } from './known';

export interface Vpc extends GraphNode {
  /** Primary block first, then secondary blocks by the resource that adds them. */
  readonly cidrBlocks: readonly Known<CidrBlock>[];
  /** AWS chooses most of these at apply. */
  readonly ipv6CidrBlocks: readonly Known<CidrBlock>[];
  /** Unknown when the VPC is not described in the input. */
  readonly hasIpv6: Known<boolean>;
  /** Whether the resolver at the VPC's base address plus two answers. */
  readonly dnsSupport: Known<boolean>;
  /** Of subnets without an association. `routeTables` has it whenever it is known. */
  readonly mainRouteTable: Known<Key>;
  /** Of subnets without an association. `networkAcls` has it whenever it is known. */
  readonly defaultNetworkAcl: Known<Key>;
  /** Of interfaces that name no group. `securityGroups` has it whenever it is known. */
  readonly defaultSecurityGroup: Known<Key>;
  /** Why the VPC may have blocks that are not listed. */
  readonly doubt?: string;
}
