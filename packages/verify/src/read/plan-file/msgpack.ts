import type { JsonValue } from '../json';

/** A value of a plan, and the shape of what of it only apply knows, as `after_unknown` has it. */
export interface PlannedValue {
  readonly value: JsonValue;
  readonly mask: JsonValue;
}

const UNKNOWN: PlannedValue = { value: null, mask: true };
const DEEPEST = 100;

/**
 * What Terraform writes of values: MessagePack, in which an extension is a value that only apply knows.
 * @see MessagePack specification; go-cty, "msgpack", 2026-11
 * @throws RangeError when the bytes are something else
 */
export function readMsgpack(bytes: Uint8Array): PlannedValue {
  return new Reader(bytes).value(0);
}

class Reader {
  private at = 0;
  private readonly view: DataView;

  constructor(private readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  value(depth: number): PlannedValue {
    if (depth > DEEPEST) throw new RangeError('it is nested too deep');
    const head = this.number(1);
    if (head < 0x80) return known(head);
    if (head < 0x90) return this.map(head & 0x0f, depth);
    if (head < 0xa0) return this.list(head & 0x0f, depth);
    if (head < 0xc0) return known(this.text(head & 0x1f));
    if (head >= 0xe0) return known(head - 0x100);
    switch (head) {
      case 0xc0:
        return known(null);
      case 0xc2:
      case 0xc3:
        return known(head === 0xc3);
      case 0xc4:
      case 0xc5:
      case 0xc6:
      case 0xd9:
      case 0xda:
      case 0xdb:
        return known(this.text(this.number(2 ** (head - (head < 0xd0 ? 0xc4 : 0xd9)))));
      case 0xc7:
      case 0xc8:
      case 0xc9:
        return this.extension(this.number(2 ** (head - 0xc7)));
      case 0xd4:
      case 0xd5:
      case 0xd6:
      case 0xd7:
      case 0xd8:
        return this.extension(2 ** (head - 0xd4));
      case 0xdc:
      case 0xdd:
        return this.list(this.number(2 ** (head - 0xdb)), depth);
      case 0xde:
      case 0xdf:
        return this.map(this.number(2 ** (head - 0xdd)), depth);
      default:
        return known(this.numeral(head));
    }
  }

  private numeral(head: number): number {
    const { view } = this;
    switch (head) {
      case 0xca:
        return view.getFloat32(this.skip(4));
      case 0xcb:
        return view.getFloat64(this.skip(8));
      case 0xcc:
        return view.getUint8(this.skip(1));
      case 0xcd:
        return view.getUint16(this.skip(2));
      case 0xce:
        return view.getUint32(this.skip(4));
      case 0xcf:
        return Number(view.getBigUint64(this.skip(8)));
      case 0xd0:
        return view.getInt8(this.skip(1));
      case 0xd1:
        return view.getInt16(this.skip(2));
      case 0xd2:
        return view.getInt32(this.skip(4));
      case 0xd3:
        return Number(view.getBigInt64(this.skip(8)));
      default:
        throw new RangeError('an unknown kind of value');
    }
  }

  private list(length: number, depth: number): PlannedValue {
    // Of an attribute of any type the type comes first, as bytes: no text is written so.
    if (length === 2 && this.isBytes()) {
      this.value(depth + 1);
      return this.value(depth + 1);
    }
    const items: PlannedValue[] = [];
    for (let index = 0; index < length; index += 1) items.push(this.value(depth + 1));
    return { value: items.map(({ value }) => value), mask: items.map(({ mask }) => mask) };
  }

  private isBytes(): boolean {
    const head = this.bytes[this.at] ?? 0;
    return head >= 0xc4 && head <= 0xc6;
  }

  private map(length: number, depth: number): PlannedValue {
    const fields: (readonly [string, PlannedValue])[] = [];
    for (let index = 0; index < length; index += 1) {
      const key = this.value(depth + 1).value;
      fields.push([String(key), this.value(depth + 1)]);
    }
    return {
      value: Object.fromEntries(fields.map(([name, { value }]) => [name, value])),
      mask: Object.fromEntries(fields.flatMap(([name, { mask }]) => (mask === false ? [] : [[name, mask]]))),
    };
  }

  private extension(length: number): PlannedValue {
    this.skip(length + 1);
    return UNKNOWN;
  }

  private text(length: number): string {
    const start = this.skip(length);
    return new TextDecoder().decode(this.bytes.subarray(start, start + length));
  }

  /** An unsigned number of one, two or four bytes. */
  private number(length: number): number {
    const at = this.skip(length);
    if (length === 1) return this.view.getUint8(at);
    return length === 2 ? this.view.getUint16(at) : this.view.getUint32(at);
  }

  private skip(length: number): number {
    const start = this.at;
    if (start + length > this.bytes.length) throw new RangeError('it ends too early');
    this.at = start + length;
    return start;
  }
}

function known(value: JsonValue): PlannedValue {
  return { value, mask: false };
}
