import { found, findingsOf } from '../support/findings';
import { AFTER_NAT, BEFORE_NAT, WITHOUT_NAT, changed } from '../support/topologies';

const PROMISE = 'acls-permit-declared-flows';

// Section by section the matrix for TCP to port 443: W workload 10.1.3.0/24, N NAT subnet 10.1.1.0/24, X anywhere.
const WORKLOAD = 'out 100 allow tcp 443 0.0.0.0/0 | in 100 allow tcp 32768-61000 0.0.0.0/0';
const NAT =
  'in 100 allow tcp 443 10.1.3.0/24 | out 100 allow tcp 443 0.0.0.0/0 | in 110 allow tcp 1024-65535 0.0.0.0/0 | out 110 allow tcp 32768-61000 10.1.3.0/24';
const ENDPOINT =
  'in 100 allow tcp 443 10.1.1.0/24 | out 100 allow tcp 443 0.0.0.0/0 | in 110 allow tcp 1024-65535 0.0.0.0/0 | out 110 allow tcp 1024-65535 10.1.1.0/24';

function afterNat(acls: { w?: string; n?: string; f?: string } = {}): string {
  const placed = [
    ['10.1.3.0/24 table=w-a', 'aw'],
    ['10.1.1.0/24 table=n-a', 'an'],
    ['10.1.5.0/24 table=f-a', 'af'],
  ].reduce((rows, [text = '', acl = '']) => changed(rows, text, `${text} acl=${acl}`), AFTER_NAT);
  return `${placed}\nacl aw: ${acls.w ?? WORKLOAD}\nacl an: ${acls.n ?? NAT}\nacl af: ${acls.f ?? ENDPOINT}`;
}

it('is proved of the least that topology A needs, written down by hand', () => {
  expect(found(afterNat(), PROMISE)).toEqual(['w-a proved VFY460', 'w-b proved VFY460']);
});

it.each([
  [
    'the workload cannot ask',
    { w: WORKLOAD.replace('443', '80') },
    'TCP to port 443 is denied at the exit of `w-a`',
  ],
  [
    'the workload hears no reply',
    { w: WORKLOAD.replace('32768', '32769') },
    'replies to TCP to port 443 are denied at the entrance of `w-a`',
  ],
  [
    'the NAT subnet takes no requests',
    { n: NAT.replace('443 10.1.3.0/24', '443 10.1.4.0/24') },
    'TCP to port 443 is denied at the entrance of `n-a`',
  ],
  [
    'the NAT gateway hears no reply to low ports',
    { n: NAT.replace('1024-65535', '32768-61000') },
    'replies to TCP to port 443 are denied at the entrance of `n-a`',
  ],
  [
    'the NAT subnet passes no reply on',
    { n: NAT.replace('32768-61000', '32768-60000') },
    'replies to TCP to port 443 are denied at the exit of `n-a`',
  ],
  [
    'the endpoint subnet knows the workload, not the NAT gateway',
    { f: ENDPOINT.replace('443 10.1.1.0/24', '443 10.1.3.0/24') },
    'TCP to port 443 is denied at the entrance of `f-a`',
  ],
  [
    'one destination is denied first',
    { f: `out 90 deny all 8.8.8.0/24 | ${ENDPOINT}` },
    'TCP to port 443 is denied at the exit of `f-a`',
  ],
])('is violated when %s', (_, acls, because) => {
  const [finding] = findingsOf(afterNat(acls), PROMISE);
  expect(finding).toMatchObject({
    subject: 'w-a',
    verdict: 'violated',
    reachability: 'SUBNET_ACL_RESTRICTION',
  });
  expect(finding?.because).toContain(because);
});

it('sees the workload at the endpoint when inspection is before NAT', () => {
  const rows = (acl: string) =>
    `${changed(BEFORE_NAT, '10.1.5.0/24 table=f-a', '10.1.5.0/24 table=f-a acl=af')}\nacl af: ${acl}`;
  const least =
    'in 100 allow tcp 443 10.1.3.0/24 | out 100 allow tcp 443 0.0.0.0/0 | in 110 allow tcp 32768-61000 0.0.0.0/0 | out 110 allow tcp 32768-61000 10.1.3.0/24';
  expect(found(rows(least), PROMISE)[0]).toBe('w-a proved VFY460');
  expect(found(rows(ENDPOINT), PROMISE)[0]).toBe('w-a violated VFY461');
});

it('judges the flows that are declared, and ICMP by its types', () => {
  const rows = afterNat();
  expect(found(rows, PROMISE, { declaredFlows: [{ protocol: 'udp', port: 123 }] })[0]).toBe(
    'w-a violated VFY461',
  );
  expect(found(AFTER_NAT, PROMISE, { declaredFlows: [{ protocol: 'icmp' }] })[0]).toBe('w-a proved VFY460');
});

it('takes the block of a subnet that has no numbers yet as what it is', () => {
  const rows = changed(
    WITHOUT_NAT,
    '10.1.3.0/24 ipv6 table=w-a public',
    '10.1.3.0/24 ipv6 table=w-a public acl=aw',
  );
  const acl = '\nacl aw: in 100 allow all 0.0.0.0/0 | out 100 allow all 0.0.0.0/0';
  expect(found(`${rows}${acl} | in 110 allow all ::/0 | out 110 allow all ::/0`, PROMISE)[0]).toBe(
    'w-a proved VFY460',
  );
  expect(found(`${rows}${acl}`, PROMISE)[0]).toBe('w-a violated VFY461');
});

it('shows a packet that is denied behind NAT64, by the address that the workload sends to', () => {
  const rows = `
    vpc v 10.1.0.0/16 2600:1f18:0:100::/56
    igw igw
    subnet w us-east-1a 10.1.3.0/24 2600:1f18:0:103::/64 table=w
    subnet n us-east-1a 10.1.1.0/24 table=n acl=a
    nat nat n
    table w: 64:ff9b::/96 > nat
    table n: 0.0.0.0/0 > igw
    acl a: in 100 allow all 0.0.0.0/0 | in 101 allow all ::/0 | out 90 deny all 8.0.0.0/8 | out 100 allow all 0.0.0.0/0 | out 101 allow all ::/0`;
  const [finding] = findingsOf(rows, PROMISE).filter(({ subject }) => subject === 'w');
  // 8.0.0.0 is 0800:0000; RFC 6052, section 2.2.
  expect(finding).toMatchObject({
    verdict: 'violated',
    witness: { family: 6, destination: '64:ff9b::800:0' },
  });
});

it('is undetermined when the rules are not in the input', () => {
  const rows = changed(AFTER_NAT, '10.1.3.0/24 table=w-a', '10.1.3.0/24 table=w-a acl=elsewhere');
  expect(found(rows, PROMISE)[0]).toBe('w-a undetermined VFY465');
});

it('is undetermined when another route may take the packet that is denied', () => {
  const rows = changed(
    afterNat({ w: WORKLOAD.replace('443', '80') }),
    'n-a: 0.0.0.0/0 > fw-a',
    'n-a: 0.0.0.0/0 > fw-a | ? > fw-a',
  );
  expect(found(rows, PROMISE)[0]).toBe('w-a undetermined VFY461');
});
