import type { World } from './world';

/**
 * Whether network ACLs are asked between neighbours of one subnet: of a firewall endpoint, and on the way into a transit
 * gateway; out of it they are not. VPC guide, "Control traffic with network ACLs"; Transit Gateway guide, "Network ACLs".
 */
export function isEdge(world: World, from: string, to: string): boolean {
  const isEndpoint = [from, to].some((key) => world.nounOf(key) === 'endpoint');
  return isEndpoint || (to.includes('@') && world.nounOf(to) === 'attachment');
}
