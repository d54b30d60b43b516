import { formatCidrBlock } from '@inspected-egress/cidr';
import type { VpcGraph } from '../../src/graph/vpc-graph';
import { verdictOf } from '../../src/report';
import { verify } from '../../src/verify';
import {
  associate,
  attachment,
  CENTRALIZED,
  centralizedGraph,
  propagate,
  type Resources,
} from '../support/centralized';
import { notKnown, ref } from '../support/estate-of';

const T = 'aws_ec2_transit_gateway';
const DEFAULT = `${T}.t/default-route-table`;

/** `10.1.0.0/16 ~> s1`, of a table of the transit gateway, and why there may be more. */
function told(graph: VpcGraph, table: string): string[] {
  const found = graph.transitGatewayRouteTables.get(table);
  const routes = (found?.routes ?? []).map(({ destination, target, isPropagated, isBlackhole }) => {
    const block = destination.kind === 'block' ? formatCidrBlock(destination.block) : destination.kind;
    const arrow = isBlackhole ? '!>' : isPropagated ? '~>' : '>';
    return `${block} ${arrow} ${'key' in target ? target.key.replace(/^.*\./u, '') : target.kind}`;
  });
  return [...routes, ...(found?.doubt === undefined ? [] : [`? ${found.doubt}`])];
}

const nothing = (...names: readonly string[]) => Object.fromEntries(names.map((name) => [name, undefined]));

/** One table for all attachments, by which the transit gateway is made; with the route out in it. */
const BY_DEFAULT: Readonly<Record<string, Resources[string] | undefined>> = {
  [`${T}.t`]: {},
  ...nothing(
    ...['s1', 's2', 'hub'].map((name) => `${T}_route_table_association.${name}`),
    ...['s1', 's2'].map((name) => `${T}_route_table_propagation.${name}`),
  ),
  [`${T}_route.out`]: {
    ...CENTRALIZED[`${T}_route.out`],
    transit_gateway_route_table_id: ref(`${T}.t.association_default_route_table_id`),
  },
};

const verdict = (more: Parameters<typeof centralizedGraph>[0]) =>
  verdictOf(verify(centralizedGraph(more)), 'every-exit-is-inspected');

it('a route that may be a black hole leads nowhere for sure', () => {
  const graph = centralizedGraph({
    [`${T}_route.out`]: { ...CENTRALIZED[`${T}_route.out`], blackhole: notKnown('it is a variable') },
  });
  expect(told(graph, `${T}_route_table.spokes`)).toEqual(['0.0.0.0/0 > unknown']);
  expect(verdictOf(verify(graph), 'no-route-loops-or-blackholes')).toBe('undetermined');
});

it('holds static routes, black holes and what attachments propagate', () => {
  const graph = centralizedGraph({
    ...propagate('hub', 'inspected'),
    [`${T}_route.hole`]: {
      destination_cidr_block: '10.0.0.0/8',
      transit_gateway_route_table_id: ref(`${T}_route_table.spokes.id`),
      blackhole: true,
    },
  });
  expect(told(graph, `${T}_route_table.spokes`)).toEqual(['0.0.0.0/0 > hub', '10.0.0.0/8 !> hole']);
  expect(told(graph, `${T}_route_table.inspected`)).toEqual([
    '10.0.0.0/16 ~> hub',
    '10.1.0.0/16 ~> s1',
    '10.2.0.0/16 ~> s2',
  ]);
});

