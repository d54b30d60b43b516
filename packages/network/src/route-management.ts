/**
 * Who makes the routes of egress:
 *
 * - `true`: they are made here, and go when they are no longer wanted;
 * - `{ takeOver }`: those that are named by their ids exist already, or `all` do. Terraform imports them and changes in place
 *   where they lead, so that no moment is without them; the others are made. Needs ids that the plan knows;
 * - `'hand-back'`: Terraform forgets them, and they stay in AWS as they are, for somebody else to change;
 * - `false`: nothing is emitted, and somebody else makes what `routes` lists.
 */
export type RouteManagement = boolean | 'hand-back' | TakenOverRoutes;

export interface TakenOverRoutes {
  /**
   * Ids of planned routes, as `a-protected-ipv4`, that exist in AWS and are in no state.
   * @throws PlanError NET216 for an id that no planned route has
   */
  readonly takeOver: 'all' | readonly string[];
}
