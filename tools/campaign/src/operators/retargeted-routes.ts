import type { Network } from '../plain-reader/network';
import type { Change, Operator } from '../operator';
import {
  edgeRoutes,
  endpointElsewhere,
  endpointIn,
  endpointOf,
  isNat,
  retarget,
  to,
  toEndpoint,
  waysOut,
  waysOutOfIpv6,
  zoneOf,
  zoneOfTable,
  type NamedRoute,
} from './places';

/** Routes to the internet gateway that led elsewhere. */
function toGateway({ gateway }: Network, routes: readonly NamedRoute[]): Change[] {
  if (gateway === undefined) return [];
  return routes
    .filter(({ target }) => target !== gateway)
    .map(({ name }) => ({
      place: `aws_route.${name}`,
      make: (draft) => retarget(draft, name, to(gateway)),
    }));
}

export const RETARGETED_ROUTES: readonly Operator[] = [
  {
    id: 'workloads-to-internet-gateway',
    does: 'sends a workload subnet straight to the internet gateway',
    expects: { breaks: ['every-exit-is-inspected'] },
    changes: (network) => toGateway(network, waysOut(network, 'workload')),
  },
  {
    id: 'ipv6-to-internet-gateway',
    does: 'sends the IPv6 of a workload subnet straight to the internet gateway',
    expects: { breaks: ['every-exit-is-inspected'] },
    changes: (network) => toGateway(network, waysOutOfIpv6(network, 'workload')),
  },
  {
    id: 'nat-to-internet-gateway',
    does: 'sends a NAT subnet straight to the internet gateway',
    expects: { breaks: ['every-exit-is-inspected'] },
    changes: (network) => toGateway(network, waysOut(network, 'nat')),
  },
  {
    id: 'public-workloads',
    does: 'gives a workload subnet public addresses and sends it straight to the internet gateway',
    expects: { breaks: ['every-exit-is-inspected'] },
    changes: (network) =>
      toGateway(network, waysOut(network, 'workload')).flatMap(({ place, make }) => {
        const route = network.routes.find(({ name }) => `aws_route.${name}` === place);
        const [subnet] = network.subnets.filter(({ table }) => table === route?.table);
        if (subnet === undefined) return [];
        return [
          {
            place: subnet.address,
            make: (draft) => {
              make(draft);
              draft.at('aws_subnet', subnet.name)['map_public_ip_on_launch'] = true;
            },
          },
        ];
      }),
  },
  {
    id: 'firewall-leads-back',
    does: 'sends what a firewall endpoint passed to the same endpoint again',
    expects: { breaks: ['no-route-loops-or-blackholes'] },
    changes: (network) =>
      [...waysOut(network, 'firewall'), ...waysOutOfIpv6(network, 'firewall')].flatMap(({ name, table }) => {
        const endpoint = endpointIn(network, zoneOfTable(network, table));
        return endpoint === undefined
          ? []
          : [{ place: `aws_route.${name}`, make: (draft) => retarget(draft, name, toEndpoint(endpoint)) }];
      }),
  },
  {
    id: 'nat-of-another-zone',
    does: 'sends a workload subnet to the NAT gateway of another zone',
    expects: { breaks: ['no-hop-leaves-its-zone'] },
    changes: (network) =>
      waysOut(network, 'workload').flatMap(({ name, target }) => {
        const zone = zoneOf(network, network.nats.find(({ address }) => address === target)?.subnet ?? '');
        const other = network.nats.find(({ subnet }) => zoneOf(network, subnet) !== zone);
        return !isNat(network, target) || other === undefined
          ? []
          : [{ place: `aws_route.${name}`, make: (draft) => retarget(draft, name, to(other.address)) }];
      }),
  },
  {
    id: 'endpoint-of-another-zone',
    does: 'sends a workload or NAT subnet to the firewall endpoint of another zone',
    expects: { breaks: ['no-hop-leaves-its-zone', 'replies-use-the-same-endpoint'] },
    changes: (network) =>
      [
        ...(['workload', 'nat'] as const).flatMap((role) => [
          ...waysOut(network, role),
          ...waysOutOfIpv6(network, role),
        ]),
      ].flatMap((route) => elsewhere(network, route)),
  },
  {
    id: 'replies-to-another-zone',
    does: 'sends replies to the firewall endpoint of another zone',
    expects: { breaks: ['no-hop-leaves-its-zone', 'replies-use-the-same-endpoint'] },
    changes: (network) => edgeRoutes(network).flatMap((route) => elsewhere(network, route)),
  },
  {
    id: 'swapped-nat-subnets',
    does: 'swaps the default routes of the NAT subnets of two zones',
    expects: { breaks: ['no-hop-leaves-its-zone', 'replies-use-the-same-endpoint'] },
    changes: (network) => {
      const [one, other] = waysOut(network, 'nat').filter(({ target }) => endpointOf(network, target));
      const [first, second] = [one, other].map((route) => endpointOf(network, route?.target ?? ''));
      if (one === undefined || other === undefined || first === undefined || second === undefined) return [];
      return [
        {
          place: `aws_route.${one.name} and aws_route.${other.name}`,
          make: (draft) => {
            retarget(draft, one.name, toEndpoint(second));
            retarget(draft, other.name, toEndpoint(first));
          },
        },
      ];
    },
  },
];

/** A route to an endpoint, to that of another zone instead. */
function elsewhere(network: Network, { name, target }: NamedRoute): Change[] {
  const endpoint = endpointOf(network, target);
  const other = endpointElsewhere(network, zoneOf(network, endpoint?.subnet ?? ''));
  return endpoint === undefined || other === undefined
    ? []
    : [{ place: `aws_route.${name}`, make: (draft) => retarget(draft, name, toEndpoint(other)) }];
}
