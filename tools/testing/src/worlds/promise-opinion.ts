import { deniesSome } from './simulated-acl';
import type { SimulatedFlow, SimulatedWay } from './simulated-flow';
import { isTransit } from './simulated-transit';
import type { World } from './world';

/** What one packet says of a promise: that it is broken, that nobody can tell, or nothing against it. */
export type Opinion = 'broken' | 'open' | 'kept';

/** The promises that a single packet can break. */
export const PACKET_PROMISES = [
  'every-exit-is-inspected',
  'replies-use-the-same-endpoint',
  'no-hop-leaves-its-zone',
  'no-route-loops-or-blackholes',
  'acls-permit-declared-flows',
] as const;

export type PacketPromise = (typeof PACKET_PROMISES)[number];

/** What a packet from a subnet, with its reply, says of a promise, from the words of the promise alone. */
export function opinionOf(world: World, promise: PacketPromise, flow: SimulatedFlow): Opinion {
  const { out, back } = flow;
  if (out.disposition === 'undetermined') return opinionOfOpen(world, promise, flow);
  switch (promise) {
    case 'every-exit-is-inspected':
      return opinionOfExit(world, flow);
    case 'replies-use-the-same-endpoint':
      return back === undefined ? 'kept' : ifAnswered(flow, opinionOfReply(world, out, back));
    case 'no-hop-leaves-its-zone':
      if (leavesZone(world, flow.from, out)) return 'broken';
      return back === undefined ? 'kept' : ifAnswered(flow, opinionOfZone(world, flow, back));
    case 'no-route-loops-or-blackholes': {
      const sent = flow.wantsAddress ? 'kept' : opinionOfWay(out);
      return back === undefined || sent === 'broken' ? sent : ifAnswered(flow, opinionOfWay(back));
    }
    case 'acls-permit-declared-flows': {
      if (out.disposition !== 'exits-internet') return 'kept';
      const denials = flow.crossings.map((crossing) => deniesSome(world, crossing));
      if (denials.includes(true)) return 'broken';
      return denials.includes('open') || back?.disposition === 'undetermined' ? 'open' : 'kept';
    }
  }
}

/**
 * What a packet to a subnet of another VPC and the answer of that subnet, each followed by itself, say of the promise that
 * replies use the same endpoint.
 */
export function opinionBetween(world: World, request: SimulatedFlow, answer: SimulatedFlow): Opinion {
  const endpoints = ({ out }: SimulatedFlow) => out.hops.filter((key) => world.nounOf(key) === 'endpoint');
  const mayArrive = ({ out }: SimulatedFlow, at: SimulatedFlow) =>
    out.disposition === 'undetermined' ||
    (out.disposition === 'delivered' && vpcAt(world, out) === world.vpcOf('subnet', at.from));
  if (!mayArrive(request, answer) || !mayArrive(answer, request)) return 'kept';
  if ([request, answer].some(({ out }) => out.disposition === 'undetermined')) return 'open';
  const [asked, answered] = [endpoints(request), endpoints(answer)];
  // What replaces the source is answered, and an answer to it is none that was sent here.
  const isReplaced = request.out.hops.some((key) => ['nat', 'eni'].includes(world.nounOf(key)));
  if (isReplaced && asked.length + answered.length > 0) return 'open';
  return asked.join() === answered.reverse().join() ? 'kept' : 'broken';
}

/** The VPC that a way ends in. */
function vpcAt(world: World, { hops }: SimulatedWay): string | undefined {
  const places = hops.flatMap((key) => world.subnetOf(key) ?? []);
  return world.vpcOf('subnet', places.at(-1) ?? '');
}

/** Nobody can tell what becomes of the packet, but what it passed before stays so. */
function opinionOfOpen(world: World, promise: PacketPromise, { from, out }: SimulatedFlow): Opinion {
  const isAtGateway = world.nounOf(out.hops.at(-1) ?? '') === 'igw';
  const isInspected = isAtGateway && out.hops.some((key) => world.nounOf(key) === 'endpoint');
  if (promise === 'every-exit-is-inspected' && isInspected) return 'kept';
  return promise === 'no-hop-leaves-its-zone' && leavesZone(world, from, out) ? 'broken' : 'open';
}

