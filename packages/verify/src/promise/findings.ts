import type { Key } from '../graph/key';
import type { GroupVerdict } from '../walk/group-verdict';
import type { Hop, Trace, Way } from '../walk/trace';
import { destinationText, type Remark } from './violation';

// What every promise has to say, so that tone can be reviewed in one place. A code that ends in 0 is a proof.

// VFY40x: every-exit-is-inspected

const EXIT = 'every-exit-is-inspected';

export const exitsUninspected = (trace: Trace, exit: Hop): Remark => ({
  promise: EXIT,
  code: 'VFY401',
  because: `packets to ${destinationText(trace)} leave by \`${exit.key}\` and pass no firewall endpoint (${wayOf(trace.out)})`,
  remedy: `${changeRoute(exit)} to the firewall endpoint of the zone`,
});

export const exitsElsewhere = (trace: Trace, exit: Hop): Remark => ({
  promise: EXIT,
  code: 'VFY402',
  because: `packets to ${destinationText(trace)} leave the VPC by \`${exit.key}\` and pass no firewall endpoint before`,
  remedy: `${changeRoute(exit)} to the firewall endpoint of the zone, or accept \`${exit.key}\` as a bypass if they are inspected behind it`,
});

export const openBypass = (trace: Trace, exit: Hop): Remark => ({
  promise: EXIT,
  code: 'VFY403',
  because: `packets to ${destinationText(trace)} leave by the gateway endpoint \`${exit.key}\`, whose policy is not known to restrict them`,
  remedy: `give \`${exit.key}\` a policy that names resources or conditions, or accept it as a bypass`,
});

export const leavesOncePublic = (trace: Trace): Remark => ({
  promise: EXIT,
  code: 'VFY404',
  because: `packets to ${destinationText(trace)} come to an internet gateway uninspected; ${trace.out.reason ?? ''}, and once anything there has one, they leave`,
  remedy: `${changeRoute(trace.out.hops.at(-1))} to the firewall endpoint of the zone`,
});

export const exitUndetermined = (trace: Trace): Remark => ({
  promise: EXIT,
  code: 'VFY405',
  because: `where packets to ${destinationText(trace)} go is not determined (${wayOf(trace.out)}): ${trace.out.reason ?? ''}`,
  remedy: 'verify a plan file or a state, where more is known, or put what is missing into the input',
});

export const applianceUnknown = (trace: Trace): Remark => ({
  promise: EXIT,
  code: 'VFY406',
  because: `packets to ${destinationText(trace)} leave through an appliance, and whether it inspects them is not known (${wayOf(trace.out)})`,
  remedy: 'put the appliance behind a Gateway Load Balancer endpoint',
});

// VFY41x: replies-use-the-same-endpoint

const REPLIES = 'replies-use-the-same-endpoint';

export const repliesDiffer = (trace: Trace, back: Way): Remark => ({
  promise: REPLIES,
  code: 'VFY411',
  because: `requests go ${wayOf(trace.out)}, but replies come ${wayOf(back)}; a firewall drops the half of a flow`,
  remedy:
    'route replies through the endpoints that saw the request, in reverse: in the gateway route table, or in the table of the NAT gateway',
});

export const repliesAreLost = (back: Way): Remark => ({
  promise: REPLIES,
  code: 'VFY412',
  because: `replies do not arrive: ${back.disposition} after ${wayOf(back)}`,
  remedy: 'route replies through the endpoints that saw the request, in reverse',
});

export const repliesCrossZones = (trace: Trace, receiver: Key, attachment: Key): Remark => ({
  promise: REPLIES,
  code: 'VFY413',
  because: `what it sends to \`${receiver}\` goes ${wayOf(trace.out)}, but the answer comes ${wayOf(trace.back ?? trace.out)}; a firewall drops the half of a flow`,
  remedy: `switch on appliance mode of \`${attachment}\`, so that both directions pass one zone`,
});

export const halfIsInspected = (trace: Trace, receiver: Key): Remark => ({
  promise: REPLIES,
  code: 'VFY413',
  because: `what it sends to \`${receiver}\` goes ${wayOf(trace.out)}, but the answer comes ${wayOf(trace.back ?? trace.out)}; a firewall drops the half of a flow`,
  remedy: 'lead both directions through the same firewall endpoint, or neither',
});

export const repliesUndetermined = (trace: Trace, { reason }: Way): Remark => ({
  promise: REPLIES,
  code: 'VFY415',
  because: `the way of replies is not determined (${wayOf(trace.back ?? trace.out)}): ${reason ?? ''}`,
  remedy: 'verify a plan file or a state, where more is known, or put what is missing into the input',
});

// VFY42x: no-hop-leaves-its-zone

