import { textOf, type JsonObject } from './json';
import { resolveTarget, type RouteTarget } from './route-target';
import { exampleAddress, familyOf, holds, subnetBlock } from './stack-blocks';
import { findResource, resourcesOf, type StackResource } from './stack-reader';
import { matchRoute, routesOf, tableOfGateway, tableOfSubnet, type StackRoute } from './stack-routes';

/** One thing that a packet passes, and the route that it leaves by. */
export interface Hop {
  readonly hop: 'protected subnet' | 'NAT gateway' | 'firewall endpoint' | 'internet gateway';
  /** Availability zone; absent for an internet gateway. */
  readonly zone?: string;
  /** Address of the resource; for a Network Firewall endpoint that of the firewall, for an adopted one its id. */
  readonly resource: string;
  /** Subnet whose table decides; absent for an internet gateway. */
  readonly subnet?: string;
  /** Address of the route table that decides; absent where the packet is delivered or leaves the VPC. */
  readonly table?: string;
  /** The matching destination; absent where `table` is, and where no route matches. */
  readonly destination?: string;
  /** Address of the next hop's resource, or `local`; absent where `destination` is. */
  readonly target?: string;
}

/** One direction of a flow. */
export interface Way {
  readonly hops: readonly Hop[];
  readonly disposition:
    | 'exits-internet'
    | 'exits-elsewhere'
    | 'delivered'
    | 'no-route'
    | 'loop'
    | 'undetermined';
  /** Why, in words, unless the packet arrived or left through the internet gateway. */
  readonly reason?: string;
}

export interface TraceOptions {
  /** The workload's subnet: an address, or a construct path below the stack such as `vpc/a-protected`. */
  readonly from: string;
  /** Any address outside the VPC; its family is the family of the flow. */
  readonly to: string;
  /** For endpoints known only by id: id to subnet, as an address or a construct path. @default - none */
  readonly adoptedEndpoints?: Readonly<Record<string, string>>;
}

/** The way out, and the way of the reply; `back` is absent when the packet does not reach the internet. */
export interface Trace {
  readonly out: Way;
  readonly back?: Way;
}

/**
 * Follows one packet from a subnet to the internet, and its reply, by nothing but the route tables in a synthesized
 * stack: longest prefix, NAT, firewall endpoints, gateway route table. Routes to prefix lists are not considered.
 *
 * @throws Error when `from` is no subnet of the stack or has no block of the family
 */
export function traceHops(stack: JsonObject, { from, to, adoptedEndpoints = {} }: TraceOptions): Trace {
  const origin = subnetAt(stack, from);
  const block = subnetBlock(stack, origin, familyOf(to));
  if (block === undefined)
    throw new Error(`\`${origin.address}\` has no ${familyOf(to)} block; trace the other family`);
  const adopted = Object.fromEntries(
    Object.entries(adoptedEndpoints).map(([id, at]) => [id, subnetAt(stack, at)]),
  );
  const world = { stack, adopted, origin, workload: exampleAddress(block) };
  const out = follow(world, { hop: 'protected subnet', resource: origin.address, subnet: origin }, to);
  if (out.gateway === undefined) return { out: out.way };
  const gateway: Place = { hop: 'internet gateway', resource: out.gateway.address, gateway: out.gateway };
  return { out: out.way, back: follow(world, gateway, out.nat?.address ?? world.workload, out.nat).way };
}

interface World {
  readonly stack: JsonObject;
  readonly adopted: Readonly<Record<string, StackResource>>;
  readonly origin: StackResource;
  /** Address of the packet's sender. */
  readonly workload: string;
}

/** Where the packet is: in a subnet, or, at the start of the way back, at the gateway. */
interface Place {
  readonly hop: Hop['hop'];
  readonly resource: string;
  readonly subnet?: StackResource;
  readonly gateway?: StackResource;
}

/** A NAT gateway that rewrote the source, and the private address it wrote. */
interface Translation {
  readonly place: Place;
  readonly address: string;
}

interface Followed {
  readonly way: Way;
  /** The gateway that the packet left by. */
  readonly gateway?: StackResource;
  readonly nat?: Translation;
}

