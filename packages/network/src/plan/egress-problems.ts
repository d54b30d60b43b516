import { isToken, type Problem } from '@inspected-egress/problem';
import {
  egressOnlyGatewayMissing,
  endpointInAnotherZone,
  endpointMissing,
  zoneEndpointRepeated,
  endpointShared,
  gatewayTableMissing,
  idOfAnotherKind,
  ipv6BlockMissing,
  natInSomeZones,
  natInUnknownZone,
  nothingToProtect,
  routeTableShared,
  subnetMissing,
  tokenForStructure,
} from '../errors';
import type { IRoutedVpc, RoutedZone } from '../routed-vpc';
import { SUBNET_TIERS, type SubnetTier } from '../subnet-tier';
import type { ZonalEndpoint, ZonalEndpoints } from '../zonal-endpoints';
import type { EgressPlanProps } from './egress-routes';
import {
  clientZones,
  inspectedZones,
  ipv4Crossing,
  ipv6Crosses,
  clientsOfNatIn,
  needsGatewayRoutes,
} from './inspected-zones';
import { findNatZoneProblems } from './nat-problems';

/** What keeps egress from being routed, all at once, except for a gateway route table that is still to be made. */
export function findEgressProblems({ vpc, firewallEndpoints }: EgressPlanProps): readonly Problem[] {
  return [
    ...firewallEndpoints.flatMap((_, index) => findEndpointProblems(vpc, firewallEndpoints, index)),
    ...inspectedZones(vpc)
      .filter((zone) => !firewallEndpoints.some((endpoint) => endpoint.availabilityZone === zone))
      .map((zone) => endpointMissing('firewallEndpoints', zone)),
    ...findProtectionProblems(vpc),
    ...(vpc.ipv6 === 'uninspected-exit' && vpc.egressOnlyGatewayId === undefined
      ? [egressOnlyGatewayMissing()]
      : []),
    ...vpc.zones.flatMap((zone, index) => findHopProblems(vpc, zone, `vpc.zones[${index}]`)),
    ...findNatZoneProblems(
      vpc.zones.flatMap(({ nat }, index) =>
        nat === undefined ? [] : [{ path: `vpc.zones[${index}].nat`, nat }],
      ),
    ),
    ...findSharedTableProblems(vpc),
  ];
}

/** Replies need a table that exists when nobody makes one here. */
export function findGatewayProblems({ vpc }: Pick<EgressPlanProps, 'vpc'>): readonly Problem[] {
  return needsGatewayRoutes(vpc) && vpc.gatewayRouteTableId === undefined
    ? [gatewayTableMissing('vpc.gatewayRouteTableId')]
    : [];
}

function findEndpointProblems(vpc: IRoutedVpc, endpoints: ZonalEndpoints, index: number): readonly Problem[] {
  const endpoint = endpoints[index];
  if (endpoint === undefined) return [];
  const { availabilityZone, vpcEndpointId } = endpoint;
  const path = `firewallEndpoints[${index}]`;
  const zonePath = `${path}.availabilityZone`;
  if (isToken(availabilityZone)) return [tokenForStructure(zonePath, 'name of the zone')];
  const zones = vpc.zones.map((zone) => zone.availabilityZone);
  if (!zones.includes(availabilityZone)) return [endpointInAnotherZone(zonePath, availabilityZone, zones)];
  const earlier = (is: (one: ZonalEndpoint) => boolean) => endpoints.slice(0, index).findIndex(is);
  const sameZone = earlier((one) => one.availabilityZone === availabilityZone);
  if (sameZone !== -1)
    return [zoneEndpointRepeated(zonePath, availabilityZone, `firewallEndpoints[${sameZone}]`)];
  const idPath = `${path}.vpcEndpointId`;
  if (!isToken(vpcEndpointId) && !vpcEndpointId.startsWith('vpce-')) {
    return [idOfAnotherKind(idPath, vpcEndpointId, 'vpce')];
  }
  // Equal tokens are one expression, so they too have one value.
  const sameId = earlier((one) => one.vpcEndpointId === vpcEndpointId);
  return sameId === -1
    ? []
    : [endpointShared(idPath, vpcEndpointId, availabilityZone, `firewallEndpoints[${sameId}]`)];
}

function findProtectionProblems(vpc: IRoutedVpc): readonly Problem[] {
  const clients = clientZones(vpc);
  if (clients.length === 0) return [nothingToProtect('vpc.zones')];
  const served = clients.some((zone) => zone.nat !== undefined);
  return vpc.zones.flatMap((zone, index) =>
    served && clients.includes(zone) && zone.nat === undefined
      ? [natInSomeZones(`vpc.zones[${index}].nat`, zone.availabilityZone)]
      : [],
  );
}

/** What is missing on the way of the packets that cross a zone. */
function findHopProblems(vpc: IRoutedVpc, zone: RoutedZone, path: string): readonly Problem[] {
  const { availabilityZone, nat, subnets } = zone;
  const missing = (tier: SubnetTier) =>
    subnets[tier] === undefined ? [subnetMissing(`${path}.subnets.${tier}`, tier, availabilityZone)] : [];
  const zones = vpc.zones.map((one) => one.availabilityZone);
  const crossed = ipv4Crossing(vpc, zone) !== 'nothing' || ipv6Crosses(vpc, zone);
  const lacksIpv6 = ipv6Crosses(vpc, zone) && subnets.protected?.ipv6CidrBlock === undefined;
  return [
    ...(crossed ? missing('firewall') : []),
    ...(clientsOfNatIn(vpc, zone).length > 0 ? missing('nat') : []),
    ...(nat !== undefined && !zones.includes(nat.availabilityZone)
      ? [natInUnknownZone(`${path}.nat.availabilityZone`, nat.availabilityZone, zones)]
      : []),
    ...(lacksIpv6 ? [ipv6BlockMissing(`${path}.subnets.protected.ipv6CidrBlock`, availabilityZone)] : []),
  ];
}

/** A table that serves two subnets gives one of them the way of the other. */
function findSharedTableProblems({ zones, gatewayRouteTableId }: IRoutedVpc): readonly Problem[] {
  const tables = zones.flatMap(({ subnets }, index) =>
    SUBNET_TIERS.flatMap((tier) => {
      const id = subnets[tier]?.routeTableId;
      return id === undefined ? [] : [{ id, path: `vpc.zones[${index}].subnets.${tier}.routeTableId` }];
    }),
  );
  if (gatewayRouteTableId !== undefined)
    tables.unshift({ id: gatewayRouteTableId, path: 'vpc.gatewayRouteTableId' });
  return tables.flatMap(({ id, path }, index) => {
    const first = tables.slice(0, index).find((table) => table.id === id);
    return first === undefined ? [] : [routeTableShared(path, id, first.path)];
  });
}
