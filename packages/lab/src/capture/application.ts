import { cut, filler, join, u16, u8, withLength16, withLength8 } from './bytes';
import { applicationDataRecord, clientHelloRecord, serverHelloRecord } from './client-hello';
import type { CapturedRequest, DnsRequest, HttpRequest } from './captured-flow';
import { quicInitialDatagram } from './quic-initial';

/** One message of a conversation. */
export interface Exchange {
  readonly from: 'client' | 'server';
  readonly stage: string;
  readonly payload: Buffer;
}

export type OverUdp = Extract<CapturedRequest, { kind: 'ntp' | 'quic' | 'udp' }> | DnsRequest;
export type OverTcp = Extract<CapturedRequest, { kind: 'tls' | 'http' | 'ssh' | 'tcp' }> | DnsRequest;

export const isOverUdp = (request: OverUdp | OverTcp): request is OverUdp =>
  request.kind === 'dns'
    ? request.transport !== 'tcp'
    : request.kind === 'ntp' || request.kind === 'quic' || request.kind === 'udp';

/** What both sides say over TCP, in order. */
export function tcpExchanges(request: OverTcp): Exchange[] {
  switch (request.kind) {
    case 'tls':
      return [
        ...inSegments('ClientHello', clientHelloRecord(request), request.segments),
        { from: 'server', stage: 'ServerHello', payload: serverHelloRecord() },
        { from: 'client', stage: 'data', payload: applicationDataRecord(64) },
        { from: 'server', stage: 'data', payload: applicationDataRecord(64) },
      ];
    case 'http':
      return [
        ...inSegments('request', httpRequest(request), request.segments),
        {
          from: 'server',
          stage: 'response',
          payload: join('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'),
        },
      ];
    case 'ssh':
      return [
        { from: 'server', stage: 'banner', payload: join('SSH-2.0-OpenSSH_9.2\r\n') },
        { from: 'client', stage: 'banner', payload: join('SSH-2.0-OpenSSH_9.2\r\n') },
      ];
    case 'tcp':
      return [
        ...inSegments('data', join(request.payload), request.segments),
        { from: 'server', stage: 'reply', payload: join(request.reply ?? 'ok') },
        { from: 'client', stage: 'data after the reply', payload: join(request.payload) },
      ];
    case 'dns':
      return [
        { from: 'client', stage: 'query', payload: withLength16(dnsQuery(request.queryName)) },
        { from: 'server', stage: 'answer', payload: withLength16(dnsAnswer(request.queryName)) },
      ];
  }
}

/** What both sides say over UDP, in order. */
export function udpExchanges(request: OverUdp): Exchange[] {
  switch (request.kind) {
    case 'ntp':
      return [
        { from: 'client', stage: 'query', payload: join(u8(0x23), Buffer.alloc(47)) }, // version 4, client
        { from: 'server', stage: 'answer', payload: join(u8(0x24), u8(2), filler(46)) },
      ];
    case 'quic':
      return [{ from: 'client', stage: 'Initial', payload: quicInitialDatagram(request.serverName) }];
    case 'udp':
      return [{ from: 'client', stage: 'data', payload: join(request.payload) }];
    case 'dns':
      return [
        { from: 'client', stage: 'query', payload: dnsQuery(request.queryName) },
        { from: 'server', stage: 'answer', payload: dnsAnswer(request.queryName) },
      ];
  }
}

function inSegments(stage: string, payload: Buffer, segments = 1): Exchange[] {
  const parts = cut(payload, segments);
  return parts.map((part, index) => ({
    from: 'client',
    stage: parts.length === 1 ? stage : `${stage} segment ${index + 1} of ${parts.length}`,
    payload: part,
  }));
}

const httpRequest = ({ host, path = '/' }: HttpRequest): Buffer =>
  join(
    `GET ${path} HTTP/1.1\r\n`,
    host === null ? '' : `Host: ${host}\r\n`,
    'User-Agent: lab\r\nAccept: */*\r\n\r\n',
  );

const question = (name: string): Buffer =>
  join(...name.split('.').map((label) => withLength8(label)), u8(0), u16(1), u16(1));

const dnsQuery = (name: string): Buffer =>
  join(u16(0x1234), u16(0x0100), u16(1), u16(0), u16(0), u16(0), question(name));

const dnsAnswer = (name: string): Buffer =>
  join(
    u16(0x1234),
    u16(0x8180),
    u16(1),
    u16(1),
    u16(0),
    u16(0),
    question(name),
    Buffer.from('c00c000100010000003c0004cb007109', 'hex'), // 203.0.113.9 for a minute
  );
