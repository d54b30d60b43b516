import type { IRoutedVpc } from '@inspected-egress/network';
import {
  compileNetworkFirewall,
  compileOnce,
  findPolicyProblems,
  type Compiled,
  type EgressPolicy,
  type ManagedRuleGroup,
  type NetworkFirewallArtefact,
  type NetworkFirewallOptions,
  type TlsInspection,
} from '@inspected-egress/policy';
import { PlanError, problemUnder, type Problem } from '@inspected-egress/problem';
import { planHomeNet } from './home-net';
import { regionOfZone } from './region';

/** An egress policy, compiled for the place where the firewall stands. */
export interface EgressPolicySource {
  /**
   * What may leave. Position, NAT and workload blocks, HOME_NET and the Region are those of the VPC.
   * @throws PlanError POL1xx when it is not valid, POL301 to POL308 for what AWS does not hold
   */
  readonly egressPolicy: EgressPolicy;
  /** Day for which rules are compiled, `2026-11-30`: a rule that expired before is left out. */
  readonly today: string;
  /**
   * Blocks of each prefix list that a rule names, by its id.
   * @throws PlanError POL302 when one is missing
   */
  readonly prefixLists?: Readonly<Record<string, readonly string[]>>;
  /**
   * Rule groups of AWS, tried before every rule of the policy.
   * @default - none
   * @throws PlanError POL305, POL306 and POL313
   */
  readonly managedRuleGroups?: readonly ManagedRuleGroup[];
  /**
   * Ends TLS in the firewall, so that managed rule groups read what is inside.
   * @default - TLS goes through as it is
   * @throws PlanError POL309 to POL312
   */
  readonly tlsInspection?: TlsInspection;
  readonly rules?: never;
  readonly firewallPolicyArn?: never;
}

type Place = Pick<
  NetworkFirewallOptions,
  'position' | 'natCidrBlocks' | 'workloadCidrBlocks' | 'homeNet' | 'region'
>;

/** Of no VPC in particular; a Region that is a token is compared with none. */
const ANYWHERE: Place = {
  position: 'before-nat',
  natCidrBlocks: [],
  workloadCidrBlocks: ['10.0.0.0/8'],
  homeNet: ['10.0.0.0/8'],
  region: '${region}',
};

/** What the firewall sees where it stands. HOME_NET has one source, {@link planHomeNet}. */
export function placeOf(vpc: IRoutedVpc): Place {
  const homeNet = planHomeNet(vpc);
  const workloads = vpc.zones.flatMap(({ subnets }) => subnets.protected?.cidrBlock ?? []);
  const ipv6 = new Set(vpc.zones.flatMap(({ subnets }) => subnets.protected?.ipv6CidrBlock ?? []));
  const region = regionOfZone(vpc.zones[0]?.availabilityZone ?? '');
  const hasNat = vpc.zones.some(({ nat }) => nat !== undefined);
  return {
    position: !hasNat ? 'no-nat' : vpc.position,
    // What IPv4 comes from: zones without a NAT gateway are among it.
    natCidrBlocks: homeNet.filter((block) => !ipv6.has(block)),
    // IPv6 needs no name here: it is seen as it is, and is in HOME_NET.
    workloadCidrBlocks: workloads,
    homeNet,
    ...(region === undefined ? {} : { region }),
  };
}

const compile = compileOnce(compileNetworkFirewall);

/** @throws PlanError as {@link findEgressPolicyProblems} finds */
export function compileEgressPolicy(
  { egressPolicy, today, prefixLists, managedRuleGroups, tlsInspection }: EgressPolicySource,
  vpc: IRoutedVpc | undefined,
): Compiled<NetworkFirewallArtefact> {
  return compile(egressPolicy, {
    ...(vpc === undefined || planHomeNet(vpc).length === 0 ? ANYWHERE : placeOf(vpc)),
    today,
    ...(prefixLists === undefined ? {} : { prefixLists }),
    ...(managedRuleGroups === undefined ? {} : { managedRuleGroups }),
    ...(tlsInspection === undefined ? {} : { tlsInspection }),
  });
}

const BESIDE_THE_POLICY = /^(today|prefixLists|managedRuleGroups|tlsInspection)\b/;

/** Paths of what stands beside the policy name it, all others start with `egressPolicy`. */
export function findEgressPolicyProblems(
  source: EgressPolicySource,
  vpc: IRoutedVpc | undefined,
): readonly Problem[] {
  // What no compiler has read may be anything; compilation takes the form for granted.
  const invalid = findPolicyProblems(source.egressPolicy);
  if (invalid.length > 0) return invalid.map((problem) => problemUnder('egressPolicy', problem));
  try {
    compileEgressPolicy(source, vpc);
  } catch (error) {
    if (!(error instanceof PlanError)) throw error;
    return error.problems.map((problem) =>
      BESIDE_THE_POLICY.test(problem.path) ? problem : problemUnder('egressPolicy', problem),
    );
  }
  return [];
}
