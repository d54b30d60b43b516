import { isTransit } from './simulated-transit';
import type { World } from './world';

/**
 * What VPC Block Public Access makes of a packet that passed these hops and is at a gateway.
 *
 * VPC guide, "Block public access to VPCs and subnets": in both directions it blocks what goes through Network Firewall
 * whatever is excluded, and otherwise what talks to the gateway (endpoints of a Gateway Load Balancer, NAT gateways,
 * appliances, or the workload) unless its subnet or VPC is excluded in both directions. Blocking ingress lets NAT gateways
 * and egress-only gateways work; of NAT behind an endpoint the guide says nothing.
 */
export function judgePublicAccess(
  world: World,
  all: readonly string[],
): 'passes' | 'denied' | 'undetermined' {
  const modes = world.keysOf('bpa');
  // The guide: transit gateways and what comes from them are not touched before they come to a gateway.
  const landing = all.map((hop) => isTransit(world, hop)).lastIndexOf(true) + 1;
  const hops = landing === 0 ? all : all.slice(landing + 1);
  const passed = (noun: string) => hops.filter((key) => world.nounOf(key) === noun);
  const endpoints = passed('endpoint');
  const nats = passed('nat');
  if (modes.includes('block-bidirectional')) {
    if (endpoints.some((key) => !world.has('endpoint', key, 'gwlb'))) return 'denied';
    return areExcluded(world, hops);
  }
  if (!modes.includes('block-ingress')) return 'passes';
  if (world.nounOf(hops.at(-1) ?? '') === 'eigw') return 'passes';
  if (nats.length > 0 && endpoints.length === 0) return 'passes';
  const answer = areExcluded(world, hops);
  return answer === 'denied' && nats.length > 0 ? 'undetermined' : answer;
}

function areExcluded(world: World, hops: readonly string[]): 'passes' | 'denied' | 'undetermined' {
  const middle = hops.filter((key) => ['endpoint', 'nat', 'eni'].includes(world.nounOf(key)));
  const answers = (middle.length > 0 ? middle : hops.slice(0, 1)).map((key) => {
    const subnet = world.subnetOf(key) ?? '';
    const vpc = world.vpcOf('subnet', subnet);
    const allowances = world.rows
      .filter(([noun, excluded]) => noun === 'exclude' && (excluded === subnet || excluded === vpc))
      .map(([, , mode]) => mode);
    if (allowances.includes('allow-bidirectional')) return 'passes';
    return allowances.length > 0 || subnet === '' ? 'undetermined' : 'denied';
  });
  if (answers.includes('denied')) return 'denied';
  return answers.includes('undetermined') ? 'undetermined' : 'passes';
}
