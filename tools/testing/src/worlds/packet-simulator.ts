// A network of rows, one packet at a time, as plainly as possible: no sets, no code of the verifier, and integer arithmetic
// of its own. It is the second opinion on every answer that is given for whole classes of packets.
import { familyOf, holds, readAddress, readBlock, writeAddress } from './address';
import { lookUp } from './look-up';
import { judgePublicAccess } from './simulated-public-access';
import { isEdge } from './simulated-edge';
import type { SimulatedCrossing, SimulatedFlow, SimulatedWay } from './simulated-flow';
import { isPrivate, reply, replyFromEgressOnlyGateway } from './simulated-reply';
import { forEveryPick, type Pick } from './simulated-picks';
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
  readonly pick: Pick;
}

export class PacketSimulator {
  readonly world: World;

  constructor(rows: string, contested?: World['contested']) {
    this.world = new World(rows, contested);
  }

  /** A packet for every way in which transit gateways may pick zones for it. */
  sendEvery(from: string, destination: string): SimulatedFlow[] {
    return forEveryPick((pick) => this.send(from, destination, pick));
  }

  /**
   * A packet from each of two subnets to the other, for every way in which transit gateways may pick zones: in appliance mode
   * one for both.
   */
  exchange(one: string, other: string): (readonly [request: SimulatedFlow, answer: SimulatedFlow])[] {
    const [to, back] = [this.addressIn(other), this.addressIn(one)];
    return forEveryPick((pick) => {
      const pickFor =
        (direction: string): Pick =>
        (what, count) => {
          const [attachment = ''] = what.split(' ');
          return pick(this.isPickedForFlow(attachment) ? attachment : `${direction} ${what}`, count);
        };
      return [this.send(one, to, pickFor('request')), this.send(other, back, pickFor('answer'))] as const;
    });
  }

  private addressIn(subnet: string): string {
    return writeAddress((this.world.blockOf(subnet, 4)?.first ?? 0n) + 7n, 4);
  }

  /**
   * @param pick - of transit gateways, by which subnet the packet comes into a VPC
   * @default pick - the first of them
   */
  send(from: string, destination: string, pick: Pick = () => 0): SimulatedFlow {
    const family = familyOf(destination);
    const packet: Packet = {
      ...{ from, workloadFamily: family, family, destination: readAddress(destination) },
      ...{ senders: [from], hops: [from], crossings: [], pick },
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
   * zone or, in appliance mode, the one picked for the flow; Transit Gateway guide, 2026-07. Undefined for what is none of these.
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
    // A NAT gateway makes another flow of it, and where no zone is picked for the flow, one may be for each visit.
    const zone = this.isPickedForFlow(route.target) ? '' : (world.zoneOf(subnet) ?? '');
    const flow = [packet.senders.at(-1) ?? '', ...(isSentAgain(packet) ? ['again'] : [])].join();
    const landing = landingOf(world, route.target, subnet, (count) =>
      packet.pick(`${route.target} ${flow} ${zone}`, count),
    );
    if (landing === undefined) return 'exits-elsewhere';
    packet.hops.push(`${route.target}@${landing}`);
    return 'passed';
  }

  private isPickedForFlow(attachment: string): boolean {
    return this.world.attachments.some(
      ({ key, isInApplianceMode }) => key === attachment && isInApplianceMode,
    );
  }

  private isInVpcOf(nat: string, here: string): boolean {
    const [one, other] = [nat, here].map((key) => this.world.vpcOf('subnet', this.world.subnetOf(key) ?? ''));
    return one === other;
  }

  /** Drops IPv4, what comes from a firewall endpoint, and what Block Public Access stops; replies come straight back. */
  private leaveByEgressOnlyGateway(packet: Packet, previous: string): [string, SimulatedWay?] {
    if (packet.family === 4) return ['denied'];
    if (this.world.nounOf(previous) === 'endpoint') return ['blackhole'];
    // Of packets of another VPC the guide says nothing.
    const [here, home] = [this.world.subnetOf(previous) ?? '', packet.from];
    if (this.world.vpcOf('subnet', here) !== this.world.vpcOf('subnet', home)) return ['undetermined'];
    const access = judgePublicAccess(this.world, packet.hops);
    if (access !== 'passes') return [access];
    return ['exits-internet', replyFromEgressOnlyGateway(this.world, packet)];
  }

  private leaveByInternetGateway(packet: Packet, gateway: string): [string, SimulatedWay?, boolean?] {
    const { world } = this;
    const previous = world.subnetOf(packet.hops.at(-2) ?? '') ?? '';
    const isOther = world.vpcOf('igw', gateway) !== world.vpcOf('subnet', previous);
    if (world.has('igw', gateway, 'detached') || isOther) return ['blackhole'];
    if (packet.family === 4 && isPrivate(packet.destination)) return ['denied'];
    const access = judgePublicAccess(world, packet.hops);
    if (access !== 'passes') return [access];
    const sender = packet.senders.at(-1) ?? '';
    if (world.has('nat', sender, 'private')) return ['denied'];
    // It gives public IPv4 addresses to its own VPC alone; of IPv6 of another VPC the guide says nothing.
    if (this.areForeign(packet.senders, previous)) return [packet.family === 4 ? 'denied' : 'undetermined'];
    const back = reply(world, packet);
    if (sender === packet.from && packet.family === 4 && !this.hasPublicAddress(sender))
      return ['denied', back, true];
    return ['exits-internet', back];
  }

  /** Whether whatever may be the source is in another VPC than a subnet; an interface may replace it, or let it be. */
  private areForeign(senders: readonly string[], subnet: string): boolean {
    const { world } = this;
    const last = senders.map((sender) => world.nounOf(sender) !== 'eni').lastIndexOf(true);
    const vpc = world.vpcOf('subnet', subnet);
    return senders
      .slice(last)
      .every((sender) => world.vpcOf('subnet', world.subnetOf(sender) ?? subnet) !== vpc);
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

  /** Network ACLs are asked at the edges of subnets. */
  private cross({ crossings, family, destination, senders }: Packet, from: string, to: string): void {
    const { world } = this;
    const [left, entered] = [world.subnetOf(from), world.subnetOf(to)];
    if (left === entered && !isEdge(world, from, to)) return;
    const source = sourceOf(world, senders);
    if (left !== undefined) crossings.push({ subnet: left, direction: 'out', peer: destination, family });
    if (entered !== undefined) crossings.push({ subnet: entered, direction: 'in', peer: source, family });
  }
}

/** In a circle, a NAT gateway translates what it sent itself. */
function isSentAgain({ senders }: Packet): boolean {
  const last = senders.at(-1);
  return senders.slice(0, -1).some((sender) => sender === last);
}

/** The subnet that the source address is in. */
function sourceOf(world: World, senders: readonly string[]): string {
  const nats = senders.filter((sender) => world.nounOf(sender) !== 'eni');
  const last = nats.at(-1) ?? '';
  return world.subnetOf(last) ?? last;
}
