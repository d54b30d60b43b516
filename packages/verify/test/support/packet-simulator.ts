// A network of rows (see graph-of.ts), one packet at a time, as plainly as possible: no sets, no code of the verifier, and
// integer arithmetic of its own. It is the second opinion on every answer that is given for whole classes of packets.

export interface SimulatedWay {
  readonly hops: readonly string[];
  readonly disposition: string;
}

export interface SimulatedFlow {
  readonly out: SimulatedWay;
  readonly back?: SimulatedWay;
  /** Edges of subnets that packets cross, with what a network ACL sees there. */
  readonly crossings: readonly SimulatedCrossing[];
}

export interface SimulatedCrossing {
  readonly subnet: string;
  readonly direction: 'in' | 'out';
  readonly peer: bigint;
  readonly port: number;
}

interface SimulatedRoute {
  readonly family: number;
  readonly first: bigint;
  readonly bits: number;
  readonly rank: number;
  readonly target: string;
  readonly isGone: boolean;
}

interface Packet {
  source: bigint;
  readonly destination: bigint;
  readonly family: number;
}

const MOST_STEPS = 100; // more than 7 tables and 3 senders allow without a circle
const WORKLOAD_PORT = 40000;
const NAT_PORT = 2000;

export class PacketSimulator {
  private readonly rows: string[][];
  private readonly tables = new Map<string, SimulatedRoute[]>();

  constructor(text: string) {
    this.rows = text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .map((line) => line.split(/\s+/));
  }

  /** @param host - where in the subnet the workload is, counted from its first address */
  send(from: string, destinationText: string, host = 10): SimulatedFlow {
    const destination = readAddress(destinationText);
    const family = destinationText.includes(':') ? 6 : 4;
    const workload = this.firstOf(from, family) + BigInt(host);
    const packet: Packet = { source: workload, destination, family };
    const hops = [from];
    const crossings: SimulatedCrossing[] = [];
    const nats: string[] = [];
    let here = from;
    const finish = (disposition: string) => ({ out: { hops, disposition }, crossings });
    const cross = (to: string | undefined, isAsked: boolean, peers: [bigint, bigint], port: number) => {
      if (to === here && !isAsked) return;
      if (here !== '') crossings.push({ subnet: here, direction: 'out', peer: peers[1], port });
      if (to !== undefined) crossings.push({ subnet: to, direction: 'in', peer: peers[0], port });
    };
    for (let steps = 0; steps < MOST_STEPS; steps += 1) {
      const route = this.lookUp(this.tableOf(here), family, packet.destination);
      if (route === undefined) return finish('no-route');
      if (route.target === 'local') return finish('delivered');
      hops.push(route.target);
      if (route.isGone) return finish('blackhole');
      const noun = this.nounOf(route.target);
      if (noun === 'endpoint' || noun === 'nat') {
        const subnet = this.row(noun, route.target)[2] ?? '';
        const isAsked = noun === 'endpoint' || this.nounOf(hops.at(-2) ?? '') === 'endpoint';
        cross(subnet, isAsked, [packet.source, packet.destination], 443);
        here = subnet;
        if (noun === 'nat') {
          if (family === 6) return finish('denied');
          packet.source = this.natAddress(route.target);
          nats.push(route.target);
        }
        continue;
      }
      if (noun === 'eigw') {
        if (family === 4) return finish('denied');
        if (this.nounOf(hops.at(-2) ?? '') === 'endpoint') return finish('blackhole');
        return {
          ...finish('exits-internet'),
          back: { hops: [route.target, from], disposition: 'delivered' },
        };
      }
      if (noun !== 'igw') return finish('exits-elsewhere');
      if (this.row('igw', route.target).includes('detached')) return finish('blackhole');
      cross(undefined, false, [packet.source, packet.destination], 443);
      const nat = nats.at(-1);
      if (nat !== undefined && this.row('nat', nat).includes('private')) return finish('denied');
      const back = () => this.reply(from, route.target, nats, packet, workload, crossings);
      if (nat === undefined && family === 4 && !this.row('subnet', from).includes('public'))
        return { ...finish('denied'), back: back() };
      return { ...finish('exits-internet'), back: back() };
    }
    return finish('loop');
  }

  /** Whether a network ACL lets a TCP packet pass. */
  permits({ subnet, direction, peer, port }: SimulatedCrossing): boolean {
    const name = this.row('subnet', subnet)
      .find((word) => word.startsWith('acl='))
      ?.slice(4);
    if (name === undefined) return true;
    const rules = rulesOf(this.row('acl', `${name}:`));
    for (const rule of rules.sort((a, b) => a.number - b.number)) {
      if (rule.way !== direction || (rule.protocol !== 'tcp' && rule.protocol !== 'all')) continue;
      if (port < rule.from || port > rule.to || !isIn(rule.block, peer)) continue;
      return rule.action === 'allow';
    }
    return false;
  }

