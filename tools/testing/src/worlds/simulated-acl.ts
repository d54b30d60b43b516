import { holds } from './address';
import type { SimulatedCrossing, SimulatedService } from './simulated-flow';
import type { World, WorldAclRule } from './world';

const HTTPS = { protocol: 'tcp', port: 443 } as const;

/**
 * Whether a network ACL stops some packet of a service at a crossing: of every address and port that its rules tell apart
 * one is tried. Open when nobody knows the addresses.
 */
export function deniesSome(
  world: World,
  { subnet, direction, family, peer, replyPorts }: SimulatedCrossing,
  { protocol, port }: SimulatedService = HTTPS,
): boolean | 'open' {
  const block = typeof peer === 'string' ? world.blockOf(peer, family) : undefined;
  if (typeof peer === 'string' && block === undefined) return 'open';
  const rules = world.aclOf(subnet)?.filter((rule) => rule.direction === direction);
  if (rules === undefined) return false;
  const edges = rules.flatMap((rule) => [rule.block.first, rule.block.last + 1n]);
  const peers =
    block === undefined ? [peer as bigint] : [block.first, ...edges.filter((edge) => holds(block, edge))];
  const [from, to] = replyPorts ?? [port, port];
  const ports = [from, ...rules.flatMap((rule) => [rule.from, rule.to + 1])];
  return ports
    .filter((one) => one >= from && one <= to)
    .some((one) => peers.some((address) => !permits(rules, { protocol, family, address, port: one })));
}

interface AclPacket {
  readonly protocol: string;
  readonly family: 4 | 6;
  readonly address: bigint;
  readonly port: number;
}

/** The first rule that is about a packet decides, and when none is, it is denied. */
function permits(rules: readonly WorldAclRule[], { protocol, family, address, port }: AclPacket): boolean {
  for (const rule of rules) {
    if (rule.protocol !== protocol && rule.protocol !== 'all') continue;
    if (rule.block.family !== family || !holds(rule.block, address)) continue;
    if (rule.protocol !== 'all' && (port < rule.from || port > rule.to)) continue;
    return rule.action === 'allow';
  }
  return false;
}
