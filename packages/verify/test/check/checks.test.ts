import { CHECKS } from '../../src/check/checks';
import type { VpcGraph } from '../../src/graph/vpc-graph';
import type { CheckId, CheckResult } from '../../src/check/check-result';
import { verify } from '../../src/verify';
import { graphOf } from '../support/graph-of';
import { AFTER_NAT, BEFORE_NAT, WITHOUT_NAT, changed } from '../support/topologies';
import { FIREWALL_POLICY_WORLDS } from './firewall-policy-worlds';
import { GATEWAY_LOAD_BALANCER_WORLDS } from './gateway-load-balancer-worlds';
import { WORLDS } from './worlds';

const ALL = [...WORLDS, ...GATEWAY_LOAD_BALANCER_WORLDS, ...FIREWALL_POLICY_WORLDS];

const resultsOf = (world: VpcGraph | string, check: CheckId): readonly CheckResult[] =>
  verify(typeof world === 'string' ? graphOf(world) : world).checks.filter(
    (result) => result.check === check,
  );

it.each(ALL)(
  '$check is broken when $what, and satisfied when it is put right',
  ({ check, broken, fixed }) => {
    const { severity } = CHECKS.find(({ id }) => id === check) ?? {};
    expect(resultsOf(broken(), check)).toContainEqual(
      expect.objectContaining({ verdict: 'broken', severity }),
    );
    expect(resultsOf(fixed(), check).map(({ verdict, because }) => `${verdict}: ${because}`)).toEqual([
      expect.stringMatching(/^satisfied: /),
    ]);
  },
);

it('every check has a world', () => {
  expect(new Set(ALL.map(({ check }) => check))).toEqual(new Set(CHECKS.map(({ id }) => id)));
});

it('nothing is broken in the three shapes of distributed egress', () => {
  for (const rows of [AFTER_NAT, BEFORE_NAT, WITHOUT_NAT])
    expect(verify(graphOf(rows)).checks.filter(({ verdict }) => verdict === 'broken')).toEqual([]);
});

it('says what to do of everything that is not as it should be, and of nothing else', () => {
  for (const { broken, fixed } of ALL)
    for (const world of [broken(), fixed()])
      for (const { verdict, remedy, because } of verify(world).checks) {
        expect(remedy === '').toBe(verdict === 'satisfied' || verdict === 'not-applicable');
        for (const text of [because, remedy]) expect(text).not.toMatch(/\.$|\n|undefined/);
      }
});

it('an endpoint of another zone is an error where replies miss it, and a warning where they do not', () => {
  const there = changed(AFTER_NAT, 'table n-a: 0.0.0.0/0 > fw-a', 'table n-a: 0.0.0.0/0 > fw-b');
  const both = changed(there, '10.1.1.0/24 > fw-a', '10.1.1.0/24 > fw-b');
  expect(resultsOf(there, 'V05').map(({ severity }) => severity)).toContain('error');
  expect(resultsOf(both, 'V05').map(({ severity }) => severity)).toEqual(['warning', 'warning']);
});
