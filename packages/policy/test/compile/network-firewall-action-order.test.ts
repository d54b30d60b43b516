import type { Destination, EgressPolicy, EgressRule } from '../../src';
import { findOrderDependence } from '../../src/compile/network-firewall/action-order';
import { fc } from '../support/properties';

const today = '2026-11-22';
type Body = Omit<EgressRule, 'id'>;

const NAMES = ['com', 'example.com', '*.example.com', 'a.example.com', '*.a.example.com', 'b.org', '*.org'];
const BLOCKS = ['0.0.0.0/0', '10.0.0.0/8', '10.1.0.0/16', '10.1.2.0/24', '10.2.0.0/16', '::/0', 'fd00::/8'];
const name = fc.constantFrom<Destination>(...NAMES.map((one) => ({ name: one })));
const block = fc.constantFrom<Destination>(...BLOCKS.map((cidrBlock) => ({ cidrBlock })));
const other = fc.constantFrom<Destination>({ country: 'US' }, { service: 's3' }, { anywhere: 'all' });
const some = (each: fc.Arbitrary<Destination>) => fc.array(each, { minLength: 1, maxLength: 3 });
const body: fc.Arbitrary<Body> = fc.record({
  destinations: fc.oneof(some(name), some(block), some(fc.oneof(name, block, other))),
  applications: fc.constantFrom<EgressRule['applications'][]>(
    ...[['https'], ['http'], ['https', 'http'], [{ tcp: { from: 400, to: 500 } }]].map(
      (one) => one as EgressRule['applications'],
    ),
  ) as fc.Arbitrary<EgressRule['applications']>,
  action: fc.constantFrom('pass', 'pass', 'drop', 'reject', 'alert'),
  expires: fc.constantFrom('2026-11-21', '2026-11-22', '2026-11-22'),
});

/** By the text of names and the bits of blocks, each rule against each. */
function mayShare(one: Body, two: Body): boolean {
  const ports = ({ applications }: Body) =>
    applications.flatMap((application) =>
      application === 'https' ? [[443, 443]] : application === 'http' ? [[80, 80]] : [[400, 500]],
    );
  const shares = ports(one).some(([from = 0, to = 0]) =>
    ports(two).some(([start = 0, end = 0]) => from <= end && start <= to),
  );
  const seen = ({ destinations }: Body) => destinations.filter((each) => !('service' in each));
  const [mine, theirs] = [seen(one), seen(two)];
  if (!shares || mine.length === 0 || theirs.length === 0) return false;
  const all = (key: string) => [...mine, ...theirs].every((each) => key in each);
  if (!all('name') && !all('cidrBlock')) return true;
  return mine.some((a) => theirs.some((b) => holds(a, b) || holds(b, a)));
}

function holds(outer: Destination, inner: Destination): boolean {
  if ('name' in outer && 'name' in inner) {
    const { name: wide } = outer;
    return wide === inner.name || (wide.startsWith('*.') && inner.name.endsWith(wide.slice(1)));
  }
  return (
    'cidrBlock' in outer && 'cidrBlock' in inner && HELD[outer.cidrBlock]?.includes(inner.cidrBlock) === true
  );
}

/** What each block holds, by hand. */
const HELD: Readonly<Record<string, readonly string[]>> = {
  '0.0.0.0/0': ['0.0.0.0/0', '10.0.0.0/8', '10.1.0.0/16', '10.1.2.0/24', '10.2.0.0/16'],
  '10.0.0.0/8': ['10.0.0.0/8', '10.1.0.0/16', '10.1.2.0/24', '10.2.0.0/16'],
  '10.1.0.0/16': ['10.1.0.0/16', '10.1.2.0/24'],
  '10.1.2.0/24': ['10.1.2.0/24'],
  '10.2.0.0/16': ['10.2.0.0/16'],
  '::/0': ['::/0', 'fd00::/8'],
  'fd00::/8': ['fd00::/8'],
};

it('law: a rule is named exactly when a later pass may share flows with it, and with the first such pass', () => {
  fc.assert(
    fc.property(fc.array(body, { minLength: 2, maxLength: 8 }), (bodies) => {
      const rules = bodies.map((one, index) => ({ id: `rule-${index}`, ...one }));
      const policy: EgressPolicy = { version: 1, name: 'law', mode: 'enforce', rules };
      const holding = rules.filter(({ expires }) => expires !== '2026-11-21');
      const expected = holding.flatMap((rule, index) => {
        if (rule.action !== 'drop' && rule.action !== 'reject') return [];
        const later = holding.slice(index + 1).find((pass) => pass.action === 'pass' && mayShare(rule, pass));
        return later === undefined ? [] : [[rule.id, later.id]];
      });
      const found = findOrderDependence(policy, { today }).map(({ rule, remark }) => [
        rule,
        /`(rule-\d)` would pass/.exec(remark)?.[1],
      ]);
      expect(found).toEqual(expected);
    }),
    { numRuns: 300 },
  );
});
