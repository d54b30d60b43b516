import { throwProblems } from '@inspected-egress/problem';
import type { IRoutedVpc } from '../routed-vpc';
import type { SubnetTier } from '../subnet-tier';
import { draftNetworkAcls } from './acl-draft';
import type { PlannedAclRule, PortRange } from './acl-rules';
import { findNetworkAclProblems } from './network-acl-problems';

/** What workloads may open to the internet: ports of one protocol, or a ping. */
export type NetworkService =
  | ({ readonly protocol: 'tcp' | 'udp' } & PortRange)
  | { readonly protocol: 'icmp-echo' };

/** What network ACLs are planned from. */
export interface NetworkAclPlanProps {
  readonly vpc: IRoutedVpc;
  /**
   * What workloads may open to the internet. Append, and the rules that exist keep their numbers.
   * @throws PlanError NET301 for ports outside 0-65535 or in the wrong order, NET302 for a service stated twice, NET125 for
   * another protocol
   */
  readonly services: readonly NetworkService[];
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
 * - every hop of a declared service is permitted, out and back, in every position, with and without NAT, IPv4 and IPv6;
 * - nothing but declared services leaves a protected subnet for the internet, isolated subnets are local;
 * - path MTU discovery works both ways;
 * - no rule is superfluous, and all of them permit;
 * - a rule's number depends on what it is for alone, so another zone or a service at the end moves none.
 *
 * A network ACL is stateless and sees neither names nor the far end of the other direction: it bounds, the firewall
 * decides. It cannot stop the VPC Resolver or instance metadata.
 *
 * @throws PlanError with every problem that `findNetworkAclProblems` finds
 * @see VPC guide "Network ACLs"
 */
export function planNetworkAcls(props: NetworkAclPlanProps): readonly PlannedNetworkAcl[] {
  throwProblems('network ACLs', findNetworkAclProblems(props));
  return draftNetworkAcls(props);
}
