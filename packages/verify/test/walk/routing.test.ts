import { traceSubnet } from '../../src/walk/trace-subnet';
import { graphOf } from '../support/graph-of';
import { tellTraces } from '../support/told-traces';
import { AFTER_NAT, WITHOUT_NAT, changed } from '../support/topologies';

// VPC guide, "Route priority": rows are the table of the subnet, and where packets to 8.8.8.8 go.
it.each([
  ['the longest prefix', '0.0.0.0/0 > igw | 8.8.8.0/24 > tgw-1 | 8.0.0.0/8 > nat', 's tgw-1 exits-elsewhere'],
  ['a static route before a list', '8.0.0.0/8 > tgw-1 | pl-x > nat', 's tgw-1 exits-elsewhere'],
  ['a list before a propagated route', '8.0.0.0/8 ~> vgw-1 | pl-x > tgw-1', 's tgw-1 exits-elsewhere'],
  [
    'a longer propagated prefix before a static one',
    '0.0.0.0/0 > igw | 8.0.0.0/8 ~> vgw-1',
    's vgw-1 exits-elsewhere',
  ],
  ['a black hole that has the longest prefix', '0.0.0.0/0 > igw | 8.0.0.0/8 !> tgw-1', 's tgw-1 blackhole'],
  ['IPv4 routes only', '::/0 > igw', 's no-route'],
])('%s decides', (_, routes, way) => {
  const rows = `
    vpc v 10.1.0.0/16
    igw igw
    list pl-x 8.0.0.0/8
    subnet s us-east-1a 10.1.3.0/24 table=s
    nat nat s
    table s: ${routes}`;
  const [first] = tellTraces(rows, 's');
  expect(first?.replace(/^.*?: /, '')).toBe(way);
});

// VPC guide, "Route priority": of prefix lists that overlap with different targets, AWS takes either.
it.each([
  ['another list', 'pl-x > s3 | pl-y > nat', true],
  ['another list that is not known either', 'pl-x > s3 | pl-z > nat', true],
  ['another list with the same target', 'pl-x > nat | pl-y > nat', false],
  ['another list of private addresses', 'pl-x > s3 | pl-in > nat', false],
  ['the list of another service', 'pl-x > s3 | pl-z > ddb', false],
  ['no other list', 'pl-x > s3 | 8.0.0.0/8 > nat', false],
])('a list that the input does not tell may overlap with %s: %s, %s', (_, routes, isContested) => {
  const rows = `
    vpc v 10.1.0.0/16
    igw igw
    list pl-x ?\n list pl-y 8.0.0.0/8\n list pl-z ?\n list pl-in 10.0.0.0/8
    s3 s3\n s3 ddb
    subnet s us-east-1a 10.1.3.0/24 table=s
    nat nat s
    table s: ${routes}`;
  expect(tellTraces(rows, 's').includes('some: `pl-x`: s undetermined')).toBe(isContested);
});

it('keeps packets to the blocks of the VPC inside, whatever the routes', () => {
  const rows = changed(WITHOUT_NAT, 'vpc v 10.1.0.0/16 ipv6', 'vpc v 10.1.0.0/16 44.1.0.0/16 ipv6');
  expect(tellTraces(rows, 'w-a')[0]).toBe('44.1.0.0/16: w-a');
});

it('follows IPv6 through NAT64 as the IPv4 that it becomes', () => {
  const rows = changed(
    changed(AFTER_NAT, 'vpc v 10.1.0.0/16', 'vpc v 10.1.0.0/16 ipv6'),
    '10.1.3.0/24 table=w-a',
    '10.1.3.0/24 ipv6 table=w-a',
  );
  const routed = changed(rows, 'w-a: 0.0.0.0/0 > nat-a', 'w-a: 64:ff9b::/96 > nat-a');
  const [translated, rest] = tellTraces(routed, 'w-a', 6);
  expect(translated).toMatch(
    /^64:ff9b::.*: w-a nat-a\(n-a\) fw-a\(f-a\) igw; back igw\(edge\) fw-a\(f-a\) nat-a\(n-a\) w-a$/,
  );
  expect(rest).toMatch(/: w-a no-route$/);
});

it('sends what a local route is replaced by to the endpoint, and restores it', () => {
  const edge = '10.1.1.0/24 > fw-a | 10.1.2.0/24 > fw-b';
  const whole = changed(AFTER_NAT, edge, '10.1.0.0/16 > fw-a');
  expect(tellTraces(whole, 'w-a')[0]).toContain('back igw(edge) fw-a(f-a) nat-a(n-a) w-a');
  expect(tellTraces(changed(AFTER_NAT, edge, '10.1.0.0/16 > local'), 'w-a')[0]).toContain(
    'back igw(edge) nat-a(n-a) w-a',
  );
});

it('drops the family that an endpoint does not take', () => {
  const rows = changed(WITHOUT_NAT, 'endpoint fw-a f-a', 'endpoint fw-a f-a ipv4');
  expect(tellTraces(rows, 'w-a', 6)).toEqual(['the public IPv6 internet: w-a fw-a(f-a) denied']);
});

it('routes that nobody knows the destinations of are not followed in every combination', () => {
  const numbers = Array.from({ length: 12 }, (_, index) => index);
  const rows = [
    'vpc v 10.1.0.0/16',
    'igw igw',
    'subnet w us-east-1a 10.1.200.0/24 table=w',
    'table w: 0.0.0.0/0 > fw0',
    ...numbers.flatMap((number) => {
      const next = number + 1 === numbers.length ? 'igw' : `fw${number + 1}`;
      const vague = ['?', `pl-${number}`, `pl-b${number}`].map(
        (destination) => ` | ${destination} > ${next}`,
      );
      return [
        `subnet f${number} us-east-1a 10.1.${number}.0/24 table=f${number}`,
        `endpoint fw${number} f${number}`,
        `table f${number}: 0.0.0.0/0 > ${next}${vague.join('')}`,
      ];
    }),
  ].join('\n');
  const traces = traceSubnet(graphOf(rows), 'w', 4);
  expect(traces.length).toBeLessThan(1000);
  expect(new Set(traces.map(({ out }) => out.disposition))).toEqual(new Set(['undetermined']));
});