const ZONES = 'no-hop-leaves-its-zone';

export const crossesZone = (trace: Trace, hop: Hop, home: string, isReply: boolean): Remark => ({
  promise: ZONES,
  code: 'VFY421',
  because: `${isReply ? 'replies to' : 'packets of'} \`${trace.from}\` (${home}) pass \`${hop.key}\`, which is in ${hop.zone ?? 'another zone'}`,
  remedy: `route to ${hop.kind === 'nat-gateway' ? 'the NAT gateway' : 'the firewall endpoint'} of ${home}, with a table for each zone`,
  reachability: 'AVAILABILITY_ZONE_CROSSED',
});

export const zoneUnknown = (trace: Trace, hop: Hop): Remark => ({
  promise: ZONES,
  code: 'VFY425',
  because: `whether \`${hop.key}\` is in the zone of \`${trace.from}\` is not known`,
  remedy: 'name the zones of both subnets in the input',
});

export const zonesUndetermined = (way: Way): Remark => ({
  promise: ZONES,
  code: 'VFY426',
  because: `the way on after ${wayOf(way)} is not determined: ${way.reason ?? ''}`,
  remedy: 'verify a plan file or a state, where more is known, or put what is missing into the input',
});

// VFY44x: no-route-loops-or-blackholes

const LOOPS = 'no-route-loops-or-blackholes';

export const loops = (way: Way): Remark => ({
  promise: LOOPS,
  code: 'VFY441',
  because: `packets go in a circle: ${wayOf(way)}`,
  remedy: 'give the subnet of the firewall endpoint a table of its own, with the way on from there',
});

export const vanishes = (trace: Trace, way: Way): Remark => ({
  promise: LOOPS,
  code: 'VFY442',
  because: `packets to ${destinationText(trace)} vanish after ${wayOf(way)}${way.reason === undefined ? '' : `: ${way.reason}`}`,
  remedy: 'route to something that is there and takes these packets',
});

export const strands = (trace: Trace, way: Way, table: string): Remark => ({
  promise: LOOPS,
  code: 'VFY443',
  because: `packets to ${destinationText(trace)} come to \`${table}\`, which has no route for them (${wayOf(way)})`,
  remedy: `give \`${table}\` a route on, to the internet gateway or the NAT gateway`,
});

export const closed = (trace: Trace, way: Way): Remark => ({
  promise: LOOPS,
  code: 'VFY444',
  because: `packets to ${destinationText(trace)} are routed to where nothing passes (${wayOf(way)}): ${way.reason ?? ''}`,
  remedy: 'route to what takes these packets, or take the route away',
});

export const loopsUndetermined = (way: Way): Remark => ({
  promise: LOOPS,
  code: 'VFY445',
  because: `the way on after ${wayOf(way)} is not determined: ${way.reason ?? ''}`,
  remedy: 'verify a plan file or a state, where more is known, or put what is missing into the input',
});

// VFY46x: acls-permit-declared-flows

const ACLS = 'acls-permit-declared-flows';

export const aclDenies = (flow: string, edge: string, by: string, isReply: boolean): Remark => ({
  promise: ACLS,
  code: 'VFY461',
  because: `${isReply ? 'replies to ' : ''}${flow} ${isReply ? 'are' : 'is'} denied at ${edge} by ${by}`,
  remedy:
    'permit it there; a network ACL is stateless, so it needs the ports of requests and those of replies',
  reachability: 'SUBNET_ACL_RESTRICTION',
});

export const groupsDeny = (
  flow: string,
  workload: Key,
  groups: string,
  { code, byReference }: Extract<GroupVerdict, { is: 'denied' }>,
): Remark => ({
  promise: ACLS,
  code: 'VFY462',
  because: `${flow} of \`${workload}\` is denied by its security groups (${groups}), ${
    byReference === undefined
      ? 'which have no outbound rule for it'
      : `where \`${byReference.origin}\` is for members of a group, and what is reached through a firewall or NAT gateway is in none`
  }`,
  remedy: 'give one of the groups an outbound rule to the destinations, by address block or prefix list',
  reachability: code,
});

export const aclUndetermined = (flow: string, reason: string): Remark => ({
  promise: ACLS,
  code: 'VFY465',
  because: `whether network ACLs and security groups permit ${flow} is not determined: ${reason}`,
  remedy: 'verify a plan file or a state, where more is known, or put what is missing into the input',
});

/** `aws_subnet.a, aws_nat_gateway.a`, in backticks. */
export function wayOf({ hops }: Way): string {
  return hops.map(({ key }) => `\`${key}\``).join(', ');
}

function changeRoute(exit: Hop | undefined): string {
  return exit?.by === undefined ? 'send them' : `change the route \`${exit.by.origin}\``;
}
