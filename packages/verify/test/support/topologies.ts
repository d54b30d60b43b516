/**
 * Two zones in each of the shapes of distributed egress, as rows for `graphOf`. A is the one of the workshop "Distributed
 * Egress" of Fortinet: NAT gateways in 10.1.1.0/24 and 10.1.2.0/24, workloads 10.1.3.10 and 10.1.4.10.
 */

const SUBNETS = `
  vpc v 10.1.0.0/16
  subnet w-a us-east-1a 10.1.3.0/24 table=w-a
  subnet w-b us-east-1b 10.1.4.0/24 table=w-b
  subnet f-a us-east-1a 10.1.5.0/24 table=f-a
  subnet f-b us-east-1b 10.1.6.0/24 table=f-b
  endpoint fw-a f-a
  endpoint fw-b f-b`;

const NAT = `
  subnet n-a us-east-1a 10.1.1.0/24 table=n-a
  subnet n-b us-east-1b 10.1.2.0/24 table=n-b
  nat nat-a n-a
  nat nat-b n-b`;

const DNS = `
  dns 100: 10 ALLOW ipinfo.io | 20 BLOCK *`;

/** Workload, NAT gateway, firewall endpoint, internet gateway. */
export const AFTER_NAT = `${SUBNETS}${NAT}${DNS}
  igw igw edge=edge
  table w-a: 0.0.0.0/0 > nat-a
  table w-b: 0.0.0.0/0 > nat-b
  table n-a: 0.0.0.0/0 > fw-a
  table n-b: 0.0.0.0/0 > fw-b
  table f-a: 0.0.0.0/0 > igw
  table f-b: 0.0.0.0/0 > igw
  table edge: 10.1.1.0/24 > fw-a | 10.1.2.0/24 > fw-b`;

/** Workload, firewall endpoint, NAT gateway, internet gateway. */
export const BEFORE_NAT = `${SUBNETS}${NAT}${DNS}
  igw igw
  table w-a: 0.0.0.0/0 > fw-a
  table w-b: 0.0.0.0/0 > fw-b
  table f-a: 0.0.0.0/0 > nat-a
  table f-b: 0.0.0.0/0 > nat-b
  table n-a: 0.0.0.0/0 > igw | 10.1.3.0/24 > fw-a
  table n-b: 0.0.0.0/0 > igw | 10.1.4.0/24 > fw-b`;

/** Workload, firewall endpoint, internet gateway; IPv6 blocks that AWS numbers at apply. */
export const WITHOUT_NAT = `
  vpc v 10.1.0.0/16 ipv6
  subnet w-a us-east-1a 10.1.3.0/24 ipv6 table=w-a public
  subnet w-b us-east-1b 10.1.4.0/24 ipv6 table=w-b public
  subnet f-a us-east-1a 10.1.5.0/24 ipv6 table=f-a
  subnet f-b us-east-1b 10.1.6.0/24 ipv6 table=f-b
  endpoint fw-a f-a
  endpoint fw-b f-b${DNS}
  igw igw edge=edge
  table w-a: 0.0.0.0/0 > fw-a | ::/0 > fw-a
  table w-b: 0.0.0.0/0 > fw-b | ::/0 > fw-b
  table f-a: 0.0.0.0/0 > igw | ::/0 > igw
  table f-b: 0.0.0.0/0 > igw | ::/0 > igw
  table edge: 10.1.3.0/24 > fw-a | 10.1.4.0/24 > fw-b | @w-a > fw-a | @w-b > fw-b`;

/** The rows with one of them written otherwise; fails when there is no such row, or several. */
export function changed(rows: string, from: string, to: string): string {
  const parts = rows.split(from);
  if (parts.length !== 2) throw new Error(`\`${from}\` is there ${parts.length - 1} times`);
  return parts.join(to);
}
