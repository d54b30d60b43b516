import { formatCidrBlock } from '@inspected-egress/cidr';
import type { Route } from '../graph/route';
import type { Hop, Way } from './trace';

/** One hop and what happens there, for people: one line, a sentence without its period. */
export interface Step {
  readonly hop: Hop;
  readonly text: string;
}

/** The way of a request, step by step. */
export function tellOut(way: Way, packet: string): readonly Step[] {
  return way.hops.map((hop, index) => ({
    hop,
    text: `${outText(way, hop, index, packet)}${onward(way, index)}`,
  }));
}

/** The way of its reply. */
export function tellBack(way: Way): readonly Step[] {
  return way.hops.map((hop, index) => ({ hop, text: `${backText(way, hop, index)}${onward(way, index)}` }));
}

function outText({ hops }: Way, hop: Hop, index: number, packet: string): string {
  const name = nameOf(hop);
  switch (hop.kind) {
    case 'subnet':
      return `${name} sends ${packet}`;
    case 'nat-gateway':
      return `${name} replaces the source by its own address`;
    case 'firewall-endpoint':
      return `${name} has it inspected, and it comes out of the endpoint again`;
    case 'internet-gateway': {
      const nat = hops
        .slice(0, index)
        .reverse()
        .find(({ kind }) => kind === 'nat-gateway');
      return `${name} replaces the source by the public address of ${nat === undefined ? 'the workload' : `\`${nat.key}\``}`;
    }
    case 'egress-only-gateway':
      return `${name} lets it out, and only replies in`;
    case 'network-interface':
      return `${name} takes it; what the appliance does with it is not known`;
    default:
      return `${name} takes it to another network`;
  }
}

function backText({ hops }: Way, hop: Hop, index: number): string {
  const name = nameOf(hop);
  if (hop.kind === 'internet-gateway') {
    const receiver = hops.slice(index + 1).find(({ kind }) => kind === 'nat-gateway' || kind === 'subnet');
    const owner = receiver === undefined ? 'the sender' : `\`${receiver.key}\``;
    return `${name} receives the reply and restores the private address of ${owner}`;
  }
  if (hop.kind === 'nat-gateway') return `${name} restores the address of the workload`;
  if (hop.kind === 'firewall-endpoint') return `${name} has the reply inspected`;
  if (hop.kind === 'subnet') return `${name} receives the reply`;
  return `${name} takes the reply`;
}

/** Where it goes from here, and what says so. */
function onward({ hops, disposition, reason }: Way, index: number): string {
  const next = hops[index + 1];
  const { table } = hops[index] ?? {};
  if (next !== undefined) {
    if (next.by === undefined) return '; a local route leads on';
    return `; \`${table ?? next.by.origin}\` sends ${destinationText(next.by)} to \`${next.key}\``;
  }
  if (disposition === 'no-route') return `; \`${table ?? 'its table'}\` has no route for it`;
  if (disposition === 'delivered' || disposition.startsWith('exits')) return '';
  return `; ${disposition}${reason === undefined ? '' : `: ${reason}`}`;
}

/** The destination of a route as it is written. */
export function destinationText({ destination }: Route): string {
  switch (destination.kind) {
    case 'block':
      return `\`${formatCidrBlock(destination.block)}\``;
    case 'prefix-list':
      return `\`${destination.prefixList}\``;
    case 'subnet-block':
      return `the block of \`${destination.subnet}\``;
    case 'vpc-block':
      return `the block of \`${destination.vpc}\``;
    case 'unknown':
      return 'something';
  }
}

function nameOf({ key, subnet, zone }: Hop): string {
  const place = subnet === undefined || subnet === key ? [] : [`in \`${subnet}\``];
  const words = [`\`${key}\``, ...place, ...(zone === undefined ? [] : [`(${zone})`])];
  return words.join(' ');
}
