/**
 * A name for AWS from the path of a construct: `dev/egress/firewall` becomes `dev-egress-firewall`. The stack is part
 * of it, so two environments in one account do not collide.
 */
export function nameFromPath(path: string): string {
  return path.replace(/[^a-zA-Z0-9]+/g, '-').replace(/^-|-$/g, '');
}
