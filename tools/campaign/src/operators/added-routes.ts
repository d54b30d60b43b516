import type { Change, Operator } from '../operator';
import type { Network } from '../plain-reader/network';
import {
  addRoute,
  edgeRoutes,
  endpointIn,
  retarget,
  SOME,
  to,
  toEndpoint,
  waysOut,
  waysOutOfIpv6,
  workloadTables,
  zoneOfTable,
} from './places';

const SOME_DESTINATION = { destination_cidr_block: SOME };

/** A longer route in every table of workloads, to something that is in no stack. */
function someTo(target: string): Operator['changes'] {
  return (network) =>
    workloadTables(network).map((table) => ({
      place: table,
      make: (draft) => addRoute(draft, 'mutant', table, SOME_DESTINATION, to(target)),
    }));
}

export const ADDED_ROUTES: readonly Operator[] = [
  {
    id: 'longer-prefix-past-the-firewall',
    does: `sends ${SOME} from a NAT subnet straight to the internet gateway`,
    expects: { breaks: ['every-exit-is-inspected'] },
    changes: (network) => {
      const { gateway } = network;
      if (gateway === undefined) return [];
      return waysOut(network, 'nat')
        .filter(({ target }) => target !== gateway)
        .map(({ table }) => ({
          place: table,
          make: (draft) => addRoute(draft, 'mutant', table, SOME_DESTINATION, to(gateway)),
        }));
    },
  },
  {
    id: 'transit-gateway-exit',
    does: `sends ${SOME} from a workload subnet to a transit gateway`,
    expects: { breaks: ['every-exit-is-inspected'] },
    changes: someTo('tgw-0123456789abcdef0'),
  },
  {
    id: 'peering-exit',
    does: `sends ${SOME} from a workload subnet to a peering connection`,
    expects: { breaks: ['every-exit-is-inspected'] },
    changes: someTo('pcx-0123456789abcdef0'),
  },
  {
    id: 'vpn-exit',
    does: `sends ${SOME} from a workload subnet to a virtual private gateway`,
    expects: { breaks: ['every-exit-is-inspected'] },
    changes: someTo('vgw-0123456789abcdef0'),
  },
  {
    id: 'cloud-wan-exit',
    does: 'sends all of a workload subnet to a core network',
    expects: { breaks: ['every-exit-is-inspected'] },
    changes: (network) =>
      waysOut(network, 'workload').map(({ name }) => ({
        place: `aws_route.${name}`,
        make: (draft) =>
          retarget(
            draft,
            name,
            to('arn:aws:networkmanager::123456789012:core-network/core-network-0123456789abcdef0'),
          ),
      })),
  },
  {
    id: 'prefix-list-exit',
    does: `sends a managed prefix list that holds ${SOME} from a workload subnet to a transit gateway`,
    expects: { breaks: ['every-exit-is-inspected'] },
    changes: (network) =>
      workloadTables(network).map((table) => ({
        place: table,
        make: (draft) => {
          draft.put('aws_ec2_managed_prefix_list', 'mutant', {
            ...{ name: 'mutant', address_family: 'IPv4', max_entries: 2 },
            entry: [{ cidr: SOME }, { cidr: '52.0.0.0/11' }],
          });
          const list = { destination_prefix_list_id: '${aws_ec2_managed_prefix_list.mutant.id}' };
          addRoute(draft, 'mutant', table, list, to('tgw-0123456789abcdef0'));
        },
      })),
  },
  {
    id: 'learnt-routes',
    does: 'lets a virtual private gateway put routes into the table of a workload subnet',
    expects: { breaks: ['every-exit-is-inspected'] },
    beyondPackets: 'which routes it learns is in no stack',
    changes: (network) =>
      workloadTables(network).map((table) => ({
        place: table,
        make: (draft) => {
          draft.put('aws_vpn_gateway', 'mutant', { vpc_id: `\${aws_vpc.${network.vpc}.id}` });
          draft.put('aws_vpn_gateway_route_propagation', 'mutant', {
            vpn_gateway_id: '${aws_vpn_gateway.mutant.id}',
            route_table_id: `\${${table}.id}`,
          });
        },
      })),
  },
  {
    id: 'egress-only-exit',
    does: 'sends the IPv6 of a workload subnet to an egress-only internet gateway',
    expects: { breaks: ['every-exit-is-inspected'] },
    changes: (network) =>
      waysOutOfIpv6(network, 'workload').map(({ name }) => ({
        place: `aws_route.${name}`,
        make: (draft) => {
          draft.put('aws_egress_only_internet_gateway', 'mutant', {
            vpc_id: `\${aws_vpc.${network.vpc}.id}`,
          });
          retarget(draft, name, to('aws_egress_only_internet_gateway.mutant'));
        },
      })),
  },
  {
    id: 'one-gateway-route-for-the-vpc',
    does: 'replaces the gateway routes by one for the whole VPC, which is the local route, to the endpoint of one zone',
    expects: { breaks: ['no-hop-leaves-its-zone', 'replies-use-the-same-endpoint'] },
    changes: oneGatewayRoute,
  },
  {
    id: 'local-route-of-nat-replaced',
    does: 'replaces the local route of a NAT subnet by one to its firewall endpoint',
    expects: { breaks: ['replies-use-the-same-endpoint'] },
    changes: (network) =>
      waysOut(network, 'nat').flatMap(({ table, target }) => {
        const endpoint = endpointIn(network, zoneOfTable(network, table));
        const isAfterNat = endpoint !== undefined && target === endpoint.key;
        return !isAfterNat
          ? []
          : [{ place: table, make: (draft) => replaceLocal(network, draft, table, endpoint) }];
      }),
  },
];

function oneGatewayRoute(network: Network): readonly Change[] {
  const routes = edgeRoutes(network);
  const [first, second] = network.endpoints;
  if (routes.length === 0 || first === undefined || second === undefined) return [];
  return [
    {
      place: network.edge ?? '',
      make: (draft) => {
        for (const { name } of routes) draft.remove('aws_route', name);
        replaceLocal(network, draft, network.edge ?? '', first);
      },
    },
  ];
}

function replaceLocal(
  { stack, vpc }: Network,
  draft: Parameters<Change['make']>[0],
  table: string,
  endpoint: Network['endpoints'][number],
): void {
  const block = String(stack.at('aws_vpc', vpc)['cidr_block']);
  addRoute(draft, 'mutant', table, { destination_cidr_block: block }, toEndpoint(endpoint));
}
