import type { Places } from './places';
import type { Question } from './question';
import { REQUEST } from './request';
import { and, define, not, or, type Term } from './term';

/** Names of what becomes of a request at the gateway that it came to. */
export const GATEWAY = {
  isOpen: 'request-open', // nobody can tell what becomes of it
  leaves: 'request-leaves', // to the internet
  goesElsewhere: 'request-goes-elsewhere', // to another network, or to a service of AWS
  wantsAddress: 'request-wants-address', // it is dropped for want of a public address
  isInspected: 'request-inspected',
  isByAppliance: 'request-by-appliance',
} as const;

const FOREIGN = /^(tgw|pcx|vgw)-/;

export function defineGateway(places: Places, { subnet, family }: Question): string[] {
  const { world } = places;
  const igw = places.isOneOf(REQUEST.place, places.keysOf('igw'));
  const eigw = places.isOneOf(REQUEST.place, places.keysOf('eigw'));
  const isIpv4 = family === 4 ? 'true' : REQUEST.isTranslated;
  const { stops, isUnclear } = publicAccess(places, subnet);
  const passes = and(not(stops), not(isUnclear));
  const isPrivateNat = places.isOneOf(
    REQUEST.sender,
    places.keysOf('nat').filter((key) => world.has('nat', key, 'private')),
  );
  const isBare = and(
    isIpv4,
    `(= ${REQUEST.sender} ${places.workload})`,
    hasPublicAddress(places, subnet) ? 'false' : 'true',
  );
  const wasAtOne = (keys: readonly string[]) => or(...keys.map((key) => REQUEST.wasAt(key)));
  const foreign = world.rows
    .flat()
    .filter((word) => FOREIGN.test(word))
    .concat(places.keysOf('s3'));
  return [
    define('at-igw', 'Bool', igw),
    define('at-eigw', 'Bool', eigw),
    define(
      GATEWAY.isOpen,
      'Bool',
      or(`(= ${REQUEST.place} ${places.end('either')})`, and(or('at-igw', 'at-eigw'), isUnclear)),
    ),
    define('igw-sees-address', 'Bool', and('at-igw', passes, not(isPrivateNat))),
    define(GATEWAY.wantsAddress, 'Bool', and('igw-sees-address', isBare)),
    define(GATEWAY.leaves, 'Bool', or(and('igw-sees-address', not(isBare)), and('at-eigw', passes))),
    define(GATEWAY.goesElsewhere, 'Bool', places.isOneOf(REQUEST.place, [...new Set(foreign)])),
    define(GATEWAY.isInspected, 'Bool', wasAtOne(places.keysOf('endpoint'))),
    define(GATEWAY.isByAppliance, 'Bool', wasAtOne(places.keysOf('eni'))),
  ];
}

/** Whether the subnet gives public addresses away, or something in it has one. */
function hasPublicAddress({ world }: Places, subnet: string): boolean {
  const holders = world.rows.filter(
    ([noun = '', , place]) => (noun === 'instance' || noun === 'eni') && place === subnet,
  );
  return world.has('subnet', subnet, 'public') || holders.some((row) => row.includes('public'));
}

/**
 * What VPC Block Public Access stops, and what the guide leaves open.
 *
 * VPC guide, "Block public access to VPCs and subnets": in both directions it stops what passed Network Firewall whatever is
 * excluded, and otherwise what has something on its way (or else the workload) that is not excluded in both directions.
 * Blocking ingress leaves egress-only gateways alone, and NAT gateways with nothing to inspect before or after them.
 */
function publicAccess(places: Places, subnet: string): { stops: Term; isUnclear: Term } {
  const { world } = places;
  const modes = world.keysOf('bpa');
  const isBidirectional = modes.includes('block-bidirectional');
  if (!isBidirectional && !modes.includes('block-ingress')) return { stops: 'false', isUnclear: 'false' };
  const was = (keys: readonly string[]) => or(...keys.map((key) => REQUEST.wasAt(key)));
  const allowances = (place: string | undefined) =>
    world.rows.flatMap(([noun, excluded = '', mode = '']) =>
      noun === 'exclude' && [place, ...world.keysOf('vpc')].includes(excluded) ? [mode] : [],
    );
  const isShut = (key: string) => {
    const place = world.subnetOf(key);
    return place !== undefined && allowances(place).length === 0;
  };
  const isDoubtful = (key: string) =>
    !isShut(key) && !allowances(world.subnetOf(key)).includes('allow-bidirectional');
  const isDirect = not(was(places.movers));
  const alone = (holds: (key: string) => boolean) => (holds(subnet) ? isDirect : 'false');
  const shut = or(was(places.movers.filter(isShut)), alone(isShut));
  const doubtful = and(not(shut), or(was(places.movers.filter(isDoubtful)), alone(isDoubtful)));
  if (isBidirectional) {
    const managed = was(places.keysOf('endpoint').filter((key) => !world.has('endpoint', key, 'gwlb')));
    return { stops: or(managed, shut), isUnclear: and(not(managed), doubtful) };
  }
  const [nats, endpoints] = [was(places.keysOf('nat')), was(places.keysOf('endpoint'))];
  const spared = or('at-eigw', and(nats, not(endpoints)));
  return {
    stops: and(not(spared), shut, not(nats)),
    isUnclear: and(not(spared), or(doubtful, and(shut, nats))),
  };
}
