import type { Dice } from './dice';

const SHAPES = ['before-nat', 'after-nat', 'two-vpcs'] as const;
const EVERYTHING = '10.0.0.0/8'; // all VPCs of such a world

/** A tier of a VPC: the name that its subnets begin with, and what their tables say in the zone of a letter. */
interface Tier {
  readonly name: string;
  readonly routes: (letter: string) => readonly string[];
}

interface Vpc {
  readonly key: string;
  /** The second octet of its block. */
  readonly number: number;
  readonly tiers: readonly Tier[];
  /** Words of its attachment. */
  readonly attachment: string;
}

/**
 * Spokes whose packets a transit gateway hands to an inspection VPC, as AWS's documents draw the centralized model: with NAT
 * behind the firewall, before it, or in a VPC of its own. Every promise about packets is kept. Keys of subnets are
 * `<vpc>-<tier>-<zone>`.
 */
export function joinedWorld(dice: Dice): string {
  const shape = dice.pick(SHAPES);
  const letters = ['a', 'b', 'c'].slice(0, 1 + dice.below(3));
  const spokes = ['s1', 's2', 's3'].slice(0, 1 + dice.below(3));
  const isClosed = dice.chance(30);
  const outer = shape === 'two-vpcs' ? 'out' : 'hub';
  const inner = (numbers: readonly number[]) => numbers.map((number) => `10.${number}.0.0/16`);
  const spokeBlocks = inner(spokes.map((_, index) => 1 + index));

  const vpcs: Vpc[] = [
    ...spokes.map((key, index) => ({
      key,
      number: 1 + index,
      attachment: 'table=rt-spokes',
      tiers: [
        { name: 't', routes: () => [] },
        { name: 'w', routes: () => ['0.0.0.0/0 > tgw-1'] },
      ],
    })),
    { key: 'hub', number: 8, attachment: 'table=rt-hub appliance', tiers: hubTiers(shape, spokeBlocks) },
    ...(shape === 'two-vpcs'
      ? [{ key: 'out', number: 9, attachment: 'table=rt-out', tiers: outTiers(spokeBlocks) }]
      : []),
  ];
  const propagated = spokes.map((key, index) => `10.${1 + index}.0.0/16 ~> at-${key}`);
  const gateway = [
    'table rt-spokes: 0.0.0.0/0 > at-hub' + (dice.chance(30) ? ' | 172.16.0.0/12 !> gone' : ''),
    `table rt-hub: ${[...(shape === 'two-vpcs' ? ['0.0.0.0/0 > at-out'] : []), ...propagated].join(' | ')}`,
    ...(shape === 'two-vpcs' ? [`table rt-out: ${EVERYTHING} > at-hub`] : []),
  ];
  const product = dice.chance(40) ? ' gwlb' : '';
  return [
    ...vpcs.map(({ key, number }) => `vpc ${key} 10.${number}.0.0/16`),
    `igw igw vpc=${outer}${shape === 'after-nat' ? ' edge=edge' : ''}`,
    ...vpcs.flatMap((vpc) => letters.flatMap((letter, index) => zoneRows(vpc, letter, index, isClosed))),
    ...letters.flatMap((letter) => [
      `endpoint fw-${letter} hub-f-${letter}${product}`,
      `nat nat-${letter} ${outer}-n-${letter}`,
    ]),
    ...vpcs.map(({ key, attachment }) => {
      const subnets = letters.map((letter) => `${key}-t-${letter}`);
      return `attachment at-${key} tgw-1 ${key} ${attachment} ${subnets.join(' ')}`;
    }),
    ...gateway.map((row) => row.replace(/^table (\S+):.*/, 'transit-table $1')),
    ...gateway,
    ...(shape === 'after-nat'
      ? [
          `table edge: ${letters.map((letter, index) => `10.8.4${1 + index}.0/24 > fw-${letter}`).join(' | ')}`,
        ]
      : []),
    ...(isClosed ? [closedAcl('w', '32768-61000', false), closedAcl('o', '1024-65535', true)] : []),
  ].join('\n');
}

function hubTiers(shape: (typeof SHAPES)[number], spokes: readonly string[]): Tier[] {
  const leadBack = (to: string) => spokes.map((block) => `${block} > ${to}`);
  switch (shape) {
    case 'before-nat':
      return [
        { name: 't', routes: (letter) => [`0.0.0.0/0 > fw-${letter}`] },
        { name: 'f', routes: (letter) => [`0.0.0.0/0 > nat-${letter}`, ...leadBack('tgw-1')] },
        { name: 'n', routes: (letter) => ['0.0.0.0/0 > igw', ...leadBack(`fw-${letter}`)] },
      ];
    case 'after-nat':
      return [
        { name: 't', routes: (letter) => [`0.0.0.0/0 > nat-${letter}`] },
        { name: 'f', routes: () => ['0.0.0.0/0 > igw'] },
        { name: 'n', routes: (letter) => [`0.0.0.0/0 > fw-${letter}`, ...leadBack('tgw-1')] },
      ];
    case 'two-vpcs':
      return [
        { name: 't', routes: (letter) => [`0.0.0.0/0 > fw-${letter}`] },
        { name: 'f', routes: () => ['0.0.0.0/0 > tgw-1'] },
      ];
  }
}

function outTiers(spokes: readonly string[]): Tier[] {
  return [
    { name: 't', routes: (letter) => [`0.0.0.0/0 > nat-${letter}`] },
    { name: 'n', routes: () => ['0.0.0.0/0 > igw', ...spokes.map((block) => `${block} > tgw-1`)] },
  ];
}

const PLACES = ['t', 'w', 'f', 'n']; // the third octet of a block: place from 1, then zone from 1

function zoneRows({ key, number, tiers }: Vpc, letter: string, index: number, isClosed: boolean): string[] {
  return tiers.flatMap(({ name, routes }) => {
    const subnet = `${key}-${name}-${letter}`;
    const block = `10.${number}.${1 + PLACES.indexOf(name)}${1 + index}.0/24`;
    const acl = isClosed ? ` acl=${name === 'w' ? 'w' : 'o'}` : '';
    return [
      `subnet ${subnet} us-east-1${letter} ${block} vpc=${key} table=${subnet}${acl}`,
      `table ${subnet}: ${routes(letter).join(' | ')}`,
    ];
  });
}

/** TCP to port 443 and its replies, of workloads in one direction each, of what passes packets on in both. */
function closedAcl(key: string, replies: string, isOnTheWay: boolean): string {
  const rules = [
    'out 100 allow tcp 443 0.0.0.0/0',
    `in 100 allow tcp ${replies} 0.0.0.0/0`,
    ...(isOnTheWay ? ['in 110 allow tcp 443 0.0.0.0/0', `out 110 allow tcp ${replies} 0.0.0.0/0`] : []),
  ];
  return `acl ${key}: ${rules.join(' | ')}`;
}
