import type { CheckId } from '../../src/check/check-result';
import { verify } from '../../src/verify';
import { graphOf } from '../support/graph-of';
import { AFTER_NAT } from '../support/topologies';

const verdictsOf = (rows: string, check: CheckId) =>
  verify(graphOf(rows))
    .checks.filter((result) => result.check === check)
    .map(({ verdict, subject }) => (subject === undefined ? verdict : `${subject} ${verdict}`));

it.each<[CheckId, string, string[]]>([
  ['V02', 'f-a', ['fw-a undetermined']],
  ['V03', 'edge', ['edge undetermined', 'edge undetermined']],
  ['V09', 'main', ['main undetermined']],
  ['V10', 'w-a', ['w-a undetermined']],
  ['V12', 'w-a', ['w-a undetermined']],
  ['V13', 'w-a', ['w-a undetermined']],
])('%s is undetermined near what is not understood: near `%s`', (check, near, wanted) => {
  expect(verdictsOf(AFTER_NAT, check)).toEqual(['satisfied']);
  expect(verdictsOf(`${AFTER_NAT}\nstrange x near=${near}`, check)).toEqual(wanted);
});

it.each<[CheckId, string, string]>([
  ['V07', 'endpoint fw-c ?', 'fw-c undetermined'],
  ['V08', 'subnet x ? table=w-a', 'w-a undetermined'],
  ['V10', 'table x: 10.1.9.0/24 > fw-a', 'x undetermined'],
  ['V12', 'subnet x us-east-1a table=x\ntable x: 10.2.0.0/16 > ?', 'x undetermined'],
  ['V13', 'instance i w-a public=?', 'w-a undetermined'],
  ['V26', 'bpa ?', 'w-a undetermined'],
])('%s is undetermined where the input does not tell: %s', (check, row, wanted) => {
  expect(verdictsOf(`${AFTER_NAT}\n${row}`, check)).toContain(wanted);
});
