import { readBlock } from './address';
import { lookUp } from './look-up';
import { forEveryPick, type Pick } from './simulated-picks';
import { isEdge } from './simulated-edge';
import { doorOf, isTransit, landingOf } from './simulated-transit';
import type { SimulatedCrossing, SimulatedWay } from './simulated-flow';
import type { World } from './world';

const MOST_STEPS = 50;
const NAT64 = readBlock('64:ff9b::/96'); // RFC 6052
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].map(readBlock); // RFC 1918
// VPC guide, "Ephemeral ports": Linux, and NAT gateways.
const WORKLOAD_PORTS = [32768, 61000] as const;
const NAT_PORTS = [1024, 65535] as const;

interface Answered {
  readonly from: string;
  readonly workloadFamily: 4 | 6;
  readonly family: 4 | 6;
  readonly destination: bigint;
  readonly senders: readonly string[];
  readonly hops: readonly string[];
  readonly crossings: SimulatedCrossing[];
}

/**
 * Follows the reply to a packet from the internet gateway, which undoes the public address before it looks for a route. Where
 * transit gateways may hand it to several subnets and the ways from there differ, nobody can tell which it goes.
 */
export function reply(world: World, packet: Answered): SimulatedWay {
  const ways = forEveryPick((pick) => follow(world, packet, pick));
  const [first = { hops: [], disposition: 'undetermined' }, ...others] = ways;
  if (others.every((way) => toldOf(way) === toldOf(first))) return first;
  const end = first.hops.findIndex((hop, index) => others.some(({ hops }) => hops[index] !== hop));
  return { hops: end < 0 ? first.hops : first.hops.slice(0, end), disposition: 'undetermined' };
}

/** A way without the subnets of attachments. */
function toldOf({ hops, disposition }: SimulatedWay): string {
  return [...hops.map((hop) => hop.split('@')[0]), disposition].join();
}

function follow(world: World, packet: Answered, pick: Pick): SimulatedWay {
  const gateway = packet.hops.at(-1) ?? '';
  const hops = [gateway];
  const waiting = [...packet.senders];
  if (waiting.some((sender) => world.nounOf(sender) === 'eni')) return { hops, disposition: 'undetermined' };
  let [family, far] = [packet.family, packet.destination];
  let table = world.field('igw', gateway, 'edge');
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    const receiver = waiting.at(-1) ?? '';
    const route = routeTo(world, table, receiver, family);
    if (route === 'any') return { hops, disposition: 'undetermined' };
    const here = hops.at(-1) ?? '';
    if (isFar(world, here, receiver)) {
      const flow = hopsOfFlow(world, packet.hops, waiting.length);
      const step = { hops, here, receiver, family, far, route, pick, flow };
      const passed = backThroughTransit(world, packet, step);
      if (passed === 'passed') {
        table = world.tableOf(hops.at(-1) ?? '');
        continue;
      }
      if (passed !== undefined) return { hops, disposition: passed };
    }
    const next = route === undefined ? receiver : route.target;
    hops.push(next);
    if (route?.isGone === true) return { hops, disposition: 'blackhole' };
    const noun = world.nounOf(next);
    // The source of a reply is not in the VPC.
    if (next !== receiver && noun === 'nat') return { hops, disposition: 'denied' };
    // An interface that a gateway route table leads to needs a public IPv4 address.
    if (noun === 'eni' && here === gateway && family === 4 && !world.has('eni', next, 'public'))
      return { hops, disposition: 'denied' };
    if (noun === 'igw' && hasPrivateAddress(world, receiver, family)) return { hops, disposition: 'denied' };
    if (next !== receiver && noun !== 'endpoint') return { hops, disposition: 'undetermined' };
    cross(world, packet, { from: here, to: next, receiver, family, far });
    if (noun === 'endpoint' && world.has(noun, next, family === 6 ? 'ipv4' : 'ipv6'))
      return { hops, disposition: 'denied' };
    if (noun === 'subnet') return { hops, disposition: 'delivered' };
    if (noun === 'nat') {
      waiting.pop();
      if (waiting.length === 1 && packet.workloadFamily === 6) {
        // The last translation undone is that of NAT64.
        far += NAT64.first;
        family = 6;
      }
    }
    table = world.tableOf(next);
  }
  return { hops, disposition: 'loop' };
}

/** An internet gateway drops what is for such addresses; Reachability Analyzer guide, "Explanation codes". */
export function isPrivate(address: bigint): boolean {
  return PRIVATE.some(({ first, last }) => first <= address && address <= last);
}

function hasPrivateAddress(world: World, receiver: string, family: 4 | 6): boolean {
  const subnet = world.subnetOf(receiver);
  const block = subnet === undefined || family === 6 ? undefined : world.blockOf(subnet, family);
  return block !== undefined && PRIVATE.some(({ first, last }) => first <= block.first && block.last <= last);
}

