import { parseAddress } from '@inspected-egress/cidr';
import type { VpcGraph } from '../../src/graph/vpc-graph';
import { traceSubnet } from '../../src/walk/trace-subnet';
import {
  attachment,
  CENTRALIZED,
  centralizedGraph,
  propagate,
  route,
  transitRoute,
  type Resources,
} from '../support/centralized';
import { notKnown, ref, type Said } from '../support/estate-of';

// EC2 API reference, "CreateTransitGatewayVpcAttachmentRequestOptions", Ipv6Support: "IPv6 VPC CIDRs propagate to the transit
// gateway route tables" where enabled; "IPv6 routes do not propagate", and "the setting does not filter IPv6 traffic", where not.

const T = 'aws_ec2_transit_gateway';
const IPV6_OF_S2 = '2600:1f18:0:200::/56';
const ADDRESS_OF_S2 = '2600:1f18:0:201::a';

/** Spokes with IPv6, which a transit gateway sends one another's packets by what they propagate, and else to the hub. */
function dualStack(support: Said, more: Readonly<Record<string, Resources[string] | undefined>> = {}) {
  const toGateway = {
    route_table_id: ref('aws_route_table.s1-w-a.id'),
    destination_ipv6_cidr_block: '::/0',
    transit_gateway_id: ref(`${T}.t.id`),
  };
  return centralizedGraph({
    'aws_vpc.s1': { ...CENTRALIZED['aws_vpc.s1'], ipv6_cidr_block: '2600:1f18:0:100::/56' },
    'aws_vpc.s2': { ...CENTRALIZED['aws_vpc.s2'], ipv6_cidr_block: IPV6_OF_S2 },
    ...ipv6Of('s1', '2600:1f18:0:1'),
    ...ipv6Of('s2', '2600:1f18:0:2'),
    'aws_route.s1-w-a-ipv6': toGateway,
    ...transitRoute('out6', 'spokes', '::/0', 'hub'),
    ...propagate('s2', 'spokes'),
    ...attachment('s2', { ipv6_support: support }),
    ...more,
  });
}

function ipv6Of(vpc: string, prefix: string): Resources {
  const key = `aws_subnet.${vpc}-w-a`;
  return { [key]: { ...CENTRALIZED[key], ipv6_cidr_block: `${prefix}01::/64` } };
}

/** What becomes of IPv6 packets of spoke s1 to one of s2: nodes and the end. */
function toS2(graph: VpcGraph): string[] {
  return traceSubnet(graph, 'aws_subnet.s1-w-a', 6)
    .filter(({ destinations }) => destinations.contains(parseAddress(ADDRESS_OF_S2)))
    .map(({ out }) => [...out.hops.map(({ key }) => key.replace(/^.*\./u, '')), out.disposition].join(' '));
}

const STRAIGHT = ['s1-w-a s1 t s2 delivered'];

describe('IPv6 blocks of a VPC, through a transit gateway', () => {
  it('are routes to an attachment that has IPv6 support', () => {
    expect(toS2(dualStack('enable'))).toEqual(STRAIGHT);
  });

  it.each<[string, Resources[string]]>([
    ['says that it has none', { ipv6_support: 'disable' }],
    ['says nothing', {}],
  ])('are none to an attachment that %s, so that packets go where other routes lead', (_, said) => {
    const graph = dualStack('enable', attachment('s2', said));
    for (const way of toS2(graph)) expect(way).toMatch(/^s1-w-a s1 t hub /u);
    expect(toS2(graph)).not.toEqual([]);
  });

  it.each<[string, Readonly<Record<string, Resources[string] | undefined>>]>([
    ['is decided at apply', attachment('s2', { ipv6_support: notKnown('a variable') })],
    [
      'AWS is asked for at apply',
      {
        [`${T}_vpc_attachment.s2`]: undefined,
        [`data.${T}_vpc_attachment.s2`]: { ...attachment('s2')[`${T}_vpc_attachment.s2`] },
        ...Object.fromEntries(
          Object.entries(propagate('s2', 'spokes')).map(([key, said]) => [
            key,
            { ...said, transit_gateway_attachment_id: ref(`data.${T}_vpc_attachment.s2`, 'id') },
          ]),
        ),
      },
    ],
  ])('are undetermined where its support %s', (_, more) => {
    const ways = toS2(dualStack('enable', more));
    expect(ways).toEqual(['s1-w-a s1 t undetermined']);
  });

  it('may be static routes too, whatever the attachment supports: nothing is filtered', () => {
    const graph = dualStack('disable', transitRoute('six', 'spokes', IPV6_OF_S2, 's2'));
    expect(toS2(graph)).toEqual(STRAIGHT);
  });

  it('leave the routes of IPv4 as they are', () => {
    const graph = dualStack('disable', {
      'aws_route.s1-w-a-0': route('s1-w-a', '0.0.0.0/0', { transit_gateway_id: ref(`${T}.t.id`) }),
    });
    const told = graph.transitGatewayRouteTables.get(`${T}_route_table.spokes`)?.routes ?? [];
    expect(told.filter(({ isPropagated }) => isPropagated)).toHaveLength(1);
  });
});
