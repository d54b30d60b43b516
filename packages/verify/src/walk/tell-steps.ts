import { formatCidrBlock } from '@inspected-egress/cidr';
import type { Route } from '../graph/route';
import type { Hop, Way } from './trace';

/** One hop and what happens there, for people. */
export interface Step {
  readonly hop: Hop;
  /** In order, one line each: no capital first letter, no final period. A firewall endpoint takes two. */
  readonly lines: readonly string[];
  /** The same as one line. */
  readonly text: string;
}

/** The way of a request, in the steps of the workshop "Distributed Egress" of Fortinet. */
export function tellOut(way: Way, packet: string): readonly Step[] {
  return way.hops.map((hop, index) => toStep(hop, outLines(way, hop, index, packet)));
}

/**
 * The way of its reply.
 * @param out - the hops of the request, so that endpoints are told to be the same
 */
export function tellBack(way: Way, out: readonly Hop[] = []): readonly Step[] {
  return way.hops.map((hop, index) => toStep(hop, backLines(way, hop, index, out)));
}

function toStep(hop: Hop, lines: readonly string[]): Step {
  return { hop, lines, text: lines.join('; ') };
}

function outLines(way: Way, hop: Hop, index: number, packet: string): readonly string[] {
  const name = nameOf(hop);
  const next = onward(way, index);
  switch (hop.kind) {
    case 'subnet':
      return [`${packet} starts in ${name}${next}`];
    case 'nat-gateway':
      return [`${name} receives it and replaces the source by its own private address${next}`];
    case 'firewall-endpoint':
      return [
        `${name} receives it and hands it to the firewall behind it`,
        `the firewall inspects it and, if it permits it, hands it back to the same endpoint${next}`,
      ];
    case 'internet-gateway':
      return [
        `${name} replaces the source by the public address of ${senderOf(way, index)} and sends it out${next}`,
      ];
    case 'egress-only-gateway':
      return [`${name} lets it out, and only replies in${next}`];
    case 'transit-gateway-attachment':
      return [`${name} receives it${next}`];
    case 'transit-gateway':
      return [
        `${name} receives it${way.hops[index + 1] === undefined && way.disposition === 'exits-elsewhere' ? ', and takes it to another network' : next}`,
      ];
    case 'network-interface':
      return [`${name} takes it; what the appliance does with it is not known${next}`];
    default:
      return [`${name} takes it to another network${next}`];
  }
}

function backLines(way: Way, hop: Hop, index: number, out: readonly Hop[]): readonly string[] {
  const isSame = out.some(({ kind, key }) => kind === hop.kind && key === hop.key);
  const name = nameOf(hop);
  const next = onward(way, index);
  switch (hop.kind) {
    case 'internet-gateway':
      return [
        `the destination receives it and replies; ${name} receives the reply and restores the private address of ${receiverOf(way, index)}${next}`,
      ];
    case 'egress-only-gateway':
      return [`the destination receives it and replies; ${name} receives the reply${next}`];
    case 'nat-gateway':
      return [`${name} restores the address of the workload${next}`];
    case 'firewall-endpoint': {
      const which =
        out.length === 0 ? '' : isSame ? ', which saw the request,' : ', which did not see the request,';
      return [`${name}${which} has the reply inspected, and it comes out of the same endpoint${next}`];
    }
    case 'transit-gateway-attachment':
    case 'transit-gateway':
    case 'subnet':
      return [`${name} receives the reply${next}`];
    default:
      return [`${name} takes the reply${next}`];
  }
}

/** Whose address the internet gateway makes public: that of the NAT gateway passed last, otherwise the workload's. */
function senderOf({ hops }: Way, index: number): string {
  const nat = hops
    .slice(0, index)
    .reverse()
    .find(({ kind }) => kind === 'nat-gateway');
  return nat === undefined ? 'the workload' : `\`${nat.key}\``;
}

function receiverOf({ hops }: Way, index: number): string {
  const receiver = hops.slice(index + 1).find(({ kind }) => kind === 'nat-gateway' || kind === 'subnet');
  return receiver === undefined ? 'the sender' : `\`${receiver.key}\``;
}

/** Where it goes from here, and what says so. */
function onward({ hops, disposition, reason }: Way, index: number): string {
  const next = hops[index + 1];
  const here = hops[index];
  if (next !== undefined) {
    if (next.kind === 'transit-gateway' && here?.kind === 'transit-gateway-attachment')
      return '; it hands it over';
    if (next.by === undefined) return '; a local route leads on';
    const target = `the ${kindText(next)} \`${next.key}\`${zoneText(here, next)}`;
    return `; \`${here?.table ?? next.by.origin}\` sends ${destinationText(next.by)} to ${target}`;
  }
  if (disposition === 'no-route') return `; \`${here?.table ?? 'its table'}\` has no route for it`;
  if (disposition === 'delivered' || disposition.startsWith('exits')) return '';
  return `; ${disposition}${reason === undefined ? '' : `: ${reason}`}`;
}

function zoneText(here: Hop | undefined, { zone }: Hop): string {
  if (here?.zone === undefined || zone === undefined) return '';
  return here.zone === zone ? ' in the same zone' : ` in another zone, ${zone}`;
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

const KINDS: Readonly<Partial<Record<Hop['kind'], string>>> = {
  'nat-gateway': 'NAT gateway',
  'vpn-gateway': 'virtual private gateway',
  peering: 'peering connection',
};

function kindText({ kind }: Hop): string {
  return KINDS[kind] ?? kind.replaceAll('-', ' ');
}

function nameOf(hop: Hop): string {
  const { key, subnet, zone, kind } = hop;
  const place = subnet === undefined || subnet === key ? [] : [`in \`${subnet}\``];
  const noun = kind === 'subnet' ? [] : [`the ${kindText(hop)}`];
  return [...noun, `\`${key}\``, ...place, ...(zone === undefined ? [] : [`(${zone})`])].join(' ');
}