/** @param nat - on the way back, the translation to undo */
function follow(world: World, start: Place, destination: string, nat?: Translation): Followed {
  const hops: Hop[] = [];
  const seen = new Set<string>();
  let [place, address, translation] = [start, destination, nat];
  const end = (disposition: Way['disposition'], reason?: string): Followed => ({
    way: { hops, disposition, ...(reason === undefined ? {} : { reason }) },
    ...(translation === undefined ? {} : { nat: translation }),
  });
  for (;;) {
    const key = `${place.resource} ${place.subnet?.address} ${address}`;
    if (seen.has(key))
      return end('loop', `the packet for ${address} is at \`${place.resource}\` for the second time`);
    seen.add(key);
    const table = place.gateway
      ? tableOfGateway(world.stack, place.gateway)
      : tableOfSubnet(world.stack, at(world, place));
    const vague = table && routesOf(world.stack, table).find((route) => route.destination === undefined);
    if (vague) return end('undetermined', `\`${table.address}\` has a destination that only apply resolves`);
    const route = matchRoute(world.stack, table, at(world, place), address);
    const target = route && resolveTarget(world.stack, route, world.adopted);
    hops.push({ ...hopAt(place), ...decision(table, route, target) });
    if (target === undefined) return end('no-route', `no route for ${address} in ${tableName(table)}`);
    if (target.at === 'unknown') return end('undetermined', target.reason);
    if (target.at === 'elsewhere') return end('exits-elsewhere', `route to \`${target.resource}\``);
    if (target.at === 'internet gateway') {
      hops.push({ hop: 'internet gateway', resource: target.resource });
      return { ...end('exits-internet'), gateway: target.gateway };
    }
    if (target.at === 'local' && nat !== undefined && address === nat.address) {
      [place, address] = [nat.place, world.workload];
    } else if (target.at === 'local') {
      const arrival = subnetHolding(world.stack, address);
      if (arrival === undefined) return end('no-route', `no subnet holds ${address}`);
      hops.push(hopAt({ hop: 'protected subnet', resource: arrival.address, subnet: arrival }));
      return end('delivered');
    } else {
      if (target.at === 'NAT gateway' && familyOf(address) === 'ipv6') {
        return end('undetermined', `IPv6 through \`${target.resource}\` is not followed`);
      }
      place = { hop: target.at, resource: target.resource, subnet: target.subnet };
      if (target.at === 'NAT gateway') translation = translate(world.stack, place, target.subnet);
    }
  }
}

// In the examples of the source document NAT gateways hold the fifth address of their subnet.
function translate(stack: JsonObject, place: Place, subnet: StackResource): Translation {
  return { place, address: exampleAddress(subnetBlock(stack, subnet, 'ipv4') ?? '', 5) };
}

function hopAt({ hop, resource, subnet }: Place): Hop {
  const zone = textOf(subnet?.values['availability_zone']);
  return {
    hop,
    ...(zone === undefined ? {} : { zone }),
    resource,
    ...(subnet === undefined ? {} : { subnet: subnet.address }),
  };
}

function decision(
  table: StackResource | undefined,
  route: StackRoute | undefined,
  target: RouteTarget | undefined,
) {
  return {
    ...(table === undefined ? {} : { table: table.address }),
    ...(route?.destination === undefined ? {} : { destination: route.destination }),
    ...(route === undefined || target === undefined
      ? {}
      : { target: 'resource' in target ? target.resource : route.target }),
  };
}

function subnetHolding(stack: JsonObject, address: string): StackResource | undefined {
  return resourcesOf(stack, 'aws_subnet').find((subnet) =>
    holds(subnetBlock(stack, subnet, familyOf(address)) ?? '', address),
  );
}

function subnetAt(stack: JsonObject, addressOrPath: string): StackResource {
  const subnet = findResource(stack, 'aws_subnet', addressOrPath);
  if (subnet !== undefined) return subnet;
  const known = resourcesOf(stack, 'aws_subnet').map(({ address, path }) => `${address} (${path})`);
  throw new Error([`\`${addressOrPath}\` is no subnet of the stack; it has:`, ...known].join('\n  '));
}

function at({ origin }: World, place: Place): StackResource {
  return place.subnet ?? origin;
}

function tableName(table: StackResource | undefined): string {
  return table === undefined ? 'the main route table, which the stack does not hold' : `\`${table.address}\``;
}
