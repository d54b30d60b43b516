import { found, findingsOf, shown } from '../support/findings';
import { AFTER_NAT, BEFORE_NAT, WITHOUT_NAT, changed } from '../support/topologies';

const PROMISE = 'replies-use-the-same-endpoint';
const PROVED = ['w-a proved VFY410', 'w-b proved VFY410'];
const EDGE = '10.1.1.0/24 > fw-a | 10.1.2.0/24 > fw-b';
const violations = (rows: string) =>
  findingsOf(rows, PROMISE).filter(({ verdict }) => verdict === 'violated');

it.each([
  ['after NAT', AFTER_NAT],
  ['before NAT', BEFORE_NAT],
  ['without NAT, and of IPv6', WITHOUT_NAT],
])('is proved where replies mirror requests %s', (_, rows) => {
  expect(found(rows, PROMISE)).toEqual(PROVED);
});

it.each([
  ['no gateway route table', 'igw igw edge=edge', 'igw igw', 'igw nat-a w-a'],
  ['no route for the NAT subnet', EDGE, '10.1.2.0/24 > fw-b', 'igw nat-a w-a'],
  ['the endpoint of another zone', EDGE, '10.1.1.0/24 > fw-b | 10.1.2.0/24 > fw-b', 'igw fw-b nat-a w-a'],
  ['one endpoint for the whole VPC', EDGE, '10.1.0.0/16 > fw-b', 'igw fw-b nat-a w-a'],
])('shows the packet whose reply comes back by another way: %s', (_, from, to, back) => {
  const [finding] = violations(changed(AFTER_NAT, from, to));
  expect(finding).toMatchObject({ subject: 'w-a', code: 'VFY411' });
  expect(finding === undefined ? [] : shown(finding)).toEqual([
    '10.1.3.10 to 8.8.8.8:443/tcp',
    'w-a nat-a fw-a igw',
    back,
  ]);
});

it('needs the route for the workload subnet in the table of the NAT gateway when inspection is before NAT', () => {
  const rows = changed(BEFORE_NAT, '0.0.0.0/0 > igw | 10.1.3.0/24 > fw-a', '0.0.0.0/0 > igw');
  expect(violations(rows).map((finding) => shown(finding)[2])).toEqual(['igw nat-a w-a']);
});

it('takes the route for the block of the very subnet, and not that of another, before the numbers are known', () => {
  const swapped = changed(changed(WITHOUT_NAT, '@w-a > fw-a', '@w-a > fw-b'), '@w-b > fw-b', '@w-b > fw-a');
  expect(violations(swapped).map((finding) => shown(finding)[2])).toEqual(['igw fw-b w-a', 'igw fw-a w-b']);
  const missing = changed(WITHOUT_NAT, ' | @w-b > fw-b', '');
  expect(found(missing, PROMISE)).toEqual(['w-a proved VFY410', 'w-b violated VFY411']);
});

it('is undetermined when a written IPv6 block may be that of the subnet', () => {
  const rows = changed(WITHOUT_NAT, '@w-a > fw-a', '2600:1f18:0:100::/64 > fw-a');
  expect(found(rows, PROMISE)[0]).toBe('w-a undetermined VFY415');
});

it('is undetermined when the gateway route table treats parts of a subnet differently', () => {
  const rows = changed(AFTER_NAT, EDGE, '10.1.1.0/25 > fw-a | 10.1.2.0/24 > fw-b');
  expect(found(rows, PROMISE)[0]).toBe('w-a undetermined VFY415');
});

it('says which replies never arrive', () => {
  const rows = changed(AFTER_NAT, EDGE, '10.1.1.0/24 !> fw-a | 10.1.2.0/24 > fw-b');
  expect(found(rows, PROMISE)[0]).toBe('w-a violated VFY412');
});

it('holds of the isolated, and of what is stopped before it leaves', () => {
  const rows = changed(
    changed(AFTER_NAT, 'w-a: 0.0.0.0/0 > nat-a', 'w-a:'),
    'w-b: 0.0.0.0/0 > nat-b',
    'w-b: 0.0.0.0/0 !> nat-b',
  );
  expect(found(rows, PROMISE)).toEqual(PROVED);
});

it('wants several endpoints in reverse', () => {
  const both = changed(BEFORE_NAT, 'n-a: 0.0.0.0/0 > igw', 'n-a: 0.0.0.0/0 > fw-c');
  const rows = `${changed(both, 'igw igw', 'igw igw edge=edge')}
    subnet g-a us-east-1a 10.1.7.0/24 table=g-a
    endpoint fw-c g-a
    table g-a: 0.0.0.0/0 > igw
    table edge: 10.1.1.0/24 > fw-c`;
  expect(found(rows, PROMISE, { protected: ['w-a'] })).toEqual(['w-a proved VFY410']);
  const crossed = changed(
    changed(rows, '10.1.3.0/24 > fw-a', '10.1.3.0/24 > fw-c'),
    '10.1.1.0/24 > fw-c',
    '10.1.1.0/24 > fw-a',
  );
  expect(found(crossed, PROMISE, { protected: ['w-a'] })).toEqual(['w-a violated VFY411']);
});
