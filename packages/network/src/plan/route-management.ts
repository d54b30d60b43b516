import type { Problem } from '@inspected-egress/problem';
import { routeManagementUnknown, takenOverRouteUnknown } from '../errors';
import type { RouteManagement, TakenOverRoutes } from '../route-management';
import type { PlannedRoute, RouteDestination } from './egress-routes';

/** Whether a route exists already, in the tables of the VPC. */
export function isTakenOver(management: true | TakenOverRoutes, id: string): boolean {
  return management !== true && (management.takeOver === 'all' || management.takeOver.includes(id));
}

/** As `terraform import` names a route. @see provider documentation, "Resource: aws_route", "Import" */
export function routeImportId(route: RouteDestination & Pick<PlannedRoute, 'routeTableId'>): string {
  const destination =
    'destinationCidrBlock' in route ? route.destinationCidrBlock : route.destinationIpv6CidrBlock;
  return `${route.routeTableId}_${destination}`;
}

/** A configuration file brings words that no compiler has seen, and any of them would be taken for yes. */
export function findManagementProblems(management: RouteManagement): readonly Problem[] {
  if (typeof management === 'boolean' || management === 'hand-back') return [];
  const { takeOver } = Object(management) as { readonly takeOver?: unknown };
  const isList = Array.isArray(takeOver) && takeOver.every((id) => typeof id === 'string');
  return takeOver === 'all' || isList ? [] : [routeManagementUnknown(management)];
}

export function findTakeOverProblems(
  management: RouteManagement,
  routes: readonly Pick<PlannedRoute, 'id'>[],
): readonly Problem[] {
  if (typeof management !== 'object' || management.takeOver === 'all') return [];
  const ids = routes.map(({ id }) => id);
  return management.takeOver.flatMap((id, index) =>
    ids.includes(id) ? [] : [takenOverRouteUnknown(`manageRoutes.takeOver[${index}]`, id, ids)],
  );
}
