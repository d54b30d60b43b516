import type { VpcGraph } from '../../src/graph/vpc-graph';
import type { PromiseId } from '../../src/promise/finding';
import { verdictOf } from '../../src/report';
import { verify } from '../../src/verify';
import { traceSubnet } from '../../src/walk/trace-subnet';
import type { Way } from '../../src/walk/trace';
import {
  associate,
  attachment,
  CENTRALIZED,
  centralizedGraph,
  route,
  transitRoute,
  type Resources,
} from '../support/centralized';
import { notKnown, ref } from '../support/estate-of';
import { graphOf } from '../support/graph-of';

// Written by hand from the Transit Gateway guide, "Appliance in a shared services VPC" and "How transit gateways work".

const short = (way: Way) =>
  [
    ...way.hops.map(({ key, subnet }) => {
      const name = key.replace(/^.*\./u, '');
      const place = subnet === undefined || subnet === key ? '' : `@${subnet.replace(/^.*-(.)$/u, '$1')}`;
      return `${name}${place}`;
    }),
    ...(way.disposition === 'exits-internet' || way.disposition === 'delivered' ? [] : [way.disposition]),
  ].join(' ');

/** What is told of packets of a spoke's zone a: out, and back. */
function told(graph: VpcGraph, subnet = 'aws_subnet.s1-w-a'): string[] {
  return traceSubnet(graph, subnet, 4).map(
    ({ out, back }) => `${short(out)}${back === undefined ? '' : `; back ${short(back)}`}`,
  );
}

const IN_A = 's1-w-a s1@a t hub@a fw-a@a nat-a@a igw; back igw nat-a@a fw-a@a hub@a t s1@a s1-w-a';
const IN_B = 's1-w-a s1@a t hub@b fw-b@b nat-b@b igw; back igw nat-b@b fw-b@b hub@b t s1@b s1-w-a';

describe('in appliance mode', () => {
  it('a hash of the flow picks the zone, and both directions pass what is in it', () => {
    expect(told(centralizedGraph())).toEqual([IN_A, IN_B]);
  });

  it.each<PromiseId>([
    'every-exit-is-inspected',
    'replies-use-the-same-endpoint',
    'no-hop-leaves-its-zone',
    'no-route-loops-or-blackholes',
    'endpoint-subnets-hold-only-endpoints',
    'acls-permit-declared-flows',
  ])('%s is proved', (promise) => {
    expect(verdictOf(verify(centralizedGraph()), promise)).toBe('proved');
  });

  it('V12 is satisfied, as the transit gateway leads on to the firewall', () => {
    const results = verify(centralizedGraph()).checks.filter(({ check }) => check === 'V12');
    expect(results.map(({ verdict }) => verdict)).toEqual(['satisfied']);
  });

  it('no check is broken but the one of DNS', () => {
    const results = verify(centralizedGraph()).checks.filter(
      ({ verdict, check }) => verdict === 'broken' && check !== 'V14',
    );
    expect(results.map(({ check, because }) => `${check} ${because}`)).toEqual([]);
  });

  it('subnets that hold attachments alone are not judged', () => {
    const judged = verify(centralizedGraph()).judged.filter(({ isJudged }) => isJudged);
    expect(judged.map(({ subnet }) => subnet)).toEqual(
      ['s1-w-a', 's1-w-b', 's2-w-a', 's2-w-b'].map((name) => `aws_subnet.${name}`),
    );
  });
});

describe('without appliance mode', () => {
  const off = attachment('hub', {});

  it('packets stay in the zone that they come from', () => {
    expect(told(centralizedGraph(off))).toEqual([IN_A]);
  });

  it('they come in anywhere when the attachment has no subnet there', () => {
    const graph = centralizedGraph(attachment('hub', { subnet_ids: [ref('aws_subnet.hub-tgw-b.id')] }));
    expect(told(graph)).toEqual([IN_B]);
    expect(verdictOf(verify(graph), 'no-hop-leaves-its-zone')).toBe('violated');
  });
});

