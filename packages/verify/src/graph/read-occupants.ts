import { append } from './append';
import { compareKeys } from './compare-keys';
import type { FirewallEndpoint } from './firewall-endpoint';
import type { Instance } from './instance';
import type { InterfaceEndpoint } from './interface-endpoint';
import type { Key } from './key';
import type { Known } from './known';
import type { LoadBalancer } from './load-balancer';
import type { NatGateway } from './nat-gateway';
import type { NetworkInterface } from './network-interface';
import type { OtherOccupant } from './read-coverage';
import type { Occupant, OccupantKind } from './subnet';
import type { TransitGatewayAttachment } from './transit-gateway-attachment';

interface Nodes {
  readonly natGateways: ReadonlyMap<Key, NatGateway>;
  readonly firewallEndpoints: ReadonlyMap<Key, FirewallEndpoint>;
  readonly interfaceEndpoints: ReadonlyMap<Key, InterfaceEndpoint>;
  readonly instances: ReadonlyMap<Key, Instance>;
  readonly networkInterfaces: ReadonlyMap<Key, NetworkInterface>;
  readonly loadBalancers: ReadonlyMap<Key, LoadBalancer>;
  readonly transitGatewayAttachments: ReadonlyMap<Key, TransitGatewayAttachment>;
}

/** By subnet. What names a subnet that is not known is in none. */
export function readOccupants(
  nodes: Nodes,
  others: readonly OtherOccupant[],
): ReadonlyMap<Key, readonly Occupant[]> {
  const found = new Map<Key, Occupant[]>();
  const place = (kind: OccupantKind, key: Key, subnets: readonly (Known<Key> | undefined)[]) => {
    for (const subnet of subnets) if (subnet?.is === 'known') append(found, subnet.value, { kind, key });
  };
  for (const nat of nodes.natGateways.values()) place('nat-gateway', nat.key, [nat.subnet]);
  for (const one of nodes.firewallEndpoints.values()) place('firewall-endpoint', one.key, [one.subnet]);
  for (const one of nodes.interfaceEndpoints.values()) place('interface-endpoint', one.key, one.subnets);
  for (const one of nodes.instances.values()) place('instance', one.key, one.subnets);
  for (const one of nodes.networkInterfaces.values()) {
    // The first interface of an instance is the instance.
    if (one.isDeclared) place('network-interface', one.key, [one.subnet]);
  }
  for (const one of nodes.loadBalancers.values()) place('load-balancer', one.key, one.subnets);
  for (const one of nodes.transitGatewayAttachments.values())
    place('transit-gateway-attachment', one.key, one.subnets);
  for (const { subnets, ...other } of others)
    for (const subnet of subnets) append(found, subnet, { kind: 'other', ...other });
  for (const occupants of found.values())
    occupants.sort((a, b) => compareKeys(a.key, b.key) || compareKeys(a.kind, b.kind));
  return found;
}
