import { holds } from './address';
import type { SimulatedCrossing } from './simulated-flow';
import type { World, WorldAclRule } from './world';

/** Whether a network ACL lets one TCP packet pass: the first rule that is about it decides, and none denies. */
export function permits(
  rules: readonly WorldAclRule[],
  direction: string,
  family: 4 | 6,
  peer: bigint,
  port: number,
): boolean {
  for (const rule of rules) {
    if (rule.direction !== direction || (rule.protocol !== 'tcp' && rule.protocol !== 'all')) continue;
    if (rule.block.family !== family || !holds(rule.block, peer)) continue;
    if (rule.protocol === 'tcp' && (port < rule.from || port > rule.to)) continue;
    return rule.action === 'allow';
  }
  return false;
}

/**
 * Whether a network ACL stops some packet of a crossing: of every address and port that its rules tell apart one is tried.
 * Open when nobody knows the addresses.
 */
export function deniesSome(
  world: World,
  { subnet, direction, family, peer, ports: [from, to] }: SimulatedCrossing,
): boolean | 'open' {
  const block = typeof peer === 'string' ? world.blockOf(peer, family) : undefined;
  if (typeof peer === 'string' && block === undefined) return 'open';
  const rules = world.aclOf(subnet);
  if (rules === undefined) return false;
  const edges = rules.flatMap((rule) => [rule.block.first, rule.block.last + 1n]);
  const peers =
    block === undefined ? [peer as bigint] : [block.first, ...edges.filter((edge) => holds(block, edge))];
  const ports = [from, ...rules.flatMap((rule) => [rule.from, rule.to + 1])];
  return ports
    .filter((port) => port >= from && port <= to)
    .some((port) => peers.some((one) => !permits(rules, direction, family, one, port)));
}
