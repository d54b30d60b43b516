import { throwProblems } from '@inspected-egress/problem';
import type { IRoutedVpc, IZonedVpc } from '../routed-vpc';
import type { SubnetTier } from '../subnet-tier';
import { draftNetworkAcls } from './acl-draft';
import { stateEgress, type AclEgressPolicy } from './acl-policy';
import type { PlannedAclRule, PortRange } from './acl-rules';
import { findNetworkAclProblems } from './network-acl-problems';

/** What workloads may open to the internet: ports of one protocol, or a ping. */
export type NetworkService =
  | ({ readonly protocol: 'tcp' | 'udp' } & PortRange)
  | { readonly protocol: 'icmp-echo' };

/** What network ACLs are planned from: either what workloads may open, or a policy from which it follows. */
export type NetworkAclPlanProps = NetworkAclSharedProps & (DeclaredServices | DeclaredPolicy);

/** @throws PlanError NET309 where both are stated, NET128 where neither is */
interface DeclaredServices {
  /**
   * What workloads may open to the internet. Append, and the rules that exist keep their numbers.
   * @throws PlanError NET301 for ports outside 0-65535 or in the wrong order, NET302 for a service stated twice, NET125 for
   * another protocol
   */
  readonly services: readonly NetworkService[];
  readonly egressPolicy?: never;
}

interface DeclaredPolicy {
  /**
   * The policy from which follows what workloads may open. Protected subnets get its blocks, ports and order; the other
   * tiers, where a packet no longer shows the workload, get its ports alone. A policy that only watches opens them all.
   * @throws PlanError POL1xx when it is not valid, POL554 and NET310 for a rule that does not fit
   */
  readonly egressPolicy: AclEgressPolicy;
  readonly services?: never;
}

/** Of a spoke nothing is said of a firewall or a transit gateway: both are somewhere else. */
export type AclVpc = IZonedVpc & Partial<Pick<IRoutedVpc, 'position' | 'transit'>>;

export interface NetworkAclSharedProps {
  readonly vpc: AclVpc;
  /**
   * Ports from which workloads open connections, so that replies reach them.
   * @default 'linux' - 32768 to 61000
   * @throws PlanError NET303 for ports outside 1024-65535 or in the wrong order, NET125 for another system
   * @see VPC guide "Ephemeral ports"
   */
  readonly workloadPorts?: 'linux' | 'windows' | PortRange;
  /**
   * What protected and isolated subnets may exchange within the VPC: everything, or HTTPS to the interface endpoints
   * only. Isolated subnets never get anything else.
   * @default 'all'
   */
  readonly local?: 'all' | 'interface-endpoints';
  /**
   * Tiers that use the interface endpoints.
   * @default ['protected']
   */
  readonly interfaceEndpointClients?: readonly SubnetTier[];
  /**
   * How a rule names the neighbours of a subnet: by the block of each subnet, or by the blocks of the whole VPC, which
   * takes as many rules for six zones as for one but lets each tier speak to more than its neighbours.
   * @default 'subnet'
   */
  readonly blocks?: 'subnet' | 'vpc';
  /**
   * The VPC's own IPv6 block, needed when IPv6 is inspected and `blocks` is `vpc`.
   * @throws PlanError NET304 when it is needed and absent
   */
  readonly ipv6CidrBlock?: string;
  /**
   * Rules of one direction and family that an ACL of this account holds, its last deny included.
   * @default 20 - what AWS grants before a quota increase
   * @throws PlanError NET305 outside 20-40, NET306 when a tier needs more
   * @see VPC guide "Amazon VPC quotas"
   */
  readonly rulesPerDirection?: number;
}

/** The rules of the ACL of a tier. */
export interface PlannedNetworkAcl {
  readonly tier: SubnetTier;
  /** In order of their numbers. */
  readonly ingress: readonly PlannedAclRule[];
  readonly egress: readonly PlannedAclRule[];
}

/**
 * For every tier in use, the rules that let declared services cross every edge on the way out and back. Laws:
 *
 * - every hop of what is declared is permitted, out and back, in every position, with and without NAT, IPv4 and IPv6;
 * - nothing but what is declared leaves a protected subnet for the internet, isolated subnets are local;
 * - path MTU discovery works both ways;
 * - no rule is superfluous, and all of them permit, but for what an egress policy forbids;
 * - a rule's number depends on what it is for alone, so another zone, a service at the end or a policy's rule at the end
 *   moves none that permits.
 *
 * From a policy, moreover:
 *
 * - what its headers permit, protected subnets permit, and no more than its approximations tell;
 * - what stays in the VPC is for `local` to say: rules for it come first and stay, whatever rules the policy has;
 * - a policy that only watches blocks nothing on its way to the internet, at any hop.
 *
 * A network ACL is stateless and sees neither names nor the far end of the other direction: it bounds, the firewall
 * decides. It cannot stop the VPC Resolver or instance metadata.
 *
 * @throws PlanError with every problem that `findNetworkAclProblems` finds
 * @see VPC guide "Network ACLs"
 */
export function planNetworkAcls(props: NetworkAclPlanProps): readonly PlannedNetworkAcl[] {
  throwProblems('network ACLs', findNetworkAclProblems(props));
  return draftNetworkAcls(props, stateEgress(props));
}
