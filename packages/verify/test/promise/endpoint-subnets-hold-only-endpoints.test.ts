import { readGraph } from '../../src/graph/read-graph';
import { verify } from '../../src/verify';
import { estateOf, madeOf, notKnown, ref } from '../support/estate-of';
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

it('is undetermined while an endpoint that may inspect shares a subnet', () => {
  const { 'aws_vpc_endpoint.e': endpoint, ...rest } = {
    'aws_vpc.v': {},
    'aws_subnet.s': { vpc_id: ref('aws_vpc.v.id') },
    'aws_instance.bastion': { subnet_id: ref('aws_subnet.s.id') },
    'aws_vpc_endpoint.e': {
      vpc_id: ref('aws_vpc.v.id'),
      subnet_ids: [ref('aws_subnet.s.id')],
      vpc_endpoint_type: notKnown('a variable'),
    },
  };
  const judge = (more: object) =>
    verify(readGraph(estateOf({ ...rest, ...more }))).findings.filter(({ promise }) => promise === PROMISE);
  expect(judge({ 'aws_vpc_endpoint.e': endpoint })).toMatchObject([
    {
      subject: 'aws_subnet.s',
      verdict: 'undetermined',
      because: expect.stringContaining('a variable') as string,
    },
  ]);
  expect(judge({})).toEqual([]);
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

describe('a load balancer whose subnets a plan tells by what they are made of', () => {
  const judge = (subnets: readonly string[], endpointSubnet: object = {}) =>
    verify(
      readGraph(
        estateOf({
          'aws_vpc.v': {},
          'aws_subnet.f': { vpc_id: ref('aws_vpc.v.id'), ...endpointSubnet },
          'aws_subnet.s[0]': { vpc_id: ref('aws_vpc.v.id') },
          'aws_subnet.s[1]': { vpc_id: ref('aws_vpc.v.id') },
          'aws_vpc_endpoint.e': {
            vpc_id: ref('aws_vpc.v.id'),
            subnet_ids: [ref('aws_subnet.f.id')],
            vpc_endpoint_type: 'GatewayLoadBalancer',
          },
          'aws_lb.l': { subnets: madeOf(...subnets) },
        }),
      ),
    )
      .findings.filter(({ promise }) => promise === PROMISE)
      .map(({ verdict }) => verdict);

  it('is in no other subnet', () => {
    expect(judge(['aws_subnet.s'])).toEqual(['proved']);
    expect(judge(['aws_subnet.s[1]'])).toEqual(['proved']);
  });

  it.each([
    ['that subnet is among them', ['aws_subnet.s', 'aws_subnet.f'], {}],
    ['they are not shown', ['aws_subnet.s', 'local.more'], {}],
    ['a part of them may be written in full', ['aws_subnet.s'], { id: 'subnet-0f' }],
  ])('may be in the subnet of an endpoint where %s', (_, subnets, endpointSubnet) => {
    expect(judge(subnets, endpointSubnet)).toEqual(['undetermined']);
  });
});
