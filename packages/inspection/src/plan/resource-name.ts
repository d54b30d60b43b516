import { createHash } from 'node:crypto';

/**
 * A name for AWS from the path of a construct: `dev/egress/firewall` becomes `dev-egress-firewall`. The stack is part
 * of it, so two environments in one account do not collide.
 */
export function nameFromPath(path: string): string {
  return path.replace(/[^a-zA-Z0-9]+/g, '-').replace(/^-|-$/g, '');
}

const LOAD_BALANCER_NAME = 28;

/** The same for load balancers, which take 32 characters, when something is added: what is too long ends in a digest. */
export function shortName(name: string): string {
  if (name.length <= LOAD_BALANCER_NAME) return name;
  const digest = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return `${name.slice(0, LOAD_BALANCER_NAME - digest.length - 1).replace(/-+$/u, '')}-${digest}`;
}
