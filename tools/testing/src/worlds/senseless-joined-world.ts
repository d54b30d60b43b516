import type { Dice } from './dice';

const VPCS = [1, 2, 3];
const PLACES = [1, 2, 3, 4];
const WIDE = ['0.0.0.0/1', '8.0.0.0/8', '8.8.8.0/24', '64.0.0.0/3', '52.0.0.0/10'];
const WIDE_IPV6 = ['2000::/3', '2600::/12', '64:ff9b::808:0/112'];
const TABLES = ['rt-1', 'rt-2', 'rt-3'];

/**
 * Three VPCs at a transit gateway, put together without any sense; the last has a block of public addresses. AWS refuses
 * blocks that VPCs share and two subnets of an attachment in one zone, so there are none.
 */
export function senselessJoinedWorld(dice: Dice): string {
  const subnets = VPCS.flatMap((vpc) =>
    PLACES.map((place) => ({ key: `s${vpc}${place}`, vpc, zone: dice.pick(['a', 'a', 'b', 'c']) })),
  );
  const joined = VPCS.filter(() => dice.chance(92));
  // What IPv6 blocks an attachment propagates; packets that a static route leads to it come in all the same.
  const blocksFrom = new Map(joined.map((vpc) => [vpc, propagatedBy(vpc, dice.chance(70))]));
  const attachments = joined.map((vpc) => {
    const zones = new Map(subnets.filter((one) => one.vpc === vpc).map(({ key, zone }) => [zone, key]));
    const own = [...zones.values()].filter(() => dice.chance(85));
    const some = own.length > 0 ? own : [...zones.values()];
    const table = dice.chance(93) ? ` table=${dice.pick(TABLES)}` : '';
    return `attachment at-${vpc} tgw-1 v${vpc}${table}${dice.chance(40) ? ' appliance' : ''} ${some.join(' ')}`;
  });
  return [
    ...VPCS.map((vpc) => `vpc v${vpc} ${blocksOf(vpc).join(' ')}`),
    ...VPCS.map((vpc) => `igw igw${vpc} vpc=v${vpc}${dice.chance(60) ? ` edge=edge${vpc}` : ''}`),
    'list pl-x 52.0.0.0/12 9.0.0.0/8 2620::/16',
    'list pl-y 52.1.0.0/16 12.0.0.0/8',
    ...subnets.map(({ key, vpc, zone }) => {
      const table = dice.chance(80) ? key : dice.pick(PLACES.map((place) => `s${vpc}${place}`));
      const more = [...(dice.chance(30) ? [' public'] : []), ...(dice.chance(15) ? [' acl=a1'] : [])];
      return `subnet ${key} us-east-1${zone} ${blockOf(key)} ${block6Of(key)} vpc=v${vpc} table=${table}${more.join('')}`;
    }),
    ...VPCS.flatMap((vpc) => [
      `nat nat${vpc} s${vpc}${dice.pick(PLACES)}${dice.chance(10) ? ' private' : ''}`,
      ...['x', 'y'].map(
        (letter) =>
          `endpoint fw${vpc}${letter} s${vpc}${dice.pick(PLACES)}${dice.chance(40) ? ' gwlb' : ''}${dice.chance(4) ? ' ipv4' : ''}`,
      ),
    ]),
    ...VPCS.map(
      (vpc) =>
        `eni eni${vpc} s${vpc}${dice.pick(PLACES)}${dice.chance(80) ? ' forwards' : ''}${dice.chance(20) ? ' public' : ''}`,
    ),
    ...attachments,
    ...subnets.map(({ key, vpc }) => tableOfVpc(dice, key, vpc)),
    ...VPCS.map((vpc) => edgeTable(dice, vpc)),
    ...TABLES.map((table) => `transit-table ${table}`),
    ...TABLES.map((table) => transitTable(dice, table, blocksFrom)),
    ...(dice.chance(8) ? ['bpa block-bidirectional', 'exclude s11 allow-bidirectional'] : []),
    `acl a1: ${dice.pick(['in', 'out'])} 50 deny tcp ${dice.pick(['443', '1024-50000'])} ${dice.pick(['0.0.0.0/0', '10.1.0.0/16', '8.0.0.0/8'])} | in 100 allow all 0.0.0.0/0 | out 100 allow all 0.0.0.0/0 | in 101 allow all ::/0 | out 101 allow all ::/0`,
  ].join('\n');
}

