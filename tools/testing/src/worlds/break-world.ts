import { inTables, onOneRow } from './change-rows';
import type { Dice } from './dice';
import { World } from './world';

const BLOCKS = ['0.0.0.0/0', '8.0.0.0/8', '128.0.0.0/1', '8.8.8.8/32', '::/0', '2600::/12', '64:ff9b::/96'];

/** The rows with one thing in them other than it was: mostly a mistake that somebody could make, sometimes nothing bad. */
export function breakWorld(dice: Dice, rows: string): string {
  const lines = rows.split('\n');
  const change = dice.pick([
    retarget,
    retarget,
    dropRoute,
    addRoute,
    addRoute,
    move,
    associate,
    closeAcl,
    addGateway,
  ]);
  return change(dice, lines, new World(rows)).join('\n');
}

type Change = (dice: Dice, lines: readonly string[], world: World) => string[];

const retarget: Change = (dice, lines, world) =>
  inTable(dice, lines, (routes) => {
    const at = dice.below(routes.length);
    return routes.map((route, index) =>
      index === at && route.length === 3
        ? [route[0] ?? '', dice.chance(15) ? '!>' : '>', target(dice, world)]
        : route,
    );
  });

const dropRoute: Change = (dice, lines) =>
  inTable(dice, lines, (routes) => {
    const at = dice.below(routes.length);
    return routes.filter((_, index) => index !== at);
  });

const addRoute: Change = (dice, lines, world) =>
  inTable(dice, lines, (routes) => {
    const inside = world.keysOf('subnet').flatMap((key) => {
      const words = world.row('subnet', key);
      return words.filter((word) => word.includes('/'));
    });
    const destination = dice.chance(60) ? dice.pick(BLOCKS) : dice.pick(inside);
    const endpoints = world.keysOf('endpoint');
    const to = inside.includes(destination) ? dice.pick(endpoints) : target(dice, world);
    return routes.some(([block]) => block === destination)
      ? [...routes]
      : [...routes, [destination, '>', to]];
  });

/** A gateway or an endpoint stands somewhere else. */
const move: Change = (dice, lines, world) => {
  const place = dice.pick(world.keysOf('subnet'));
  return onOneRow(dice, lines, /^(nat|endpoint) /, (words) => [
    ...words.slice(0, 2),
    place,
    ...words.slice(3),
  ]);
};

const associate: Change = (dice, lines, world) => {
  const table = dice.pick(world.keysOf('table').filter((key) => key !== 'edge'));
  return onOneRow(dice, lines, /^subnet /, (words) =>
    dice.chance(30)
      ? words.filter((word) => !word.startsWith('table='))
      : words.map((word) => (word.startsWith('table=') ? `table=${table}` : word)),
  );
};

const closeAcl: Change = (dice, lines) => {
  const rule = `${dice.pick(['in', 'out'])} ${50 + dice.below(30)} deny tcp ${dice.pick(['443', '40000-50000', '1024-2000'])} ${dice.pick(BLOCKS)}`;
  return onOneRow(dice, lines, /^acl /, (words) => [...words, '|', ...rule.split(' ')]);
};

const addGateway: Change = (dice, lines, world) => {
  const place = dice.pick(world.keysOf('subnet'));
  const rows = dice.pick([
    [`nat nat-z ${place}${dice.chance(30) ? ' private' : ''}`],
    ['eigw eigw'],
    [`eni eni-z ${place}${dice.chance(70) ? ' forwards' : ''}`],
    [`instance i-z ${place} public`],
    [`bpa ${dice.pick(['block-ingress', 'block-bidirectional'])}`],
  ]);
  const [noun, key = ''] = rows[0]?.split(' ') ?? [];
  if (noun === 'instance' || noun === 'bpa') return [...lines, ...rows];
  const added = [...lines, ...rows];
  return inTable(dice, added, (routes) => {
    const at = dice.below(routes.length + 1);
    return routes.map((route, index) => (index === at ? [route[0] ?? '', '>', key] : route));
  });
};

function target(dice: Dice, world: World): string {
  const nodes = ['nat', 'endpoint', 'endpoint', 'igw', 'igw', 'eigw'].flatMap((noun) => world.keysOf(noun));
  return dice.pick([...nodes, 'tgw-1', 'pcx-1']);
}

/** Gateway tables hold nothing but routes to endpoints, so they are changed only where that stays so. */
function inTable(
  dice: Dice,
  lines: readonly string[],
  change: (routes: readonly string[][]) => readonly string[][],
): string[] {
  return inTables(dice, lines, (table) => lines.some((line) => line.startsWith(`table ${table}: `)), change);
}
