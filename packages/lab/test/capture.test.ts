import { packetsOf, writePcap, type CapturedFlow, type CapturedPacket } from '../src/index';
import { clientHelloRecord } from '../src/capture/client-hello';
import { internetChecksum, ipPacket, pseudoHeader, routeBetween } from '../src/capture/ip';
import { clientInitialKeys, quicInitialDatagram } from '../src/capture/quic-initial';
import { udpPacket } from '../src/capture/transport';
import { EVERY_REQUEST, flow, overIpv6 } from './support/flows';

const hex = (text: string): Buffer => Buffer.from(text.replace(/\s/g, ''), 'hex');
const everyFlow: CapturedFlow[] = Object.entries(EVERY_REQUEST).flatMap(([name, request]) => [
  flow(name, request),
  flow(`${name}, IPv6`, request, overIpv6),
]);

describe('checksums', () => {
  it('are those of RFC 1071, section 3', () => {
    expect(internetChecksum(hex('0001 f203 f4f5 f6f7'))).toBe(0x220d);
  });

  it('count an odd last byte as the upper half of a word', () => {
    expect(internetChecksum(hex('0001 f2'))).toBe(0x0dfe);
  });

  it('of an IPv4 header are those of a well-known packet', () => {
    const packet = ipPacket(routeBetween('192.168.0.1', '192.168.0.199'), 17, Buffer.alloc(95));
    expect(packet.subarray(0, 20)).toEqual(hex('4500 0073 0000 4000 4011 b861 c0a8 0001 c0a8 00c7'));
  });

  it('of UDP are those computed by hand', () => {
    // 0a00 + 0001 + 0a00 + 0002 + 0011 + 000a + 0001 + 0002 + 000a + 6869 = 7c94, complemented
    const route = routeBetween('10.0.0.1', '10.0.0.2');
    const packet = udpPacket(route, { source: 1, destination: 2 }, Buffer.from('hi'));
    expect(packet.subarray(20)).toEqual(hex('0001 0002 000a 836b 6869'));
  });

  it.each(everyFlow.map((each) => [each.name, each] as const))('of %s add up to nothing', (_, each) => {
    for (const packet of packetsOf(each)) {
      const [headerLength, protocolAt] = each.server.includes(':') ? [40, 6] : [20, 9];
      const message = packet.bytes.subarray(headerLength);
      const protocol = packet.bytes[protocolAt] ?? 0;
      const ends = packet.direction === 'to-server' ? [each.client, each.server] : [each.server, each.client];
      const route = routeBetween(ends[0] ?? '', ends[1] ?? '');
      const counted =
        protocol === 1 ? message : Buffer.concat([pseudoHeader(route, protocol, message.length), message]);
      expect(internetChecksum(counted)).toBe(0);
    }
  });
});

describe('a capture file', () => {
  const packet = ipPacket(routeBetween('10.0.0.1', '10.0.0.2'), 17, Buffer.alloc(3));

  it('has a header of 24 bytes, and 16 before each packet', () => {
    const file = writePcap([packet, packet]);
    expect(file.subarray(0, 24)).toEqual(hex('d4c3b2a1 0200 0400 00000000 00000000 00000400 65000000'));
    expect(file.subarray(24, 40)).toEqual(hex('00b95569 00000000 17000000 17000000'));
    expect(file.subarray(63, 79)).toEqual(hex('00b95569 e8030000 17000000 17000000'));
    expect(file).toHaveLength(24 + 2 * (16 + 23));
  });

  it('frames packets for readers of Ethernet, by family', () => {
    const ipv6 = ipPacket(routeBetween('2001:db8::1', '2001:db8::2'), 17, Buffer.alloc(0));
    const file = writePcap([packet, ipv6], 'ethernet');
    expect(file.readUInt32LE(20)).toBe(1);
    expect(file.subarray(40, 54)).toEqual(hex('020000000002 020000000001 0800'));
    expect(file.subarray(40 + 14 + 23 + 16).subarray(0, 14)).toEqual(hex('020000000002 020000000001 86dd'));
  });

  it('is the same bytes in every run', () => {
    const write = (): Buffer =>
      writePcap(everyFlow.flatMap((each) => packetsOf(each)).map(({ bytes }) => bytes));
    expect(write()).toEqual(write());
  });
});

describe('packets', () => {
  const stages = (packets: readonly CapturedPacket[]): string[] =>
    packets.map(({ direction, stage }) => `${direction === 'to-server' ? '>' : '<'} ${stage}`);

  it('of TLS are a handshake, the exchange and a close', () => {
    expect(stages(packetsOf(flow('a', { kind: 'tls', serverName: 'a.example', segments: 3 })))).toEqual([
      '> SYN',
      '< SYN ACK',
      '> ACK',
      '> ClientHello segment 1 of 3',
      '> ClientHello segment 2 of 3',
      '> ClientHello segment 3 of 3',
      '< ServerHello',
      '> data',
      '< data',
      '> FIN',
      '< FIN',
      '> last ACK',
    ]);
  });

  it('of a split ClientHello together carry the ClientHello, each byte at its place in the sequence', () => {
    const request = {
      kind: 'tls',
      serverName: 'a.example',
      postQuantum: true,
      padding: 400,
      segments: 3,
    } as const;
    const segments = packetsOf(flow('a', request)).filter(({ stage }) => stage.startsWith('ClientHello'));
    const first = segments[0]?.bytes.readUInt32BE(24) ?? 0;
    const stream = Buffer.alloc(clientHelloRecord(request).length);
    for (const { bytes } of segments) bytes.subarray(40).copy(stream, bytes.readUInt32BE(24) - first);
    expect(stream).toEqual(clientHelloRecord(request));
    expect(stream.length).toBeGreaterThan(1460); // no longer fits one segment on Ethernet
  });

  it('leave the handshake out in midstream', () => {
    const request = { kind: 'tcp', port: 443, payload: 'hello', midstream: true } as const;
    expect(packetsOf(flow('a', request)).map(({ phase }) => phase)).not.toContain('handshake');
  });

  it('of an echo request are answered with its identifier, in both families', () => {
    const types = (ends?: Parameters<typeof flow>[2], header = 20): number[] =>
      packetsOf(flow('a', { kind: 'icmp' }, ends)).map(({ bytes }) => bytes[header] ?? -1);
    expect(types()).toEqual([8, 0]);
    expect(types(overIpv6, 40)).toEqual([128, 129]);
  });

  it('cannot go from one address family to the other', () => {
    expect(() => packetsOf(flow('a', { kind: 'ntp' }, { server: '2001:db8::1' }))).toThrow(
      'server: `2001:db8::1` and the client `10.1.3.10` are of different address families; give both an IPv4 or both an IPv6 address [LAB101]',
    );
  });
});

describe('the first packet of QUIC', () => {
  it('has the keys of RFC 9001, appendix A.1', () => {
    expect(clientInitialKeys(hex('8394c8f03e515708'))).toEqual({
      key: hex('1f369613dd76d5467730efcbe3b1a22d'),
      iv: hex('fa044b2f42a3fd3b46fb255c'),
      headerProtection: hex('9f50449e04a0e810283a1e9933adedd2'),
    });
  });

  it('fills a datagram of 1200 bytes and does not show the server name', () => {
    const datagram = quicInitialDatagram('secret.example');
    expect(datagram).toHaveLength(1200);
    expect(datagram.includes('secret.example')).toBe(false);
  });
});
