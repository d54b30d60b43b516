import { MATCH, matchUnless, NO_MATCH, unsure, type Match } from '../match';
import type { Packet } from '../packet';

/** Names of Suricata for what a flow of ours may carry. */
const KNOWN: ReadonlyMap<string, Packet['application']> = new Map([
  ['tls', 'tls'],
  ['ssl', 'tls'],
  ['http', 'http'],
  ['http1', 'http'],
  ['dns', 'dns'],
  ['ssh', 'ssh'],
  ['quic', 'quic'],
  ['ntp', 'ntp'],
]);
const QUIC_PORT = 443; // there Suricata takes almost any bytes of UDP for QUIC

/** Whether the engine knows by this packet that the flow is of an application. */
export function matchApplication(name: string, packet: Packet): Match {
  if (!carriesData(packet)) return NO_MATCH;
  if (name === 'http2')
    return packet.application === 'http' ? unsure('the version of HTTP is not known') : NO_MATCH;
  const wanted = KNOWN.get(name);
  if (wanted === packet.application) return packet.isRecognised;
  if (packet.application !== 'other') return NO_MATCH;
  if (wanted === undefined || mayPassForQuic(wanted, packet))
    return unsure(`whether the bytes are ${name} is not known`);
  return NO_MATCH;
}

/**
 * Whether the engine knows that the flow is of none. Over TCP it says nothing of bytes that it does not recognise until it
 * gives up, and over UDP it says so at once.
 */
export function matchOtherApplication(name: string, packet: Packet): Match {
  if (!carriesData(packet)) return NO_MATCH;
  const is = matchApplication(name, packet);
  if (is.is !== 'no match') return matchUnless(is);
  return packet.flow.protocol === 'udp' ? MATCH : packet.isRecognised;
}

function carriesData({ flow, payload }: Packet): boolean {
  return payload !== 'nothing' && (flow.protocol === 'tcp' || flow.protocol === 'udp');
}

function mayPassForQuic(wanted: Packet['application'], { flow }: Packet): boolean {
  return wanted === 'quic' && flow.protocol === 'udp' && (flow.port ?? QUIC_PORT) === QUIC_PORT;
}
