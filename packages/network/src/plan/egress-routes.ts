import { throwProblems } from '@inspected-egress/problem';
import type { IRoutedVpc, RoutedSubnet, RoutedZone } from '../routed-vpc';
import type { SubnetTier } from '../subnet-tier';
import type { ZonalEndpoints } from '../zonal-endpoints';
import { findEgressProblems, findGatewayProblems } from './egress-problems';
import { CLIENT_TIERS, clientsOfNatIn, ipv4Crossing, ipv6Crosses } from './inspected-zones';

/** One target, never two: `aws_route` takes exactly one. */
export type RouteTarget =
  | { readonly natGatewayId: string }
  | { readonly gatewayId: string }
  | { readonly vpcEndpointId: string }
  | { readonly egressOnlyGatewayId: string }
  | { readonly transitGatewayId: string };

/** One destination, of one family. */
export type RouteDestination =
  | { readonly destinationCidrBlock: string }
  | { readonly destinationIpv6CidrBlock: string };

/** A standalone route that must exist. */
export type PlannedRoute = RouteDestination & {
  /** Construct id, `<zone>-<table>-<kind>`: `a-protected-ipv4`, `a-nat-return-b`, `a-gateway-ipv6`. */
  readonly id: string;
  readonly routeTableId: string;
  readonly target: RouteTarget;
  /** Ids of routes that must stand first: the way out of a workload opens last and closes first. */
  readonly after: readonly string[];
  /** What else must stand first: AWS refuses a route to the block of a subnet before there is one. */
  readonly dependsOn: readonly { readonly fqn: string }[];
};

/** What routes are planned from. */
export interface EgressPlanProps {
  readonly vpc: IRoutedVpc;
  /** One for each zone that `inspectedZones` names; one of another zone of the VPC stays unused. */
  readonly firewallEndpoints: ZonalEndpoints;
}

const ANYWHERE = { destinationCidrBlock: '0.0.0.0/0' } as const;
const ANYWHERE_IPV6 = { destinationIpv6CidrBlock: '::/0' } as const;
const FIRST = { after: [], dependsOn: [] } as const;

/**
 * The routes of every packet out and back, in an order in which they can be made. Laws:
 *
 * - what leaves a protected subnet crosses a firewall endpoint before the internet gateway, but IPv6 of a VPC whose
 *   uninspected exit was accepted;
 * - replies cross the endpoint that saw the request;
 * - what comes in by a transit gateway crosses one as well, and replies to it come back the same way;
 * - no hop leaves its zone, except to and from a NAT gateway that serves several zones;
 * - a route more specific than local has the block of one whole subnet as its destination.
 *
 * @throws PlanError with every problem of VPC and endpoints, NET101, NET103 and NET201 to NET212, NET215
 * @see VPC guide, "Gateway route tables" and "Middlebox routing"; Network Firewall guide, "Architecture with an internet
 * gateway and a NAT gateway"
 */
export function planEgressRoutes(props: EgressPlanProps): readonly PlannedRoute[] {
  throwProblems(`egress routes of \`${props.vpc.vpcId}\``, [
    ...findEgressProblems(props),
    ...findGatewayProblems(props),
  ]);
  return [gatewayRoutes, firewallRoutes, natRoutes, clientRoutes].flatMap((routesOf) =>
    props.vpc.zones.flatMap((zone) => routesOf(props, zone)),
  );
}

