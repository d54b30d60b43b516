/** Fields of a message by number, in order; of a message inside, and of text, the bytes. */
export type Message = ReadonlyMap<number, readonly (number | Uint8Array)[]>;

// Protocol Buffers, "Encoding": wire types.
const VARINT = 0;
const FIXED64 = 1;
const LENGTH = 2;
const FIXED32 = 5;

/** @throws RangeError when the bytes are no message */
export function readMessage(bytes: Uint8Array): Message {
  const fields = new Map<number, (number | Uint8Array)[]>();
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let shift = 0; shift < 64; shift += 7) {
      const byte = bytes[at];
      if (byte === undefined) throw new RangeError('it ends too early');
      at += 1;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    throw new RangeError('a number is too long');
  };
  const take = (length: number) => {
    if (at + length > bytes.length) throw new RangeError('it ends too early');
    at += length;
    return bytes.subarray(at - length, at);
  };
  while (at < bytes.length) {
    const tag = varint();
    const field = Math.floor(tag / 8);
    const value = readValue(tag % 8, varint, take);
    const before = fields.get(field);
    if (before === undefined) fields.set(field, [value]);
    else before.push(value);
  }
  return fields;
}

function readValue(
  wire: number,
  varint: () => number,
  take: (length: number) => Uint8Array,
): number | Uint8Array {
  switch (wire) {
    case VARINT:
      return varint();
    case FIXED64:
      return take(8);
    case LENGTH:
      return take(varint());
    case FIXED32:
      return take(4);
    default:
      throw new RangeError('an unknown kind of field');
  }
}

export function bytesOf(message: Message, field: number): readonly Uint8Array[] {
  return (message.get(field) ?? []).filter((value): value is Uint8Array => typeof value !== 'number');
}

export function textOf(message: Message, field: number): string {
  const [bytes] = bytesOf(message, field);
  return bytes === undefined ? '' : new TextDecoder().decode(bytes);
}

export function numberOf(message: Message, field: number): number {
  const [value] = message.get(field) ?? [];
  return typeof value === 'number' ? value : 0;
}
