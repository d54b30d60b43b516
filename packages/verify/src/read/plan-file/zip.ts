import { inflateRawSync } from 'node:zlib';

/** Files of an archive by name; each is unpacked when asked for. */
export type Archive = ReadonlyMap<string, () => Uint8Array>;

// .ZIP File Format Specification 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16.
const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_LENGTH = 22;
const LONGEST_COMMENT = 0xffff;
const STORED = 0;
const DEFLATED = 8;
const MOST_ENTRIES = 100_000;
// A plan of thousands of VPCs unpacks to some hundred megabytes. An archive that claims more is hostile.
const MOST_BYTES = 1_000_000_000;

/**
 * The directory of an archive.
 * @throws RangeError when the bytes are no archive, or a broken one
 */
export function readArchive(bytes: Uint8Array): Archive {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  if (count > MOST_ENTRIES) throw new RangeError('too many files');
  const files = new Map<string, () => Uint8Array>();
  let at = view.getUint32(end + 16, true);
  for (let entry = 0; entry < count; entry += 1) {
    if (view.getUint32(at, true) !== ENTRY) throw new RangeError('no directory entry');
    const method = view.getUint16(at + 10, true);
    const [packed, unpacked] = [view.getUint32(at + 20, true), view.getUint32(at + 24, true)];
    const [name, extra, comment] = [28, 30, 32].map((field) => view.getUint16(at + field, true));
    const local = view.getUint32(at + 42, true);
    const text = new TextDecoder().decode(slice(bytes, at + 46, name ?? 0));
    files.set(text, () => unpack(bytes, view, { local, packed, unpacked, method }));
    at += 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return files;
}

function findEnd(view: DataView): number {
  const last = view.byteLength - END_LENGTH;
  for (let at = last; at >= 0 && at >= last - LONGEST_COMMENT; at -= 1)
    if (view.getUint32(at, true) === END) return at;
  throw new RangeError('no end of a directory');
}

interface Packed {
  readonly local: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly method: number;
}

function unpack(bytes: Uint8Array, view: DataView, { local, packed, unpacked, method }: Packed): Uint8Array {
  if (view.getUint32(local, true) !== LOCAL || unpacked > MOST_BYTES) throw new RangeError('no file');
  const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  const content = slice(bytes, start, packed);
  if (method === STORED) return content;
  if (method !== DEFLATED) throw new RangeError('an unknown way of packing');
  return inflateRawSync(content, { maxOutputLength: Math.max(unpacked, 1) });
}

function slice(bytes: Uint8Array, start: number, length: number): Uint8Array {
  if (start < 0 || start + length > bytes.length) throw new RangeError('it ends too early');
  return bytes.subarray(start, start + length);
}