/** Whether a receiver is in another VPC than a hop. */
function isFar(world: World, here: string, receiver: string): boolean {
  const [at, to] = [world.subnetOf(here), world.subnetOf(receiver)];
  return at !== undefined && to !== undefined && world.vpcOf('subnet', at) !== world.vpcOf('subnet', to);
}

interface FarStep {
  readonly hops: string[];
  readonly here: string;
  readonly receiver: string;
  readonly family: 4 | 6;
  readonly far: bigint;
  readonly route: ReturnType<typeof routeTo>;
  readonly pick: Pick;
  /** What the request passed that this is the reply to. */
  readonly flow: readonly string[];
}

/** Undefined where the route leads to what is passed as in one VPC; otherwise how the reply ends, or that it is passed on. */
function backThroughTransit(
  world: World,
  packet: Answered,
  { hops, here, receiver, family, far, route, pick, flow }: FarStep,
): string | undefined {
  if (route === 'any') return 'undetermined';
  if (route === undefined) return 'no-route';
  if (route.isGone) return undefined;
  const subnet = world.subnetOf(here) ?? '';
  const door = doorOf(world, route.target, subnet);
  // An internet gateway sends nothing to private addresses.
  if (
    door === undefined &&
    world.nounOf(route.target) === 'igw' &&
    hasPrivateAddress(world, receiver, family)
  ) {
    hops.push(route.target);
    return 'denied';
  }
  if (door === undefined) return undefined;
  if (door === 'closed') {
    hops.push(route.target);
    return 'blackhole';
  }
  const way = `${door.attachment.key}@${door.subnet}`;
  cross(world, packet, { receiver, family, far, from: here, to: way });
  hops.push(way, route.target);
  const onward = routeTo(world, door.attachment.table, receiver, family);
  if (onward === 'any') return 'undetermined';
  if (onward === undefined) return 'no-route';
  if (onward.isGone) return 'blackhole';
  const seen = passedBy(world, flow, onward.target);
  const landing = landingOf(world, onward.target, subnet, (count) => pick(onward.target, count), seen);
  if (landing === undefined) return 'undetermined';
  hops.push(`${onward.target}@${landing}`);
  return 'passed';
}

/** Each translation makes another flow, so of several the hops between two. */
function hopsOfFlow(world: World, hops: readonly string[], count: number): string[] {
  let made = 1;
  return hops.filter((hop) => {
    if (world.nounOf(hop) === 'nat') made += 1;
    return made === count;
  });
}

/** The subnet by which a packet came in by an attachment, otherwise the one by which it left. */
function passedBy(world: World, hops: readonly string[], attachment: string): string | undefined {
  const places = hops.flatMap((hop, index) => {
    const [key, subnet = ''] = hop.split('@');
    return key === attachment ? [{ subnet, isLanding: isTransit(world, hops[index - 1]) }] : [];
  });
  return (places.find(({ isLanding }) => isLanding) ?? places[0])?.subnet;
}

/** An egress-only gateway has no table: replies come straight to the workload. */
export function replyFromEgressOnlyGateway(world: World, packet: Answered): SimulatedWay {
  const gateway = packet.hops.at(-1) ?? '';
  if (packet.senders.length > 1) return { hops: [gateway], disposition: 'undetermined' };
  const [to, receiver] = [packet.from, packet.from];
  cross(world, packet, { from: gateway, to, receiver, family: packet.family, far: packet.destination });
  return { hops: [gateway, to], disposition: 'delivered' };
}

/** The route to a receiver; undefined where the local one delivers. A regional NAT gateway is at every gateway. */
function routeTo(world: World, table: string | undefined, receiver: string, family: 4 | 6) {
  const subnet = world.subnetOf(receiver);
  const block = subnet === undefined ? undefined : world.blockOf(subnet, family);
  if (table === undefined || block === undefined) return undefined;
  const route = lookUp(world, table, family, block.first + 7n);
  return route === undefined || (route !== 'any' && route.target === 'local') ? undefined : route;
}

interface Step {
  readonly from: string;
  readonly to: string;
  readonly receiver: string;
  readonly family: 4 | 6;
  readonly far: bigint;
}

function cross(world: World, packet: Answered, { from, to, receiver, family, far }: Step): void {
  const [left, entered] = [world.subnetOf(from), world.subnetOf(to)];
  if (left === entered && !isEdge(world, from, to)) return;
  const replyPorts = world.nounOf(receiver) === 'nat' ? NAT_PORTS : WORKLOAD_PORTS;
  const near = world.subnetOf(receiver) ?? receiver;
  const { crossings } = packet;
  if (left !== undefined) crossings.push({ subnet: left, direction: 'out', family, peer: near, replyPorts });
  if (entered !== undefined)
    crossings.push({ subnet: entered, direction: 'in', family, peer: far, replyPorts });
}
