import type { Key } from '../graph/key';
import { valueOf } from '../graph/known';
import { nounOfId } from '../graph/noun';
import type { Hop, Trace, Way } from '../walk/trace';
import { compareZones } from '../walk/zone';
import { neutralText } from './neutral-text';
import type { Side } from './side';

/** A thing as both inputs tell it: equal texts are the same, other texts are different only if both are sure. */
export interface Neutral {
  readonly text: string;
  readonly isSure: boolean;
}

/** What becomes of a trace on one of its ways: what it passes, in which zone, and how it ends. */
export function neutralWay(side: Side, { from, except }: Trace, way: Way): Neutral {
  const hops = way.hops.map((hop) => neutralHop(side, from, hop));
  const isUndetermined = way.disposition === 'undetermined';
  const texts = [
    ...hops.map(({ text }) => text),
    way.code === undefined ? way.disposition : `${way.disposition} [${way.code}]`,
    // Of a way that is determined, the reason follows from the hops.
    ...(isUndetermined ? [neutralText(side, way.reason ?? '')] : []),
    ...[...except].sort().map((route) => `unless ${neutralText(side, route)}`),
  ];
  const isSure = !isUndetermined && except.length === 0 && hops.every((hop) => hop.isSure);
  return { text: texts.join(' > '), isSure };
}

function neutralHop(side: Side, from: Key, hop: Hop): Neutral {
  switch (hop.kind) {
    case 'subnet':
      return { text: hop.key === from ? 'home' : 'another subnet', isSure: true };
    case 'internet-gateway':
    case 'egress-only-gateway':
      // A VPC has one of each.
      return { text: hop.kind, isSure: true };
    case 'nat-gateway':
    case 'firewall-endpoint':
    case 'network-interface':
      return both(hop.kind, identityOf(side, hop), zoneOf(side, from, hop));
    case 'transit-gateway-attachment':
      return both(hop.kind, vpcOf(side, hop), zoneOf(side, from, hop));
    case 'gateway-endpoint':
    case 'transit-gateway':
    case 'peering':
    case 'vpn-gateway':
    case 'carrier-gateway':
    case 'local-gateway':
    case 'core-network':
      return both(hop.kind, identityOf(side, hop), { text: '', isSure: true });
  }
}

function both(kind: string, identity: Neutral, zone: Neutral): Neutral {
  return { text: `${kind} ${identity.text} ${zone.text}`, isSure: identity.isSure && zone.isSure };
}

/** Where a hop is seen from the workload, so that two Regions compare, and a zone's name with its id. */
function zoneOf({ graph }: Side, from: Key, { subnet, key, by }: Hop): Neutral {
  if (by?.isBlackhole === true) return { text: 'gone', isSure: true };
  if (valueOf(graph.natGateways.get(key)?.availabilityMode) === 'regional')
    return { text: 'in every zone', isSure: true };
  const comparison = subnet === undefined ? 'unknown' : compareZones(graph, from, subnet);
  if (comparison === 'same') return { text: 'in the same zone', isSure: true };
  if (comparison === 'different') return { text: 'in another zone', isSure: true };
  return { text: 'in a zone that is not known', isSure: false };
}

/** The VPC that an attachment joins, which is what it is one of. */
function vpcOf(side: Side, { key }: Hop): Neutral {
  const name = side.nameOf('vpc', side.graph.transitGatewayAttachments.get(key)?.vpc);
  return name === undefined
    ? { text: `\`${key}\``, isSure: nounOfId(key) !== undefined }
    : { text: `of \`${name}\``, isSure: true };
}

/** The name of a paired node; of another what it is, as something else of its kind may have taken its place. */
function identityOf(side: Side, { kind, key }: Hop): Neutral {
  const noun = kind in NOUNS ? NOUNS[kind as keyof typeof NOUNS] : 'outer-gateway';
  const name = side.nameOf(noun, key);
  if (name !== undefined) return { text: `\`${name}\``, isSure: true };
  const described = describe(side, kind, key);
  if (described !== undefined) return { text: described, isSure: true };
  // What has an AWS id is surely none of those that have another.
  return { text: `\`${key}\``, isSure: nounOfId(key) !== undefined };
}

const NOUNS = {
  'nat-gateway': 'nat-gateway',
  'firewall-endpoint': 'firewall-endpoint',
  'network-interface': 'network-interface',
  'gateway-endpoint': 'gateway-endpoint',
} as const;

function describe(side: Side, kind: Hop['kind'], key: Key): string | undefined {
  const { graph } = side;
  if (kind === 'nat-gateway') return valueOf(graph.natGateways.get(key)?.connectivity);
  if (kind === 'gateway-endpoint') return valueOf(graph.gatewayEndpoints.get(key)?.serviceName);
  if (kind !== 'firewall-endpoint') return undefined;
  const endpoint = graph.firewallEndpoints.get(key);
  if (valueOf(endpoint?.product) === 'gateway-load-balancer') return valueOf(endpoint?.serviceName);
  return endpoint?.firewall === undefined ? undefined : side.nameOf('firewall', endpoint.firewall);
}
