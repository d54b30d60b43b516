import { findCidrBlockProblem } from '@inspected-egress/cidr';
import { isToken, problemUnder, type Problem } from '@inspected-egress/problem';
import {
  fleetCapacity,
  fleetName,
  fleetNumber,
  fleetPrincipal,
  fleetPrincipals,
  fleetStickyTimeout,
  fleetSubnets,
  fleetZoneMissing,
  fleetZoneTwice,
} from '../../errors';
import { GENEVE_MTU, SERVICE_PRINCIPAL } from '../../limits';
import { findChoiceProblems } from '../choice-problems';
import { findBootstrapProblems, type ApplianceBootstrap } from '../bootstrap/bootstrap';
import { findScalingProblems, type FleetScaling } from './scaling';

/** A subnet for appliances and for a network interface of the load balancer, with at least 8 free addresses. */
export interface FleetSubnet {
  /** For example `us-east-1a`; a literal, never a token. */
  readonly availabilityZone: string;
  readonly subnetId: string;
  /** The whole IPv4 block of the subnet: where packets of the load balancer come from. */
  readonly cidrBlock: string;
}

/** Whom the endpoint service is offered to. */
export interface FleetService {
  /**
   * Who may make endpoints to it: `arn:aws:iam::<account>:root`, of a role or user, or `*`.
   * @throws PlanError INS308 for another one, INS309 for none
   */
  readonly allowedPrincipals: readonly string[];
  /**
   * Whether endpoints work at once, or the provider accepts each.
   * @default 'by-provider'
   */
  readonly acceptance?: 'automatic' | 'by-provider';
  /**
   * `dualstack` takes IPv6 packets too; around them is IPv4 in any case.
   * @default 'ipv4'
   */
  readonly ipAddressType?: 'ipv4' | 'dualstack';
}

/** What a fleet of appliances is made from. */
export interface ApplianceFleetSettings {
  readonly vpcId: string;
  /**
   * One for each zone that is to be served. AWS lets them grow in number, and never shrink.
   * @throws PlanError INS301 for none, INS302 for two in one zone, CIDR1xx for a block
   */
  readonly subnets: readonly FleetSubnet[];
  /** What the appliances are. */
  readonly bootstrap: ApplianceBootstrap;
  /** EC2 instance type, for example `c6in.large`. */
  readonly instanceType: string;
  /**
   * Fewest and most appliances.
   * @throws PlanError INS303 when they are no numbers in order, INS304 when zones would be without appliance
   */
  readonly capacity: { readonly min: number; readonly max: number };
  /** @default - 60 % mean use of processors */
  readonly scaling?: FleetScaling;
  readonly service: FleetService;
  /**
   * Whether a zone may send to appliances in others. `off` keeps packets in their zone, and wants an appliance in each.
   * @default 'off'
   */
  readonly crossZone?: 'on' | 'off';
  /**
   * What goes to the same appliance: the packets of a flow, or all between two addresses, of one protocol or of any.
   * @default '5-tuple'
   */
  readonly stickiness?: '5-tuple' | '3-tuple' | '2-tuple';
  /**
   * What becomes of flows whose appliance goes away, or is not healthy: another takes them over, or they stay and are lost.
   * AWS wants the same for both.
   * @default 'rebalance'
   * @throws PlanError INS314 for another one
   */
  readonly failover?: 'rebalance' | 'no-rebalance';
  /**
   * Seconds that an appliance keeps its flows once no new ones come, 0 to 3600.
   * @default 300
   * @throws PlanError INS311
   */
  readonly drainSeconds?: number;
  /**
   * Seconds that an idle TCP flow is remembered, 60 to 6000.
   * @default 350
   * @throws PlanError INS311, INS305 with another stickiness than `5-tuple`
   */
  readonly tcpIdleTimeoutSeconds?: number;
  /**
   * Where appliances may connect to by HTTPS: endpoints of AWS services, licence and update servers.
   * @default - nowhere
   * @throws PlanError CIDR1xx for a block
   */
  readonly managementCidrBlocks?: readonly string[];
  /**
   * Prefix lists of the same, as that of the S3 gateway endpoint.
   * @default - none
   */
  readonly managementPrefixListIds?: readonly string[];
  /** @default 'on' - AWS refuses to delete the load balancer; apply `off` first to do so */
  readonly protection?: 'on' | 'off';
  /**
   * Of everything made; a load balancer takes 32 letters, digits and hyphens, and something is added.
   * @default - from the path of the construct; what is too long ends in a digest
   * @throws PlanError INS310 for another one, or more than 28
   */
  readonly name?: string;
  /** @default 'aws' */
  readonly partition?: string;
  /** @default - only a name */
  readonly tags?: Readonly<Record<string, string>>;
}

