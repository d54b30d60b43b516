import { join } from './bytes';

const MAGIC = 0xa1b2c3d4; // microseconds, in the byte order of the file; draft-ietf-opsawg-pcap
const SNAPSHOT_LENGTH = 262144;
const START_SECONDS = 1_767_225_600; // 2026-01-01T00:00:00Z, so that a capture is the same bytes in every run
const GAP_MICROSECONDS = 1000;

/** Raw IP (LINKTYPE_RAW), or Ethernet with made-up addresses for readers that want a frame. */
export type LinkType = 'raw' | 'ethernet';

const LINK_TYPE_NUMBER: Readonly<Record<LinkType, number>> = { ethernet: 1, raw: 101 };

/**
 * A capture file in the classic format: a header of 24 bytes, and 16 before every packet.
 * @param packets - IP packets, a millisecond apart
 */
export function writePcap(packets: readonly Uint8Array[], linkType: LinkType = 'raw'): Buffer {
  const header = Buffer.alloc(24);
  header.writeUInt32LE(MAGIC, 0);
  header.writeUInt16LE(2, 4);
  header.writeUInt16LE(4, 6);
  header.writeUInt32LE(SNAPSHOT_LENGTH, 16);
  header.writeUInt32LE(LINK_TYPE_NUMBER[linkType], 20);
  return join(header, ...packets.flatMap((packet, index) => record(frame(packet, linkType), index)));
}

function record(bytes: Uint8Array, index: number): Uint8Array[] {
  const microseconds = index * GAP_MICROSECONDS;
  const header = Buffer.alloc(16);
  header.writeUInt32LE(START_SECONDS + Math.floor(microseconds / 1_000_000), 0);
  header.writeUInt32LE(microseconds % 1_000_000, 4);
  header.writeUInt32LE(bytes.length, 8);
  header.writeUInt32LE(bytes.length, 12);
  return [header, bytes];
}

function frame(packet: Uint8Array, linkType: LinkType): Uint8Array {
  if (linkType === 'raw') return packet;
  const etherType = (packet[0] ?? 0) >> 4 === 6 ? '86dd' : '0800';
  return join(Buffer.from(`020000000002${'020000000001'}${etherType}`, 'hex'), packet);
}
