import { inTables, onOneRow } from './change-rows';
import type { Dice } from './dice';
import { itemsOf, World } from './world';

type Change = (dice: Dice, lines: readonly string[], world: World) => string[];

/** A joined world with one mistake that somebody could make at a transit gateway or in the VPCs that it joins. */
export function breakJoinedWorld(dice: Dice, rows: string): string {
  const changes: Change[] = [
    ...[applianceMode, applianceMode, association, association, zone, zone, lostAttachment],
    ...[transitRoute, transitRoute, lostRoute, retarget, retarget, moreSpecific, move, blockRule, exitOfOwn],
  ];
  return dice.pick(changes)(dice, rows.split('\n'), new World(rows)).join('\n');
}

const applianceMode: Change = (dice, lines) =>
  onOneRow(dice, lines, /^attachment /, (words) =>
    words.includes('appliance')
      ? words.filter((word) => word !== 'appliance')
      : [...words.slice(0, 4), 'appliance', ...words.slice(4)],
  );

const association: Change = (dice, lines, world) => {
  const table = dice.pick(world.keysOf('transit-table'));
  return onOneRow(dice, lines, /^attachment /, (words) =>
    dice.chance(20)
      ? words.filter((word) => !word.startsWith('table='))
      : words.map((word) => (word.startsWith('table=') ? `table=${table}` : word)),
  );
};

/** An attachment has no subnet in one zone. */
const zone: Change = (dice, lines, world) =>
  onOneRow(dice, lines, /^attachment /, (words) => {
    const subnets = words.filter((word) => world.nounOf(word) === 'subnet');
    const lost = dice.pick(subnets);
    return subnets.length < 2 ? [...words] : words.filter((word) => word !== lost);
  });

/** What it propagated goes with an attachment, and a static route to it is a black hole. */
const lostAttachment: Change = (dice, lines, world) => {
  const lost = dice.pick(world.keysOf('attachment'));
  return lines
    .filter((line) => !line.startsWith(`attachment ${lost} `))
    .map((line) =>
      itemsOf(line.split(' '))
        .filter(([, arrow, to]) => arrow !== '~>' || to !== lost)
        .map((words) => words.join(' '))
        .join(' | ')
        .replaceAll(`> ${lost}`, '!> gone')
        .replaceAll('!!>', '!>'),
    );
};

const BLOCKS = ['0.0.0.0/0', '8.0.0.0/8', '128.0.0.0/1', '10.1.0.0/16', '10.2.0.0/16', '10.1.21.0/24'];

/** A static route of a transit gateway, or a black hole. */
const transitRoute: Change = (dice, lines, world) =>
  inTables(dice, lines, isTransitTable(world), (routes) => {
    const block = dice.pick(BLOCKS);
    const to = dice.chance(25) ? ['!>', 'gone'] : ['>', dice.pick(world.keysOf('attachment'))];
    const others = routes.filter(([other, arrow]) => other !== block || arrow === '~>');
    return [...others, [block, ...to]];
  });

const lostRoute: Change = (dice, lines) =>
  inTables(
    dice,
    lines,
    () => true,
    (routes) => {
      const lost = dice.below(Math.max(1, routes.length));
      return routes.filter((_, index) => index !== lost);
    },
  );

const retarget: Change = (dice, lines, world) =>
  inTables(dice, lines, isTableOfVpc(world), (routes, table) => {
    const at = dice.below(Math.max(1, routes.length));
    return routes.map((route, index) =>
      index === at ? [route[0] ?? '', dice.chance(10) ? '!>' : '>', target(dice, world, table)] : route,
    );
  });

const moreSpecific: Change = (dice, lines, world) =>
  inTables(dice, lines, isTableOfVpc(world), (routes, table) => {
    const block = dice.pick(BLOCKS.slice(1, 5));
    const isThere = routes.some(([other]) => other === block) || isOwn(world, table, block);
    return isThere ? [...routes] : [...routes, [block, '>', target(dice, world, table)]];
  });

/** A gateway or an endpoint stands in another subnet of its VPC. */
const move: Change = (dice, lines, world) =>
  onOneRow(dice, lines, /^(nat|endpoint) /, (words) => {
    const vpc = world.vpcOf('subnet', words[2] ?? '');
    const place = dice.pick(world.keysOf('subnet').filter((key) => world.vpcOf('subnet', key) === vpc));
    return [...words.slice(0, 2), place, ...words.slice(3)];
  });

/** One subnet gets a network ACL of its own that stops something. */
const blockRule: Change = (dice, lines) => {
  const rule = `${dice.pick(['in', 'out'])} 50 deny tcp ${dice.pick(['443', '40000-50000', '1024-2000'])} ${dice.pick(BLOCKS)}`;
  const rest = ['in 100 allow all 0.0.0.0/0', 'out 100 allow all 0.0.0.0/0'];
  const changed = onOneRow(dice, lines, /^subnet /, (words) => [
    ...words.filter((word) => !word.startsWith('acl=')),
    'acl=own',
  ]);
  const others = changed.filter((line) => !line.startsWith('acl own:'));
  return [...others, `acl own: ${[rule, ...rest].join(' | ')}`];
};

/** A spoke has an internet gateway, and perhaps a way to it. */
const exitOfOwn: Change = (dice, lines, world) => {
  const spoke = dice.pick(world.keysOf('vpc'));
  if (world.keysOf('igw').some((key) => world.vpcOf('igw', key) === spoke)) return [...lines];
  const key = `igw-${spoke}`;
  const isOfSpoke = (table: string) => vpcOfTable(world, table) === spoke;
  const added = [...lines, `igw ${key} vpc=${spoke}`];
  return inTables(dice, added, isOfSpoke, (routes) => [
    ...routes.filter(([block]) => block !== '8.0.0.0/8'),
    ['8.0.0.0/8', '>', key],
  ]);
};

function target(dice: Dice, world: World, table: string): string {
  const vpc = vpcOfTable(world, table);
  const standing = ['nat', 'endpoint', 'endpoint'].flatMap((noun) =>
    world.keysOf(noun).filter((key) => world.vpcOf('subnet', world.subnetOf(key) ?? '') === vpc),
  );
  const gateways = world.keysOf('igw').filter((key) => world.vpcOf('igw', key) === vpc);
  return dice.pick([...standing, ...gateways, 'tgw-1', 'tgw-1', 'pcx-1']);
}

/** Routes for a part of the VPC's own block are not what these changes are about. */
function isOwn(world: World, table: string, block: string): boolean {
  const own = world.row('vpc', vpcOfTable(world, table) ?? '');
  return own.some((text) => text.split('.').slice(0, 2).join() === block.split('.').slice(0, 2).join());
}

function vpcOfTable(world: World, table: string): string | undefined {
  const user = world.keysOf('subnet').find((key) => world.field('subnet', key, 'table') === table);
  return user === undefined ? undefined : world.vpcOf('subnet', user);
}

function isTransitTable(world: World): (table: string) => boolean {
  const tables = world.keysOf('transit-table');
  return (table) => tables.includes(table);
}

function isTableOfVpc(world: World): (table: string) => boolean {
  return (table) => vpcOfTable(world, table) !== undefined;
}