/** Replies, as the internet gateway hands them in: it has already put the private address in place of the public one. */
function gatewayRoutes(props: EgressPlanProps, zone: RoutedZone): readonly PlannedRoute[] {
  const { vpc } = props;
  const replies = (family: 'ipv4' | 'ipv6', { dependable }: RoutedSubnet, destination: RouteDestination) => ({
    id: `${zone.key}-gateway-${family}`,
    routeTableId: known(vpc.gatewayRouteTableId),
    ...destination,
    target: endpointOf(props, zone),
    after: [],
    dependsOn: [dependable, vpc.gatewayAssociation].filter((first) => first !== undefined),
  });
  const routes: PlannedRoute[] = [];
  const crossing = ipv4Crossing(vpc, zone);
  if (crossing === 'translated' || crossing === 'never-translated') {
    const subnet = subnetOf(zone, crossing === 'translated' ? 'nat' : 'protected');
    routes.push(replies('ipv4', subnet, { destinationCidrBlock: subnet.cidrBlock }));
  }
  if (ipv6Crosses(vpc, zone)) {
    const subnet = subnetOf(zone, 'protected');
    routes.push(replies('ipv6', subnet, { destinationIpv6CidrBlock: known(subnet.ipv6CidrBlock) }));
  }
  return routes;
}

/** What comes out of the firewall endpoint, inspected. */
function firewallRoutes({ vpc }: EgressPlanProps, zone: RoutedZone): readonly PlannedRoute[] {
  const crossing = ipv4Crossing(vpc, zone);
  const table = () => ({ routeTableId: subnetOf(zone, 'firewall').routeTableId, ...FIRST });
  const internet = { gatewayId: vpc.internetGatewayId };
  const routes: PlannedRoute[] = [];
  if (crossing !== 'nothing') {
    const target = crossing === 'to-be-translated' ? natOf(zone) : internet;
    routes.push({ id: `${zone.key}-firewall-ipv4`, ...table(), ...ANYWHERE, target });
  }
  if (ipv6Crosses(vpc, zone)) {
    routes.push({ id: `${zone.key}-firewall-ipv6`, ...table(), ...ANYWHERE_IPV6, target: internet });
  }
  if (crossing !== 'nothing')
    routes.push(...toSpokes(vpc, (transit) => ({ id: `${zone.key}-firewall`, ...table(), ...transit })));
  return routes;
}

/** Routes to the blocks of spokes: out of the firewall endpoint, to the transit gateway that their packets came by. */
function toSpokes(
  { transit }: IRoutedVpc,
  make: (way: Pick<PlannedRoute, 'target' | 'dependsOn'>) => Omit<PlannedRoute, 'destinationCidrBlock'>,
): readonly PlannedRoute[] {
  if (transit === undefined) return [];
  const { transitGatewayId, attachment, spokeCidrBlocks } = transit;
  return spokeCidrBlocks.map((destinationCidrBlock) => {
    const route = make({ target: { transitGatewayId }, dependsOn: [attachment] });
    return { ...route, id: `${route.id}-${spokeId(destinationCidrBlock)}`, destinationCidrBlock };
  });
}

/** By its value, so that order means nothing. */
function spokeId(cidrBlock: string): string {
  return `spokes-${cidrBlock.replace(/[./]/g, '-')}`;
}

/** What the NAT gateway sends: requests with its own address, replies with the workload's. */
function natRoutes(props: EgressPlanProps, zone: RoutedZone): readonly PlannedRoute[] {
  const { vpc } = props;
  const clients = clientsOfNatIn(vpc, zone);
  if (clients.length === 0) return [];
  const { routeTableId } = subnetOf(zone, 'nat');
  const out = { id: `${zone.key}-nat-ipv4`, routeTableId, ...ANYWHERE, ...FIRST };
  if (vpc.position === 'after-nat') return [{ ...out, target: endpointOf(props, zone) }];
  // The local route would lead replies past the endpoint that saw the request.
  const replies = clients.flatMap((client): PlannedRoute[] => {
    if (client.subnets.protected === undefined) return [];
    const { cidrBlock, dependable } = client.subnets.protected;
    return [
      {
        id: `${zone.key}-nat-return-${client.key}`,
        routeTableId,
        destinationCidrBlock: cidrBlock,
        target: endpointOf(props, client),
        after: [],
        dependsOn: dependable === undefined ? [] : [dependable],
      },
    ];
  });
  const toOthers = (vpc.transit?.spokeCidrBlocks ?? []).map(
    (destinationCidrBlock): PlannedRoute => ({
      id: `${zone.key}-nat-${spokeId(destinationCidrBlock)}`,
      routeTableId,
      destinationCidrBlock,
      target: endpointOf(props, zone),
      ...FIRST,
    }),
  );
  return [...replies, ...toOthers, { ...out, target: { gatewayId: vpc.internetGatewayId } }];
}