function blocksOf(vpc: number): string[] {
  return [`10.${vpc}.0.0/16`, ...(vpc === 3 ? ['44.64.0.0/16'] : []), `2600:1f18:0:${vpc}00::/56`];
}

/** Of subnet `s34`: 44.64.4.0/24, of any other `sXY`: 10.X.Y.0/24. */
function blockOf(key: string): string {
  const [, vpc = '', place = ''] = key;
  return key === 's34' ? '44.64.4.0/24' : `10.${vpc}.${place}.0/24`;
}

function block6Of(key: string): string {
  const [, vpc = '', place = ''] = key;
  return `2600:1f18:0:${vpc}0${place}::/64`;
}

function tableOfVpc(dice: Dice, key: string, vpc: number): string {
  const endpoints = [`fw${vpc}x`, `fw${vpc}y`];
  const joint = ['tgw-1', 'tgw-1', 'tgw-1'];
  const out = [...joint, ...endpoints, `nat${vpc}`, `nat${vpc}`, `igw${vpc}`, `igw${vpc}`];
  if (dice.chance(10)) out.push('pcx-1');
  if (dice.chance(15)) out.push(`eni${vpc}`);
  const route = (destination: string, targets: readonly string[]) =>
    `${destination} ${dice.chance(3) ? '!>' : '>'} ${dice.pick(targets)}`;
  const others = VPCS.filter((other) => other !== vpc).flatMap(blocksOf);
  const own = PLACES.flatMap((place) => [blockOf(`s${vpc}${place}`), block6Of(`s${vpc}${place}`)]);
  const routes = [
    ...(dice.chance(88) ? [route('0.0.0.0/0', out)] : []),
    ...(dice.chance(60) ? [route('::/0', out)] : []),
    ...dice.some(WIDE, 1).map((destination) => route(destination, out)),
    ...dice.some(WIDE_IPV6, 1).map((destination) => route(destination, out)),
    ...others
      .filter(() => dice.chance(45))
      .map((destination) => route(destination, [...joint, ...joint, ...endpoints])),
    ...dice.some(own, 1).map((destination) => route(destination, endpoints)),
    ...(dice.chance(10) ? [route('pl-x', out)] : []),
    ...(dice.chance(8) ? [route('pl-y', out)] : []),
  ];
  return `table ${key}: ${routes.join(' | ')}`;
}

function edgeTable(dice: Dice, vpc: number): string {
  const own = PLACES.flatMap((place) => [blockOf(`s${vpc}${place}`), block6Of(`s${vpc}${place}`)]);
  const routes = dice.some(own, 4).map((destination) => `${destination} > fw${vpc}${dice.pick(['x', 'y'])}`);
  return `table edge${vpc}: ${routes.join(' | ')}`;
}

function propagatedBy(vpc: number, hasIpv6Support: boolean): string[] {
  return blocksOf(vpc).filter((block) => hasIpv6Support || !block.includes(':'));
}

function transitTable(dice: Dice, key: string, joined: ReadonlyMap<number, readonly string[]>): string {
  const to = [...joined.keys()].map((vpc) => `at-${vpc}`);
  const route = (destination: string) =>
    dice.chance(8) || to.length === 0 ? `${destination} !> gone` : `${destination} > ${dice.pick(to)}`;
  const routes = [
    ...(dice.chance(85) ? [route('0.0.0.0/0')] : []),
    ...(dice.chance(60) ? [route('::/0')] : []),
    ...dice.some([...WIDE, '10.0.0.0/8', '10.2.0.0/16', '10.1.2.0/24'], 2).map(route),
    ...(dice.chance(10) ? [route('pl-x')] : []),
    ...[...joined].flatMap(([vpc, blocks]) =>
      dice.chance(75) ? blocks.map((block) => `${block} ~> at-${vpc}`) : [],
    ),
  ];
  return `table ${key}: ${routes.join(' | ')}`;
}
