import type { Dice } from './dice';

const WIDE = [
  ...['0.0.0.0/1', '128.0.0.0/1', '8.0.0.0/8', '8.8.8.0/24', '8.8.8.8/32', '64.0.0.0/3', '52.0.0.0/10'],
  '52.216.0.0/15',
];
const WIDE_IPV6 = ['2000::/3', '2600::/12', '2606:4700::/32', '64:ff9b::808:0/112'];
const NUMBERS = [1, 2, 3, 4, 5, 6];
const PORTS = ['0-65535', '443', '400-500', '1024-65535', '2000-40000', '32768-61000'];
const SOURCES = ['0.0.0.0/0', '0.0.0.0/0', '10.1.0.0/16', '8.0.0.0/8', '10.1.3.0/24', '::/0', '2600::/12'];

/** Subnets of a senseless world that packets are sent from. */
export const SENSELESS_SUBNETS = NUMBERS.map((number) => `s${number}`);

/**
 * A VPC with everything that decides where packets go, put together without any sense. What only some worlds have is in
 * the last rows, so that a row of one world can stand in another.
 */
export function senselessWorld(dice: Dice): string {
  const nats = ['nat1', 'nat2', 'nat3'];
  const endpoints = ['fw1', 'fw2', 'fw3'];
  const tables = ['t1', 't2', 't3', 't4', 't5', 't6', 't7'];
  const block = (number: number) => `${number === 6 ? '44.64' : '10.1'}.${number}.0/24`;
  const block6 = (number: number) => `2600:1f18:0:10${number}::/64`;
  const inside = [...NUMBERS.map(block), '10.1.0.0/16', '44.64.0.0/16'];
  const inside6 = [...NUMBERS.map(block6), '2600:1f18:0:100::/56'];
  const foreign = ['tgw-1', 'pcx-1', 'vgw-1', 'buckets'];
  const out = [...nats, ...endpoints, ...endpoints, 'igw', 'igw', 'igw', ...(dice.chance(40) ? foreign : [])];
  const out6 = [...endpoints, ...endpoints, 'igw', 'igw', 'eigw', ...nats];
  if (dice.chance(20)) for (const targets of [out, out6]) targets.push('eni1');

  const route = (destination: string, targets: readonly string[]) =>
    `${destination} ${dice.chance(3) ? '!>' : '>'} ${dice.pick(targets)}`;
  const most = dice.pick([1, 3]);
  const table = (key: string) => {
    const routes = [
      ...(dice.chance(85) ? [route('0.0.0.0/0', out)] : []),
      ...dice.some(WIDE, most).map((destination) => route(destination, out)),
      ...(dice.chance(70) ? [route('::/0', out6)] : []),
      ...dice.some(WIDE_IPV6, most).map((destination) => route(destination, out6)),
      ...(dice.chance(25) ? [route('64:ff9b::/96', nats)] : []),
      ...dice.some([...inside, ...inside6], most).map((destination) => route(destination, endpoints)),
      ...(dice.chance(20) ? [route('pl-x', out)] : []),
      ...(dice.chance(15) ? [route('pl-y', out)] : []),
      ...(dice.chance(20) ? [`${dice.pick(WIDE)} ~> vgw-1`] : []),
    ];
    return `table ${key}: ${routes.join(' | ')}`;
  };
  const edge = dice.some([...inside, ...inside6], 7).map((one) => route(one, endpoints));
  const subnet = (number: number) =>
    [
      `subnet s${number} us-east-1${dice.pick(['a', 'a', 'b', 'c'])} ${block(number)} ${block6(number)}`,
      ...(dice.chance(90) ? [`table=${dice.chance(80) ? `t${number}` : dice.pick(tables)}`] : []),
      ...(dice.chance(50) ? ['public'] : []),
      ...(dice.chance(40) ? [`acl=${dice.pick(['a1', 'a2'])}`] : []),
    ].join(' ');
  const rows = SENSELESS_SUBNETS;
  return [
    'vpc v 10.1.0.0/16 44.64.0.0/16 2600:1f18:0:100::/56',
    `igw igw${dice.chance(60) ? ' edge=edge' : ''}${dice.chance(2) ? ' detached' : ''}`,
    'eigw eigw',
    'list pl-x 52.0.0.0/12 9.0.0.0/8 2620::/16',
    'list pl-y 52.1.0.0/16 12.0.0.0/8',
    `s3 buckets${dice.chance(50) ? ' restricted' : ''}`,
    ...NUMBERS.map(subnet),
    ...nats.map((nat) => `nat ${nat} ${natPlace(dice, rows)}`),
    ...endpoints.map((endpoint) => `endpoint ${endpoint} ${dice.pick(rows)}${endpointKind(dice)}`),
    `eni eni1 ${dice.pick(rows)}${dice.chance(80) ? ' forwards' : ''}${dice.chance(20) ? ' public' : ''}`,
    ...['main', ...tables].map(table),
    `table edge: ${edge.join(' | ')}`,
    ...['a1', 'a2'].map((key) => acl(dice, key)),
    ...(dice.chance(30) ? [`instance i1 ${dice.pick(rows)} public`] : []),
    ...publicAccess(dice, rows),
  ].join('\n');
}

function natPlace(dice: Dice, subnets: readonly string[]): string {
  if (dice.chance(10)) return 'regional table=t7';
  return `${dice.pick(subnets)}${dice.chance(15) ? ' private' : ''}`;
}

function endpointKind(dice: Dice): string {
  return `${dice.chance(40) ? ' gwlb' : ''}${dice.chance(6) ? ' ipv4' : ''}`;
}

function acl(dice: Dice, key: string): string {
  const rule = (number: number) =>
    `${dice.pick(['in', 'out'])} ${number} ${dice.chance(75) ? 'allow' : 'deny'} ` +
    `${dice.chance(25) ? 'all' : `${dice.pick(['tcp', 'tcp', 'udp'])} ${dice.pick(PORTS)}`} ${dice.pick(SOURCES)}`;
  const first = [1, 2, 3].flatMap((number) => (dice.chance(40) ? [rule(number)] : []));
  const last = ['in', 'out'].flatMap((way) =>
    ['0.0.0.0/0', '::/0'].map((all, index) => `${way} ${900 + index} allow all ${all}`),
  );
  return `acl ${key}: ${[...first, ...last.filter(() => dice.chance(92))].join(' | ')}`;
}

function publicAccess(dice: Dice, subnets: readonly string[]): string[] {
  if (!dice.chance(12)) return [];
  const exclusions = dice
    .some([...subnets, 'v'], 4)
    .map((key) => `exclude ${key} ${dice.chance(80) ? 'allow-bidirectional' : 'allow-egress'}`);
  return [`bpa ${dice.pick(['block-bidirectional', 'block-ingress', 'off'])}`, ...exclusions];
}