describe('between spokes, through the firewall', () => {
  const replies = (more: Resources = {}) =>
    verify(centralizedGraph(more)).findings.filter(
      ({ promise, code }) => promise === 'replies-use-the-same-endpoint' && code !== 'VFY410',
    );

  it('both directions pass one zone in appliance mode', () => {
    expect(replies()).toEqual([]);
  });

  it('a spoke that answers past the firewall leaves it half of the flow', () => {
    const found = replies(associate('s2', 'inspected'));
    expect(found.map(({ verdict, subject }) => `${verdict} ${subject}`)).toEqual(
      ['s1-w-a', 's1-w-b', 's2-w-a', 's2-w-b'].map((name) => `violated aws_subnet.${name}`),
    );
    expect(found[0]?.remedy).toBe('lead both directions through the same firewall endpoint, or neither');
  });

  it('answers to a private NAT gateway of a spoke are not followed, so nothing is proved of them', () => {
    const found = replies({
      'aws_nat_gateway.s1': { subnet_id: ref('aws_subnet.s1-tgw-a.id'), connectivity_type: 'private' },
      'aws_route.s1-w-a-0': route('s1-w-a', '0.0.0.0/0', { nat_gateway_id: ref('aws_nat_gateway.s1.id') }),
      'aws_route.s1-tgw-a-0': route('s1-tgw-a', '0.0.0.0/0', {
        transit_gateway_id: ref('aws_ec2_transit_gateway.t.id'),
      }),
    } as Resources);
    const ofSender = found.find(({ subject }) => subject === 'aws_subnet.s1-w-a');
    expect(ofSender?.verdict).toBe('undetermined');
    expect(ofSender?.because).toContain('`aws_nat_gateway.s1` replaces the source');
  });

  it.each<[string, Resources]>([
    ['the VPC of an attachment', attachment('s2', { vpc_id: notKnown('a data source reads it') })],
    [
      'the block of a subnet',
      { 'aws_subnet.s2-w-a': { ...CENTRALIZED['aws_subnet.s2-w-a'], cidr_block: notKnown('IPAM picks it') } },
    ],
    [
      'the block of a VPC',
      { 'aws_vpc.s2': { ...CENTRALIZED['aws_vpc.s2'], cidr_block: notKnown('IPAM picks it') } },
    ],
    [
      'the VPC of a subnet',
      { 'aws_subnet.s2-w-a': { ...CENTRALIZED['aws_subnet.s2-w-a'], vpc_id: notKnown('data') } },
    ],
  ])('nothing is proved where %s is not known, as flows to it may pass half of the firewall', (_, more) => {
    const ofS1 = replies(more).filter(({ subject }) => subject === 'aws_subnet.s1-w-a');
    expect(new Set(ofS1.map(({ verdict }) => verdict))).toEqual(new Set(['undetermined']));
  });

  it('without it, workloads of two zones answer through the endpoint of the other zone', () => {
    const found = replies(attachment('hub', {}));
    expect(found.map(({ code, verdict, subject }) => `${code} ${verdict} ${subject}`)).toEqual(
      ['s1-w-a', 's1-w-b', 's2-w-a', 's2-w-b'].map((name) => `VFY413 violated aws_subnet.${name}`),
    );
    expect(found[0]?.remedy).toBe(
      'switch on appliance mode of `aws_ec2_transit_gateway_vpc_attachment.hub`, so that both directions pass one zone',
    );
    expect(found[0]?.out?.map(({ key }) => key)).toContain('aws_vpc_endpoint.fw-a');
    expect(found[0]?.back?.map(({ key }) => key)).toContain('aws_vpc_endpoint.fw-b');
  });

  it('without it, egress alone is kept in its zone by the NAT gateway', () => {
    expect(replies({ ...attachment('hub', {}), ...transitRoute('hole', 'spokes', '10.0.0.0/8') })).toEqual(
      [],
    );
  });
});

const NAT_A_WITHOUT_RETURN = { 'aws_route.hub-nat-a-1': undefined };
const NAT_FIRST = {
  'aws_route.hub-tgw-a-0': route('hub-tgw-a', '0.0.0.0/0', {
    nat_gateway_id: ref('aws_nat_gateway.nat-a.id'),
  }),
  'aws_route.hub-nat-a-0': route('hub-nat-a', '0.0.0.0/0', {
    gateway_id: ref('aws_internet_gateway.igw.id'),
  }),
  'aws_route.hub-nat-a-1': route('hub-nat-a', '10.1.0.0/16', {
    transit_gateway_id: ref('aws_ec2_transit_gateway.t.id'),
  }),
};