  private reply(
    from: string,
    gateway: string,
    nats: readonly string[],
    { family, destination }: Packet,
    workload: bigint,
    crossings: SimulatedCrossing[],
  ): SimulatedWay {
    const hops = [gateway];
    const waiting = [...nats];
    const edge = this.row('igw', gateway).find((word) => word.startsWith('edge='));
    let table = edge?.slice(5);
    let here = '';
    for (let steps = 0; steps < MOST_STEPS; steps += 1) {
      const nat = waiting.at(-1);
      const to = nat === undefined ? workload : this.natAddress(nat);
      const port = nat === undefined ? WORKLOAD_PORT : NAT_PORT;
      const route = table === undefined ? undefined : this.lookUp(table, family, to);
      const target = route === undefined ? 'local' : route.target;
      const next = target === 'local' ? (nat ?? from) : target;
      hops.push(next);
      if (route?.isGone === true) return { hops, disposition: 'blackhole' };
      const noun = this.nounOf(next);
      if (target !== 'local' && noun !== 'endpoint') return { hops, disposition: 'undetermined' };
      const subnet = noun === 'subnet' ? next : (this.row(noun, next)[2] ?? '');
      const isAsked = noun === 'endpoint' || this.nounOf(hops.at(-2) ?? '') === 'endpoint';
      if (subnet !== here || isAsked) {
        if (here !== '') crossings.push({ subnet: here, direction: 'out', peer: to, port });
        crossings.push({ subnet, direction: 'in', peer: destination, port });
      }
      if (noun === 'subnet') return { hops, disposition: 'delivered' };
      if (noun === 'nat') waiting.pop();
      here = subnet;
      table = this.tableOf(subnet);
    }
    return { hops, disposition: 'loop' };
  }

  private lookUp(table: string, family: number, destination: bigint): SimulatedRoute | undefined {
    let best: SimulatedRoute | undefined;
    const routes = this.tables.get(table) ?? this.routesOf(table);
    this.tables.set(table, routes);
    for (const route of routes) {
      if (route.family !== family) continue;
      const shift = BigInt((family === 4 ? 32 : 128) - route.bits);
      if (destination >> shift !== route.first >> shift) continue;
      if (best === undefined || route.bits > best.bits) best = route;
      else if (route.bits === best.bits && route.rank < best.rank) best = route;
    }
    return best;
  }

  private routesOf(table: string): SimulatedRoute[] {
    const [, , ...blocks] = this.rows.find(([noun]) => noun === 'vpc') ?? [];
    const routes = blocks.filter((word) => word.includes('/')).map((text) => route(text, 1, 'local'));
    const row = this.rows.find(([noun, key]) => noun === 'table' && key === `${table}:`) ?? [];
    for (let at = 2; at < row.length; at += 4) {
      const [destination = '', arrow = '', target = ''] = row.slice(at, at + 3);
      const rank = arrow === '~>' ? 3 : destination.startsWith('pl-') ? 2 : 0;
      const [, , ...listed] = destination.startsWith('pl-')
        ? this.row('list', destination)
        : ['', '', destination];
      for (const text of listed) routes.push(route(text, rank, target, arrow === '!>'));
    }
    return routes;
  }

  private tableOf(subnet: string): string {
    return (
      this.row('subnet', subnet)
        .find((word) => word.startsWith('table='))
        ?.slice(6) ?? 'main'
    );
  }

  private natAddress(nat: string): bigint {
    return this.firstOf(this.row('nat', nat)[2] ?? '', 4) + 7n;
  }

  private firstOf(subnet: string, family: number): bigint {
    const text = this.row('subnet', subnet).find(
      (word) => word.includes('/') && word.includes(':') === (family === 6),
    );
    return readAddress(text?.split('/')[0] ?? '0.0.0.0');
  }

  private nounOf(key: string): string {
    return this.rows.find(([noun, name]) => name === key && noun !== 'table')?.[0] ?? '';
  }

  private row(noun: string, key: string): string[] {
    return this.rows.find(([first, second]) => first === noun && second === key) ?? [];
  }
}

/** By hand, so that nothing is shared with what is tested. */
export function readAddress(text: string): bigint {
  if (!text.includes(':')) return text.split('.').reduce((sum, octet) => sum * 256n + BigInt(octet), 0n);
  const [head = '', tail = ''] = text.split('::');
  const [left, right] = [head, tail].map((part) => part.split(':').filter((group) => group !== '')) as [
    string[],
    string[],
  ];
  const zeros = text.includes('::') ? 8 - left.length - right.length : 0;
  const groups = [...left, ...Array.from({ length: zeros }, () => '0'), ...right];
  return groups.reduce((sum, group) => sum * 65536n + BigInt(`0x${group}`), 0n);
}

function route(text: string, rank: number, target: string, isGone = false): SimulatedRoute {
  const [address = '', bits = '0'] = text.split('/');
  return {
    family: text.includes(':') ? 6 : 4,
    first: readAddress(address),
    bits: Number(bits),
    rank,
    target,
    isGone,
  };
}

function isIn(block: string, address: bigint): boolean {
  const [first = '', bits = '0'] = block.split('/');
  const shift = BigInt((block.includes(':') ? 128 : 32) - Number(bits));
  return address >> shift === readAddress(first) >> shift;
}

function rulesOf(row: readonly string[]) {
  const items = row
    .slice(2)
    .join(' ')
    .split('|')
    .map((item) => item.trim().split(' '));
  return items.map(([way, number, action, protocol, ...rest]) => {
    const [from, to = from] = rest.length > 1 ? (rest[0] ?? '').split('-').map(Number) : [0, 65535];
    return {
      way,
      number: Number(number),
      action,
      protocol,
      from: from ?? 0,
      to: to ?? 0,
      block: rest.at(-1) ?? '',
    };
  });
}
