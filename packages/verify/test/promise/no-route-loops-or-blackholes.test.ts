import { found, findingsOf } from '../support/findings';
import { AFTER_NAT, BEFORE_NAT, WITHOUT_NAT, changed } from '../support/topologies';

const PROMISE = 'no-route-loops-or-blackholes';
const first = (rows: string) => found(rows, PROMISE, { protected: ['w-a'] })[0];

it('is proved of the three topologies', () => {
  for (const rows of [AFTER_NAT, BEFORE_NAT, WITHOUT_NAT])
    expect(found(rows, PROMISE)).toEqual(['w-a proved VFY440', 'w-b proved VFY440']);
});

it('finds the endpoint whose subnet sends back into it', () => {
  expect(first(changed(AFTER_NAT, '10.1.5.0/24 table=f-a', '10.1.5.0/24 table=n-a'))).toBe(
    'w-a violated VFY441',
  );
  expect(first(changed(AFTER_NAT, 'f-a: 0.0.0.0/0 > igw', 'f-a: 0.0.0.0/0 > nat-a'))).toBe(
    'w-a violated VFY441',
  );
});

it('finds a target that is gone, and a gateway that is not attached', () => {
  expect(first(changed(AFTER_NAT, 'f-a: 0.0.0.0/0 > igw', 'f-a: 0.0.0.0/0 !> igw'))).toBe(
    'w-a violated VFY442',
  );
  expect(first(changed(AFTER_NAT, 'igw igw edge=edge', 'igw igw edge=edge detached'))).toBe(
    'w-a violated VFY442',
  );
});

it('finds a table half way that leads nowhere, but leaves the isolated alone', () => {
  expect(first(changed(AFTER_NAT, 'f-a: 0.0.0.0/0 > igw', 'f-a:'))).toBe('w-a violated VFY443');
  expect(first(changed(AFTER_NAT, 'w-a: 0.0.0.0/0 > nat-a', 'w-a:'))).toBe('w-a proved VFY440');
});

it('finds IPv6 that an endpoint hands to an egress-only gateway, which drops it', () => {
  const rows = `${changed(WITHOUT_NAT, 'f-a: 0.0.0.0/0 > igw | ::/0 > igw', 'f-a: 0.0.0.0/0 > igw | ::/0 > e')}\neigw e`;
  expect(first(rows)).toBe('w-a violated VFY442');
});

it('finds a private NAT gateway in front of the internet, and an appliance that drops what is not its own', () => {
  expect(first(changed(AFTER_NAT, 'nat nat-a n-a', 'nat nat-a n-a private'))).toBe('w-a violated VFY444');
  expect(first(`${changed(AFTER_NAT, 'n-a: 0.0.0.0/0 > fw-a', 'n-a: 0.0.0.0/0 > e')}\neni e f-a`)).toBe(
    'w-a violated VFY444',
  );
});

describe('VPC Block Public Access', () => {
  const gateway = AFTER_NAT.replace('endpoint fw-a f-a', 'endpoint fw-a f-a gwlb');
  const exclusions = '\nexclude f-a allow-bidirectional\nexclude n-a allow-bidirectional';

  it('closes the way through Network Firewall in both directions, exclusions or not', () => {
    expect(first(`${AFTER_NAT}\nbpa block-bidirectional${exclusions}`)).toBe('w-a violated VFY444');
    expect(findingsOf(`${AFTER_NAT}\nbpa block-bidirectional`, PROMISE)[0]?.reachability).toBe(
      'VPC_BLOCK_PUBLIC_ACCESS_ENABLED',
    );
  });

  it('leaves the way through a Gateway Load Balancer endpoint open where its subnet is excluded', () => {
    expect(first(`${gateway}\nbpa block-bidirectional`)).toBe('w-a violated VFY444');
    expect(first(`${gateway}\nbpa block-bidirectional${exclusions}`)).toBe('w-a proved VFY440');
    expect(first(`${gateway}\nbpa block-bidirectional\nexclude v allow-bidirectional`)).toBe(
      'w-a proved VFY440',
    );
  });

  it('does not decide what block-ingress does to replies through an endpoint, as nobody says', () => {
    expect(first(`${AFTER_NAT}\nbpa block-ingress`)).toBe('w-a undetermined VFY445');
    expect(first(`${AFTER_NAT}\nbpa off`)).toBe('w-a proved VFY440');
  });
});
