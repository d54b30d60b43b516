import { AddressSet, findCidrBlockProblem, parseCidrBlock } from '@inspected-egress/cidr';
import { planInterfaceEndpointPolicy, type Partition, type Perimeter } from '@inspected-egress/policy';
import { isToken, type Problem } from '@inspected-egress/problem';
import {
  endpointBlockForEverybody,
  endpointBlocksOfEverybody,
  endpointClientsMissing,
  endpointClientsTooMany,
  endpointDnsOff,
  endpointServiceInvalid,
  endpointServiceOfGateway,
  endpointServiceRepeated,
  endpointSubnetsMissing,
  endpointTierAbsent,
  endpointZonesMissing,
  endpointZoneUnknown,
  tokenForStructure,
} from '../errors';
import { SECURITY_GROUP_RULES } from '../limits';
import type { IZonedVpc } from '../routed-vpc';
import type { SubnetTier } from '../subnet-tier';
import { findVpcRegionProblems } from './account-scope';
import { findDecisionProblems, type EndpointPolicyDecision } from './endpoint-policy-decision';

/** One service that is reached without leaving the VPC. */
export interface InterfaceEndpointProps {
  /**
   * Last part of the service's name: `ssm`, `logs`, `kms`, `ecr.api`.
   * @throws PlanError NET430 for another form, NET101 for a token, NET423 for a service stated twice, NET424 for one that
   * has a gateway endpoint
   */
  readonly service: string;
  readonly policy: EndpointPolicyDecision;
  /**
   * Zones to have it in; fewer than the VPC has when the service is not offered in each.
   * @default - every zone with an endpoint subnet
   * @throws PlanError NET425 for a zone without endpoint subnet, NET431 for none
   */
  readonly availabilityZones?: readonly string[];
}

export interface InterfaceEndpointsPlanProps {
  /**
   * Its DNS support and DNS hostnames must be on, as they are unless somebody turns them off.
   * @throws PlanError NET433 when one is known to be off, NET429 without endpoint subnets
   */
  readonly vpc: IZonedVpc;
  /** @throws PlanError NET402 for what is not the name of a Region, NET418 for one that the VPC is not in */
  readonly region: string;
  readonly endpoints: readonly InterfaceEndpointProps[];
  /**
   * Tiers that may connect.
   * @default ['protected']
   * @throws PlanError NET421 for a tier that the VPC does not have, NET426 when nobody may connect
   */
  readonly clientTiers?: readonly SubnetTier[];
  /**
   * IPv4 blocks outside of these tiers that may connect.
   * @default - none
   * @throws PlanError NET427 for `0.0.0.0/0` or IPv6, NET432 for blocks that together are everything, NET428 for
   * too many, CIDR1xx for what is not a block
   */
  readonly clientCidrBlocks?: readonly string[];
}

export interface PlannedInterfaceEndpoint {
  readonly service: string;
  readonly serviceName: string;
  /** One for each zone, in order of zones. */
  readonly subnetIds: readonly string[];
  readonly policy: EndpointPolicyDecision;
}

/** Interface endpoints, one network interface for each in every zone. */
export function planInterfaceEndpoints(
  props: InterfaceEndpointsPlanProps,
): readonly PlannedInterfaceEndpoint[] {
  return props.endpoints.map(({ service, policy, availabilityZones }) => ({
    service,
    serviceName: `com.amazonaws.${props.region}.${service}`,
    subnetIds: props.vpc.zones.flatMap(({ availabilityZone, subnets }) =>
      availabilityZones === undefined || availabilityZones.includes(availabilityZone)
        ? (subnets.endpoint?.subnetId ?? [])
        : [],
    ),
    policy,
  }));
}

/** Name of the construct of an endpoint, below the one of all endpoints. */
export function endpointIdOf(service: string): string {
  return service.replaceAll('.', '-');
}

/** Blocks that may connect, IPv4 alone: so are the endpoints. */
export function clientBlocksOf(
  props: Omit<InterfaceEndpointsPlanProps, 'endpoints' | 'region'>,
): readonly string[] {
  const { vpc, clientTiers = ['protected'], clientCidrBlocks = [] } = props;
  const ofTiers = vpc.zones.flatMap(({ subnets }) =>
    clientTiers.flatMap((tier) => subnets[tier]?.cidrBlock ?? []),
  );
  return [...new Set([...ofTiers, ...clientCidrBlocks])];
}

export interface SessionManagerEndpointsProps {
  readonly perimeter: Perimeter;
  readonly region: string;
  readonly partition?: Partition;
}

