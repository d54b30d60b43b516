/** Numbers from a seed, the same in every run. Mulberry32, public domain. */
export class Dice {
  constructor(private state: number) {}

  below(limit: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  }

  chance(percent: number): boolean {
    return this.below(100) < percent;
  }

  pick<T>(from: readonly T[]): T {
    const found = from[this.below(from.length)];
    if (found === undefined) throw new Error('nothing to pick from');
    return found;
  }

  /** Some of a list, each at most once. */
  some<T>(from: readonly T[], most: number): T[] {
    const rest = [...from];
    return Array.from({ length: Math.min(this.below(most + 1), rest.length) }, () =>
      rest.splice(this.below(rest.length), 1),
    ).flat();
  }
}

const WIDE = [
  '0.0.0.0/0',
  '0.0.0.0/1',
  '128.0.0.0/1',
  '8.0.0.0/8',
  '8.8.8.0/24',
  '8.8.8.8/32',
  '64.0.0.0/3',
  '52.0.0.0/10',
];
const WIDE_IPV6 = ['::/0', '2000::/3', '2600::/12', '2606:4700::/32'];
const SUBNETS = [1, 2, 3, 4, 5, 6];

/** Addresses at and around the edges of what tables name. */
export const DESTINATIONS: readonly string[] = [
  ...[
    '8.8.8.8',
    '8.8.8.9',
    '8.8.4.4',
    '1.1.1.1',
    '9.255.255.255',
    '52.0.0.1',
    '52.63.255.255',
    '52.64.0.0',
    '54.1.2.3',
  ],
  ...['63.255.255.255', '64.0.0.0', '95.1.1.1', '96.0.0.0', '126.255.255.255', '128.0.0.0', '200.1.2.3'],
  ...[
    '2606:4700:4700::1111',
    '2001:4860:4860::8888',
    '2600:1f00::1',
    '2600:1f18:0:100::5',
    '2a00::1',
    '2610::',
  ],
];

/** A VPC with everything that decides where packets go, put together without any sense. */
export function randomWorld(dice: Dice): string {
  const subnets = SUBNETS.map((number) => `s${number}`);
  const tables = ['t1', 't2', 't3', 't4', 't5', 't6', 't7'];
  const nats = ['nat1', 'nat2'];
  const endpoints = ['fw1', 'fw2', 'fw3'];
  const targets = [...nats, ...nats, ...endpoints, ...endpoints, 'igw', 'igw', 'igw', 'tgw-1', 'pcx-1'];
  const inside = [...SUBNETS.map((number) => `10.1.${number}.0/24`), '10.1.0.0/16'];
  const inside6 = [...SUBNETS.map((number) => `2600:1f18:0:10${number}::/64`), '2600:1f18:0:100::/56'];
  const route = (destination: string, from: readonly string[]) =>
    `${destination} ${dice.chance(4) ? '!>' : '>'} ${dice.pick(from)}`;
  const table = (key: string) => {
    const chosen = [
      ...(dice.chance(85) ? [route('0.0.0.0/0', targets)] : []),
      ...dice.some(WIDE.slice(1), 3).map((destination) => route(destination, targets)),
      ...(dice.chance(70) ? [route('::/0', [...endpoints, 'igw', 'eigw', ...nats])] : []),
      ...dice
        .some(WIDE_IPV6.slice(1), 2)
        .map((destination) => route(destination, [...endpoints, 'igw', 'eigw', 'tgw-1'])),
      ...dice.some([...inside, ...inside6], 3).map((destination) => route(destination, endpoints)),
      ...(dice.chance(20)
        ? [
            route(
              'pl-x',
              targets.filter((target) => !target.includes('-')),
            ),
          ]
        : []),
      ...(dice.chance(20) ? [`${dice.pick(WIDE)} ~> vgw-1`] : []),
    ];
    return `table ${key}: ${chosen.join(' | ')}`;
  };
  const edge = dice
    .some([...inside, ...inside6], 6)
    .map((destination) => `${destination} > ${dice.pick(endpoints)}`);
  const ports = ['0-65535', '443', '400-500', '1024-65535', '2000-40000', '32768-61000'];
  const rule = (way: string, number: number) =>
    `${way} ${number} ${dice.chance(75) ? 'allow' : 'deny'} ` +
    `${dice.chance(25) ? 'all' : `${dice.pick(['tcp', 'tcp', 'udp'])} ${dice.pick(ports)}`} ` +
    dice.pick(['0.0.0.0/0', '0.0.0.0/0', '10.1.0.0/16', '8.0.0.0/8', '10.1.3.0/24']);
  const acl = (key: string) => {
    const last = ['in', 'out'].map((way) => `${way} 900 allow all 0.0.0.0/0`);
    const first = [1, 2, 3].flatMap((number) =>
      dice.chance(40) ? [rule(dice.pick(['in', 'out']), number)] : [],
    );
    return `acl ${key}: ${[...first, ...last.filter(() => dice.chance(90))].join(' | ')}`;
  };
  return [
    'vpc v 10.1.0.0/16 2600:1f18:0:100::/56',
    `igw igw${dice.chance(60) ? ' edge=edge' : ''}${dice.chance(3) ? ' detached' : ''}`,
    'eigw eigw',
    'list pl-x 52.0.0.0/12 9.0.0.0/8',
    ...SUBNETS.map(
      (number) =>
        `subnet s${number} us-east-1${dice.pick(['a', 'b'])} 10.1.${number}.0/24 2600:1f18:0:10${number}::/64 ` +
        `table=${dice.chance(80) ? `t${number}` : dice.pick(tables)}${dice.chance(50) ? ' public' : ''}` +
        `${dice.chance(40) ? ` acl=${dice.pick(['a1', 'a2'])}` : ''}`,
    ),
    ...nats.map((nat) => `nat ${nat} ${dice.pick(subnets)}${dice.chance(15) ? ' private' : ''}`),
    ...endpoints.map((endpoint) => `endpoint ${endpoint} ${dice.pick(subnets)}`),
    ...tables.map(table),
    `table edge: ${edge.join(' | ')}`,
    acl('a1'),
    acl('a2'),
  ].join('\n');
}
