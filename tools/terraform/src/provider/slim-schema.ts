/**
 * Fields of `GetProviderSchema.Response` in which each entry is one type: its name and its schema.
 * Resources, data sources, ephemeral resources.
 * @see Terraform, docs/plugin-protocol/tfplugin5.8.proto, 2026-11
 */
const FIELDS_OF_TYPES: ReadonlySet<number> = new Set([2, 3, 8]);

/**
 * A provider's schema without the types that nobody names: Terraform reads all of it at each command, and the AWS
 * provider has 2,100 types. Everything else is left as it is, byte for byte.
 *
 * @param schema - a `GetProviderSchema.Response` of protocol 5
 * @param isNamed - whether the type of this name is kept, for example `aws_vpc`
 */
export function slimSchema(schema: Buffer, isNamed: (type: string) => boolean): Buffer {
  const kept: Buffer[] = [];
  for (let start = 0; start < schema.length; ) {
    const { field, content, end } = readField(schema, start);
    const isType = content !== undefined && FIELDS_OF_TYPES.has(field);
    if (!isType || isNamed(keyOf(content))) kept.push(schema.subarray(start, end));
    start = end;
  }
  return Buffer.concat(kept);
}

/** The key of a map's entry, which is its first field. */
function keyOf(entry: Buffer): string {
  return readField(entry, 0).content?.toString() ?? '';
}

interface Field {
  readonly field: number;
  /** Absent for a number. */
  readonly content?: Buffer;
  /** Where the next field starts. */
  readonly end: number;
}

/** @see Protocol Buffers documentation, "Encoding", 2026-11 */
function readField(message: Buffer, start: number): Field {
  const tag = readNumber(message, start);
  const field = Math.floor(tag.value / 8);
  const kind = tag.value % 8;
  if (kind !== 0 && kind !== 2) throw new RangeError(`a field of kind ${kind} at byte ${start}`);
  const { value, end } = readNumber(message, tag.end);
  return kind === 0
    ? { field, end }
    : { field, content: message.subarray(end, end + value), end: end + value };
}

/** Seven bits a byte, the lowest first; the last byte has its highest bit clear. */
function readNumber(message: Buffer, start: number): { readonly value: number; readonly end: number } {
  let value = 0;
  for (let end = start, unit = 1; end < message.length; end += 1, unit *= 128) {
    const byte = message.readUInt8(end);
    value += (byte % 128) * unit;
    if (byte < 128) return { value, end: end + 1 };
  }
  throw new RangeError(`a number without an end at byte ${start}`);
}