/** What an appliance's interface must take: the packet that the load balancer takes, and what is around it. */
export const APPLIANCE_MTU = GENEVE_MTU.packet + GENEVE_MTU.around;

/** @param name - as given, or from the path */
export function findFleetProblems(settings: ApplianceFleetSettings, name: string): readonly Problem[] {
  const { subnets, drainSeconds = 300, tcpIdleTimeoutSeconds, stickiness = '5-tuple' } = settings;
  return [
    ...(/^[a-zA-Z0-9]([a-zA-Z0-9-]{0,26}[a-zA-Z0-9])?$/u.test(name) ? [] : [fleetName(name)]),
    ...(subnets.length === 0 ? [fleetSubnets()] : []),
    ...subnets.flatMap((subnet, index) => findSubnetProblems(subnets, subnet, index)),
    ...findCapacityProblems(settings),
    ...findFleetChoiceProblems(settings),
    ...(settings.scaling === undefined ? [] : findScalingProblems('scaling', settings.scaling)),
    ...findServiceProblems(settings.service).map((problem) => problemUnder('service', problem)),
    ...findRange('drainSeconds', drainSeconds, 0, 3_600),
    ...(tcpIdleTimeoutSeconds === undefined
      ? []
      : findRange('tcpIdleTimeoutSeconds', tcpIdleTimeoutSeconds, 60, 6_000)),
    ...(tcpIdleTimeoutSeconds !== undefined && stickiness !== '5-tuple' ? [fleetStickyTimeout()] : []),
    ...(settings.managementCidrBlocks ?? []).flatMap((block, index) =>
      isToken(block) ? [] : (findCidrBlockProblem(block, `managementCidrBlocks[${index}]`) ?? []),
    ),
    ...findBootstrapProblems(settings.bootstrap, subnets).map((problem) =>
      problemUnder('bootstrap', problem),
    ),
  ];
}

/** Zones that a consumer wants and the fleet does not serve. */
export function findConsumerProblems(
  subnets: readonly FleetSubnet[],
  zones: readonly string[],
): readonly Problem[] {
  const served = subnets.map(({ availabilityZone }) => availabilityZone);
  return zones.flatMap((zone, index) =>
    served.includes(zone) ? [] : [fleetZoneMissing(`zones[${index}]`, zone, served)],
  );
}

function findSubnetProblems(
  subnets: readonly FleetSubnet[],
  { availabilityZone, cidrBlock }: FleetSubnet,
  index: number,
): readonly Problem[] {
  const first = subnets.findIndex((one) => one.availabilityZone === availabilityZone);
  return [
    ...(first < index ? [fleetZoneTwice(`subnets[${index}]`, availabilityZone, first)] : []),
    ...(isToken(cidrBlock)
      ? []
      : [findCidrBlockProblem(cidrBlock, `subnets[${index}].cidrBlock`) ?? []].flat()),
  ];
}

function findCapacityProblems({
  capacity: { min, max },
  crossZone = 'off',
  subnets,
}: ApplianceFleetSettings): readonly Problem[] {
  const isOrdered = Number.isInteger(min) && Number.isInteger(max) && min >= 1 && max >= min;
  if (!isOrdered) return [fleetCapacity(min, max)];
  return crossZone === 'off' && min < subnets.length ? [fleetCapacity(min, max, subnets.length)] : [];
}

function findFleetChoiceProblems({
  failover = 'rebalance',
  stickiness = '5-tuple',
  crossZone = 'off',
  protection = 'on',
}: ApplianceFleetSettings): readonly Problem[] {
  return [
    ...findChoiceProblems('failover', failover, ['rebalance', 'no-rebalance']),
    ...findChoiceProblems('stickiness', stickiness, ['5-tuple', '3-tuple', '2-tuple']),
    ...findChoiceProblems('crossZone', crossZone, ['on', 'off']),
    ...findChoiceProblems('protection', protection, ['on', 'off']),
  ];
}

function findServiceProblems({
  allowedPrincipals,
  acceptance = 'by-provider',
  ipAddressType = 'ipv4',
}: FleetService): readonly Problem[] {
  const choices = [
    ...findChoiceProblems('acceptance', acceptance, ['automatic', 'by-provider']),
    ...findChoiceProblems('ipAddressType', ipAddressType, ['ipv4', 'dualstack']),
  ];
  if (allowedPrincipals.length === 0) return [...choices, fleetPrincipals()];
  const principals = allowedPrincipals.flatMap((principal, index) =>
    isToken(principal) || SERVICE_PRINCIPAL.test(principal)
      ? []
      : [fleetPrincipal(`allowedPrincipals[${index}]`, principal)],
  );
  return [...choices, ...principals];
}

function findRange(path: string, value: number, least: number, most: number): readonly Problem[] {
  return Number.isInteger(value) && value >= least && value <= most
    ? []
    : [fleetNumber(path, value, least, most)];
}
