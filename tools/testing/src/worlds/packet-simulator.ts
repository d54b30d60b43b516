// A network of rows, one packet at a time, as plainly as possible: no sets, no code of the verifier, and integer arithmetic
// of its own. It is the second opinion on every answer that is given for whole classes of packets.
import { familyOf, holds, readAddress, readBlock } from './address';
import { lookUp } from './look-up';
import { judgePublicAccess } from './simulated-public-access';
import type { SimulatedCrossing, SimulatedFlow, SimulatedWay } from './simulated-flow';
import { reply, replyFromEgressOnlyGateway } from './simulated-reply';
import { doorOf, landingOf } from './simulated-transit';
import { World } from './world';

const MOST_STEPS = 50; // more than the tables and senders of a world allow without a circle
const NAT64 = readBlock('64:ff9b::/96'); // RFC 6052

/** A packet on its way out. */
interface Packet {
  readonly from: string;
  readonly workloadFamily: 4 | 6;
  family: 4 | 6;
  destination: bigint;
  /** What put its address into the packet, the workload's subnet first. */
  readonly senders: string[];
  readonly hops: string[];
  readonly crossings: SimulatedCrossing[];
  readonly hash: number;
}

export class PacketSimulator {
  readonly world: World;

  constructor(rows: string, contested?: World['contested']) {
    this.world = new World(rows, contested);
  }

  /** @param hash - of the flow, by which a transit gateway in appliance mode picks a zone */
  send(from: string, destination: string, hash = 0): SimulatedFlow {
    const family = familyOf(destination);
    const packet: Packet = {
      ...{ from, workloadFamily: family, family, destination: readAddress(destination) },
      ...{ senders: [from], hops: [from], crossings: [], hash },
    };
    const [disposition, back, wantsAddress = false] = this.follow(packet);
    return {
      ...{ from, family, destination: readAddress(destination), wantsAddress },
      out: { hops: packet.hops, disposition },
      ...(back === undefined ? {} : { back }),
      crossings: packet.crossings,
    };
  }

  private follow(packet: Packet): [disposition: string, back?: SimulatedWay, wantsAddress?: boolean] {
    const { world } = this;
    for (let steps = 0; steps < MOST_STEPS; steps += 1) {
      const here = packet.hops.at(-1) ?? '';
      const route = lookUp(world, world.tableOf(here), packet.family, packet.destination);
      if (route === undefined) return ['no-route'];
      if (route === 'any') return ['undetermined'];
      const { target } = route;
      if (target === 'local') return ['delivered'];
      const transit = route.isGone ? undefined : this.passTransitGateway(packet, here, target);
      if (transit === 'passed') continue;
      if (transit !== undefined) return [transit];
      packet.hops.push(target);
      if (route.isGone) return ['blackhole'];
      this.cross(packet, here, target);
      switch (world.nounOf(target)) {
        case 'endpoint':
          if (world.has('endpoint', target, packet.family === 6 ? 'ipv4' : 'ipv6')) return ['denied'];
          break;
        case 'eni':
          if (!world.has('eni', target, 'forwards')) return ['denied'];
          packet.senders.push(target);
          break;
        case 'nat':
          if (!this.isInVpcOf(target, here)) return ['denied'];
          if (packet.family === 6 && !holds(NAT64, packet.destination)) return ['denied'];
          if (packet.family === 6) packet.destination -= NAT64.first;
          packet.family = 4;
          packet.senders.push(target);
          break;
        case 'eigw':
          return this.leaveByEgressOnlyGateway(packet, here);
        case 'igw':
          return this.leaveByInternetGateway(packet, target);
        default:
          return ['exits-elsewhere'];
      }
    }
    return ['loop'];
  }

