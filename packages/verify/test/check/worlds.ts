import type { CheckId } from '../../src/check/check-result';
import type { VpcGraph } from '../../src/graph/vpc-graph';
import { graphOf } from '../support/graph-of';
import { AFTER_NAT, BEFORE_NAT, changed } from '../support/topologies';

/** For each check a world that breaks it, and the same world with one thing put right. */
export interface World {
  readonly check: CheckId;
  readonly what: string;
  broken(): VpcGraph;
  fixed(): VpcGraph;
}

interface Rows {
  readonly check: CheckId;
  readonly what: string;
  readonly broken: string;
  readonly fixed: string;
}

const ROWS: readonly Rows[] = [
  {
    check: 'V01',
    what: 'the NAT gateway leads to the internet gateway',
    broken: changed(AFTER_NAT, 'table n-a: 0.0.0.0/0 > fw-a', 'table n-a: 0.0.0.0/0 > igw'),
    fixed: AFTER_NAT,
  },
  {
    check: 'V02',
    what: 'a NAT gateway leads to the internet gateway, while replies pass the endpoint',
    broken: changed(AFTER_NAT, 'table n-a: 0.0.0.0/0 > fw-a', 'table n-a: 0.0.0.0/0 > igw'),
    fixed: AFTER_NAT,
  },
  {
    check: 'V02',
    what: 'the subnet of an endpoint has no default route',
    broken: changed(AFTER_NAT, 'table f-a: 0.0.0.0/0 > igw', 'table f-a:'),
    fixed: AFTER_NAT,
  },
  {
    check: 'V03',
    what: 'the gateway route table knows nothing of one zone',
    broken: changed(AFTER_NAT, '10.1.1.0/24 > fw-a | ', ''),
    fixed: AFTER_NAT,
  },
  {
    check: 'V03',
    what: 'the internet gateway has no route table',
    broken: changed(AFTER_NAT, 'igw igw edge=edge', 'igw igw'),
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
    check: 'V09',
    what: 'a subnet is left on the main table',
    broken: `${AFTER_NAT}\nsubnet x us-east-1a 10.1.9.0/24`,
    fixed: `${AFTER_NAT}\nsubnet x us-east-1a 10.1.9.0/24 table=w-a`,
  },
  {
    check: 'V09',
    what: 'the main table leads to the internet gateway',
    broken: `${AFTER_NAT}\ntable main: 0.0.0.0/0 > igw`,
    fixed: `${AFTER_NAT}\ntable main: 10.1.0.0/16 > local`,
  },
  {
    check: 'V10',
    what: 'a return route is for half of a subnet',
    broken: changed(BEFORE_NAT, '10.1.3.0/24 > fw-a', '10.1.3.0/25 > fw-a'),
    fixed: BEFORE_NAT,
  },
  {
    check: 'V10',
    what: 'the gateway route table is for a block outside the VPC',
    broken: changed(AFTER_NAT, '10.1.1.0/24 > fw-a', '10.1.1.0/24 > fw-a | 10.2.0.0/24 > fw-a'),
    fixed: AFTER_NAT,
  },
  {
    check: 'V10',
    what: 'addresses of the metadata service are routed',
    broken: changed(AFTER_NAT, 'table w-a: ', 'table w-a: 169.254.169.254/32 > fw-a | '),
    fixed: AFTER_NAT,
  },
  {
    check: 'V11',
    what: 'a gateway endpoint has the default policy',
    broken: `${AFTER_NAT}\ns3 s3`,
    fixed: `${AFTER_NAT}\ns3 s3 restricted`,
  },
  {
    check: 'V12',
    what: 'another network is behind a transit gateway',
    broken: changed(AFTER_NAT, 'table w-a: ', 'table w-a: 10.0.0.0/8 > tgw-1 | '),
    fixed: AFTER_NAT,
  },
  {
    check: 'V13',
    what: 'the subnet of workloads gives out public addresses',
    broken: changed(AFTER_NAT, '10.1.3.0/24 table=w-a', '10.1.3.0/24 table=w-a public'),
    fixed: AFTER_NAT,
  },
  {
    check: 'V13',
    what: 'a workload has a public address',
    broken: `${AFTER_NAT}\ninstance i w-a public`,
    fixed: `${AFTER_NAT}\ninstance i w-a`,
  },
  {
    check: 'V14',
    what: 'what the list does not name is answered',
    broken: changed(AFTER_NAT, ' | 20 BLOCK *', ''),
    fixed: AFTER_NAT,
  },
  {
    check: 'V14',
    what: 'the resolver answers while DNS Firewall cannot be asked',
    broken: `${AFTER_NAT}\ndns-config v open`,
    fixed: `${AFTER_NAT}\ndns-config v closed`,
  },
  {
    check: 'V25',
    what: 'a regional NAT gateway is before the endpoints',
    broken: `${withoutNat(AFTER_NAT)}\nnat nat-a regional table=r\nnat nat-b regional table=r\ntable r: 0.0.0.0/0 > fw-a`,
    fixed: `${withoutNat(BEFORE_NAT)}\nnat nat-a regional table=r\nnat nat-b regional table=r\ntable r: 0.0.0.0/0 > igw | 10.1.3.0/24 > fw-a | 10.1.4.0/24 > fw-b`,
  },
  {
    check: 'V26',
    what: 'access is blocked in both directions, which stops Network Firewall whatever is excluded',
    broken: `${AFTER_NAT}\nbpa block-bidirectional\nexclude v allow-bidirectional`,
    fixed: `${AFTER_NAT}\nbpa off`,
  },
  {
    check: 'V15',
    what: 'the network ACL of the workload drops replies',
    broken: `${withAcl()} | in 100 allow tcp 443 0.0.0.0/0`,
    fixed: `${withAcl()} | in 100 allow tcp 1024-65535 0.0.0.0/0`,
  },
];

export const WORLDS: readonly World[] = ROWS.map(({ check, what, broken, fixed }) => ({
  check,
  what,
  broken: () => graphOf(broken),
  fixed: () => graphOf(fixed),
}));

function withAcl(): string {
  const rows = changed(AFTER_NAT, '10.1.3.0/24 table=w-a', '10.1.3.0/24 table=w-a acl=a');
  return `${rows}\nacl a: out 100 allow tcp 443 0.0.0.0/0`;
}

function withoutNat(rows: string): string {
  return changed(changed(rows, 'nat nat-a n-a', ''), 'nat nat-b n-b', '');
}
