import {
  compileOnce,
  compileSecurityGroup,
  type CompilationRemark,
  type Approximation,
  type EgressPolicy,
  type EndpointPlace,
  type PrefixListSize,
  type SecurityGroupRule,
  type Sender,
} from '@inspected-egress/policy';
import { isToken, throwProblems, type Problem } from '@inspected-egress/problem';
import { idOfAnotherKind } from '../errors';
import type { IRoutedVpc } from '../routed-vpc';
import { compileFor } from './compile-for';

/** What the security group of workloads is planned from. */
export interface WorkloadSecurityGroupPlanProps {
  /**
   * An `InspectedVpc`, an `AdoptedVpc`, or the id alone. Where it says that IPv6 does not exist, no rule is made for it.
   * @throws PlanError NET204 for an id of another kind
   */
  readonly vpc: Pick<IRoutedVpc, 'vpcId'> & Partial<Pick<IRoutedVpc, 'ipv6'>>;
  /**
   * What may leave.
   * @throws PlanError POL1xx when it is not valid, POL504 for each rule that does not fit
   */
  readonly policy: EgressPolicy;
  /**
   * The day for which expiries are judged, as `2026-11-30`. It is stated, so that the same configuration always makes the
   * same plan; a rule that expires is in force until a plan with a later day is applied.
   */
  readonly today: string;
  /**
   * Who the workloads are, as sources of the policy's rules know them. What is left out is not known, and rules that
   * depend on it permit.
   */
  readonly workload: Sender;
  /**
   * Where the endpoint of each service is that the policy names: the subnets of an interface endpoint, or the prefix list
   * of a gateway endpoint, which may be a token.
   * @default - nothing to a service is permitted, and an approximation says so
   * @throws PlanError NET204 for another id than a prefix list's
   */
  readonly services?: Readonly<Record<string, EndpointPlace>>;
  /**
   * Size of each prefix list that the policy names, by its id.
   * @throws PlanError POL503 where one is absent
   */
  readonly prefixLists?: Readonly<Record<string, PrefixListSize>>;
  /**
   * Outbound rules of one family that a group of this account holds.
   * @default 60 - what AWS grants before a quota increase
   * @throws PlanError POL501 outside 1-1000
   * @see VPC guide "Amazon VPC quotas"
   */
  readonly rulesPerGroup?: number;
}

/** One outbound rule, in the words of `aws_vpc_security_group_egress_rule`. */
export interface PlannedGroupRule {
  /** From what the rule permits and nothing else, so no other rule moves it: `tcp-443-to-0-0-0-0-0`. */
  readonly id: string;
  /** `-1` is all, without ports. */
  readonly ipProtocol: 'tcp' | 'udp' | 'icmp' | 'icmpv6' | '-1';
  /** First port, or the ICMP type. */
  readonly fromPort?: number;
  /** Last port, or the ICMP code, where -1 is any. */
  readonly toPort?: number;
  readonly destination:
    | { readonly cidrIpv4: string }
    | { readonly cidrIpv6: string }
    | { readonly prefixListId: string };
  /** Name of the policy and ids of the rules that are meant. */
  readonly description: string;
}

export interface PlannedWorkloadSecurityGroup {
  readonly rules: readonly PlannedGroupRule[];
  /** Where the group permits more or less than the policy. */
  readonly approximations: readonly Approximation[];
  readonly remarks: readonly CompilationRemark[];
}

/**
 * The outbound rules of the security group of one kind of workload. It sees the workload's own address and group whatever
 * the position of the firewall, so it is where rules by workload hold when a NAT gateway hides the source from the
 * firewall. Laws:
 *
 * - the rules permit what `compileSecurityGroup` says, and for a VPC without IPv6 nothing over IPv6;
 * - the id of a rule depends on what it permits alone;
 * - nothing comes in but replies, which a security group lets in by itself.
 *
 * @throws PlanError with every problem that `findWorkloadSecurityGroupProblems` finds
 * @see VPC guide "Control traffic to your AWS resources using security groups"
 */
export function planWorkloadSecurityGroup(
  props: WorkloadSecurityGroupPlanProps,
): PlannedWorkloadSecurityGroup {
  const { compiled, problems } = compile(props);
  throwProblems('security group', [...findIdProblems(props), ...problems]);
  const { artefact, approximations = [], remarks = [] } = compiled ?? {};
  const rules = (artefact?.egress ?? [])
    .filter((rule) => props.vpc.ipv6 !== 'none' || !isIpv6(rule))
    .map((rule) => planRule(rule, props.services ?? {}));
  return { rules, approximations, remarks };
}

/** What keeps a security group from being planned; those of the policy have their paths under `policy`. */
export function findWorkloadSecurityGroupProblems(props: WorkloadSecurityGroupPlanProps): readonly Problem[] {
  return [...findIdProblems(props), ...compile(props).problems];
}

const compileGroup = compileOnce(compileSecurityGroup);

function compile({ vpc: _, policy, ...options }: WorkloadSecurityGroupPlanProps) {
  return compileFor({ policy: 'policy' }, policy, () => compileGroup(policy, options));
}

function findIdProblems({
  vpc: { vpcId },
  services = {},
}: WorkloadSecurityGroupPlanProps): readonly Problem[] {
  const isOther = (id: string, prefix: string) => !isToken(id) && !id.startsWith(`${prefix}-`);
  return [
    ...(isOther(vpcId, 'vpc') ? [idOfAnotherKind('vpc.vpcId', vpcId, 'vpc')] : []),
    ...Object.entries(services).flatMap(([service, place]) =>
      'prefixListId' in place && isOther(place.prefixListId, 'pl')
        ? [idOfAnotherKind(`services.${service}.prefixListId`, place.prefixListId, 'pl')]
        : [],
    ),
  ];
}

function planRule(
  rule: SecurityGroupRule,
  services: NonNullable<WorkloadSecurityGroupPlanProps['services']>,
): PlannedGroupRule {
  const { destination, description } = rule;
  const to = destinationOf(destination);
  const place = 'prefixListId' in to ? nameOfList(to.prefixListId, services) : Object.values(to).join('');
  const id = `${trafficIdOf(rule)}-to-${place.replaceAll(/[.:/]/g, '-')}`;
  if (rule.protocol === 'all') return { id, ipProtocol: '-1', destination: to, description };
  const { protocol, fromPort, toPort } = rule;
  return { id, ipProtocol: protocol, fromPort, toPort, destination: to, description };
}

function destinationOf(destination: SecurityGroupRule['destination']): PlannedGroupRule['destination'] {
  if ('cidrBlock' in destination) return { cidrIpv4: destination.cidrBlock };
  if ('ipv6CidrBlock' in destination) return { cidrIpv6: destination.ipv6CidrBlock };
  return destination;
}

function trafficIdOf(rule: SecurityGroupRule): string {
  if (rule.protocol === 'all') return rule.protocol;
  const { protocol, fromPort, toPort } = rule;
  const last = toPort === fromPort || toPort < 0 ? '' : `-${toPort}`;
  return `${protocol}-${fromPort}${last}`;
}

// The text of a token counts the tokens that were made before it, so it is no part of an id.
function nameOfList(
  prefixListId: string,
  services: NonNullable<WorkloadSecurityGroupPlanProps['services']>,
): string {
  const own = Object.entries(services).flatMap(([service, place]) =>
    'prefixListId' in place && place.prefixListId === prefixListId ? [service] : [],
  );
  return own.sort()[0] ?? prefixListId;
}

function isIpv6(rule: SecurityGroupRule): boolean {
  return 'ipv6CidrBlock' in rule.destination || rule.protocol === 'icmpv6';
}
