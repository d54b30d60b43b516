import { found } from '../support/findings';
import { AFTER_NAT, changed } from '../support/topologies';

const PROMISE = 'endpoint-subnets-hold-only-endpoints';

it('is proved of subnets with nothing else', () => {
  expect(found(AFTER_NAT, PROMISE)).toEqual(['f-a proved VFY430', 'f-b proved VFY430']);
});

it.each([
  ['a workload', `${AFTER_NAT}\ninstance i f-a`],
  ['a NAT gateway', changed(AFTER_NAT, 'nat nat-a n-a', 'nat nat-a f-a')],
  ['a load balancer', `${AFTER_NAT}\nlb l f-a`],
])('is violated by %s', (_, rows) => {
  expect(found(rows, PROMISE)[0]).toBe('f-a violated VFY431');
});

it('is undetermined while something may be in any subnet, or an endpoint is nowhere', () => {
  expect(found(`${AFTER_NAT}\ninstance i ?`, PROMISE)).toEqual([
    'f-a undetermined VFY435',
    'f-b undetermined VFY435',
  ]);
  const shared = changed(AFTER_NAT, '10.1.5.0/24 table=f-a', '10.1.5.0/24 table=f-a shared=ram');
  expect(found(shared, PROMISE)[0]).toBe('f-a undetermined VFY435');
  expect(found(`${AFTER_NAT}\nstrange x near=f-a`, PROMISE)[0]).toBe('f-a undetermined VFY435');
  expect(found(changed(AFTER_NAT, 'endpoint fw-a f-a', 'endpoint fw-a ?'), PROMISE)).toEqual([
    'f-b proved VFY430',
    'fw-a undetermined VFY435',
  ]);
});