it.each<[string, Resources | Record<string, undefined>, PromiseId, string, string]>([
  [
    'replies leave with the NAT gateway as nothing leads them back',
    NAT_A_WITHOUT_RETURN,
    'replies-use-the-same-endpoint',
    'violated',
    's1-w-a s1@a t hub@a fw-a@a nat-a@a igw; back igw nat-a@a igw denied',
  ],
  [
    'packets pass the NAT gateway and no endpoint',
    NAT_FIRST,
    'every-exit-is-inspected',
    'violated',
    's1-w-a s1@a t hub@a nat-a@a igw; back igw nat-a@a hub@a t s1@a s1-w-a',
  ],
  [
    'a black hole takes what is longer than the default route',
    transitRoute('hole', 'spokes', '8.0.0.0/8'),
    'no-route-loops-or-blackholes',
    'violated',
    's1-w-a s1@a t blackhole',
  ],
  [
    'a table without a route drops it',
    { 'aws_ec2_transit_gateway_route.out': undefined },
    'no-route-loops-or-blackholes',
    'violated',
    's1-w-a s1@a t no-route',
  ],
  [
    'an attachment without a table drops everything',
    { 'aws_ec2_transit_gateway_route_table_association.s1': undefined },
    'no-route-loops-or-blackholes',
    'violated',
    's1-w-a t blackhole',
  ],
  [
    'a spoke with the table of the inspection VPC has no way out',
    associate('s1', 'inspected'),
    'no-route-loops-or-blackholes',
    'violated',
    's1-w-a s1@a t no-route',
  ],
  [
    'replies find no attachment',
    { 'aws_ec2_transit_gateway_route_table_propagation.s1': undefined },
    'replies-use-the-same-endpoint',
    'violated',
    `${IN_A.slice(0, IN_A.indexOf(' s1@a s1-w-a'))} no-route`,
  ],
  [
    'the zone of the sender has no attachment subnet',
    attachment('s1', { subnet_ids: [ref('aws_subnet.s1-tgw-b.id')] }),
    'no-route-loops-or-blackholes',
    'violated',
    's1-w-a t blackhole',
  ],
  [
    'a spoke has a way of its own',
    { 'aws_route.s1-w-a-0': route('s1-w-a', '0.0.0.0/0', { transit_gateway_id: 'tgw-0123456789abcdef0' }) },
    'every-exit-is-inspected',
    'violated',
    's1-w-a tgw-0123456789abcdef0 exits-elsewhere',
  ],
  [
    'the internet gateway of the inspection VPC knows no address of a spoke',
    {
      'aws_route.hub-tgw-a-0': route('hub-tgw-a', '0.0.0.0/0', {
        gateway_id: ref('aws_internet_gateway.igw.id'),
      }),
    },
    'no-route-loops-or-blackholes',
    'violated',
    's1-w-a s1@a t hub@a igw denied',
  ],
  [
    'the table of an attachment is not known',
    { 'aws_ec2_transit_gateway_route_table_association.s1': notInTable() },
    'every-exit-is-inspected',
    'undetermined',
    's1-w-a t undetermined',
  ],
  [
    'whether appliance mode is on is not known',
    attachment('hub', { appliance_mode_support: notKnown('it is chosen at apply') }),
    'every-exit-is-inspected',
    'undetermined',
    's1-w-a s1@a t undetermined',
  ],
  [
    'what is attached is not a VPC of the input',
    {
      'aws_ec2_transit_gateway_route.out': {
        destination_cidr_block: '0.0.0.0/0',
        transit_gateway_route_table_id: ref('aws_ec2_transit_gateway_route_table.spokes.id'),
        transit_gateway_attachment_id: 'tgw-attach-0123456789abcdef0',
      },
    },
    'every-exit-is-inspected',
    'violated',
    's1-w-a s1@a t exits-elsewhere',
  ],
])('%s', (_what, more, promise, verdict, way) => {
  const graph = centralizedGraph(more);
  expect(told(graph)).toContain(way);
  expect(verdictOf(verify(graph), promise)).toBe(verdict);
});

it('a chain of VPCs in appliance mode is not followed in every way there is', () => {
  const numbers = Array.from({ length: 14 }, (_, index) => index);
  const rows = numbers.flatMap((number) => [
    `vpc v${number} 10.${number}.0.0/16`,
    ...['a', 'b', 'c'].flatMap((zone, index) => [
      `subnet t${number}${zone} us-east-1${zone} 10.${number}.${index}.0/24 vpc=v${number} table=t${number}${zone}`,
      `table t${number}${zone}: 0.0.0.0/0 > tgw-1`,
    ]),
    `attachment at-${number} tgw-1 v${number} table=rt${number} appliance t${number}a t${number}b t${number}c`,
    `transit-table rt${number}`,
    `table rt${number}: 0.0.0.0/0 > at-${(number + 1) % numbers.length}`,
  ]);
  const traces = traceSubnet(graphOf(rows.join('\n')), 't0a', 4);
  expect(traces.length).toBeLessThan(100);
  expect(new Set(traces.map(({ out }) => out.disposition))).toEqual(new Set(['undetermined']));
});

it('what a NAT instance of the inspection VPC leads past the firewall is never proved', () => {
  const graph = centralizedGraph({
    ...inBothZones((zone) => ({
      [`aws_route.hub-tgw-${zone}-0`]: route(`hub-tgw-${zone}`, '0.0.0.0/0', {
        network_interface_id: ref('aws_network_interface.nat-instance.id'),
      }),
    })),
    'aws_network_interface.nat-instance': {
      subnet_id: ref('aws_subnet.hub-nat-a.id'),
      source_dest_check: false,
    },
  });
  expect(told(graph)).toContain('s1-w-a s1@a t hub@a nat-instance@a igw; back igw undetermined');
  const report = verify(graph, { protected: ['aws_subnet.s1-w-a'] });
  expect(verdictOf(report, 'every-exit-is-inspected')).toBe('undetermined');
});

function inBothZones(make: (zone: string) => Resources): Resources {
  return { ...make('a'), ...make('b') };
}

function notInTable(): Resources[string] {
  return {
    ...CENTRALIZED['aws_ec2_transit_gateway_route_table_association.s1'],
    transit_gateway_route_table_id: notKnown('an index'),
  };
}
