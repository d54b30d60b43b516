import type { Dice } from './dice';

const SHAPES = ['after-nat', 'before-nat', 'without-nat'] as const;

/** What stands in one zone of a sensible world; keys end with its letter. */
interface Zone {
  readonly letter: string;
  readonly number: number;
}

/**
 * A VPC as somebody would deploy it, in one of the three shapes of distributed egress, with one to three zones, and with a
 * few of the things that people add. Every promise about packets is kept.
 */
export function sensibleWorld(dice: Dice): string {
  const shape = dice.pick(SHAPES);
  const hasIpv6 = shape === 'without-nat' ? dice.chance(70) : dice.chance(30);
  const hasSecondary = dice.chance(30);
  const zones = ['a', 'b', 'c']
    .slice(0, 1 + dice.below(3))
    .map((letter, index) => ({ letter, number: index + 1 }));
  const product = dice.chance(40) ? ' gwlb' : '';
  const hasList = dice.chance(30);
  const isClosed = dice.chance(40);
  const block = (tier: number, { number }: Zone) => `10.1.${tier}${number}.0/24`;
  const block6 = (tier: number, { number }: Zone) => `2600:1f18:0:1${tier}${number}::/64`;
  const workloads = ['w', ...(hasSecondary ? ['x'] : [])];
  const workloadBlock = (tier: string, zone: Zone) =>
    tier === 'w' ? block(1, zone) : `100.64.${zone.number}.0/24`;
  const workloadBlock6 = (tier: string, zone: Zone) =>
    hasIpv6 ? ` ${block6(tier === 'w' ? 1 : 4, zone)}` : '';

  const subnets = zones.flatMap((zone) => {
    const { letter } = zone;
    const place = `us-east-1${letter}`;
    const acl = (tier: string) => (isClosed ? ` acl=${tier}` : '');
    return [
      ...workloads.map(
        (tier) =>
          `subnet ${tier}-${letter} ${place} ${workloadBlock(tier, zone)}${workloadBlock6(tier, zone)} ` +
          `table=${tier}-${letter}${shape === 'without-nat' ? ' public' : ''}${acl('w')}`,
      ),
      `subnet f-${letter} ${place} ${block(2, zone)}${hasIpv6 ? ` ${block6(2, zone)}` : ''} table=f-${letter}${acl('f')}`,
      `endpoint fw-${letter} f-${letter}${product}`,
      ...(shape === 'without-nat'
        ? []
        : [
            `subnet n-${letter} ${place} ${block(3, zone)} table=n-${letter}${acl('n')}`,
            `nat nat-${letter} n-${letter}`,
          ]),
    ];
  });

  const listed = hasList ? ' | pl-s3 > buckets' : '';
  const inner = dice.chance(30) ? ' | 172.16.0.0/12 > tgw-1' : '';
  const outer6 = (to: string) => (hasIpv6 ? ` | ::/0 > ${to}` : '');
  const tables = zones.flatMap((zone) => {
    const { letter } = zone;
    const [nat, fw] = [`nat-${letter}`, `fw-${letter}`];
    const firstHop = shape === 'after-nat' ? nat : fw;
    const afterFirewall = shape === 'before-nat' ? nat : 'igw';
    const returns = workloads.map((tier) => ` | ${workloadBlock(tier, zone)} > ${fw}`).join('');
    return [
      ...workloads.map(
        (tier) => `table ${tier}-${letter}: 0.0.0.0/0 > ${firstHop}${outer6(fw)}${listed}${inner}`,
      ),
      `table f-${letter}: 0.0.0.0/0 > ${afterFirewall}${outer6('igw')}`,
      ...(shape === 'without-nat'
        ? []
        : [`table n-${letter}: 0.0.0.0/0 > ${shape === 'after-nat' ? `${fw}` : `igw${returns}`}`]),
    ];
  });
  const edge = zones.flatMap((zone) => [
    ...(shape === 'after-nat' ? [`${block(3, zone)} > fw-${zone.letter}`] : []),
    ...workloads.flatMap((tier) => [
      ...(shape === 'without-nat' ? [`${workloadBlock(tier, zone)} > fw-${zone.letter}`] : []),
      ...(hasIpv6 ? [`${workloadBlock6(tier, zone).trim()} > fw-${zone.letter}`] : []),
    ]),
  ]);
  return [
    `vpc v 10.1.0.0/16${hasSecondary ? ' 100.64.0.0/16' : ''}${hasIpv6 ? ' 2600:1f18:0:100::/56' : ''}`,
    'igw igw edge=edge',
    ...(hasList ? ['list pl-s3 52.216.0.0/15 3.5.0.0/19', 's3 buckets restricted'] : []),
    ...subnets,
    ...tables,
    `table edge: ${edge.join(' | ')}`,
    ...(isClosed ? closedAcls(hasIpv6) : []),
    ...(product !== '' && dice.chance(10)
      ? ['bpa block-bidirectional', ...zones.flatMap(({ letter }) => excludedIn(letter, shape))]
      : []),
  ].join('\n');
}

function excludedIn(letter: string, shape: string): string[] {
  const tiers = shape === 'without-nat' ? ['f'] : ['f', 'n'];
  return tiers.map((tier) => `exclude ${tier}-${letter} allow-bidirectional`);
}

/** TCP to port 443 and its replies, where they cross each tier, and nothing else. */
function closedAcls(hasIpv6: boolean): string[] {
  const acl = (key: string, replies: string) => {
    const all = ['0.0.0.0/0', ...(hasIpv6 ? ['::/0'] : [])];
    const rules = all.flatMap((block, index) => [
      `out ${100 + index} allow tcp 443 ${block}`,
      `in ${100 + index} allow tcp ${replies} ${block}`,
      ...(key === 'w'
        ? []
        : [`in ${110 + index} allow tcp 443 ${block}`, `out ${110 + index} allow tcp ${replies} ${block}`]),
    ]);
    return `acl ${key}: ${rules.join(' | ')}`;
  };
  return [acl('w', '32768-61000'), acl('f', '1024-65535'), acl('n', '1024-65535')];
}