/** The way out of the workloads, and of what comes in by a transit gateway. */
function clientRoutes(props: EgressPlanProps, zone: RoutedZone): readonly PlannedRoute[] {
  return CLIENT_TIERS.flatMap((tier) => {
    const subnet = zone.subnets[tier];
    return subnet === undefined ? [] : clientRoutesOf(props, zone, tier, subnet);
  });
}

function clientRoutesOf(
  props: EgressPlanProps,
  zone: RoutedZone,
  tier: (typeof CLIENT_TIERS)[number],
  { routeTableId }: RoutedSubnet,
): readonly PlannedRoute[] {
  const { vpc } = props;
  const { key } = zone;
  const table = { routeTableId, dependsOn: [] };
  const ipv4: PlannedRoute = { id: `${key}-${tier}-ipv4`, ...table, ...ANYWHERE, ...ipv4WayOut(props, zone) };
  if (tier === 'transit') return [ipv4];
  const ipv6 = { id: `${key}-protected-ipv6`, ...table, ...ANYWHERE_IPV6 };
  if (vpc.ipv6 === 'uninspected-exit') {
    const target = { egressOnlyGatewayId: known(vpc.egressOnlyGatewayId) };
    return [ipv4, { ...ipv6, target, after: [] }];
  }
  if (!ipv6Crosses(vpc, zone)) return [ipv4];
  const after = [`${key}-gateway-ipv6`, `${key}-firewall-ipv6`];
  const target = endpointOf(props, zone);
  return [ipv4, { ...ipv6, target, after }];
}

/** First hop of the workloads of a zone, and the routes of the hops after it. */
function ipv4WayOut(props: EgressPlanProps, zone: RoutedZone): Pick<PlannedRoute, 'target' | 'after'> {
  const { vpc } = props;
  const { key, nat } = zone;
  if (nat === undefined) {
    return { target: endpointOf(props, zone), after: [`${key}-gateway-ipv4`, `${key}-firewall-ipv4`] };
  }
  const { key: natKey } = known(vpc.zones.find((one) => one.availabilityZone === nat.availabilityZone));
  return vpc.position === 'after-nat'
    ? {
        target: natOf(zone),
        after: [`${natKey}-gateway-ipv4`, `${natKey}-firewall-ipv4`, `${natKey}-nat-ipv4`],
      }
    : {
        target: endpointOf(props, zone),
        after: [
          `${key}-firewall-ipv4`,
          ...(zone.subnets.protected === undefined ? [] : [`${natKey}-nat-return-${key}`]),
          ...(vpc.transit?.spokeCidrBlocks ?? []).flatMap((block) => [
            `${key}-firewall-${spokeId(block)}`,
            `${natKey}-nat-${spokeId(block)}`,
          ]),
          `${natKey}-nat-ipv4`,
        ],
      };
}

function natOf(zone: RoutedZone): RouteTarget {
  return { natGatewayId: known(zone.nat).natGatewayId };
}

function endpointOf({ firewallEndpoints }: EgressPlanProps, { availabilityZone }: RoutedZone): RouteTarget {
  const endpoint = firewallEndpoints.find((one) => one.availabilityZone === availabilityZone);
  return { vpcEndpointId: known(endpoint).vpcEndpointId };
}

function subnetOf({ subnets }: RoutedZone, tier: SubnetTier): RoutedSubnet {
  return known(subnets[tier]);
}

/** Something that an input without problems has. */
function known<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('routes were planned from an input with problems');
  return value;
}
