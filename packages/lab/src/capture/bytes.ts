/** Bytes in network order, the vocabulary that the builders of packets are written in. */

export const u8 = (value: number): Buffer => Buffer.from([value & 0xff]);

export const u16 = (value: number): Buffer => {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
};

export const u24 = (value: number): Buffer => {
  const bytes = Buffer.alloc(3);
  bytes.writeUIntBE(value, 0, 3);
  return bytes;
};

export const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

export const join = (...parts: readonly (Uint8Array | string)[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'utf8') : part)));

/** A value behind its own length in bytes, as TLS and QUIC write nearly everything. */
export const withLength8 = (...parts: readonly (Uint8Array | string)[]): Buffer => {
  const value = join(...parts);
  return join(u8(value.length), value);
};

export const withLength16 = (...parts: readonly (Uint8Array | string)[]): Buffer => {
  const value = join(...parts);
  return join(u16(value.length), value);
};

/** Bytes that look random and are the same in every run. */
export const filler = (length: number): Buffer =>
  Buffer.from(Array.from({ length }, (_, index) => (index * 167 + 13) & 0xff));

/** At most so many equal parts, in order; joined again they are the input. */
export function cut(bytes: Buffer, parts: number): Buffer[] {
  const size = Math.ceil(bytes.length / parts);
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );
}
