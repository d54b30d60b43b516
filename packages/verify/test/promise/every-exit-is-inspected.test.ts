import { found, findingsOf, shown } from '../support/findings';
import { AFTER_NAT, BEFORE_NAT, WITHOUT_NAT, changed } from '../support/topologies';

const PROMISE = 'every-exit-is-inspected';
const violations = (rows: string) =>
  findingsOf(rows, PROMISE).filter(({ verdict }) => verdict === 'violated');

it.each([
  ['after NAT', AFTER_NAT],
  ['before NAT', BEFORE_NAT],
  ['without NAT', WITHOUT_NAT],
])('is proved of every workload subnet that is inspected %s', (_, rows) => {
  expect(found(rows, PROMISE)).toEqual(['w-a proved VFY400', 'w-b proved VFY400']);
});

it('judges no subnet of NAT gateways or firewall endpoints', () => {
  expect(findingsOf(AFTER_NAT, PROMISE).map(({ subject }) => subject)).toEqual(['w-a', 'w-b']);
});

it('shows the packet that a NAT gateway sends straight to the internet gateway', () => {
  const rows = changed(AFTER_NAT, 'n-a: 0.0.0.0/0 > fw-a', 'n-a: 0.0.0.0/0 > igw');
  expect(found(rows, PROMISE)).toEqual(['w-a violated VFY401', 'w-b proved VFY400']);
  expect(violations(rows).map(shown)).toEqual([
    ['10.1.3.10 to 8.8.8.8:443/tcp', 'w-a nat-a igw', 'igw fw-a nat-a w-a'],
  ]);
});

it('shows the packet of a workload with a public address that goes straight to the internet gateway', () => {
  const rows = changed(WITHOUT_NAT, 'w-a: 0.0.0.0/0 > fw-a', 'w-a: 0.0.0.0/0 > igw');
  expect(violations(rows).map(shown)).toEqual([['10.1.3.10 to 8.8.8.8:443/tcp', 'w-a igw', 'igw fw-a w-a']]);
});

it('does not prove a route to the internet gateway that only the want of a public address keeps closed', () => {
  const rows = changed(AFTER_NAT, 'w-a: 0.0.0.0/0 > nat-a', 'w-a: 0.0.0.0/0 > igw');
  expect(found(rows, PROMISE)[0]).toBe('w-a undetermined VFY404');
  expect(found(`${rows}\ninstance i w-a public`, PROMISE)[0]).toBe('w-a violated VFY401');
  expect(found(changed(rows, 'table=w-a', 'table=w-a public=?'), PROMISE)[0]).toBe('w-a undetermined VFY404');
});

it('shows a packet of the one block that a longer prefix takes past the endpoint', () => {
  const rows = changed(AFTER_NAT, 'n-a: 0.0.0.0/0 > fw-a', 'n-a: 0.0.0.0/0 > fw-a | 52.0.0.0/10 > igw');
  expect(violations(rows).map((finding) => shown(finding)[0])).toEqual(['10.1.3.10 to 52.0.0.0:443/tcp']);
});

it('judges IPv6 apart: an egress-only gateway is an exit that nothing inspects', () => {
  const rows = `${changed(WITHOUT_NAT, 'w-a: 0.0.0.0/0 > fw-a | ::/0 > fw-a', 'w-a: 0.0.0.0/0 > fw-a | ::/0 > e')}\neigw e`;
  expect(violations(rows).map(shown)).toEqual([
    ['an IPv6 address of `w-a` to 2001:4860:4860::8888:443/tcp', 'w-a e', 'e w-a'],
  ]);
});

it('is proved beside an egress-only gateway that was accepted by name, of it alone', () => {
  const rows = `${changed(WITHOUT_NAT, 'w-a: 0.0.0.0/0 > fw-a | ::/0 > fw-a', 'w-a: 0.0.0.0/0 > fw-a | ::/0 > e')}\neigw e`;
  const options = { acceptedBypasses: [{ target: 'e', reason: 'IPv6 is not to be inspected' }] };
  const [finding] = findingsOf(rows, PROMISE, options);
  expect(finding).toMatchObject({
    verdict: 'proved',
    because: expect.stringContaining('beside what is accepted to leave by `e`') as string,
  });
  const another = { acceptedBypasses: [{ target: 'igw', reason: 'a mistake' }] };
  expect(found(rows, PROMISE, another)[0]).toBe('w-a violated VFY401');
  const byInternetGateway = changed(AFTER_NAT, 'n-a: 0.0.0.0/0 > fw-a', 'n-a: 0.0.0.0/0 > igw');
  expect(found(byInternetGateway, PROMISE, another)[0]).toBe('w-a violated VFY401');
});

it.each(['tgw-1', 'pcx-1', 'vgw-1'])(
  'counts public destinations that are sent to %s as leaving',
  (target) => {
    const rows = changed(
      AFTER_NAT,
      'w-a: 0.0.0.0/0 > nat-a',
      `w-a: 0.0.0.0/0 > nat-a | 8.0.0.0/8 > ${target}`,
    );
    expect(violations(rows).map(({ code }) => code)).toEqual(['VFY402']);
    const options = { acceptedBypasses: [{ target, reason: 'inspected in the network account' }] };
    expect(found(rows, PROMISE, options)[0]).toBe('w-a proved VFY400');
  },
);

