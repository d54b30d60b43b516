import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { namedTypes } from '../src/provider/named-types';
import { slimSchema } from '../src/provider/slim-schema';

/** A field of bytes, by hand: number times 8 plus 2, length, content. */
const field = (number: number, content: string) =>
  Buffer.from([number * 8 + 2, content.length, ...Buffer.from(content, 'latin1')]);
/** An entry of a map: its key is field 1, its value field 2. */
const entry = (number: number, key: string) =>
  field(number, `\x0a${String.fromCharCode(key.length)}${key}\x12\x01s`);

const PROVIDER = field(1, 'provider');
const VPC = entry(2, 'aws_vpc');
const SUBNET = entry(2, 'aws_subnet');
const ZONES = entry(3, 'aws_availability_zones');
const SECRET = entry(8, 'aws_secret');
const FUNCTION = entry(7, 'arn_parse');
/** Field 300 with the number 300: bytes beyond seven bits, by hand. */
const LATER = Buffer.from([0xe0, 0x12, 0xac, 0x02]);

it('keeps the types that are named, and whatever is no type, in order', () => {
  const whole = Buffer.concat([PROVIDER, SUBNET, VPC, LATER, ZONES, FUNCTION, SECRET]);
  const isNamed = (type: string) => ['aws_vpc', 'aws_secret'].includes(type);
  expect(slimSchema(whole, isNamed)).toEqual(Buffer.concat([PROVIDER, VPC, LATER, FUNCTION, SECRET]));
  expect(slimSchema(whole, () => true)).toEqual(whole);
});

it('refuses what is no message', () => {
  expect(() => slimSchema(Buffer.from([0x80]), () => true)).toThrow('a number without an end at byte 0');
  expect(() => slimSchema(Buffer.from([0x0d, 1, 2, 3, 4]), () => true)).toThrow(
    'a field of kind 5 at byte 0',
  );
});

it('finds the types that files name, in folders but not behind links', () => {
  const folder = mkdtempSync(join(tmpdir(), 'named-types-'));
  try {
    mkdirSync(join(folder, 'modules/spoke'), { recursive: true });
    writeFileSync(join(folder, 'main.tf'), 'resource "aws_vpc" "v" {}\ndata "aws_region" "here" {}');
    writeFileSync(join(folder, 'modules/spoke/cdk.tf.json'), '{"resource":{"aws_route53_zone":{}}}');
    symlinkSync(join(folder, 'modules'), join(folder, 'modules/spoke/link'));
    expect([...namedTypes(folder)].sort()).toEqual(['aws_region', 'aws_route53_zone', 'aws_vpc']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
