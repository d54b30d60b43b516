import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { readGraph } from '../../src/graph/read-graph';
import { readPlanFile } from '../../src/read/plan-file/read-plan-file';
import { verdictOf } from '../../src/report';
import { verify } from '../../src/verify';
import { estateOf, said } from './support/said';

// What `terraform plan -out` of Terraform 1.11.4 with AWS provider 5.100.0 wrote of `configurations`.
const fixture = (name: string) => readFileSync(join(__dirname, `fixtures/${name}.tfplan`));
const FILE = fixture('repeated');
const TEXT = FILE.toString('latin1');

describe('a plan file', () => {
  const plan = estateOf(TEXT, 'plan.tfplan');

  it.each([
    ['straight[0]', '-> aws_subnet.count[0].id'],
    ['straight[1]', '-> aws_subnet.count[1].id'],
    ['swapped[0]', '-> aws_subnet.count[1].id'],
    ['swapped[1]', '-> aws_subnet.count[0].id'],
    ['key["a"]', '-> aws_subnet.each["a"].id'],
    ['other_key["a"]', '-> aws_subnet.each["b"].id'],
    ['other_key["b"]', '-> aws_subnet.each["a"].id'],
  ])('tells which instance %s means: %s', (name, line) => {
    expect(said(plan, `aws_route_table_association.${name}`, 'subnet_id')).toBe(line);
  });

  it('tells what is known before apply', () => {
    expect(said(plan, 'aws_subnet.each["b"]', 'availability_zone')).toBe('"us-east-1b"');
    expect(said(plan, 'aws_subnet.count[1]', 'cidr_block')).toBe('"10.0.11.0/24"');
    expect(said(plan, 'aws_subnet.count[1]', 'vpc_id')).toBe('-> aws_vpc.v.id');
  });
});

describe('a plan file of a configuration in JSON', () => {
  const plan = estateOf(fixture('json').toString('latin1'), 'plan.tfplan');

  it.each([
    ['aws_route_table_association.swapped[0]', 'subnet_id', '-> aws_subnet.s[1].id'],
    ['aws_route_table_association.swapped[1]', 'subnet_id', '-> aws_subnet.s[0].id'],
    [
      'aws_route.inspected',
      'vpc_endpoint_id',
      '-> aws_networkfirewall_firewall.f.firewall_endpoint[aws_subnet.s[1]]',
    ],
  ])('is as exact as the JSON: %s in %s %s', (address, attribute, line) => {
    expect(said(plan, address, attribute)).toBe(line);
  });
});

// A VPC that there is, whose route to the internet gateway is left to itself: `removed { lifecycle { destroy = false } }`.
it('a plan file that forgets a route still has it', () => {
  const estate = estateOf(fixture('forgotten').toString('latin1'), 'plan.tfplan');
  expect(said(estate, 'aws_route.direct', 'gateway_id')).toBe('"igw-0123456789abcdef0"');
  expect(verdictOf(verify(readGraph(estate)), 'every-exit-is-inspected')).toBe('violated');
});

describe('what is no whole plan file', () => {
  it('is refused with one line, wherever it was cut', () => {
    fc.assert(
      fc.property(fc.integer({ min: 4, max: TEXT.length - 1 }), (length) => {
        expect(() => estateOf(TEXT.slice(0, length), 'plan.tfplan')).toThrow(/plan\.tfplan: .+ \[VFY103\]/);
      }),
      { numRuns: process.env['CI'] === 'true' ? 200 : 30 },
    );
  });

  it('is read or refused, whichever bytes of it were changed', () => {
    const byte = fc.tuple(fc.nat(FILE.length - 1), fc.nat(255));
    fc.assert(
      fc.property(fc.array(byte, { minLength: 1, maxLength: 8 }), (changes) => {
        const bytes = Uint8Array.from(FILE);
        for (const [at, value] of changes) bytes[at] = value;
        expect(['plan', 'other', 'version']).toContain(readPlanFile(bytes).is);
      }),
      { numRuns: process.env['CI'] === 'true' ? 1500 : 100 },
    );
  });

  it.each([
    ['an archive of something else', archiveOf('readme.txt', 'PK')],
    ['a file that unpacks to more than it says', archiveOf('tfplan', '\0'.repeat(100), 10)],
    ['a plan of another program', archiveOf('tfplan', 'nothing of the kind')],
  ])('is called so: %s', (_, bytes) => {
    expect(readPlanFile(bytes)).toEqual({ is: 'other' });
  });

  it('is of a version that is not known', () => {
    const bytes = archiveOf('tfplan', '\u0008\u0004');
    expect(readPlanFile(bytes)).toEqual({ is: 'version', version: 4 });
    expect(() => estateOf(Buffer.from(bytes).toString('latin1'), 'plan')).toThrow(
      'plan: a plan file of version 4 is not known; give what `terraform show -json <plan file>` writes [VFY115]',
    );
  });
});

/** An archive of one file that is not packed; `.ZIP File Format Specification`, 4.3. */
function archiveOf(name: string, content: string, claimed = content.length): Uint8Array {
  const bytes = Buffer.from(content, 'latin1');
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt32LE(claimed === content.length ? bytes.length : bytes.length + 1, 20);
  entry.writeUInt32LE(claimed, 24);
  entry.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(local.length + name.length + bytes.length, 16);
  return Buffer.concat([local, Buffer.from(name), bytes, entry, Buffer.from(name), end]);
}
