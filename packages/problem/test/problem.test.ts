import fc from 'fast-check';
import { formatProblem, problemUnder, type Problem } from '../src';

const problem = (overrides: Partial<Problem> = {}): Problem => ({
  code: 'NET103',
  path: 'zones[1].firewallEndpoint',
  message: 'endpoint is in `us-east-1b` but the zone is `us-east-1a`',
  remedy: 'use the endpoint of `us-east-1a`',
  ...overrides,
});

describe('formatProblem', () => {
  it('says where, what, the way out and the code in one line', () => {
    expect(formatProblem(problem())).toBe(
      'zones[1].firewallEndpoint: endpoint is in `us-east-1b` but the zone is `us-east-1a`; ' +
        'use the endpoint of `us-east-1a` [NET103]',
    );
  });

  it('starts with what is wrong when the whole input is meant', () => {
    expect(formatProblem(problem({ path: '' }))).toMatch(/^endpoint is in `us-east-1b`/);
  });

  it.each([
    ['a line break', 'a\nb', 'a\\u{a}b'],
    ['a carriage return, which hides the start of the line', 'a\rb', 'a\\u{d}b'],
    ['a terminal escape sequence', '\u001b[2J', '\\u{1b}[2J'],
    ['the one-character form of it', '\u009b2J', '\\u{9b}2J'],
    ['delete', '\u007f', '\\u{7f}'],
    ['a change of writing direction', '\u202e01', '\\u{202e}01'],
    ['an invisible character', '\u200b', '\\u{200b}'],
    ['a line separator', '\u2028', '\\u{2028}'],
    ['half of a character', '\ud800', '\\u{d800}'],
    ['an invisible character outside the basic plane', '\u{e0041}', '\\u{e0041}'],
  ])('writes out %s', (_, value, shown) => {
    expect(formatProblem(problem({ message: `\`${value}\` is no zone` }))).toContain(
      `\`${shown}\` is no zone`,
    );
  });

  it('writes them out in the path too', () => {
    expect(formatProblem(problem({ path: 'tags.\u001b[31m' }))).toMatch(/^tags\.\\u\{1b\}\[31m: /);
  });

  it('leaves text that people read as it is', () => {
    expect(formatProblem(problem({ message: '`Zürich 東京 🦊` is no zone' }))).toContain(
      '`Zürich 東京 🦊` is no zone',
    );
  });

  it('is one line without control characters, whatever the input holds', () => {
    const text = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(fc.record({ code: text, path: text, message: text, remedy: text }), (any) => {
        expect(formatProblem(any)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      }),
    );
  });
});

describe('problemUnder', () => {
  it.each([
    ['zones[1]', 'cidrBlock', 'zones[1].cidrBlock'],
    ['zones', '[1].cidrBlock', 'zones[1].cidrBlock'],
    ['vpc.cidrBlock', '', 'vpc.cidrBlock'],
    ['', 'cidrBlock', 'cidrBlock'],
    ['', '', ''],
  ])('under %j, the path %j is %j', (prefix, path, joined) => {
    expect(problemUnder(prefix, problem({ path })).path).toBe(joined);
  });

  it('changes the path only, and of a copy', () => {
    const inner = problem({ path: 'cidrBlock' });
    expect(problemUnder('vpc', inner)).toEqual({ ...inner, path: 'vpc.cidrBlock' });
    expect(inner.path).toBe('cidrBlock');
  });

  it('gives the same path, however the levels are grouped', () => {
    const name = fc.stringMatching(/^[a-z]{1,5}(\[\d\])?$/);
    fc.assert(
      fc.property(name, name, name, (outer, middle, inner) => {
        const nested = problemUnder(outer, problemUnder(middle, problem({ path: inner })));
        const joined = problemUnder(
          problemUnder(outer, problem({ path: middle })).path,
          problem({ path: inner }),
        );
        expect(nested).toEqual(joined);
      }),
    );
  });
});
