import { findCidrBlockProblem } from '@inspected-egress/cidr';
import {
  compileNetworkAcl,
  compileOnce,
  compileOpenServices,
  type Approximation,
  type CompilationRemark,
  type Compiled,
  type EgressPolicy,
  type NetworkAclArtefact,
  type NetworkAclOptions,
  type PolicyService,
} from '@inspected-egress/policy';
import { EPHEMERAL_PORTS, NETWORK_ACL_RULES } from '../limits';
import { draftLocalRules, neighboursIn } from './acl-local-rules';
import { rulesOfPolicy } from './acl-policy-rules';
import { isIpv6, type AclRules, type PlannedAclRule } from './acl-rules';
import { compileFor, type Compilation } from './compile-for';
import type { NetworkAclPlanProps, NetworkAclSharedProps, NetworkService } from './network-acls';
import { findWorkloadPorts } from './workload-ports';

/** A policy with what a network ACL needs to know beside it. */
export interface AclEgressPolicy {
  readonly policy: EgressPolicy;
  /**
   * The day for which expiries are judged, as `2026-11-30`. It is stated, so that the same configuration always makes the
   * same plan.
   */
  readonly today: string;
  /**
   * Blocks of each prefix list that the policy names, by its id, because a network ACL takes blocks only.
   * @throws PlanError POL553 where one is absent
   */
  readonly prefixLists?: Readonly<Record<string, readonly string[]>>;
  /**
   * Blocks that hold the endpoint of each service that the policy names: subnets of an interface endpoint, or the
   * addresses that the prefix list of a gateway endpoint holds.
   * @default - nothing is permitted for a service, beside what `local` permits, and an approximation says so
   */
  readonly services?: Readonly<Record<string, { readonly cidrBlocks: readonly string[] }>>;
}

/** What workloads may open, whichever way it is declared. */
export interface StatedEgress {
  readonly services: readonly NetworkService[];
  /** Of protected subnets, where a policy gives them. */
  readonly protectedRules?: AclRules;
  /** Whether a policy only watches. */
  readonly blocksNothing: boolean;
  readonly approximations: readonly Approximation[];
  readonly remarks: readonly CompilationRemark[];
}

/** Declares nothing where the policy cannot be compiled. */
export function stateEgress(props: NetworkAclPlanProps): StatedEgress {
  if (props.egressPolicy === undefined) {
    return { services: props.services, blocksNothing: false, approximations: [], remarks: [] };
  }
  const { compiled } = compileAclPolicy(props, props.egressPolicy);
  const { artefact, approximations = [], remarks = [] } = compiled ?? {};
  return {
    services: artefact?.services ?? [],
    protectedRules: rulesOfPolicy(artefact, props.vpc.ipv6),
    blocksNothing: props.egressPolicy.policy.mode === 'monitor',
    approximations,
    remarks,
  };
}

/**
 * What a policy gives the ACLs. Packets of spokes cross no ACL that holds the blocks of the policy, and may be what no
 * workload of this VPC sends: where they come in, their ports are found for themselves.
 */
export function compileAclPolicy(
  props: NetworkAclSharedProps,
  egressPolicy: AclEgressPolicy,
): Compilation<NetworkAclArtefact> {
  if (props.vpc.transit === undefined) return compileOwnAcl(props, egressPolicy);
  const open = compileForwarded(props, egressPolicy);
  const own = hasOwnWorkloads(props)
    ? compileOwnAcl(props, egressPolicy)
    : { compiled: NOTHING_OWN, problems: [] };
  if (open.compiled === undefined || own.compiled === undefined)
    return { problems: withoutRepeated([...open.problems, ...own.problems]) };
  const { artefact: services, approximations, remarks } = open.compiled;
  return {
    compiled: {
      artefact: { ...own.compiled.artefact, services },
      approximations: withoutRepeated([...own.compiled.approximations, ...approximations]),
      remarks: withoutRepeated([...own.compiled.remarks, ...remarks]),
    },
    problems: [],
  };
}

function hasOwnWorkloads({ vpc }: NetworkAclSharedProps): boolean {
  return vpc.zones.some(({ subnets }) => subnets.protected !== undefined);
}

