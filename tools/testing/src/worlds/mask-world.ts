import { isBlock } from './address';
import type { Dice } from './dice';
import { World } from './world';

/** The rows with some of their facts left open, as an input that does not tell everything leaves them. */
export function maskWorld(dice: Dice, rows: string): string {
  const count = 1 + dice.below(3);
  const masks = [...OF_ANY_WORLD, hideIpv6, addStranger];
  return dice.some(masks, count).reduce((text, mask) => mask(dice, text), rows);
}

/** The same of VPCs that a transit gateway joins, and of their attachments. */
export function maskJoinedWorld(dice: Dice, rows: string): string {
  const ofAttachments = [hideTable, hideMode, hideSubnet, hideVpc, strangerAtAttachment];
  const masks = [...ofAttachments, ...OF_ANY_WORLD, addStranger];
  return dice.some(masks, 1 + dice.below(3)).reduce((text, mask) => mask(dice, text), rows);
}

const OF_ANY_WORLD = [hidePlace, hideZone, hidePublic, hideList, hideTarget, hideDestination];

function hideTable(dice: Dice, rows: string): string {
  return replaceOne(dice, rows, /^(attachment .*table=)\S+/gm, '$1?');
}

function hideMode(dice: Dice, rows: string): string {
  return replaceOne(dice, rows, /^(attachment \S+ \S+ \S+)/gm, '$1 appliance=?');
}

/** The last that an attachment names. */
function hideSubnet(dice: Dice, rows: string): string {
  return replaceOne(dice, rows, /^(attachment .*) \S+$/gm, '$1 ?');
}

function hideVpc(dice: Dice, rows: string): string {
  return replaceOne(dice, rows, /^(attachment \S+ \S+) \S+/gm, '$1 ?');
}

function strangerAtAttachment(dice: Dice, rows: string): string {
  const attachments = new World(rows).keysOf('attachment');
  return attachments.length === 0 ? rows : `${rows}\nstrange stranger-at near=${dice.pick(attachments)}`;
}

function hidePlace(dice: Dice, rows: string): string {
  return replaceOne(dice, rows, /^(endpoint \S+) \S+/gm, '$1 ?');
}

function hideZone(dice: Dice, rows: string): string {
  return replaceOne(dice, rows, /^(subnet \S+) \S+/gm, '$1 ?');
}

function hidePublic(dice: Dice, rows: string): string {
  return replaceOne(dice, rows, /^(subnet .*) public\b/gm, '$1 public=?');
}

function hideList(dice: Dice, rows: string): string {
  return replaceOne(dice, rows, /^(list \S+) .*/gm, '$1 ?');
}

function hideTarget(dice: Dice, rows: string): string {
  return replaceOne(dice, rows, /(?<=[>]) [a-z]\S*/g, ' ?');
}

function hideDestination(dice: Dice, rows: string): string {
  return replaceOne(dice, rows, /(?<=: |\| )[\da-f.:]+\/\d+(?= [!~]?>)/g, '?');
}

/** AWS numbers the VPC, and so its subnets, at apply; routes name what they are for. */
function hideIpv6(_: Dice, rows: string): string {
  const world = new World(rows);
  const block6 = (noun: string, key: string) =>
    world.row(noun, key).find((word) => isBlock(word) && word.includes(':'));
  const named = [
    ...world.keysOf('subnet').map((key) => [block6('subnet', key), `@${key}`]),
    ...world.keysOf('vpc').map((key) => [block6('vpc', key), `@${key}`]),
  ].flatMap(([block, name]) => (block === undefined ? [] : [{ block, name }]));
  return rows
    .split('\n')
    .map((line) =>
      named.reduce((text, { block, name = '' }) => {
        if (/^(subnet|vpc) /.test(text))
          return text
            .split(' ')
            .map((word) => (word === block ? 'ipv6' : word))
            .join(' ');
        return /^table /.test(text)
          ? text
              .split(' ')
              .map((word) => (word === block ? name : word))
              .join(' ')
          : text;
      }, line),
    )
    .join('\n');
}

function addStranger(dice: Dice, rows: string): string {
  const world = new World(rows);
  const near = dice.pick([...world.keysOf('table'), ...world.keysOf('subnet'), ...world.keysOf('nat')]);
  return `${rows}\nstrange stranger near=${near}`;
}

function replaceOne(dice: Dice, rows: string, what: RegExp, by: string): string {
  const places = [...rows.matchAll(what)];
  if (places.length === 0) return rows;
  const { index, 0: found } = dice.pick(places);
  // Lookbehinds are about the text before, so the place is changed by itself, and what it captured is filled in.
  const captured = new RegExp(what.source, what.flags.replace('g', '')).exec(found)?.[1] ?? '';
  return rows.slice(0, index) + by.replace('$1', captured) + rows.slice(index + found.length);
}