describe('the default table', () => {
  it('is that of every attachment, and learns all of them', () => {
    const graph = centralizedGraph(BY_DEFAULT);
    expect(told(graph, DEFAULT)).toEqual([
      '0.0.0.0/0 > hub',
      '10.0.0.0/16 ~> hub',
      '10.1.0.0/16 ~> s1',
      '10.2.0.0/16 ~> s2',
    ]);
    expect(verdict(BY_DEFAULT)).toBe('proved');
  });

  it('is not that of an attachment that declines, nor of one that its owner accepts without', () => {
    const declined = attachment('s1', { transit_gateway_default_route_table_association: false });
    expect(verdict({ ...BY_DEFAULT, ...declined })).toBe('proved'); // dropped: nothing leaves
    const accepted = {
      [`${T}_vpc_attachment_accepter.s1`]: {
        transit_gateway_attachment_id: ref(`${T}_vpc_attachment.s1.id`),
        transit_gateway_default_route_table_association: false,
      },
    };
    for (const more of [declined, accepted]) {
      const graph = centralizedGraph({ ...BY_DEFAULT, ...more });
      expect(graph.transitGatewayAttachments.get(`${T}_vpc_attachment.s1`)?.routeTable).toBeUndefined();
      expect(verdictOf(verify(graph), 'no-route-loops-or-blackholes')).toBe('violated');
    }
  });

  it.each<[string, Resources]>([
    [
      'it is shared with other accounts, which attach VPCs',
      { 'aws_ram_resource_association.share': { resource_arn: ref(`${T}.t.arn`) } },
    ],
    ['a VPN learns routes', { 'aws_vpn_connection.office': { transit_gateway_id: ref(`${T}.t.id`) } }],
    [
      'a Connect attachment learns routes',
      { [`${T}_connect.sdwan`]: { transit_gateway_id: ref(`${T}.t.id`) } },
    ],
    [
      'Direct Connect learns routes',
      { 'aws_dx_gateway_association.office': { associated_gateway_id: ref(`${T}.t.id`) } },
    ],
    [
      'another table may be the default',
      {
        [`${T}_default_route_table_association.odd`]: {
          transit_gateway_id: ref(`${T}.t.id`),
          transit_gateway_route_table_id: ref(`${T}_route_table.spokes.id`),
        },
      },
    ],
    [
      'whether there is one is not known',
      { [`${T}.t`]: { default_route_table_association: notKnown('a variable') } },
    ],
  ])('is not trusted where %s', (_why, more) => {
    expect(verdict({ ...BY_DEFAULT, ...more })).toBe('undetermined');
  });

  it('lets out what it has no route for: whatever is attached later puts its own there', () => {
    expect(verdict({ ...BY_DEFAULT, ...nothing(`${T}_route.out`) })).toBe('violated');
  });
});

describe('a table of its own', () => {
  it('learns nothing by default, whoever shares the transit gateway', () => {
    expect(verdict({ 'aws_ram_resource_association.share': { resource_arn: ref(`${T}.t.arn`) } })).toBe(
      'proved',
    );
  });

  it.each<[string, Parameters<typeof centralizedGraph>[0]]>([
    [
      'a route is in a table that is not known',
      {
        [`${T}_route.more`]: {
          ...CENTRALIZED[`${T}_route.out`],
          destination_cidr_block: '8.0.0.0/8',
          transit_gateway_route_table_id: notKnown('an index'),
        },
      },
    ],
    [
      'a route leads to an attachment that is not known',
      {
        [`${T}_route.out`]: {
          ...CENTRALIZED[`${T}_route.out`],
          transit_gateway_attachment_id: notKnown('an index'),
        },
      },
    ],
    [
      'something propagates that is no VPC of the input',
      {
        [`${T}_route_table_propagation.vpn`]: {
          transit_gateway_attachment_id: 'tgw-attach-0123456789abcdef0',
          transit_gateway_route_table_id: ref(`${T}_route_table.spokes.id`),
        },
      },
    ],
    [
      'an association is about an attachment that is not known',
      {
        ...nothing(`${T}_route_table_association.s1`),
        [`${T}_route_table_association.some`]: {
          transit_gateway_attachment_id: notKnown('an index', `${T}_vpc_attachment.s1`),
          transit_gateway_route_table_id: ref(`${T}_route_table.spokes.id`),
        },
      },
    ],
    [
      'two associations are about one attachment',
      {
        [`${T}_route_table_association.again`]: associate('s1', 'inspected')[
          `${T}_route_table_association.s1`
        ],
      },
    ],
    [
      'a policy table may take its place',
      {
        ...nothing(`${T}_route_table_association.s1`),
        [`${T}_policy_table_association.p`]: {
          transit_gateway_attachment_id: ref(`${T}_vpc_attachment.s1.id`),
        },
      },
    ],
    ['it is asked for at apply', dataTable()],
    ['a subnet of the attachment is not known', attachment('hub', { subnet_ids: [notKnown('an index')] })],
    [
      'the VPC of the attachment is not known',
      attachment('hub', { appliance_mode_support: 'enable', vpc_id: notKnown('an index') }),
    ],
  ])('is not trusted where %s', (_why, more) => {
    expect(verdict(more)).toBe('undetermined');
  });
});

function dataTable(): Parameters<typeof centralizedGraph>[0] {
  return {
    [`${T}_route_table.spokes`]: undefined,
    [`data.${T}_route_table.spokes`]: { filter: 'by name' },
    [`${T}_route_table_association.s1`]: {
      ...CENTRALIZED[`${T}_route_table_association.s1`],
      transit_gateway_route_table_id: ref(`data.${T}_route_table.spokes`, 'id'),
    },
  };
}
