import { readGraph } from '../../src/graph/read-graph';
import { judgeSubnets } from '../../src/promise/judged-subnets';
import { verdictOf } from '../../src/report';
import { verify } from '../../src/verify';
import { graphWith } from '../support/gateway-load-balancer';
import { graphOf } from '../support/graph-of';
import { estateOf, madeOf, notKnown, ref, type Said } from '../support/estate-of';
import { AFTER_NAT, changed } from '../support/topologies';

const tell = (rows: string, chosen?: string[]) =>
  judgeSubnets(graphOf(rows), chosen).map(
    ({ subnet, isJudged, because }) => `${subnet} ${isJudged} ${because}`,
  );

it('says of every subnet why it is judged or is not', () => {
  expect(tell(`${AFTER_NAT}\ninstance i w-b`)).toEqual([
    'f-a false it holds nothing but firewall endpoints',
    'f-b false it holds nothing but firewall endpoints',
    'n-a false it holds nothing but NAT gateways',
    'n-b false it holds nothing but NAT gateways',
    'w-a true it may hold workloads',
    'w-b true it holds `i`',
  ]);
});

it('judges a subnet of NAT gateways that holds a workload too', () => {
  expect(tell(`${AFTER_NAT}\ninstance i n-a\nlb l n-b`).slice(2, 4)).toEqual([
    'n-a true it holds `i`',
    'n-b false it holds nothing but NAT gateways and load balancer nodes',
  ]);
});

describe('what is in a subnet that the input does not tell', () => {
  it.each(['instance i ?', 'eni i ?'])('may be in any, so all are judged: %s', (row) => {
    expect(tell(`${AFTER_NAT}\n${row}`).slice(0, 3)).toEqual([
      'f-a true it may hold `i`, whose subnet is not known: the input does not tell',
      'f-b true it may hold `i`, whose subnet is not known: the input does not tell',
      'n-a true it may hold `i`, whose subnet is not known: the input does not tell',
    ]);
  });

  it('sends nothing of its own where it is a load balancer or a NAT gateway', () => {
    expect(tell(`${AFTER_NAT}\nlb l ?`)).toEqual(tell(AFTER_NAT));
  });

  it.each<[string, object, readonly string[]]>([
    ['that it is made of', { subnet_id: madeOf('aws_subnet.nat', 'aws_subnet.work') }, ['nat', 'work']],
    ['that it is made of, and no other', { subnet_id: madeOf('aws_subnet.work') }, ['work']],
    ['that nothing tells', { subnet_id: notKnown('a local value', 'local.s') }, ['nat', 'work']],
    ['of what is new', { subnet_id: ref('aws_subnet.work.id') }, ['work']],
  ])('may be in the subnets %s', (_, said, judged) => {
    for (const address of ['aws_instance.i', 'aws_network_interface.i', 'aws_efs_mount_target.i']) {
      const subnet = { vpc_id: ref('aws_vpc.v.id') };
      const graph = readGraph(
        estateOf({
          'aws_vpc.v': {},
          'aws_subnet.nat': subnet,
          'aws_subnet.work': subnet,
          'aws_nat_gateway.n': { subnet_id: ref('aws_subnet.nat.id') },
          [address]: said as Record<string, Said>,
        }),
      );
      expect(judgeSubnets(graph).filter(({ isJudged }) => isJudged)).toMatchObject(
        judged.map((name) => ({ subnet: `aws_subnet.${name}` })),
      );
    }
  });
});

it.each([
  ['a block that holds it, beside others', ['10.1.4.0/23']],
  ['a tag', ['tier=protected']],
])('narrows to the subnets that are named by %s', (_, chosen) => {
  const rows = changed(AFTER_NAT, '10.1.4.0/24 table=w-b', '10.1.4.0/24 table=w-b tag:tier=protected');
  expect(tell(rows, chosen).filter((line) => line.includes(' true '))).toEqual([
    'w-b true it may hold workloads',
  ]);
});

it('judges what is named by its own address, whatever it holds', () => {
  expect(tell(AFTER_NAT, ['n-a']).filter((line) => line.includes(' true '))).toEqual([
    'n-a true the options name it',
  ]);
});

it('refuses a name that means no subnet, all at once', () => {
  expect(() => tell(AFTER_NAT, ['w-a', 'w-c', 'tier=web'])).toThrow(
    'protected subnets: 2 problems\n' +
      '  protected[1]: `w-c` means no subnet of the input; write the address of a subnet, a block that holds one, or `tag=value` [VFY471]\n' +
      '  protected[2]: `tier=web` means no subnet of the input; write the address of a subnet, a block that holds one, or `tag=value` [VFY471]',
  );
});

it('proves nothing of an input with nothing to judge', () => {
  const report = verify(graphOf('vpc v 10.1.0.0/16'));
  expect(verdictOf(report, 'every-exit-is-inspected')).toBe('undetermined');
});

it('lists accepted bypasses whether anything takes them or not', () => {
  const accepted = [{ target: 'tgw-1', reason: 'inspected in the network account' }];
  const report = verify(graphOf(`${AFTER_NAT}\ns3 s3 restricted\ns3 s4`), { acceptedBypasses: accepted });
  expect(report.acceptedBypasses).toEqual([
    { target: 's3', reason: 'its endpoint policy restricts what passes' },
    ...accepted,
  ]);
});

it('judges a subnet of NAT gateways that other accounts may place workloads in', () => {
  const rows = changed(AFTER_NAT, '10.1.1.0/24 table=n-a', '10.1.1.0/24 table=n-a shared=ram');
  expect(tell(rows)[2]).toBe('n-a true `ram` shares it with other accounts, which may place workloads in it');
});

describe('appliances behind a Gateway Load Balancer', () => {
  const verdicts = (graph = graphWith()) =>
    judgeSubnets(graph)
      .filter(({ subnet }) => subnet.startsWith('aws_subnet.l-'))
      .map(({ isJudged, because }) => `${isJudged} ${because}`);
  const CARRIERS =
    'false it holds nothing but Gateway Load Balancers and appliances behind a Gateway Load Balancer';

  it('only carry packets of others, so their subnets are not judged', () => {
    expect(verdicts()).toEqual([CARRIERS, CARRIERS]);
  });

  it('are what they are with a second interface too', () => {
    const graph = graphWith({
      'aws_network_interface.second': { subnet_id: ref('aws_subnet.l-a.id') },
      'aws_network_interface_attachment.second': {
        instance_id: ref('aws_instance.appliance-a.id'),
        network_interface_id: ref('aws_network_interface.second.id'),
      },
    });
    expect(verdicts(graph)).toEqual([CARRIERS, CARRIERS]);
  });

  it('are workloads while nothing registers them, or in a target group of another protocol', () => {
    expect(verdicts(graphWith({ 'aws_lb_target_group_attachment.t-a': undefined }))).toEqual([
      'true it holds `aws_instance.appliance-a`',
      CARRIERS,
    ]);
    expect(verdicts(graphWith({ 'aws_lb_target_group.g': { protocol: 'TCP' } }))).toEqual([
      'true it holds `aws_instance.appliance-a`',
      'true it holds `aws_instance.appliance-b`',
    ]);
  });
});