/**
 * The endpoints by which operators reach instances that have no other way in, so that a firewall that drops everything
 * locks nobody out. Without `ec2messages`, which AWS retired on 2026-09-30: agents before 3.3.40.0 need an update.
 * @throws PlanError with every problem of the input
 * @see Systems Manager guide "Create VPC endpoints for Systems Manager"
 */
export function planSessionManagerEndpoints(
  props: SessionManagerEndpointsProps,
): readonly InterfaceEndpointProps[] {
  return ['ssm', 'ssmmessages'].map((service) => ({
    service,
    policy: { document: planInterfaceEndpointPolicy({ ...props, service }) },
  }));
}

/** What keeps interface endpoints from being planned; empty when nothing does. */
export function findInterfaceEndpointProblems(props: InterfaceEndpointsPlanProps): readonly Problem[] {
  const { vpc, endpoints, clientCidrBlocks = [], clientTiers = ['protected'] } = props;
  const zones = vpc.zones.filter(({ subnets }) => subnets.endpoint !== undefined);
  const clients = clientBlocksOf(props).length;
  return [
    ...findVpcRegionProblems(props),
    ...findDnsProblems(vpc),
    ...(zones.length === 0 ? [endpointSubnetsMissing()] : []),
    ...endpoints.flatMap((endpoint, index) =>
      findEndpointProblems(endpoint, {
        path: `endpoints[${index}]`,
        earlier: endpoints.slice(0, index),
        zones: zones.map(({ availabilityZone }) => availabilityZone),
      }),
    ),
    ...clientTiers.flatMap((tier, index) =>
      vpc.zones.some(({ subnets }) => subnets[tier] !== undefined)
        ? []
        : [endpointTierAbsent(`clientTiers[${index}]`, tier)],
    ),
    ...clientCidrBlocks.flatMap((text, index) => findClientProblems(`clientCidrBlocks[${index}]`, text)),
    ...(isEverybody(clientCidrBlocks) ? [endpointBlocksOfEverybody('clientCidrBlocks')] : []),
    ...(clientTiers.length + clientCidrBlocks.length === 0 ? [endpointClientsMissing()] : []),
    ...(clients > SECURITY_GROUP_RULES ? [endpointClientsTooMany(clients)] : []),
  ];
}

interface EndpointContext {
  readonly path: string;
  readonly earlier: readonly InterfaceEndpointProps[];
  readonly zones: readonly string[];
}

function findEndpointProblems(
  { service, policy, availabilityZones }: InterfaceEndpointProps,
  { path, earlier, zones }: EndpointContext,
): readonly Problem[] {
  const first = earlier.findIndex((one) => endpointIdOf(one.service) === endpointIdOf(service));
  return [
    ...findServiceProblems(`${path}.service`, service),
    ...(first < 0 ? [] : [endpointServiceRepeated(`${path}.service`, service, `endpoints[${first}]`)]),
    ...(service === 's3' || service === 'dynamodb'
      ? [endpointServiceOfGateway(`${path}.service`, service)]
      : []),
    ...findDecisionProblems(`${path}.policy`, policy, 'interface'),
    ...(availabilityZones?.length === 0 ? [endpointZonesMissing(`${path}.availabilityZones`)] : []),
    ...(availabilityZones ?? []).flatMap((zone, index) =>
      zones.includes(zone) ? [] : [endpointZoneUnknown(`${path}.availabilityZones[${index}]`, zone, zones)],
    ),
  ];
}

// The name becomes the id of a construct, which no token can be.
function findServiceProblems(path: string, service: string): readonly Problem[] {
  if (isToken(service)) return [tokenForStructure(path, 'service')];
  return /^[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(service) ? [] : [endpointServiceInvalid(path, service)];
}

function findDnsProblems({ dns }: IZonedVpc): readonly Problem[] {
  if (dns === undefined) return [];
  return (['support', 'hostnames'] as const).flatMap((what) => (dns[what] ? [] : [endpointDnsOff(what)]));
}

/** Blocks that are everything only together; one that is so alone has its own problem. */
function isEverybody(texts: readonly string[]): boolean {
  const blocks = texts.filter((text) => !isToken(text) && findCidrBlockProblem(text, '') === undefined);
  if (blocks.includes('0.0.0.0/0')) return false;
  const everything = AddressSet.everything(4);
  return everything.difference(AddressSet.of(blocks.map((text) => parseCidrBlock(text)))).isEmpty;
}

function findClientProblems(path: string, text: string): readonly Problem[] {
  if (isToken(text)) return [];
  const problem = findCidrBlockProblem(text, path);
  if (problem !== undefined) return [problem];
  return text === '0.0.0.0/0' || text.includes(':') ? [endpointBlockForEverybody(path, text)] : [];
}
