import type { CapturedFlow, CapturedRequest } from '@inspected-egress/lab';
import type { Problem } from '@inspected-egress/problem';
import { neededOnTheWire, notMadeOver } from '../errors';
import type { NamedFlow } from './complete-flow';

/** Bytes of no protocol that an engine knows. */
const OTHER_BYTES = 'bytes of no known protocol';

/**
 * The flow as it is on the wire. Packets leave nothing open, so what they hold must be known.
 * @param client - address that the firewall sees
 */
export function capturedFlow(
  { flow, pathOf }: NamedFlow,
  name: string,
  client: string,
): CapturedFlow | Problem {
  const request = requestOf(flow, pathOf);
  return 'remedy' in request ? request : { name, client, server: flow.destination, request };
}

function requestOf(flow: NamedFlow['flow'], pathOf: NamedFlow['pathOf']): CapturedRequest | Problem {
  const { protocol, port, application, icmpType } = flow;
  if (protocol === 'icmp' || protocol === 'icmpv6') {
    if (icmpType === undefined) return neededOnTheWire(pathOf('icmpType'), 'every ICMP packet has a type');
    return { kind: 'icmp', type: icmpType };
  }
  if (port === undefined) return neededOnTheWire(pathOf('port'), `every packet of ${protocol} has a port`);
  if (application === undefined) {
    return neededOnTheWire(pathOf('application'), 'every packet carries something');
  }
  const isUsual = application === 'other' || application === 'dns' || protocol === CARRIER[application];
  if (!isUsual) return notMadeOver(pathOf('application'), application, protocol);
  const named = (field: 'sni' | 'host' | 'queryName', what: string) => {
    return neededOnTheWire(pathOf(field), `${what} has a name or has none`);
  };
  switch (application) {
    case 'tls':
      return flow.sni === undefined
        ? named('sni', 'a ClientHello')
        : { kind: 'tls', serverName: flow.sni, port };
    case 'quic':
      return flow.sni === undefined
        ? named('sni', 'a ClientHello')
        : { kind: 'quic', serverName: flow.sni, port };
    case 'http':
      return flow.host === undefined ? named('host', 'a request') : { kind: 'http', host: flow.host, port };
    case 'dns':
      return flow.queryName == null
        ? neededOnTheWire(pathOf('queryName'), 'every DNS query asks for a name')
        : { kind: 'dns', queryName: flow.queryName, transport: protocol, port };
    case 'ssh':
    case 'ntp':
      return { kind: application, port };
    case 'other':
      return { kind: protocol, port, payload: OTHER_BYTES };
  }
}

const CARRIER = { tls: 'tcp', http: 'tcp', ssh: 'tcp', quic: 'udp', ntp: 'udp' } as const;
