import { Route } from '@cdktf/provider-aws/lib/route';
import { throwProblems } from '@inspected-egress/problem';
import { Construct } from 'constructs';
import { GatewayRouteTable } from './gateway-route-table';
import { findEgressProblems, findGatewayProblems } from './plan/egress-problems';
import { planEgressRoutes, type PlannedRoute } from './plan/egress-routes';
import { needsGatewayRoutes } from './plan/inspected-zones';
import type { IRoutedVpc } from './routed-vpc';
import type { ZonalEndpoints } from './zonal-endpoints';

export interface EgressRoutesProps {
  readonly vpc: IRoutedVpc;
  /**
   * One for each zone that `inspectedZones(vpc)` names; one of another zone of the VPC stays unused.
   * @throws PlanError NET101, NET103 and NET201 to NET204
   */
  readonly firewallEndpoints: ZonalEndpoints;
  /**
   * Whether the routes are emitted here.
   * @default true - with `false` nothing is emitted, and somebody else makes what `routes` lists
   */
  readonly manageRoutes?: boolean;
}

/**
 * The routes that lead egress through the firewall endpoints, and replies back through the same ones. Makes the gateway
 * route table with its edge association when replies need one and the VPC brings none.
 */
export class EgressRoutes extends Construct {
  /** What must exist, in an order in which it can be made. */
  readonly routes: readonly PlannedRoute[];

  /** @throws PlanError with every problem of VPC and endpoints, NET101, NET103 and NET201 to NET215 */
  constructor(scope: Construct, id: string, props: EgressRoutesProps) {
    super(scope, id);
    const { vpc, firewallEndpoints, manageRoutes = true } = props;
    const problems = [...findEgressProblems(props), ...(manageRoutes ? [] : findGatewayProblems(props))];
    throwProblems(`egress routes \`${this.node.path}\``, problems);
    this.routes = planEgressRoutes({
      vpc: manageRoutes ? this.withGatewayRouteTable(vpc) : vpc,
      firewallEndpoints,
    });
    if (manageRoutes) this.addRoutes();
  }

  private withGatewayRouteTable(vpc: IRoutedVpc): IRoutedVpc {
    const { vpcId, internetGatewayId, cidrBlocks, position, ipv6, egressOnlyGatewayId, zones } = vpc;
    if (vpc.gatewayRouteTableId !== undefined || !needsGatewayRoutes(vpc)) return vpc;
    const tags = { Name: `${this.node.path} gateway` };
    const { routeTableId, association } = new GatewayRouteTable(this, 'gateway', {
      vpcId,
      internetGatewayId,
      tags,
    });
    const gateway = { gatewayRouteTableId: routeTableId, gatewayAssociation: association };
    const exit = egressOnlyGatewayId === undefined ? {} : { egressOnlyGatewayId };
    return { vpcId, internetGatewayId, cidrBlocks, position, ipv6, ...exit, zones, ...gateway };
  }

  private addRoutes(): void {
    const made = new Map<string, Route>();
    for (const { id, target, after, dependsOn: others, ...route } of this.routes) {
      const dependsOn = [...others, ...after.flatMap((earlier) => made.get(earlier) ?? [])];
      made.set(
        id,
        new Route(this, id, { ...route, ...target, ...(dependsOn.length === 0 ? {} : { dependsOn }) }),
      );
    }
  }
}
