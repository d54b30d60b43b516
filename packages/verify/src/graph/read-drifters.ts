import type { Drifter } from './drifter';
import type { Key } from './key';
import { unknown, type Known } from './known';
import type { OccupantKind } from './subnet';
import type { VpcGraph } from './vpc-graph';

type Nodes = Pick<
  VpcGraph,
  'instances' | 'loadBalancers' | 'interfaceEndpoints' | 'networkInterfaces' | 'natGateways'
>;

/** @param others - what is no node of its own */
export function readDrifters(
  nodes: Nodes,
  others: readonly Drifter[],
  isSubnet: (key: Key) => boolean,
): readonly Drifter[] {
  const found = listPlaces(nodes).flatMap(([kind, key, place]): Drifter[] => {
    if (place.is === 'known') return [];
    const { reason, among } = place;
    return [among?.every(isSubnet) === true ? { kind, key, reason, among } : { kind, key, reason }];
  });
  return [...found, ...others];
}

/** Everything that has to be in some subnet, with that subnet. */
function listPlaces(nodes: Nodes): readonly (readonly [OccupantKind, Key, Known<Key>])[] {
  const many = [
    ['instance', nodes.instances],
    ['load-balancer', nodes.loadBalancers],
    ['interface-endpoint', nodes.interfaceEndpoints],
  ] as const;
  return [
    ...many.flatMap(([kind, all]) =>
      [...all.values()].flatMap(({ key, subnets }) => subnets.map((subnet) => [kind, key, subnet] as const)),
    ),
    ...[...nodes.networkInterfaces.values()].map(
      ({ key, subnet }) => ['network-interface', key, subnet] as const,
    ),
    ...[...nodes.natGateways.values()].flatMap(({ key, subnet, availabilityMode }) =>
      availabilityMode.is === 'known' && availabilityMode.value === 'regional'
        ? []
        : [['nat-gateway', key, subnet ?? unknown('it names none')] as const],
    ),
  ];
}
