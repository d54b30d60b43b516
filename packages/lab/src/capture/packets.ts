import { throwProblems } from '@inspected-egress/problem';
import { mixedFamilies } from '../errors';
import { isOverUdp, udpExchanges } from './application';
import { filler, join, u16 } from './bytes';
import type { CapturedFlow, CapturedRequest, IcmpRequest } from './captured-flow';
import { reversed, routeBetween, type Route } from './ip';
import { tcpConversation } from './tcp-conversation';
import { icmpPacket, swapped, udpPacket } from './transport';

/** One packet of a flow, and what it is for. */
export interface CapturedPacket {
  readonly direction: 'to-server' | 'to-client';
  readonly protocol: 'tcp' | 'udp' | 'icmp';
  /** Only TCP has a handshake and a close. */
  readonly phase: 'handshake' | 'exchange' | 'close';
  /** What the packet is for: `SYN ACK`, `ClientHello segment 2 of 3`, `echo reply`. */
  readonly stage: string;
  /** An IP packet. */
  readonly bytes: Buffer;
}

const FIRST_CLIENT_PORT = 33000;
const CLIENT_PORTS = 30_000;
const WELL_KNOWN_PORT = { tls: 443, http: 80, dns: 53, ssh: 22, ntp: 123, quic: 443 } as const;

/**
 * The packets of a flow, both directions, in order.
 * @param index - place of the flow in its capture, from which the client's port follows
 * @throws PlanError LAB101 when client and server are of different families; CIDR1xx when one is no address
 */
export function packetsOf(flow: CapturedFlow, index = 0): CapturedPacket[] {
  const route = routeBetween(flow.client, flow.server);
  if (route.source.family !== route.destination.family) {
    throwProblems(`flow \`${flow.name}\``, [mixedFamilies(flow.client, flow.server)]);
  }
  const { request } = flow;
  if (request.kind === 'icmp') return icmpPackets(route, request, index);
  const ports = { source: clientPortOf(flow, index), destination: portOf(request) };
  if (!isOverUdp(request)) return tcpConversation(route, ports, request);
  return udpExchanges(request).map(({ from, stage, payload }) => ({
    direction: from === 'client' ? 'to-server' : 'to-client',
    protocol: 'udp',
    phase: 'exchange',
    stage,
    bytes:
      from === 'client'
        ? udpPacket(route, ports, payload)
        : udpPacket(reversed(route), swapped(ports), payload),
  }));
}

/** What must differ between two flows of one capture, so that no engine takes them for one. */
export function conversationOf(flow: CapturedFlow, index: number): string {
  const { request } = flow;
  const ends = `${flow.client} ${flow.server}`;
  if (request.kind === 'icmp') return `icmp ${ends}`;
  return `${transportOf(request)} ${ends} ${clientPortOf(flow, index)} ${portOf(request)}`;
}

const clientPortOf = ({ clientPort }: CapturedFlow, index: number): number =>
  clientPort ?? FIRST_CLIENT_PORT + (index % CLIENT_PORTS);

type OverIp = Exclude<CapturedRequest, IcmpRequest>;

const portOf = (request: OverIp): number =>
  request.kind === 'tcp' || request.kind === 'udp'
    ? request.port
    : (request.port ?? WELL_KNOWN_PORT[request.kind]);

const transportOf = (request: OverIp): 'tcp' | 'udp' => (isOverUdp(request) ? 'udp' : 'tcp');

function icmpPackets(route: Route, { type, code = 0 }: IcmpRequest, index: number): CapturedPacket[] {
  const [echoRequest, echoReply] = route.source.family === 4 ? [8, 0] : [128, 129];
  const body = join(u16((index + 1) & 0xffff), u16(1), filler(32)); // identifier, sequence, data
  const sent = type ?? echoRequest;
  const request: CapturedPacket = {
    direction: 'to-server',
    protocol: 'icmp',
    phase: 'exchange',
    stage: sent === echoRequest ? 'echo request' : `type ${sent}`,
    bytes: icmpPacket(route, sent, code, body),
  };
  if (sent !== echoRequest) return [request];
  const bytes = icmpPacket(reversed(route), echoReply, 0, body);
  return [
    request,
    { direction: 'to-client', protocol: 'icmp', phase: 'exchange', stage: 'echo reply', bytes },
  ];
}
