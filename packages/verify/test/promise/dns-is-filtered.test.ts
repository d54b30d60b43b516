import { found, findingsOf, shown } from '../support/findings';
import { AFTER_NAT, changed } from '../support/topologies';

const PROMISE = 'dns-is-filtered';
const RULES = 'dns 100: 10 ALLOW ipinfo.io | 20 BLOCK *';
const withRules = (rules: string) => found(changed(AFTER_NAT, RULES, rules), PROMISE);

it('is proved when what is not allowed is blocked, when something is blocked, or when there is no resolver', () => {
  expect(found(AFTER_NAT, PROMISE)).toEqual(['v proved VFY450']);
  expect(withRules('dns 100: 10 BLOCK ?')).toEqual(['v proved VFY450']);
  expect(found(changed(changed(AFTER_NAT, RULES, ''), 'vpc v', 'vpc v no-dns'), PROMISE)).toEqual([
    'v proved VFY450',
  ]);
});

it('shows the query that nothing is asked about', () => {
  const [finding] = findingsOf(changed(AFTER_NAT, RULES, ''), PROMISE);
  expect(finding?.code).toBe('VFY451');
  expect(finding === undefined ? [] : shown(finding)[0]).toBe('10.1.3.10 to 169.254.169.253:53/udp');
});

it.each([
  ['names are allowed and the others answered', 'dns 100: 10 ALLOW ipinfo.io', 'VFY452'],
  ['everything is allowed before the block', 'dns 100: 10 ALLOW * | 20 BLOCK *', 'VFY454'],
  ['everything is answered with an alert before the block', 'dns 100: 10 ALERT * | 20 BLOCK *', 'VFY454'],
  ['nothing is blocked', 'dns 100: 10 ALERT ipinfo.io', 'VFY453'],
])('is violated when %s', (_, rules, code) => {
  expect(withRules(rules)).toEqual([`v violated ${code}`]);
});

it('asks rule groups in the order of their associations', () => {
  expect(withRules('dns 200: 10 BLOCK *\ndns 100: 10 ALLOW *')).toEqual(['v violated VFY454']);
  expect(withRules('dns 100: 10 BLOCK *\ndns 200: 10 ALLOW *')).toEqual(['v proved VFY450']);
});

it('is undetermined while a list that is allowed is not known', () => {
  expect(withRules('dns 100: 10 ALLOW ?')).toEqual(['v undetermined VFY455']);
});

it.each([
  ['v open', 'v violated VFY456'],
  ['v ?', 'v undetermined VFY455'],
  ['? open', 'v undetermined VFY455'],
  ['v closed', 'v proved VFY450'],
  ['? closed', 'v proved VFY450'],
  ['another-vpc open', 'v proved VFY450'],
])('is proved only while the resolver does not answer without DNS Firewall: %s', (row, answer) => {
  expect(found(`${AFTER_NAT}\ndns-config ${row}`, PROMISE)).toEqual([answer]);
});

it('has nothing to fail where there is no resolver', () => {
  const rows = changed(AFTER_NAT, 'vpc v', 'vpc v no-dns');
  expect(found(`${rows}\ndns-config v open`, PROMISE)).toEqual(['v proved VFY450']);
});
