import { tcpExchanges, type OverTcp } from './application';
import type { CapturedPacket } from './packets';
import { reversed, type Route } from './ip';
import { FLAG, swapped, tcpPacket, type Ports } from './transport';

const CLIENT_SEQUENCE = 1000;
const SERVER_SEQUENCE = 5000;

interface Step {
  readonly from: 'client' | 'server';
  readonly phase: CapturedPacket['phase'];
  readonly stage: string;
  readonly flags: number;
  readonly payload?: Buffer;
}

const HANDSHAKE: readonly Step[] = [
  { from: 'client', phase: 'handshake', stage: 'SYN', flags: FLAG.syn },
  { from: 'server', phase: 'handshake', stage: 'SYN ACK', flags: FLAG.syn | FLAG.ack },
  { from: 'client', phase: 'handshake', stage: 'ACK', flags: FLAG.ack },
];
const CLOSE: readonly Step[] = [
  { from: 'client', phase: 'close', stage: 'FIN', flags: FLAG.fin | FLAG.ack },
  { from: 'server', phase: 'close', stage: 'FIN', flags: FLAG.fin | FLAG.ack },
  { from: 'client', phase: 'close', stage: 'last ACK', flags: FLAG.ack },
];

/** Handshake, what both sides say, and an orderly close. */
export function tcpConversation(route: Route, ports: Ports, request: OverTcp): CapturedPacket[] {
  const midstream = request.kind === 'tcp' && request.midstream === true;
  const exchanges = tcpExchanges(request).map(
    (exchange): Step => ({
      ...exchange,
      phase: 'exchange',
      flags: FLAG.psh | FLAG.ack,
    }),
  );
  const steps = [...(midstream ? [] : HANDSHAKE), ...exchanges, ...CLOSE];

  const next = { client: CLIENT_SEQUENCE, server: SERVER_SEQUENCE };
  return steps.map(({ from, phase, stage, flags, payload = Buffer.alloc(0) }) => {
    const fromClient = from === 'client';
    const segment = {
      sequence: next[from],
      acknowledgement: (flags & FLAG.ack) === 0 ? 0 : next[fromClient ? 'server' : 'client'],
      flags,
      payload,
    };
    next[from] += payload.length + ((flags & (FLAG.syn | FLAG.fin)) === 0 ? 0 : 1); // SYN and FIN count as a byte
    const bytes = fromClient
      ? tcpPacket(route, ports, segment)
      : tcpPacket(reversed(route), swapped(ports), segment);
    return { direction: fromClient ? 'to-server' : 'to-client', protocol: 'tcp', phase, stage, bytes };
  });
}
