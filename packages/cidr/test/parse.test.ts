import { PlanError, type Problem } from '@inspected-egress/problem';
import fc from 'fast-check';
import {
  findAddressProblem,
  findCidrBlockProblem,
  firstAddress,
  formatAddress,
  formatCidrBlock,
  lastAddress,
  parseAddress,
  parseCidrBlock,
  parseCidrBlocks,
} from '../src';
import { anyBlock, nearlyBlockText } from './support/arbitraries';
import { MALFORMED_BLOCKS } from './support/malformed-texts';
import { describeWithPython } from './support/python-oracle';

describe('canonical text', () => {
  it.each([
    '0.0.0.0/0',
    '10.0.0.0/16',
    '10.0.1.5/32',
    '255.255.255.255/32',
    '::/0',
    '2001:db8::/56',
    '::1/128',
  ])('%s is read', (text) => {
    expect(formatCidrBlock(parseCidrBlock(text))).toBe(text);
    expect(findCidrBlockProblem(text, 'cidrBlock')).toBeUndefined();
  });

  // The examples of RFC 5952, sections 4 and 5.
  it.each([
    ['the longest run of zero groups is compressed', '2001:0:0:1::1/128'],
    ['the first of two equal runs is compressed', '2001:db8::1:0:0:1/128'],
    ['one zero group is not compressed', '2001:db8:0:1:1:1:1:1/128'],
    ['digits are lower case', '2001:db8::a:b:c:d/128'],
    ['IPv4 inside IPv6 is in hexadecimal groups', '::ffff:c000:200/120'],
  ])('%s: %s', (_, text) => {
    expect(formatCidrBlock(parseCidrBlock(text))).toBe(text);
  });
});

describe('parsing', () => {
  it('throws the problem as a PlanError, with the path of the caller', () => {
    expect(() => parseCidrBlock('10.0.1.5/24', 'vpc.cidrBlock')).toThrow(PlanError);
    expect(() => parseCidrBlock('10.0.1.5/24', 'vpc.cidrBlock')).toThrow(
      '  vpc.cidrBlock: `10.0.1.5/24` has host bits set',
    );
    expect(() => parseAddress('10.0.1.05')).toThrow('  `05` of `10.0.1.05` has a leading zero');
  });

  it('throws once for a list, with the problems of all its members', () => {
    expect(() => parseCidrBlocks(['10.0.0.0/8', '10.0.0.1/8', '::/0', '::1/0'], 'allowed')).toThrow(
      expect.objectContaining({
        problems: [
          expect.objectContaining({ code: 'CIDR113', path: 'allowed[1]' }),
          expect.objectContaining({ code: 'CIDR113', path: 'allowed[3]' }),
        ],
      }),
    );
  });

  it('reads a list in its order', () => {
    expect(parseCidrBlocks(['::/0', '10.0.0.0/8']).map(formatCidrBlock)).toEqual(['::/0', '10.0.0.0/8']);
  });

  it('reads what it has read before as the same block, which nobody can change', () => {
    const block = parseCidrBlock('10.0.0.0/16');
    expect(parseCidrBlock('10.0.0.0/16')).toBe(block);
    expect(() => Object.assign(block, { prefixLength: 8 })).toThrow(TypeError);
    for (let index = 0; index < 5000; index += 1) parseCidrBlock(`10.1.${index >> 8}.${index & 255}/32`);
    expect(parseCidrBlock('10.0.0.0/16')).toEqual({ family: 4, first: 0x0a000000n, prefixLength: 16 });
  });

  it('explains a megabyte of hostile text without delay', () => {
    const unit = fc.constantFrom(':', '::', '1:', '0', '.', '1.', '/', '%', ' ', 'f', '${', ':1%', '.0');
    fc.assert(
      fc.property(unit, unit, (start, repeated) => {
        expect(findCidrBlockProblem(start + repeated.repeat(1e6 / repeated.length), '')).toBeDefined();
      }),
      { numRuns: 20 },
    );
  });
});

describe('law', () => {
  const anyText = fc.oneof(nearlyBlockText, fc.string(), anyBlock.map(formatCidrBlock));

  it('text is read if and only if formatting what was read gives the same text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        if (findCidrBlockProblem(text, '') === undefined)
          expect(formatCidrBlock(parseCidrBlock(text))).toBe(text);
        else expect(() => parseCidrBlock(text)).toThrow(PlanError);
      }),
      { numRuns: 1000 },
    );
  });

  it('everything this package formats is read', () => {
    fc.assert(
      fc.property(anyBlock, (block) => {
        expect(parseCidrBlock(formatCidrBlock(block))).toEqual(block);
        for (const address of [firstAddress(block), lastAddress(block)]) {
          expect(parseAddress(formatAddress(address))).toEqual(address);
        }
      }),
    );
  });

  it('what a remedy says to write is read', () => {
    const texts = fc.oneof(nearlyBlockText, fc.constantFrom(...MALFORMED_BLOCKS.map(([, text]) => text)));
    let corrected = 0;
    fc.assert(
      fc.property(texts, (text) => {
        for (const block of corrections(findCidrBlockProblem(text, ''))) {
          expect(findCidrBlockProblem(block, '')).toBeUndefined();
          corrected += 1;
        }
        for (const address of corrections(findAddressProblem(text, ''))) {
          expect(findAddressProblem(address, '')).toBeUndefined();
        }
      }),
      { numRuns: 1000 },
    );
    expect(corrected).toBeGreaterThan(100); // or the law would hold because nothing is corrected
  });
});

function corrections(problem: Problem | undefined): string[] {
  if (problem === undefined || problem.code === 'CIDR107') return [];
  return [...problem.remedy.matchAll(/(?:write|, or) `([^`]+)`/g)].map(([, text = '']) => text);
}

describeWithPython('Python agrees', (ask) => {
  it('which texts are canonical blocks', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(nearlyBlockText, anyBlock.map(formatCidrBlock)), async (text) => {
        const isRead = await ask({ ask: 'isRead', text });
        expect(findCidrBlockProblem(text, '') === undefined).toBe(isRead);
      }),
      { numRuns: 1000 },
    );
  });

  it.each(MALFORMED_BLOCKS)('that a block with %s is not canonical: %j', async (_, text) => {
    expect(await ask({ ask: 'isRead', text })).toBe(false);
  });

  it('what the numbers of a text are', async () => {
    await fc.assert(
      fc.asyncProperty(anyBlock, async (block) => {
        expect(await ask({ ask: 'facts', block: formatCidrBlock(block) })).toMatchObject({
          text: formatCidrBlock(block),
          first: String(firstAddress(block).value),
          last: String(lastAddress(block).value),
        });
      }),
      { numRuns: 1000 },
    );
  });
});
