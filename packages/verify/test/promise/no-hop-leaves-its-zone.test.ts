import { found, findingsOf, shown } from '../support/findings';
import { AFTER_NAT, BEFORE_NAT, changed } from '../support/topologies';

const PROMISE = 'no-hop-leaves-its-zone';
const PROVED = ['w-a proved VFY420', 'w-b proved VFY420'];

it('is proved of tables for each zone', () => {
  expect(found(AFTER_NAT, PROMISE)).toEqual(PROVED);
  expect(found(BEFORE_NAT, PROMISE)).toEqual(PROVED);
});

it.each([
  ['the NAT gateway', 'w-b: 0.0.0.0/0 > nat-b', 'w-b: 0.0.0.0/0 > nat-a'],
  ['a table shared by both zones', '10.1.4.0/24 table=w-b', '10.1.4.0/24 table=w-a'],
])('shows the packet that crosses zones to %s', (_, from, to) => {
  const findings = findingsOf(changed(AFTER_NAT, from, to), PROMISE).filter(
    ({ verdict }) => verdict === 'violated',
  );
  expect(findings.map(({ subject }) => subject)).toEqual(['w-b', 'w-b']); // requests, and replies
  expect(findings.map(shown)[0]).toEqual([
    '10.1.4.10 to 8.8.8.8:443/tcp',
    'w-b nat-a fw-a igw',
    'igw fw-a nat-a w-b',
  ]);
});

it('finds a reply that comes through another zone', () => {
  const rows = changed(AFTER_NAT, '10.1.1.0/24 > fw-a | 10.1.2.0/24 > fw-b', '10.1.0.0/16 > fw-b');
  expect(findingsOf(rows, PROMISE)[0]).toMatchObject({
    subject: 'w-a',
    verdict: 'violated',
    because: 'replies to `w-a` (us-east-1a) pass `fw-b`, which is in us-east-1b',
  });
});

it('compares ids of zones before names, because accounts map names for themselves', () => {
  const sameId = changed(
    changed(AFTER_NAT, 'w-a us-east-1a', 'w-a us-east-1c id=use1-az1'),
    'n-a us-east-1a',
    'n-a us-east-1a id=use1-az1',
  );
  expect(found(sameId, PROMISE)[0]).toBe('w-a violated VFY421'); // the endpoint has no id, and another name
  const all = changed(sameId, 'f-a us-east-1a', 'f-a us-east-1a id=use1-az1');
  expect(found(all, PROMISE)[0]).toBe('w-a proved VFY420');
});

it('is undetermined where a zone is not known', () => {
  expect(found(changed(AFTER_NAT, 'f-a us-east-1a', 'f-a ?'), PROMISE)[0]).toBe('w-a undetermined VFY425');
});
