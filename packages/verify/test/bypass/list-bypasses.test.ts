import { unknown } from '../../src/graph/known';
import type { VpcGraph } from '../../src/graph/vpc-graph';
import type { VerifyOptions } from '../../src/promise/evidence';
import { verify } from '../../src/verify';
import { graphOf } from '../support/graph-of';
import { AFTER_NAT, BEFORE_NAT, changed, WITHOUT_NAT } from '../support/topologies';

/** `kind target limit of subnets` of every way past inspection. */
const told = (graph: VpcGraph, options: VerifyOptions = {}) =>
  verify(graph, options).bypasses.map(
    ({ kind, target, limit, subnets }) => `${kind} ${target} ${limit.is} of ${subnets.join(' ')}`,
  );
const bypasses = (rows: string, options?: VerifyOptions) => told(graphOf(rows), options);
const withRoute = (route: string) =>
  changed(AFTER_NAT, 'w-a: 0.0.0.0/0 > nat-a', `w-a: 0.0.0.0/0 > nat-a | ${route}`);

// What no VPC is without; VPC guide "Subnet route tables", EC2 guide "Instance metadata" and "Amazon Time Sync Service".
const ALWAYS = [
  'resolver v restricted of w-a w-b',
  'instance-metadata 169.254.169.254 restricted of w-a w-b',
  'time 169.254.169.123 restricted of w-a w-b',
];

it.each([
  ['after NAT', AFTER_NAT],
  ['before NAT', BEFORE_NAT],
  ['without NAT', WITHOUT_NAT],
])('inspected %s are the link-local services alone', (_, rows) => {
  expect(bypasses(rows)).toEqual(ALWAYS);
});

describe('the resolver', () => {
  it('is open where DNS Firewall blocks nothing', () => {
    const rows = AFTER_NAT.replace(/dns 100.*/u, '');
    expect(bypasses(rows)[0]).toBe('resolver v open of w-a w-b');
  });

  it('is none where the VPC has none', () => {
    expect(bypasses(changed(AFTER_NAT, 'vpc v 10.1.0.0/16', 'vpc v 10.1.0.0/16 no-dns'))).toEqual(
      ALWAYS.slice(1),
    );
  });

  it('is not known to be limited while a rule is not known', () => {
    expect(bypasses(changed(AFTER_NAT, '10 ALLOW ipinfo.io | 20 BLOCK *', '10 ALLOW ?'))[0]).toBe(
      'resolver v undetermined of w-a w-b',
    );
  });
});

describe('gateway endpoints', () => {
  it('are of the subnets whose table leads to them, and limited by their policy', () => {
    const rows = withRoute('pl-s3 > s3');
    expect(bypasses(`${rows}\ns3 s3 restricted`)[0]).toBe('gateway-endpoint s3 restricted of w-a');
    expect(bypasses(`${rows}\ns3 s3`)[0]).toBe('gateway-endpoint s3 open of w-a');
  });

  it('say why they are accepted, and are listed all the same', () => {
    const acceptedBypasses = [{ target: 's3', reason: 'bucket policies restrict it' }];
    const [first] = verify(graphOf(`${withRoute('pl-s3 > s3')}\ns3 s3`), { acceptedBypasses }).bypasses;
    expect(first).toMatchObject({
      target: 's3',
      accepted: 'bucket policies restrict it',
      limit: { is: 'open' },
    });
  });

  it('may be of every subnet while the tables are not known', () => {
    const graph = graphOf(`${AFTER_NAT}\ns3 s3 restricted`);
    const [endpoint] = [...graph.gatewayEndpoints.values()];
    if (endpoint === undefined) throw new Error('no endpoint');
    const hidden = { ...endpoint, routeTables: [unknown('it is known after apply')] };
    expect(told({ ...graph, gatewayEndpoints: new Map([['s3', hidden]]) })[0]).toBe(
      'gateway-endpoint s3 undetermined of w-a w-b',
    );
  });
});

it('interface endpoints are of every subnet of the VPC, by the local route', () => {
  expect(bypasses(`${AFTER_NAT}\nvpce kms restricted\nvpce sqs`).slice(0, 2)).toEqual([
    'interface-endpoint kms restricted of w-a w-b',
    'interface-endpoint sqs open of w-a w-b',
  ]);
});

describe('other networks', () => {
  it.each([
    ['peering', 'pcx-1'],
    ['transit-gateway', 'tgw-1'],
    ['vpn-gateway', 'vgw-1'],
  ])('by %s are listed for private destinations too, and nobody knows what is behind', (kind, target) => {
    expect(bypasses(withRoute(`10.9.0.0/16 > ${target}`))[0]).toBe(`${kind} ${target} undetermined of w-a`);
  });

  it('that a virtual private gateway has learnt are listed', () => {
    expect(bypasses(withRoute('10.9.0.0/16 ~> vgw-1'))[0]).toBe('vpn-gateway vgw-1 undetermined of w-a');
  });
});

it('an egress-only gateway is open, accepted or not', () => {
  const rows = `${changed(WITHOUT_NAT, 'w-a: 0.0.0.0/0 > fw-a | ::/0 > fw-a', 'w-a: 0.0.0.0/0 > fw-a | ::/0 > e')}\neigw e`;
  const acceptedBypasses = [{ target: 'e', reason: 'IPv6 is not to be inspected' }];
  for (const options of [{}, { acceptedBypasses }])
    expect(bypasses(rows, options)[0]).toBe('egress-only-gateway e open of w-a');
});

describe('what the input does not tell', () => {
  it('of a target is a way that may be any of these', () => {
    const [first] = verify(graphOf(withRoute('10.9.0.0/16 > ?'))).bypasses;
    expect(first).toMatchObject({ kind: 'unknown', limit: { is: 'undetermined' }, subnets: ['w-a'] });
  });

  it('of a table is a way that may be any of these', () => {
    const rows = changed(AFTER_NAT, '10.1.3.0/24 table=w-a', '10.1.3.0/24 table=gone');
    expect(bypasses(rows)[0]).toBe('unknown gone undetermined of w-a');
  });
});

it('subnets that are not judged have none', () => {
  const rows = `${withRoute('pl-s3 > s3')}\ns3 s3`;
  expect(bypasses(rows, { protected: ['w-b'] })).toEqual(ALWAYS.map((row) => row.replace('w-a w-b', 'w-b')));
});
