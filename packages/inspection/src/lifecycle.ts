/**
 * Of what routes name. AWS keeps an endpoint that a route names, and a subnet that an endpoint stands in; Terraform's
 * default order deletes both before it changes the route, or the firewall, that lets go of them. With this flag it makes,
 * changes, and then deletes. The flag spreads to all that its bearer refers to, its subnet among it.
 *
 * Terraform orders a deletion by the flag in its state, so an apply must have put it there before.
 *
 * @see Gateway Load Balancer endpoints, "Delete a Gateway Load Balancer endpoint"
 */
export const DELETED_AFTER_ROUTES = { createBeforeDestroy: true };
