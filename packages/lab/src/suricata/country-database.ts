/**
 * Writes a database in MaxMind DB format 2.0 with the one fact that `geoip` rules ask for: the country of a block.
 *
 * A binary search tree over the bits of an IPv6 address, IPv4 at `::/96`; records of 32 bits point to a node, to the
 * data section, or to nothing. See the MaxMind DB File Format Specification, version 2.0.
 */
import { parseCidrBlocks, type CidrBlock } from '@inspected-egress/cidr';
import { join, u16, u32, u8 } from '../capture/bytes';

/** Blocks by country, ISO 3166-1 alpha-2. Where blocks of two countries overlap, the longer prefix wins. */
export type CountryTable = Readonly<Record<string, readonly string[]>>;

interface Node {
  readonly children: [Branch, Branch];
}
type Branch = Node | string | undefined;

const ADDRESS_BITS = 128;
const DATA_SECTION_SEPARATOR = 16;
const METADATA_MARKER = Buffer.from('abcdef4d61784d696e642e636f6d', 'hex');
const TYPE = { map: 7, string: 2, uint16: 5, uint32: 6, uint64: 9, array: 11 } as const;
const BUILD_EPOCH = 1_767_225_600; // fixed, so that a database is the same bytes in every run

/** @throws PlanError CIDR101 to CIDR113 when a block is not canonical */
export function writeCountryDatabase(countries: CountryTable): Buffer {
  const root: Node = { children: [undefined, undefined] };
  const blocks = Object.entries(countries)
    .flatMap(([country, texts]) =>
      parseCidrBlocks(texts, `countries.${country}`).map((block) => ({ country, ...placeOf(block) })),
    )
    .sort((a, b) => a.length - b.length);
  for (const { bits, length, country } of blocks) insert(root, bits, length, country);

  const codes = Object.keys(countries);
  const offsets = new Map<string, number>();
  let data = Buffer.alloc(0);
  for (const code of codes) {
    offsets.set(code, data.length);
    data = Buffer.concat([data, map({ country: map({ iso_code: string(code) }) })]);
  }
  const nodes = numbered(root);
  return join(
    searchTree(nodes, offsets),
    Buffer.alloc(DATA_SECTION_SEPARATOR),
    data,
    METADATA_MARKER,
    metadata(nodes.size),
  );
}

function placeOf({ family, first, prefixLength }: CidrBlock): { bits: bigint; length: number } {
  return { bits: first, length: family === 4 ? 96 + prefixLength : prefixLength };
}

function insert(root: Node, bits: bigint, length: number, country: string): void {
  let node = root;
  for (let depth = 0; depth < length; depth += 1) {
    const side = (bits >> BigInt(ADDRESS_BITS - 1 - depth)) & 1n ? 1 : 0;
    if (depth === length - 1) {
      node.children[side] = country;
      return;
    }
    const child = node.children[side];
    // A longer prefix inside a shorter one: what the shorter said stays true of the rest.
    const next: Node = typeof child === 'object' ? child : { children: [child, child] };
    node.children[side] = next;
    node = next;
  }
}

function numbered(root: Node): Map<Node, number> {
  const numbers = new Map<Node, number>([[root, 0]]);
  for (const { children } of numbers.keys()) {
    for (const child of children) if (typeof child === 'object') numbers.set(child, numbers.size);
  }
  return numbers;
}

function searchTree(nodes: ReadonlyMap<Node, number>, offsets: ReadonlyMap<string, number>): Buffer {
  const count = nodes.size;
  const record = (branch: Branch): number => {
    if (branch === undefined) return count;
    return typeof branch === 'string'
      ? count + DATA_SECTION_SEPARATOR + (offsets.get(branch) ?? 0)
      : (nodes.get(branch) ?? count);
  };
  return join(...[...nodes.keys()].flatMap(({ children }) => children.map((branch) => u32(record(branch)))));
}

const metadata = (nodeCount: number): Buffer =>
  map({
    node_count: unsigned(TYPE.uint32, u32(nodeCount)),
    record_size: unsigned(TYPE.uint16, u16(32)),
    ip_version: unsigned(TYPE.uint16, u16(6)),
    database_type: string('GeoLite2-Country'),
    languages: control(TYPE.array, 0),
    binary_format_major_version: unsigned(TYPE.uint16, u16(2)),
    binary_format_minor_version: unsigned(TYPE.uint16, u16(0)),
    build_epoch: unsigned(TYPE.uint64, u32(BUILD_EPOCH)),
    description: map({ en: string('synthetic') }),
  });

/** Types above 7 do not fit the control byte and take a second one. */
const control = (type: number, size: number): Buffer =>
  type <= 7 ? u8((type << 5) | size) : join(u8(size), u8(type - 7));

const string = (text: string): Buffer => join(control(TYPE.string, text.length), text);

const unsigned = (type: number, bytes: Buffer): Buffer => join(control(type, bytes.length), bytes);

const map = (entries: Readonly<Record<string, Buffer>>): Buffer =>
  join(
    control(TYPE.map, Object.keys(entries).length),
    ...Object.entries(entries).flatMap(([key, value]) => [string(key), value]),
  );