/** The reply of a packet that is dropped for want of a public address comes as soon as somebody gives it one. */
function ifAnswered({ wantsAddress }: SimulatedFlow, opinion: Opinion): Opinion {
  return wantsAddress && opinion === 'broken' ? 'open' : opinion;
}

function opinionOfExit(world: World, { out, wantsAddress }: SimulatedFlow): Opinion {
  const passes = (noun: string) => out.hops.some((key) => world.nounOf(key) === noun);
  if (passes('endpoint')) return 'kept';
  if (wantsAddress) return 'open';
  if (!out.disposition.startsWith('exits')) return 'kept';
  if (passes('eni')) return 'open';
  const exit = out.hops.at(-1) ?? '';
  return world.has('s3', exit, 'restricted') ? 'kept' : 'broken';
}

function opinionOfReply(world: World, out: SimulatedWay, back: SimulatedWay): Opinion {
  if (back.disposition === 'undetermined') return 'open';
  if (back.disposition !== 'delivered') return 'broken';
  const endpoints = ({ hops }: SimulatedWay) => hops.filter((key) => world.nounOf(key) === 'endpoint');
  return endpoints(out).reverse().join() === endpoints(back).join() ? 'kept' : 'broken';
}

function opinionOfZone(world: World, flow: SimulatedFlow, way: SimulatedWay): Opinion {
  if (replyLeavesZone(world, flow, way)) return 'broken';
  return way.disposition === 'undetermined' ? 'open' : 'kept';
}

/**
 * What is gone, or drops the packet before it is in, is not passed. From a transit gateway on the zone counts where packets came
 * in: in appliance mode that is no other zone, as the transit gateway picks it; otherwise it has to be the zone before.
 */
function leavesZone(world: World, from: string, { hops, disposition }: SimulatedWay): boolean {
  let home = world.zoneOf(from);
  const passed = disposition === 'blackhole' ? hops.slice(0, -1) : hops;
  return passed.some((key, index) => {
    const subnet = world.nounOf(key) === 'subnet' ? undefined : world.subnetOf(key);
    if (subnet === undefined) return false;
    const zone = world.zoneOf(subnet);
    const isLanding = isTransit(world, passed[index - 1]);
    const isPicked = isLanding && world.has('attachment', key.split('@')[0] ?? '', 'appliance');
    const leaves = !isPicked && zone !== home;
    if (isLanding) home = zone;
    return leaves;
  });
}

/** A reply has to stay where the request came in last, until a transit gateway takes it to the VPC of the workload. */
function replyLeavesZone(
  world: World,
  { from, out }: SimulatedFlow,
  { hops, disposition }: SimulatedWay,
): boolean {
  const landings = out.hops.filter((_, index) => isTransit(world, out.hops[index - 1]));
  const homes = [from, ...landings.map((key) => world.subnetOf(key) ?? '')].map((subnet) =>
    world.zoneOf(subnet),
  );
  const passed = disposition === 'blackhole' ? hops.slice(0, -1) : hops;
  return passed.some((key, index) => {
    if (isTransit(world, key) && homes.length > 1) homes.pop();
    const subnet = world.nounOf(key) === 'subnet' ? undefined : world.subnetOf(key);
    if (subnet === undefined || isTransit(world, passed[index - 1])) return false;
    return world.zoneOf(subnet) !== homes.at(-1);
  });
}

function opinionOfWay({ hops, disposition }: SimulatedWay): Opinion {
  if (disposition === 'undetermined') return 'open';
  if (disposition === 'no-route') return hops.length > 1 ? 'broken' : 'kept';
  return ['loop', 'blackhole', 'denied'].includes(disposition) ? 'broken' : 'kept';
}