it('is proved of private destinations, whatever they are sent to', () => {
  const rows = changed(AFTER_NAT, 'w-a: 0.0.0.0/0 > nat-a', 'w-a: 0.0.0.0/0 > nat-a | 10.0.0.0/8 > tgw-1');
  expect(found(rows, PROMISE)[0]).toBe('w-a proved VFY400');
});

describe('gateway endpoints', () => {
  const withEndpoint = (row: string) =>
    `${changed(AFTER_NAT, 'w-a: 0.0.0.0/0 > nat-a', 'w-a: 0.0.0.0/0 > nat-a | pl-s3 > s3')}\n${row}`;

  it('are a bypass unless their policy restricts them', () => {
    expect(found(withEndpoint('s3 s3'), PROMISE)[0]).toBe('w-a violated VFY403');
    expect(found(withEndpoint('s3 s3 restricted'), PROMISE)[0]).toBe('w-a proved VFY400');
  });

  it('are accepted when the call says so', () => {
    const options = { acceptedBypasses: [{ target: 's3', reason: 'the bucket policies restrict it' }] };
    expect(found(withEndpoint('s3 s3'), PROMISE, options)[0]).toBe('w-a proved VFY400');
  });
});

describe('subnets without an association', () => {
  const left = changed(WITHOUT_NAT, '10.1.3.0/24 ipv6 table=w-a public', '10.1.3.0/24 ipv6 public');

  it('are isolated by a main table that is local only', () => {
    const [finding] = findingsOf(left, PROMISE);
    expect(finding).toMatchObject({ verdict: 'proved', because: 'it is isolated: no route leads out of it' });
  });

  it('leave by the way of the main table', () => {
    expect(found(`${left}\ntable main: 0.0.0.0/0 > igw`, PROMISE)[0]).toBe('w-a violated VFY401');
  });
});

describe('what the input does not tell', () => {
  const uninspected = changed(AFTER_NAT, 'n-a: 0.0.0.0/0 > fw-a', 'n-a: 0.0.0.0/0 > igw');

  it.each([
    ['the target of a route', changed(AFTER_NAT, 'n-a: 0.0.0.0/0 > fw-a', 'n-a: 0.0.0.0/0 > ?')],
    [
      'the destination of a route',
      changed(AFTER_NAT, 'n-a: 0.0.0.0/0 > fw-a', 'n-a: 0.0.0.0/0 > fw-a | ? > ?'),
    ],
    ['where the endpoint stands', changed(AFTER_NAT, 'endpoint fw-a f-a', 'endpoint fw-a ?')],
    ['the routes of a table', changed(AFTER_NAT, '10.1.1.0/24 table=n-a', '10.1.1.0/24 table=gone')],
    ['a resource beside a table', `${AFTER_NAT}\nstrange x near=n-a`],
    ['a resource in a subnet on the way', `${AFTER_NAT}\nstrange x near=f-a`],
    ['a resource of the VPC', `${AFTER_NAT}\nstrange x near=v`],
    [
      'an appliance on the way',
      `${changed(uninspected, 'n-a: 0.0.0.0/0 > igw', 'n-a: 0.0.0.0/0 > e')}\neni e f-a forwards`,
    ],
  ])('is never proved: %s', (_, rows) => {
    expect(found(rows, PROMISE, { protected: ['w-a'] })[0]).toMatch(/^w-a undetermined/);
  });

  it('takes the certainty from a violation only where another route may take the packet', () => {
    expect(found(`${uninspected}\nstrange x near=v`, PROMISE).slice(0, 2)).toEqual([
      'w-a violated VFY401',
      'w-a undetermined VFY405',
    ]);
    const rows = changed(uninspected, 'n-a: 0.0.0.0/0 > igw', 'n-a: 0.0.0.0/0 > igw | ? > fw-a');
    expect(found(rows, PROMISE)[0]).toBe('w-a undetermined VFY401');
  });

  it('proves what a route of unknown destination leads to when that is inspected as well', () => {
    const rows = changed(AFTER_NAT, 'n-a: 0.0.0.0/0 > fw-a', 'n-a: 0.0.0.0/0 > fw-a | pl-unknown > fw-b');
    expect(found(rows, PROMISE)[0]).toBe('w-a proved VFY400');
  });
});

it('does not choose between two lists that overlap with different targets', () => {
  const lists = '\nlist pl-x 52.0.0.0/12\nlist pl-y 52.0.0.0/10';
  const rows = (second: string) =>
    `${changed(AFTER_NAT, 'n-a: 0.0.0.0/0 > fw-a', `n-a: 0.0.0.0/0 > fw-a | pl-x > fw-a | pl-y > ${second}`)}${lists}`;
  // The longer prefix does not decide: AWS takes either list where both hold the address.
  expect(found(rows('igw'), PROMISE).filter((line) => line.startsWith('w-a'))).toEqual([
    'w-a undetermined VFY405',
    'w-a violated VFY401',
  ]);
  expect(found(rows('fw-a'), PROMISE)[0]).toBe('w-a proved VFY400');
});