  /**
   * Into a transit gateway by the subnet in the same zone, through the table of the attachment, out by the subnet in the same
   * zone or, in appliance mode, that of the flow's hash; Transit Gateway guide, 2026-07. Undefined for what is none of these.
   */
  private passTransitGateway(packet: Packet, here: string, gateway: string): string | undefined {
    const { world } = this;
    const subnet = world.subnetOf(here) ?? '';
    const door = doorOf(world, gateway, subnet);
    if (door === undefined) return undefined;
    if (door === 'closed') {
      packet.hops.push(gateway);
      return 'blackhole';
    }
    const way = `${door.attachment.key}@${door.subnet}`;
    this.cross(packet, here, way);
    packet.hops.push(way, gateway);
    const route = lookUp(world, door.attachment.table ?? '', packet.family, packet.destination);
    if (route === undefined) return 'no-route';
    if (route === 'any') return 'undetermined';
    if (route.isGone) return 'blackhole';
    const landing = landingOf(world, route.target, subnet, packet.hash);
    if (landing === undefined) return 'exits-elsewhere';
    packet.hops.push(`${route.target}@${landing}`);
    return 'passed';
  }

  private isInVpcOf(nat: string, here: string): boolean {
    const [one, other] = [nat, here].map((key) => this.world.vpcOf('subnet', this.world.subnetOf(key) ?? ''));
    return one === other;
  }

  /** Drops IPv4, what comes from a firewall endpoint, and what Block Public Access stops; replies come straight back. */
  private leaveByEgressOnlyGateway(packet: Packet, previous: string): [string, SimulatedWay?] {
    if (packet.family === 4) return ['denied'];
    if (this.world.nounOf(previous) === 'endpoint') return ['blackhole'];
    const access = judgePublicAccess(this.world, packet.hops);
    if (access !== 'passes') return [access];
    return ['exits-internet', replyFromEgressOnlyGateway(this.world, packet)];
  }

  private leaveByInternetGateway(packet: Packet, gateway: string): [string, SimulatedWay?, boolean?] {
    const { world } = this;
    const previous = world.subnetOf(packet.hops.at(-2) ?? '') ?? '';
    const isOther = world.vpcOf('igw', gateway) !== world.vpcOf('subnet', previous);
    if (world.has('igw', gateway, 'detached') || isOther) return ['blackhole'];
    const access = judgePublicAccess(world, packet.hops);
    if (access !== 'passes') return [access];
    const sender = packet.senders.at(-1) ?? '';
    if (world.has('nat', sender, 'private')) return ['denied'];
    const isForeign = world.vpcOf('subnet', packet.from) !== world.vpcOf('subnet', previous);
    if (sender === packet.from && isForeign) return ['denied'];
    const back = reply(world, packet);
    if (sender === packet.from && packet.family === 4 && !this.hasPublicAddress(sender))
      return ['denied', back, true];
    return ['exits-internet', back];
  }

  /** Whether the subnet gives addresses away, or something in it has one. */
  private hasPublicAddress(subnet: string): boolean {
    const { world } = this;
    const isOwner = (noun: string, key: string) =>
      world.row(noun, key)[0] === subnet && world.has(noun, key, 'public');
    return (
      world.has('subnet', subnet, 'public') ||
      ['instance', 'eni'].some((noun) => world.keysOf(noun).some((key) => isOwner(noun, key)))
    );
  }

  /** Network ACLs are asked at the edges of subnets, and between an endpoint and its neighbours of the same subnet. */
  private cross({ crossings, family, destination, senders }: Packet, from: string, to: string): void {
    const { world } = this;
    const [left, entered] = [world.subnetOf(from), world.subnetOf(to)];
    const isEndpoint = [from, to].some((key) => world.nounOf(key) === 'endpoint');
    if (left === entered && !isEndpoint) return;
    const source = sourceOf(world, senders);
    if (left !== undefined) crossings.push({ subnet: left, direction: 'out', peer: destination, family });
    if (entered !== undefined) crossings.push({ subnet: entered, direction: 'in', peer: source, family });
  }
}

/** The subnet that the source address is in. */
function sourceOf(world: World, senders: readonly string[]): string {
  const nats = senders.filter((sender) => world.nounOf(sender) !== 'eni');
  const last = nats.at(-1) ?? '';
  return world.subnetOf(last) ?? last;
}
