import { Dice, senselessWorld } from '@inspected-egress/testing/worlds';
import fc from 'fast-check';
import { diff } from '../../src/diff/diff';
import { changeOf, type Difference } from '../../src/diff/difference';
import type { VpcGraph } from '../../src/graph/vpc-graph';
import { judgeSubnets } from '../../src/promise/judged-subnets';
import { traceSubnet } from '../../src/walk/trace-subnet';
import type { Trace, Way } from '../../src/walk/trace';
import { compareZones } from '../../src/walk/zone';
import { runs } from '../read/support/properties';
import { graphOf } from '../support/graph-of';

const RUNS = runs(200);
const seeds = fc.integer();

/** A world, and the same with one line or two of another world in place of its own. */
function relatives(seed: number): { before: string; after: string } {
  const before = senselessWorld(new Dice(seed));
  const other = senselessWorld(new Dice(seed + 1)).split('\n');
  const dice = new Dice(seed + 2);
  const lines = before.split('\n');
  for (let count = dice.below(3); count > 0; count -= 1) {
    const index = dice.below(lines.length);
    lines[index] = other[index] ?? '';
  }
  return { before, after: lines.join('\n') };
}

/** What every judged subnet sends where, by the keys of one input, as a simple list to compare. */
function tell(graph: VpcGraph): readonly string[] {
  const wayOf = (from: string, way: Way | undefined) =>
    way === undefined
      ? 'none'
      : [
          ...way.hops.map(({ key, kind, subnet }) => {
            const isZonal = ['nat-gateway', 'firewall-endpoint', 'network-interface'].includes(kind);
            return isZonal ? `${key} ${compareZones(graph, from, subnet ?? '')}` : key;
          }),
          way.disposition,
          way.code ?? '',
        ].join(' ');
  const lineOf = ({ from, family, only, except, out, back }: Trace) =>
    [from, family, only ?? '', except.join(), wayOf(from, out), wayOf(from, back)].join(' | ');
  const sets = new Map<string, Trace['destinations']>();
  for (const subnet of graph.subnets.keys())
    for (const trace of [4, 6].flatMap((family) => traceSubnet(graph, subnet, family as 4 | 6))) {
      const line = lineOf(trace);
      sets.set(line, sets.get(line)?.union(trace.destinations) ?? trace.destinations);
    }
  return [...sets].map(([line, set]) => `${line}: ${set}`).sort();
}

const isEmpty = (difference: Difference) => changeOf(difference) === 'none';
const ways = ({ gained, lost, undetermined }: Difference) => [
  ...gained.ways,
  ...lost.ways,
  ...undetermined.filter(({ aspect }) => aspect === 'ways'),
];

it('the difference of an input from itself is empty', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const rows = senselessWorld(new Dice(seed));
      expect(isEmpty(diff(graphOf(rows), graphOf(rows)))).toBe(true);
    }),
    RUNS,
  );
});

it('what is gained one way is lost the other way', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const { before, after } = relatives(seed);
      const [there, back] = [diff(graphOf(before), graphOf(after)), diff(graphOf(after), graphOf(before))];
      expect(there.gained).toEqual(back.lost);
      expect(there.lost).toEqual(back.gained);
      expect(there.undetermined).toHaveLength(back.undetermined.length);
    }),
    RUNS,
  );
});

function expectWaysAsTold(seed: number): void {
  const { before, after } = relatives(seed);
  const [ours, theirs] = [graphOf(before), graphOf(after)];
  const judged = [ours, theirs].map((graph) => judgeSubnets(graph).filter(({ isJudged }) => isJudged));
  const compared = new Set(judged.flat().map(({ subnet }) => subnet));
  const told = [ours, theirs].map((graph) =>
    tell(graph).filter((line) => compared.has(line.split(' ')[0] ?? '')),
  );
  expect(ways(diff(ours, theirs)).length === 0).toBe(JSON.stringify(told[0]) === JSON.stringify(told[1]));
}

it('ways are gained, lost or undetermined exactly if the traces of some subnet are others', () => {
  fc.assert(fc.property(seeds, expectWaysAsTold), RUNS);
});

describe('changes nothing:', () => {
  it('another order of resources and routes', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const rows = senselessWorld(new Dice(seed));
        expect(isEmpty(diff(graphOf(rows), graphOf(shuffled(rows, new Dice(seed)))))).toBe(true);
      }),
      RUNS,
    );
  });

  it('other tags', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const rows = senselessWorld(new Dice(seed));
        const tagged = rows.replaceAll(/^(subnet \S+.*)$/gm, '$1 tag:team=b');
        expect(isEmpty(diff(graphOf(rows), graphOf(tagged)))).toBe(true);
      }),
      RUNS,
    );
  });

  it('other names, where the place of things tells which is which; otherwise nothing is said to have changed', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const rows = senselessWorld(new Dice(seed));
        const change = changeOf(diff(graphOf(rows), graphOf(renamed(rows))));
        const places = [...rows.matchAll(/^endpoint \S+ (\S+)/gm)].map(([, place]) => place);
        const isClear = new Set(places).size === places.length && (rows.match(/regional/g) ?? []).length < 2;
        if (isClear) expect(change).toBe('none');
        else expect(change).not.toBe('changed');
      }),
      RUNS,
    );
  });
});

function shuffled(rows: string, dice: Dice): string {
  const shuffle = <T>(items: readonly T[]): T[] => {
    const rest = [...items];
    return items.map(() => rest.splice(dice.below(rest.length), 1)).flat();
  };
  const lines = rows.split('\n').map((line) => {
    const [head = '', items] = line.split(/: (.*)/);
    return items === undefined || !line.startsWith('table')
      ? line
      : `${head}: ${shuffle(items.split(' | ')).join(' | ')}`;
  });
  return shuffle(lines).join('\n');
}

/** Everything that the input makes has another name; ids of AWS stay. */
function renamed(rows: string): string {
  const names = /\b(s|t|nat|fw|a)(\d)\b|\b(igw|eigw|edge)\b(?!=)/g;
  return rows.replaceAll(/ .*/g, (line) => line.replaceAll(names, (word) => `renamed_${word}`));
}
