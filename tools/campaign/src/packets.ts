import {
  deniesSome,
  isAnswered,
  opinionOf,
  PacketSimulator,
  worthSending,
  type Opinion,
  type PacketPromise,
  type SimulatedFlow,
  type World,
} from '@inspected-egress/testing/worlds';
import type { Network } from './plain-reader/network';
import { rowsOfAll } from './plain-reader/rows-of';

const SERVICES = [
  { protocol: 'tcp', port: 443 },
  { protocol: 'tcp', port: 22 },
  { protocol: 'udp', port: 53 },
] as const;

/** A VPC, or several that a transit gateway joins, in which packets are sent one by one, by what a plain reader understands of its Terraform. */
export class Packets {
  private readonly simulator: PacketSimulator;
  private readonly flows = new Map<string, readonly SimulatedFlow[]>();
  private readonly tales = new Map<string, string>();
  private readonly denials = new Map<string, boolean | 'open'>();
  readonly destinations: readonly string[];
  readonly senders: readonly string[];

  private readonly subnetsHere: Network['subnets'];

  constructor(...networks: readonly Network[]) {
    this.subnetsHere = networks.flatMap(({ subnets }) => subnets);
    this.simulator = new PacketSimulator(rowsOfAll(networks));
    this.destinations = worthSending(this.world);
    const residents = ['instance', 'eni'].flatMap((noun) =>
      this.world.keysOf(noun).map((key) => this.world.row(noun, key)[0]),
    );
    this.senders = this.subnetsHere
      .filter(({ role, address }) => role === 'workload' || residents.includes(address))
      .map(({ address }) => address);
  }

  private get world(): World {
    return this.simulator.world;
  }

  /** What becomes of every packet and every query, in words that do not depend on names, in the order of the destinations. */
  outcomes(destinations: readonly string[], names: readonly string[]): string[] {
    const ways = this.senders.flatMap((sender) =>
      destinations
        .filter((to) => this.hasFamily(sender, to))
        .map((to) => `${this.nameOf(sender)} to ${to}: ${this.told(sender, to)}`),
    );
    const [vpc = ''] = this.world.vpcBlocks().map(({ first }) => String(first));
    const answers = names.map(
      (name) => `${vpc} ${name} ${isAnswered(this.world, name) ? 'is' : 'is not'} answered`,
    );
    return [...ways.sort(), ...answers];
  }

  /** Names that rules of DNS Firewall tell apart. */
  get names(): readonly string[] {
    const listed = this.world.keysOf('dns').flatMap((key) => this.world.row('dns', key));
    const domains = listed.filter((word) => /^[*\w].*\.[a-z]+$/.test(word));
    return ['unlisted.example', ...domains.map((domain) => domain.replace('*', 'some'))];
  }

  /** What the packets of a subnet add up to for a promise: that one breaks it, that nobody can tell of one, or neither. */
  opinion(promise: PacketPromise, sender: string): Opinion {
    const opinions = this.destinations
      .filter((to) => this.hasFamily(sender, to))
      .flatMap((to) => this.send(sender, to))
      .map((flow) => opinionOf(this.world, promise, flow));
    return opinions.includes('broken') ? 'broken' : opinions.includes('open') ? 'open' : 'kept';
  }

  get subnets(): readonly string[] {
    return this.subnetsHere.map(({ address }) => address);
  }

  private hasFamily(sender: string, to: string): boolean {
    return this.world.blockOf(sender, to.includes(':') ? 6 : 4) !== undefined;
  }

  /** A packet for every way in which transit gateways may pick zones for it. */
  private send(from: string, to: string): readonly SimulatedFlow[] {
    return once(this.flows, `${from} ${to}`, () => this.simulator.sendEvery(from, to));
  }

  private told(sender: string, to: string): string {
    return once(this.tales, `${sender} ${to}`, () =>
      this.send(sender, to)
        .map((flow) => this.tell(flow))
        .sort()
        .join(' or '),
    );
  }

  private tell({ out, back, crossings }: SimulatedFlow): string {
    const ways = [out, ...(back === undefined ? [] : [back])].map(({ hops, disposition }) =>
      disposition === 'loop' ? 'loop' : `${hops.map((hop) => this.nameOf(hop)).join(', ')} ${disposition}`,
    );
    const passed = SERVICES.map(({ protocol, port }) => {
      const denials = crossings.map((crossing) => {
        const { subnet, direction, peer, replyPorts } = crossing;
        const key = [subnet, direction, peer, replyPorts, protocol, port].join(' ');
        return once(this.denials, key, () => deniesSome(this.world, crossing, { protocol, port }));
      });
      return `${protocol}/${port} ${denials.includes(true) ? 'stopped' : 'passes'}`;
    });
    return [...ways, ...(out.disposition === 'exits-internet' ? passed : [])].join('; ');
  }

  /** A node by what it is and where it stands. */
  private nameOf(key: string): string {
    const subnet = this.world.subnetOf(key);
    const noun = this.world.nounOf(key);
    if (this.world.attachments.some(({ gateway }) => gateway === key)) return 'transit gateway';
    if (subnet === undefined) return noun === '' ? key : noun;
    const { blocks = [] } = this.subnetsHere.find(({ address }) => address === subnet) ?? {};
    return `${noun} ${blocks[0] ?? ''}`;
  }
}

function once<T>(told: Map<string, T>, key: string, tell: () => T): T {
  const known = told.get(key);
  if (known !== undefined) return known;
  const answer = tell();
  told.set(key, answer);
  return answer;
}