const NOTHING_OWN: Compiled<Pick<NetworkAclArtefact, 'egress' | 'ingress'>> = {
  artefact: { egress: [], ingress: [] },
  approximations: [],
  remarks: [],
};

function withoutRepeated<T>(all: readonly T[]): readonly T[] {
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}

const compileOpen = compileOnce(compileOpenServices);

function compileForwarded(
  props: NetworkAclSharedProps,
  { policy, ...options }: AclEgressPolicy,
): Compilation<readonly PolicyService[]> {
  const { spokeCidrBlocks = [], betweenSpokes = 'blocked' } = props.vpc.transit ?? {};
  const own = protectedBlocks(props);
  const isOwnHidden = own.length === 0 && hasOwnWorkloads(props);
  return compileFor({ policy: 'egressPolicy.policy', options: 'egressPolicy' }, policy, () =>
    compileOpen(policy, {
      ...options,
      tier: 'protected',
      subnetCidrBlocks: isOwnHidden ? [] : [...own, ...spokeCidrBlocks],
      ipv6: 'none',
      forwardedCidrBlocks: betweenSpokes === 'inspected' ? spokeCidrBlocks : [],
    }),
  );
}

/**
 * What is wrong with the props beside the policy has problems of its own, so the compiler is told what may be right. It is
 * asked to leave room for what stays in the VPC, and where it cannot, without: some of that may be needless after all.
 */
function compileOwnAcl(
  props: NetworkAclSharedProps,
  egressPolicy: AclEgressPolicy,
): Compilation<NetworkAclArtefact> {
  const beside = compileBeside(props, egressPolicy, reservedFor(props));
  return beside.problems.length === 0 ? beside : compileBeside(props, egressPolicy, {});
}

const compileAcl = compileOnce(compileNetworkAcl);

function compileBeside(
  props: NetworkAclSharedProps,
  { policy, ...options }: AclEgressPolicy,
  reservedEntries: NonNullable<NetworkAclOptions['reservedEntries']>,
): Compilation<NetworkAclArtefact> {
  const { fromPort, toPort } = findWorkloadPorts(props) ?? EPHEMERAL_PORTS.linux;
  return compileFor({ policy: 'egressPolicy.policy', options: 'egressPolicy' }, policy, () =>
    compileAcl(policy, {
      ...options,
      tier: 'protected',
      subnetCidrBlocks: protectedBlocks(props),
      ipv6: props.vpc.ipv6 === 'none' ? 'none' : 'some',
      ephemeralPorts: { from: fromPort, to: toPort },
      rulesPerDirection: isGranted(props.rulesPerDirection)
        ? props.rulesPerDirection
        : NETWORK_ACL_RULES.default,
      reservedEntries,
    }),
  );
}

function reservedFor(props: NetworkAclSharedProps): NonNullable<NetworkAclOptions['reservedEntries']> {
  const { ingress, egress } = draftLocalRules(props, neighboursIn(props), 'protected');
  const count = (rules: readonly PlannedAclRule[]) => {
    const ipv6 = rules.filter(isIpv6).length;
    return { ipv4: rules.length - ipv6, ipv6 };
  };
  return { ingress: count(ingress), egress: count(egress) };
}

export function isGranted(rulesPerDirection: number | undefined): rulesPerDirection is number {
  const { default: least, most } = NETWORK_ACL_RULES;
  return (
    rulesPerDirection !== undefined &&
    Number.isInteger(rulesPerDirection) &&
    least <= rulesPerDirection &&
    rulesPerDirection <= most
  );
}

// A token hides where workloads are, and the compiler then knows nothing of any block; of the other family it still may.
function protectedBlocks({ vpc: { zones } }: NetworkAclSharedProps): readonly string[] {
  const subnets = zones.flatMap((zone) => zone.subnets.protected ?? []);
  const ipv4 = subnets.map(({ cidrBlock }) => cidrBlock);
  const ipv6 = subnets.flatMap(({ ipv6CidrBlock }) => ipv6CidrBlock ?? []);
  return [ipv4, ipv6].flatMap((blocks) =>
    blocks.some((block) => findCidrBlockProblem(block, '') !== undefined) ? [] : blocks,
  );
}
