import { found, findingsOf } from '../support/findings';
import { AFTER_NAT, changed } from '../support/topologies';

const PROMISE = 'acls-permit-declared-flows';
const REFERENCE = 'SG_REFERENCES_NOT_PRESERVED';
const of = (instance: string, rows = AFTER_NAT) => `${rows}\ninstance i w-a ${instance}`;

it.each([
  ['the port and every address', 'sg=a\nsg a: out tcp 443 0.0.0.0/0'],
  ['everything', 'sg=a\nsg a: out all 0.0.0.0/0'],
  [
    'halves of the addresses in two groups',
    'sg=a,b\nsg a: out tcp 443 0.0.0.0/1\nsg b: out tcp 443 128.0.0.0/1',
  ],
  ['ports around it', 'sg=a\nsg a: out tcp 400-500 0.0.0.0/0'],
  ['enough, beside a rule that is not known', 'sg=a\nsg a: out tcp 443 0.0.0.0/0 | out tcp 443 ?'],
  ['enough, beside a group that is not known', 'sg=a,?\nsg a: out tcp 443 0.0.0.0/0'],
  ['no reply, which passes with the request', 'sg=a\nsg a: out tcp 443 0.0.0.0/0 | in tcp 22 10.0.0.0/8'],
])('lets a request out for rules of %s', (_, instance) => {
  expect(found(of(instance), PROMISE)).toEqual(['w-a proved VFY460', 'w-b proved VFY460']);
});

it.each([
  ['has no rule at all', 'SG_HAS_NO_RULES', 'sg=a\nsg a:'],
  ['has no outbound rule', 'SG_HAS_NO_RULES', 'sg=a\nsg a: in tcp 443 0.0.0.0/0'],
  ['is for another port', 'ENI_SG_RULES_MISMATCH', 'sg=a\nsg a: out tcp 80 0.0.0.0/0'],
  ['is for another protocol', 'ENI_SG_RULES_MISMATCH', 'sg=a\nsg a: out udp 443 0.0.0.0/0'],
  ['is for some of the addresses', 'ENI_SG_RULES_MISMATCH', 'sg=a\nsg a: out tcp 443 8.0.0.0/8'],
  ['is for the other family', 'ENI_SG_RULES_MISMATCH', 'sg=a\nsg a: out tcp 443 ::/0'],
  ['is for members of a group', REFERENCE, 'sg=a\nsg a: out tcp 443 a'],
])('keeps a request in where what there is %s', (_, code, instance) => {
  const [finding, other] = findingsOf(of(instance), PROMISE);
  expect(finding).toMatchObject({ subject: 'w-a', verdict: 'violated', code: 'VFY462', reachability: code });
  expect(finding?.because).toContain('TCP to port 443 of `i` is denied by its security groups (`a`)');
  expect(other).toMatchObject({ subject: 'w-b', verdict: 'proved' });
});

it('shows a packet that no rule is for', () => {
  const [finding] = findingsOf(of('sg=a\nsg a: out tcp 443 8.0.0.0/8'), PROMISE);
  expect(finding?.witness).toMatchObject({
    source: '10.1.3.10',
    destination: '1.1.1.1',
    destinationPort: 443,
  });
});

it.each([
  ['a group', 'sg=?'],
  ['a group of another input', 'sg=elsewhere'],
  ['a rule', 'sg=a\nsg a: out tcp 443 ?'],
  ['a prefix list', 'sg=a\nsg a: out tcp 443 pl-1'],
])('is undetermined where %s is not known', (_, instance) => {
  expect(found(of(instance), PROMISE)).toEqual(['w-a undetermined VFY465', 'w-b proved VFY460']);
});

it('is asked of what sends packets of its own', () => {
  const closed = '\nsg a:';
  expect(found(`${AFTER_NAT}\neni e w-a sg=a${closed}`, PROMISE)[0]).toBe('w-a violated VFY462');
  expect(found(`${AFTER_NAT}\ninstance i w-a\nlb l w-a sg=a${closed}`, PROMISE)[0]).toBe('w-a proved VFY460');
  expect(found(`${AFTER_NAT}\ninstance i f-a sg=a${closed}`, PROMISE).slice(1)).toEqual([
    'w-a proved VFY460',
    'w-b proved VFY460',
  ]);
});

it('is judged for the packets that leave, not for those that go nowhere', () => {
  const rows = changed(AFTER_NAT, 'w-a: 0.0.0.0/0 > nat-a', 'w-a: 8.0.0.0/8 > nat-a');
  expect(found(of('sg=a\nsg a: out tcp 443 8.0.0.0/8', rows), PROMISE)[0]).toBe('w-a proved VFY460');
});
