import { AFTER_NAT, BEFORE_NAT, WITHOUT_NAT } from '../support/topologies';
import { tellTraces } from '../support/told-traces';

// Written by hand from the six steps of "Distributed Egress", and from the VPC and Network Firewall guides for B and C.
// `nat-a(n-a)` stands for: passes `nat-a`, and goes on by table `n-a`.
const V4 = 'the public IPv4 internet';
const V6 = 'the public IPv6 internet';

describe('inspection after NAT', () => {
  it('goes NAT gateway, endpoint, internet gateway, and comes back the same way through the gateway route table', () => {
    expect(tellTraces(AFTER_NAT, 'w-a')).toEqual([
      `${V4}: w-a nat-a(n-a) fw-a(f-a) igw; back igw(edge) fw-a(f-a) nat-a(n-a) w-a`,
    ]);
  });

  it('stays in the second zone for the second zone', () => {
    expect(tellTraces(AFTER_NAT, 'w-b')).toEqual([
      `${V4}: w-b nat-b(n-b) fw-b(f-b) igw; back igw(edge) fw-b(f-b) nat-b(n-b) w-b`,
    ]);
  });
});

describe('inspection before NAT', () => {
  it('goes endpoint, NAT gateway, internet gateway, and comes back by the route for the workload subnet', () => {
    expect(tellTraces(BEFORE_NAT, 'w-a')).toEqual([
      `${V4}: w-a fw-a(f-a) nat-a(n-a) igw; back igw nat-a(n-a) fw-a(f-a) w-a`,
    ]);
    expect(tellTraces(BEFORE_NAT, 'w-b')).toEqual([
      `${V4}: w-b fw-b(f-b) nat-b(n-b) igw; back igw nat-b(n-b) fw-b(f-b) w-b`,
    ]);
  });
});

describe('inspection without NAT', () => {
  it('goes endpoint, internet gateway, and comes back through the gateway route table', () => {
    expect(tellTraces(WITHOUT_NAT, 'w-a')).toEqual([
      `${V4}: w-a fw-a(f-a) igw; back igw(edge) fw-a(f-a) w-a`,
    ]);
  });

  it('follows IPv6 to the very subnet whose block AWS numbers at apply', () => {
    expect(tellTraces(WITHOUT_NAT, 'w-b', 6)).toEqual([
      `${V6}: w-b fw-b(f-b) igw; back igw(edge) fw-b(f-b) w-b`,
    ]);
  });
});
