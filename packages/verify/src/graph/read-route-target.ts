import { isAbsent, reasonOf, referencesOf, textOf, type Value } from '../read/value';
import type { Key } from './key';
import { valueOf } from './known';
import type { Links } from './links';
import type { Noun } from './noun';
import { primaryInterfaceOf } from './parts';
import { endpointTypeOf } from './endpoint-type';
import type { RouteTarget, RouteTargetKind } from './route';

const TARGET_ATTRIBUTES = [
  'gateway_id',
  'nat_gateway_id',
  'vpc_endpoint_id',
  'egress_only_gateway_id',
  'network_interface_id',
  'instance_id',
  'transit_gateway_id',
  'vpc_peering_connection_id',
  'carrier_gateway_id',
  'local_gateway_id',
  'core_network_arn',
  'odb_network_arn',
] as const;

const KIND_OF_NOUN: Partial<Record<Noun, RouteTargetKind>> = {
  'internet-gateway': 'internet-gateway',
  'nat-gateway': 'nat-gateway',
  'egress-only-gateway': 'egress-only-gateway',
  'firewall-endpoint': 'firewall-endpoint',
  'network-interface': 'network-interface',
  'vpn-gateway': 'vpn-gateway',
  'transit-gateway': 'transit-gateway',
  peering: 'peering',
  'core-network': 'core-network',
  'carrier-gateway': 'carrier-gateway',
  'local-gateway': 'local-gateway',
};

/**
 * What a route sends packets to, by what is named and never by the argument that names it: `gateway_id` also takes a NAT
 * gateway and `local`.
 * @param said - the route's arguments
 */
export function readRouteTarget(links: Links, said: (name: string) => Value): RouteTarget {
  const named: { readonly name: string; readonly value: Value }[] = [];
  for (const name of TARGET_ATTRIBUTES) {
    const value = said(name);
    if (!isAbsent(value) && textOf(value) !== '') named.push({ name, value });
  }
  const [first] = named;
  if (named.length === 1 && first !== undefined) return classify(links, first.value);
  // An existing route to an instance tells its interface as well.
  const hasInterface = named.some(({ name }) => name === 'network_interface_id');
  const targets = named.filter(({ name }) => name !== 'instance_id' || !hasInterface);
  const [only, ...others] = targets;
  if (only === undefined) return { kind: 'unknown', reason: 'the route names no target' };
  if (others.length > 0) return { kind: 'unknown', reason: 'the route names several targets' };
  return classify(links, only.value);
}

function classify(links: Links, value: Value): RouteTarget {
  if (textOf(links.follow(value)) === 'local') return { kind: 'local' };
  const key = links.keyOf(value);
  const endpoint = valueOf(key) ?? onlyEndpointOf(links, value);
  if (endpoint === undefined)
    return { kind: 'unknown', reason: key?.is === 'unknown' ? key.reason : (reasonOf(value) ?? 'no target') };
  return targetAt(links, endpoint);
}

function targetAt(links: Links, key: Key): RouteTarget {
  const noun = links.nounOf(key);
  if (noun === 'vpc-endpoint') return endpointAt(links, key);
  if (noun === 'instance') return { kind: 'network-interface', key: interfaceOf(links, key) };
  const kind = noun && KIND_OF_NOUN[noun];
  if (kind !== undefined) return { kind, key };
  const type = links.at(key)?.type;
  return {
    kind: 'unknown',
    reason: `\`${key}\` is ${type === undefined ? 'nothing' : `a \`${type}\`, not something`} that a route can name`,
  };
}

function interfaceOf(links: Links, instance: Key): Key {
  const resource = links.at(instance);
  return resource === undefined ? `${instance}/primary-interface` : primaryInterfaceOf(links, resource);
}

function endpointAt(links: Links, key: Key): RouteTarget {
  const resource = links.at(key);
  // A route can name no other kind by its id; VPC guide "Route table concepts" and EC2 API "CreateRoute", 2026-11.
  if (resource === undefined) return { kind: 'firewall-endpoint', key };
  const type = endpointTypeOf(links, resource);
  if (type.is === 'unknown') return { kind: 'unknown', reason: `the type of \`${key}\`: ${type.reason}` };
  if (type.value === 'GatewayLoadBalancer') return { kind: 'firewall-endpoint', key };
  if (type.value === 'Gateway') return { kind: 'gateway-endpoint', key };
  return {
    kind: 'unknown',
    reason: `\`${key}\` is an endpoint of type ${type.value}, which no route can name`,
  };
}

/** An endpoint association has one endpoint, so an id that is computed from it alone is that endpoint's. */
function onlyEndpointOf(links: Links, value: Value): Key | undefined {
  const [only, ...others] = value.kind === 'unknown' ? referencesOf(value) : [];
  const isOne = only !== undefined && others.length === 0 && links.nounOf(only) === 'firewall-endpoint';
  return isOne ? only : undefined;
}
