import { AddressSet, parseCidrBlock } from '@inspected-egress/cidr';
import fc from 'fast-check';
import { PROMISES } from '../../src/promise/promises';
import { verdictOf } from '../../src/report';
import { verify } from '../../src/verify';
import { internet } from '../../src/walk/internet';
import { wayText, type Trace } from '../../src/walk/trace';
import { traceSubnet } from '../../src/walk/trace-subnet';
import { runs } from '../read/support/properties';
import { graphOf } from '../support/graph-of';
import { Dice, senselessWorld } from '@inspected-egress/testing/worlds';

const RUNS = runs(300);
const worlds = fc.integer().map((seed) => ({ dice: new Dice(seed), rows: senselessWorld(new Dice(seed)) }));
const families = fc.constantFrom(4 as const, 6 as const);
const subnets = fc.constantFrom('s1', 's2', 's3', 's4', 's5', 's6');

/** What is said of destinations, whatever the parts that it is said of. */
function told(traces: readonly Trace[], within = AddressSet.everything()): string[] {
  const ways = new Map<string, AddressSet>();
  for (const { only, destinations, out, back } of traces) {
    const way = [only ?? '', wayText(out), back === undefined ? '' : wayText(back)].join(' | ');
    ways.set(way, (ways.get(way) ?? AddressSet.empty()).union(destinations.intersection(within)));
  }
  return [...ways].flatMap(([way, set]) => (set.isEmpty ? [] : [`${way}: ${set}`])).sort();
}

it('the parts of a class are disjoint and together the class', () => {
  fc.assert(
    fc.property(worlds, subnets, families, ({ rows }, subnet, family) => {
      let [rest, count] = [AddressSet.empty(), 0n];
      for (const { destinations, only } of traceSubnet(graphOf(rows), subnet, family)) {
        if (only !== undefined) continue;
        rest = rest.union(destinations);
        count += destinations.size;
      }
      expect(rest.equals(internet(family))).toBe(true);
      expect(count).toBe(rest.size);
    }),
    RUNS,
  );
});

it('nothing depends on the order of resources and routes', () => {
  fc.assert(
    fc.property(worlds, subnets, families, ({ dice, rows }, subnet, family) => {
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
      const other = graphOf(shuffle(lines).join('\n'));
      expect(told(traceSubnet(other, subnet, family))).toEqual(
        told(traceSubnet(graphOf(rows), subnet, family)),
      );
    }),
    RUNS,
  );
});

it('fewer destinations are told the same', () => {
  const blocks = fc.constantFrom('8.0.0.0/6', '52.0.0.0/9', '128.0.0.0/2', '2600::/11', '2606:4700::/31');
  fc.assert(
    fc.property(worlds, subnets, blocks, ({ rows }, subnet, text) => {
      const block = parseCidrBlock(text);
      const some = AddressSet.of([block]).intersection(internet(block.family));
      const graph = graphOf(rows);
      const all = traceSubnet(graph, subnet, block.family);
      expect(told(traceSubnet(graph, subnet, block.family, some))).toEqual(told(all, some));
    }),
    RUNS,
  );
});

it('a route to a block changes nothing for destinations outside of it', () => {
  const added = parseCidrBlock('11.0.0.0/8');
  const outside = AddressSet.everything(4).difference(AddressSet.of([added]));
  const targets = fc.constantFrom('nat1', 'fw1', 'igw', 'tgw-1', '?');
  fc.assert(
    fc.property(worlds, subnets, targets, ({ rows }, subnet, target) => {
      const more = rows.replaceAll(/^(table t\d: )/gm, `$111.0.0.0/8 > ${target} | `);
      const [before, after] = [rows, more].map((text) => traceSubnet(graphOf(text), subnet, 4));
      expect(told(after ?? [], outside)).toEqual(told(before ?? [], outside));
    }),
    RUNS,
  );
});

it('knowing less proves nothing more', () => {
  const forgotten = fc.constantFrom<[RegExp, string]>(
    [/> (nat1|igw|fw1)\b/g, '> ?'], // targets
    [/^(table t[123]:.*)$/gm, '$1 | ? > ?'], // routes that may be there
    [/^(endpoint fw[12]) s\d/gm, '$1 ?'], // places
    [/us-east-1a/g, '?'], // zones
    [/table=t2/g, 'table=gone'], // tables
    [/acl=a1/g, 'acl=gone'],
  );
  const subnet = { protected: ['s1', 's2', 's3'] };
  fc.assert(
    fc.property(worlds, forgotten, ({ rows }, [what, by]) => {
      const [before, after] = [rows, rows.replaceAll(what, by)].map((text) => verify(graphOf(text), subnet));
      if (before === undefined || after === undefined) throw new Error('two worlds were judged');
      for (const promise of PROMISES) {
        if (promise === 'endpoint-subnets-hold-only-endpoints') continue; // an endpoint that is nowhere is in no subnet
        const change = `${promise}: ${verdictOf(before, promise)} to ${verdictOf(after, promise)}`;
        expect(change).not.toMatch(/(violated|undetermined) to proved/);
      }
    }),
    RUNS,
  );
});
