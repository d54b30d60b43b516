import type { Operator } from '../operator';
import {
  edgeRoutes,
  isNat,
  routesFor,
  retarget,
  to,
  waysOut,
  waysOutOfIpv6,
  type NamedRoute,
} from './places';
import type { Change } from '../operator';

const drop = ({ name }: NamedRoute): Change => ({
  place: `aws_route.${name}`,
  make: (draft) => draft.remove('aws_route', name),
});

export const DROPPED_ROUTES: readonly Operator[] = [
  {
    id: 'workloads-lose-their-way-out',
    does: 'drops the default route of a workload subnet',
    expects: 'goes another way',
    changes: (network) => waysOut(network, 'workload').map(drop),
  },
  {
    id: 'workloads-lose-their-ipv6-way-out',
    does: 'drops the IPv6 default route of a workload subnet',
    expects: 'goes another way',
    changes: (network) => waysOutOfIpv6(network, 'workload').map(drop),
  },
  {
    id: 'nat-loses-its-way-on',
    does: 'drops the default route of a NAT subnet',
    expects: { breaks: ['no-route-loops-or-blackholes'] },
    changes: (network) => waysOut(network, 'nat').map(drop),
  },
  {
    id: 'firewall-loses-its-way-on',
    does: 'drops the default route of a firewall subnet',
    expects: { breaks: ['no-route-loops-or-blackholes'] },
    changes: (network) => waysOut(network, 'firewall').map(drop),
  },
  {
    id: 'firewall-loses-its-ipv6-way-on',
    does: 'drops the IPv6 default route of a firewall subnet',
    expects: { breaks: ['no-route-loops-or-blackholes'] },
    changes: (network) => waysOutOfIpv6(network, 'firewall').map(drop),
  },
  {
    id: 'replies-lose-their-route',
    does: 'drops a route of the gateway route table, or of a NAT subnet for its workloads',
    expects: { breaks: ['replies-use-the-same-endpoint'] },
    changes: (network) => {
      const ofNat = routesFor(network, 'nat').filter(({ destination }) => !destination.endsWith('/0'));
      return [...edgeRoutes(network), ...ofNat].map(drop);
    },
  },
  {
    id: 'nat-is-gone',
    does: 'names a NAT gateway that is not there in the default route of a workload subnet',
    expects: { breaks: ['every-exit-is-inspected', 'no-route-loops-or-blackholes'] },
    changes: (network) =>
      waysOut(network, 'workload')
        .filter(({ target }) => isNat(network, target))
        .map(({ name }) => ({
          place: `aws_route.${name}`,
          make: (draft) => retarget(draft, name, to('nat-0123456789abcdef0')),
        })),
  },
  {
    id: 'half-a-way-out',
    does: 'narrows the default route of a workload subnet to half of all addresses',
    expects: 'goes another way',
    changes: (network) =>
      waysOut(network, 'workload').map(({ name }) => ({
        place: `aws_route.${name}`,
        make: (draft) => {
          const values = draft.at('aws_route', name);
          draft.put('aws_route', name, { ...values, destination_cidr_block: '0.0.0.0/1' });
        },
      })),
  },
];
