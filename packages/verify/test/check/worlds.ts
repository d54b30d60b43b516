import type { CheckId } from '../../src/check/check-result';
import { AFTER_NAT, changed } from '../support/topologies';

/** For each check a world that breaks it, in rows of `graphOf`, and the same world with one thing put right. */
export interface World {
  readonly check: CheckId;
  readonly what: string;
  readonly broken: string;
  readonly fixed: string;
}

export const WORLDS: readonly World[] = [
  {
    check: 'V01',
    what: 'the NAT gateway leads to the internet gateway',
    broken: changed(AFTER_NAT, 'table n-a: 0.0.0.0/0 > fw-a', 'table n-a: 0.0.0.0/0 > igw'),
    fixed: AFTER_NAT,
  },
  {
    check: 'V04',
    what: 'replies come through the endpoint of the other zone',
    broken: changed(AFTER_NAT, '10.1.1.0/24 > fw-a', '10.1.1.0/24 > fw-b'),
    fixed: AFTER_NAT,
  },
  {
    check: 'V05',
    what: 'requests and replies pass the endpoint of the other zone',
    broken: changed(
      changed(AFTER_NAT, '10.1.1.0/24 > fw-a', '10.1.1.0/24 > fw-b'),
      'table n-a: 0.0.0.0/0 > fw-a',
      'table n-a: 0.0.0.0/0 > fw-b',
    ),
    fixed: AFTER_NAT,
  },
  {
    check: 'V06',
    what: 'an instance is beside the endpoint',
    broken: `${AFTER_NAT}\ninstance i f-a`,
    fixed: `${AFTER_NAT}\ninstance i w-a`,
  },
  {
    check: 'V08',
    what: 'two zones share the table of one NAT gateway',
    broken: changed(AFTER_NAT, '10.1.4.0/24 table=w-b', '10.1.4.0/24 table=w-a'),
    fixed: AFTER_NAT,
  },
  {
    check: 'V14',
    what: 'what the list does not name is answered',
    broken: changed(AFTER_NAT, ' | 20 BLOCK *', ''),
    fixed: AFTER_NAT,
  },
  {
    check: 'V15',
    what: 'the network ACL of the workload drops replies',
    broken: `${withAcl()} | in 100 allow tcp 443 0.0.0.0/0`,
    fixed: `${withAcl()} | in 100 allow tcp 1024-65535 0.0.0.0/0`,
  },
];

function withAcl(): string {
  const rows = changed(AFTER_NAT, '10.1.3.0/24 table=w-a', '10.1.3.0/24 table=w-a acl=a');
  return `${rows}\nacl a: out 100 allow tcp 443 0.0.0.0/0`;
}
