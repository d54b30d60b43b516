import { findCidrBlockProblem, overlaps, parseCidrBlock } from '@inspected-egress/cidr';
import { isToken, type Problem } from '@inspected-egress/problem';
import type { AdoptedSubnetProps, AdoptedVpcProps, AdoptedZoneProps } from '../adopted-vpc-props';
import {
  idOfAnotherKind,
  inputMissing,
  ipv6BlockMissing,
  natInUnknownZone,
  notSubnetIpv6Block,
  routeTableShared,
  subnetRepeated,
  unroutableIpv6Block,
} from '../errors';
import { SUBNET_IPV6_PREFIX, UNROUTABLE_IPV6_RANGE } from '../limits';
import {
  findBlockOverlaps,
  findContainmentProblems,
  findIpv4BlockProblems,
  findSubnetOverlaps,
  nameOf,
  readBlocks,
} from './block-problems';
import { findRoutingChoiceProblems } from './choice-problems';
import { findNatZoneProblems } from './nat-problems';
import { findZoneProblems, withZones } from './zone-problems';

/** A subnet of the input, and where it stands. */
interface PlacedSubnet {
  readonly path: string;
  readonly name: string;
  readonly subnet: AdoptedSubnetProps;
}

/** What keeps a VPC from being adopted, all at once. */
export function findAdoptionProblems(given: AdoptedVpcProps): readonly Problem[] {
  const props = withZones(given);
  const { vpcId, internetGatewayId, gatewayRouteTableId, cidrBlocks, zones } = props;
  const subnets = zones.flatMap((zone, index) =>
    Object.entries(zone.subnets).map(([tier, subnet]) => ({
      path: `zones[${index}].subnets.${tier}`,
      name: nameOf(zone, tier),
      subnet,
    })),
  );
  return [
    ...findIdProblems('vpcId', vpcId, 'vpc'),
    ...findIdProblems('internetGatewayId', internetGatewayId, 'igw'),
    ...(gatewayRouteTableId === undefined
      ? []
      : findIdProblems('gatewayRouteTableId', gatewayRouteTableId, 'rtb')),
    ...findRoutingChoiceProblems(props),
    ...findZoneProblems(zones),
    ...findAdoptedBlockProblems(cidrBlocks, subnets),
    ...subnets.flatMap(({ path, subnet }) => [
      ...findIdProblems(`${path}.subnetId`, subnet.subnetId, 'subnet'),
      ...findIdProblems(`${path}.routeTableId`, subnet.routeTableId, 'rtb'),
      ...findIpv6Problems(`${path}.ipv6CidrBlock`, subnet.ipv6CidrBlock),
    ]),
    ...findRepetitions(subnets, gatewayRouteTableId),
    ...zones.flatMap((zone, index) => findNatProblems(zone, `zones[${index}].nat`, zones)),
    ...findNatZoneProblems(
      zones.flatMap(({ availabilityZone, nat }, index) =>
        nat === undefined ? [] : [{ path: `zones[${index}].nat`, nat: { availabilityZone, ...nat } }],
      ),
    ),
    ...zones.flatMap((zone, index) => findMissingIpv6(props, zone, `zones[${index}]`)),
  ];
}

/** Terraform takes the id of a NAT gateway for one of an internet gateway, and AWS is asked only at apply. */
function findIdProblems(path: string, id: string, prefix: string): readonly Problem[] {
  return isToken(id) || id.startsWith(`${prefix}-`) ? [] : [idOfAnotherKind(path, id, prefix)];
}

function findAdoptedBlockProblems(
  cidrBlocks: AdoptedVpcProps['cidrBlocks'] | undefined,
  subnets: readonly PlacedSubnet[],
): readonly Problem[] {
  if (cidrBlocks === undefined) return [inputMissing('cidrBlocks', 'list of blocks')];
  const vpcPaths = cidrBlocks.map((text, index) => ({ path: `cidrBlocks[${index}]`, text }));
  const subnetPaths = subnets.map(({ path, name, subnet }) => ({
    path: `${path}.cidrBlock`,
    subnet: name,
    text: subnet.cidrBlock,
  }));
  const malformed = [...vpcPaths, ...subnetPaths].flatMap(({ path, text }) =>
    findIpv4BlockProblems(path, text),
  );
  const vpcBlocks = readBlocks(vpcPaths);
  const subnetBlocks = readBlocks(subnetPaths);
  return [
    ...malformed,
    ...findBlockOverlaps(vpcBlocks),
    ...(vpcBlocks.length < cidrBlocks.length
      ? []
      : subnetBlocks.flatMap((one) => findContainmentProblems(one, vpcBlocks))),
    ...findSubnetOverlaps(subnetBlocks, []),
  ];
}

function findIpv6Problems(path: string, text: string | undefined): readonly Problem[] {
  if (text === undefined || isToken(text)) return [];
  const problem = findCidrBlockProblem(text, path);
  if (problem !== undefined) return [problem];
  const block = parseCidrBlock(text);
  if (block.family !== 6 || block.prefixLength !== SUBNET_IPV6_PREFIX)
    return [notSubnetIpv6Block(path, text, SUBNET_IPV6_PREFIX)];
  return overlaps(parseCidrBlock(UNROUTABLE_IPV6_RANGE), block)
    ? [unroutableIpv6Block(path, text, UNROUTABLE_IPV6_RANGE)]
    : [];
}

function findMissingIpv6(
  { ipv6 }: AdoptedVpcProps,
  zone: AdoptedZoneProps,
  path: string,
): readonly Problem[] {
  const { availabilityZone, subnets } = zone;
  const missing = subnets.protected !== undefined && subnets.protected.ipv6CidrBlock === undefined;
  return ipv6 === 'inspected' && missing
    ? [ipv6BlockMissing(`${path}.subnets.protected.ipv6CidrBlock`, availabilityZone)]
    : [];
}

function findRepetitions(
  subnets: readonly PlacedSubnet[],
  gatewayTable: string | undefined,
): readonly Problem[] {
  return subnets.flatMap(({ path, subnet: { subnetId, routeTableId } }, index) => {
    const earlier = subnets.slice(0, index);
    const sameSubnet = earlier.find(({ subnet }) => subnet.subnetId === subnetId);
    if (sameSubnet !== undefined) return [subnetRepeated(`${path}.subnetId`, subnetId, sameSubnet.path)];
    const sameTable = earlier.find(({ subnet }) => subnet.routeTableId === routeTableId);
    const first =
      routeTableId === gatewayTable ? 'gatewayRouteTableId' : sameTable && `${sameTable.path}.routeTableId`;
    return first === undefined ? [] : [routeTableShared(`${path}.routeTableId`, routeTableId, first)];
  });
}

function findNatProblems(
  { nat, availabilityZone: own }: AdoptedZoneProps,
  path: string,
  zones: readonly AdoptedZoneProps[],
): readonly Problem[] {
  if (nat === undefined) return [];
  const { natGatewayId, availabilityZone = own } = nat;
  const names = zones.map((zone) => zone.availabilityZone);
  return [
    ...findIdProblems(`${path}.natGatewayId`, natGatewayId, 'nat'),
    ...(names.includes(availabilityZone)
      ? []
      : [natInUnknownZone(`${path}.availabilityZone`, availabilityZone, names)]),
  ];
}
