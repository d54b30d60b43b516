import { append } from '../graph/append';
import type { Key } from '../graph/key';
import { valueOf, type Known } from '../graph/known';
import type { VpcGraph } from '../graph/vpc-graph';
import type { PairedNoun } from './side';

/** What points at a node, by the node's key: made in one pass, as there may be thousands. */
export interface SideIndex {
  /** Of its main table, default network ACL and default security group. */
  readonly vpcOfPart: ReadonlyMap<Key, Key>;
  readonly subnetsOfVpc: ReadonlyMap<Key, readonly Key[]>;
  readonly subnetsOfTable: ReadonlyMap<Key, readonly Key[]>;
  readonly subnetsOfAcl: ReadonlyMap<Key, readonly Key[]>;
  /** What has a security group. */
  readonly holdersOfGroup: ReadonlyMap<Key, readonly (readonly [PairedNoun, Key])[]>;
  /** Regional NAT gateways have a table of their own. */
  readonly natsOfTable: ReadonlyMap<Key, readonly Key[]>;
  readonly endpointOfList: ReadonlyMap<Key, Key>;
  /** Endpoints that are connected to a service of the input. */
  readonly endpointsOfService: ReadonlyMap<Key, readonly (readonly [PairedNoun, Key])[]>;
}

export function indexSide(graph: VpcGraph): SideIndex {
  const vpcOfPart = new Map<Key, Key>();
  for (const { key, mainRouteTable, defaultNetworkAcl, defaultSecurityGroup } of graph.vpcs.values())
    for (const part of [mainRouteTable, defaultNetworkAcl, defaultSecurityGroup])
      if (part.is === 'known') vpcOfPart.set(part.value, key);
  const [subnetsOfVpc, subnetsOfTable, subnetsOfAcl] = [
    new Map<Key, Key[]>(),
    new Map<Key, Key[]>(),
    new Map<Key, Key[]>(),
  ];
  for (const { key, vpc, routeTable, networkAcl } of graph.subnets.values()) {
    appendKnown(subnetsOfVpc, vpc, key);
    appendKnown(subnetsOfTable, routeTable, key);
    appendKnown(subnetsOfAcl, networkAcl, key);
  }
  const holdersOfGroup = new Map<Key, (readonly [PairedNoun, Key])[]>();
  for (const [noun, nodes] of [
    ['instance', graph.instances],
    ['network-interface', graph.networkInterfaces],
    ['interface-endpoint', graph.interfaceEndpoints],
  ] as const)
    for (const { key, securityGroups } of nodes.values())
      for (const group of securityGroups) appendKnown(holdersOfGroup, group, [noun, key] as const);
  const natsOfTable = new Map<Key, Key[]>();
  for (const { key, routeTable } of graph.natGateways.values())
    if (routeTable !== undefined) appendKnown(natsOfTable, routeTable, key);
  const endpointOfList = new Map(
    [...graph.gatewayEndpoints.values()].map((one) => [one.prefixList, one.key]),
  );
  const endpointsOfService = new Map<Key, (readonly [PairedNoun, Key])[]>();
  for (const [noun, nodes] of [
    ['firewall-endpoint', graph.firewallEndpoints],
    ['interface-endpoint', graph.interfaceEndpoints],
  ] as const)
    for (const { key, connection } of nodes.values())
      if (connection !== undefined) appendKnown(endpointsOfService, connection.service, [noun, key] as const);
  return {
    vpcOfPart,
    subnetsOfVpc,
    subnetsOfTable,
    subnetsOfAcl,
    holdersOfGroup,
    natsOfTable,
    endpointOfList,
    endpointsOfService,
  };
}

function appendKnown<T>(lists: Map<Key, T[]>, key: Known<Key>, value: T): void {
  const known = valueOf(key);
  if (known !== undefined) append(lists, known, value);
}
