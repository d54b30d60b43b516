import { throwProblems } from '@inspected-egress/problem';
import type { AdoptedVpcProps } from './adopted-vpc-props';
import { findAdoptionProblems } from './plan/adoption-problems';
import { placeZones } from './plan/zones';
import type { InspectionPosition, IRoutedVpc, Ipv6Mode, RoutedZone } from './routed-vpc';

/**
 * A VPC that exists already, by its ids. Nothing is emitted; `EgressRoutes` adds routes to the tables named here.
 * Blocks and zones are literals, because routes are planned from them; ids may be tokens.
 *
 * A table that already has a route to `0.0.0.0/0` refuses a second: import it into `EgressRoutes`, or remove it.
 */
export class AdoptedVpc implements IRoutedVpc {
  readonly vpcId: string;
  readonly internetGatewayId: string;
  readonly cidrBlocks: readonly string[];
  readonly position: InspectionPosition;
  readonly ipv6: Ipv6Mode;
  readonly zones: readonly RoutedZone[];
  readonly gatewayRouteTableId?: string;

  /** @throws PlanError with every problem of the props, NET101 to NET116, NET125, NET204 to NET214, NET218 and CIDR101 to CIDR113 */
  constructor(props: AdoptedVpcProps) {
    const {
      vpcId,
      internetGatewayId,
      cidrBlocks,
      position = 'after-nat',
      ipv6 = 'none',
      gatewayRouteTableId,
    } = props;
    throwProblems(`adopted VPC \`${vpcId}\``, findAdoptionProblems(props));
    this.vpcId = vpcId;
    this.internetGatewayId = internetGatewayId;
    this.cidrBlocks = cidrBlocks;
    this.position = position;
    this.ipv6 = ipv6;
    this.zones = placeZones(props.zones).map(([{ key, availabilityZone }, { subnets, nat }]) => ({
      key,
      availabilityZone,
      subnets,
      ...(nat === undefined ? {} : { nat: { availabilityZone, ...nat } }),
    }));
    if (gatewayRouteTableId !== undefined) this.gatewayRouteTableId = gatewayRouteTableId;
  }
}
