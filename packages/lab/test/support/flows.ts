import type { CapturedFlow, CapturedRequest } from '../../src/index';

export const WORKLOAD = '10.1.3.10';
export const WORKLOAD_IPV6 = '2600:1f00::10';
/** In countries that only {@link COUNTRIES} knows. */
export const US_SERVER = '8.8.8.8';
export const DE_SERVER = '5.9.1.1';
export const US_SERVER_IPV6 = '2001:4860:4860::8888';
export const DE_SERVER_IPV6 = '2a01:4f8::1';

export const COUNTRIES = {
  US: ['8.0.0.0/8', '2001:4860::/32'],
  DE: ['5.9.0.0/16', '2a01:4f8::/32'],
};
export const HOME_NET = ['10.1.0.0/16', '2600:1f00::/56'];

/** A flow from the workload, by default to the server in the US. */
export const flow = (
  name: string,
  request: CapturedRequest,
  ends: Partial<Pick<CapturedFlow, 'client' | 'server'>> = {},
): CapturedFlow => ({ name, client: WORKLOAD, server: US_SERVER, ...ends, request });

export const overIpv6 = { client: WORKLOAD_IPV6, server: US_SERVER_IPV6 };

/** Every kind of request that the captures know, over IPv4. */
export const EVERY_REQUEST: Readonly<Record<string, CapturedRequest>> = {
  https: { kind: 'tls', serverName: 'ipinfo.io' },
  'https, split ClientHello': {
    kind: 'tls',
    serverName: 'ipinfo.io',
    postQuantum: true,
    padding: 400,
    segments: 3,
  },
  'https without SNI': { kind: 'tls', serverName: null },
  'https on 8443': { kind: 'tls', serverName: 'ipinfo.io', port: 8443 },
  'DNS over HTTPS': { kind: 'tls', serverName: 'dns.google' },
  'DNS over TLS': { kind: 'tls', serverName: 'dns.google', port: 853 },
  http: { kind: 'http', host: 'ipinfo.io' },
  'http without Host': { kind: 'http', host: null },
  'http on 443': { kind: 'http', host: 'ipinfo.io', port: 443 },
  quic: { kind: 'quic', serverName: 'ipinfo.io' },
  'UDP on 443': { kind: 'udp', port: 443, payload: 'not QUIC' },
  'dns over UDP': { kind: 'dns', queryName: 'ipinfo.io' },
  'dns over TCP': { kind: 'dns', queryName: 'ipinfo.io', transport: 'tcp' },
  ntp: { kind: 'ntp' },
  ssh: { kind: 'ssh' },
  'bytes on 443': { kind: 'tcp', port: 443, payload: 'neither TLS nor HTTP' },
  'many bytes on 443, both ways': {
    kind: 'tcp',
    port: 443,
    payload: 'neither TLS nor HTTP '.repeat(250),
    segments: 4,
    reply: 'nor the reply '.repeat(100),
  },
  'midstream bytes on 443': { kind: 'tcp', port: 443, payload: 'hello', midstream: true },
  ping: { kind: 'icmp' },
  'destination unreachable': { kind: 'icmp', type: 3, code: 1 },
};
