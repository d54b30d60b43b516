import { Route } from '@cdktf/provider-aws/lib/route';
import { throwProblems } from '@inspected-egress/problem';
import { Construct } from 'constructs';
import { GatewayRouteTable } from './gateway-route-table';
import { HandedBackRoute } from './handed-back-route';
import { findEgressProblems, findGatewayProblems } from './plan/egress-problems';
import { planEgressRoutes, type PlannedRoute } from './plan/egress-routes';
import { needsGatewayRoutes } from './plan/inspected-zones';
import {
  findManagementProblems,
  findTakeOverProblems,
  isTakenOver,
  routeImportId,
} from './plan/route-management';
import type { RouteManagement, TakenOverRoutes } from './route-management';
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
   * Who makes the routes.
   * @default true - they are made here
   * @throws PlanError NET216 for a route to take over that there is not, NET217 for anything else
   */
  readonly manageRoutes?: RouteManagement;
}

/**
 * The routes that lead egress through the firewall endpoints, and replies back through the same ones. Makes the gateway
 * route table with its edge association when replies need one and the VPC brings none.
 */
export class EgressRoutes extends Construct {
  /** What must exist, in an order in which it can be made. */
  readonly routes: readonly PlannedRoute[];

  /** @throws PlanError with every problem of VPC and endpoints, NET101, NET103 and NET201 to NET217 */
  constructor(scope: Construct, id: string, props: EgressRoutesProps) {
    super(scope, id);
    const { vpc, firewallEndpoints, manageRoutes = true } = props;
    // Where routes exist, the table with the replies does too, and there is one for a gateway.
    const needsTable = manageRoutes === false || typeof manageRoutes === 'object';
    const subject = `egress routes \`${this.node.path}\``;
    throwProblems(subject, [
      ...findManagementProblems(manageRoutes),
      ...findEgressProblems(props),
      ...(needsTable ? findGatewayProblems(props) : []),
    ]);
    this.routes = planEgressRoutes({
      vpc: needsTable ? vpc : this.withGatewayRouteTable(vpc),
      firewallEndpoints,
    });
    throwProblems(subject, findTakeOverProblems(manageRoutes, this.routes));
    if (manageRoutes === 'hand-back') for (const { id } of this.routes) new HandedBackRoute(this, id);
    else if (manageRoutes !== false) this.addRoutes(manageRoutes);
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

  private addRoutes(management: true | TakenOverRoutes): void {
    const made = new Map<string, Route>();
    for (const { id, target, after, dependsOn: others, ...route } of this.routes) {
      const dependsOn = [...others, ...after.flatMap((earlier) => made.get(earlier) ?? [])];
      const one = new Route(this, id, {
        ...route,
        ...target,
        ...(dependsOn.length === 0 ? {} : { dependsOn }),
      });
      if (isTakenOver(management, id)) one.importFrom(routeImportId(route));
      made.set(id, one);
    }
  }
}
