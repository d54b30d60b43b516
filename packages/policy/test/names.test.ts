import { coversName, findNameProblem, matchesName, nameOfHost, parseName } from '../src';
import { fc, runs } from './support/properties';

const LONG_LABEL = 'a'.repeat(63);
const LONGEST = [LONG_LABEL, LONG_LABEL, LONG_LABEL, 'a'.repeat(61)].join('.');

describe('a name is read', () => {
  it.each(['example.com', '*.example.com', 'xn--bcher-kva.example', 'a-b.1.example', 'localhost', LONGEST])(
    '%s',
    (text) => {
      expect(findNameProblem(text, 'name')).toBeUndefined();
      expect(parseName(text).text).toBe(text);
    },
  );
});

describe('a name is refused, with what to write instead', () => {
  it.each([
    ['nothing', '', 'POL130', 'write a name as in `example.com` or `*.example.com`'],
    ['no text', 7, 'POL130', 'write a name as in `example.com` or `*.example.com`'],
    ['everything', '*', 'POL130', 'for every destination write `{ anywhere: all }`'],
    ['a URL', 'https://pypi.org/simple', 'POL130', 'write `pypi.org`'],
    ['a port', 'pypi.org:443', 'POL130', 'write `pypi.org`'],
    ['white space', ' pypi.org', 'POL130', 'write `pypi.org`'],
    ['a token', '${aws_lb.web.dns_name}', 'POL130', 'write the name itself, not a Terraform token'],
    ['254 bytes', `${LONGEST}a`, 'POL131', 'write the name of a host, or the `*.` form of a shorter parent'],
    ['a final dot', 'pypi.org.', 'POL132', 'write `pypi.org`'],
    ['an empty label', 'pypi..org', 'POL132', 'write `pypi.org`'],
    ['an empty label after the wildcard', '*..org', 'POL132', 'write `*.org`'],
    [
      'the leading dot of other products',
      '.pypi.org',
      'POL132',
      'write `*.pypi.org` for the subdomains, `pypi.org` for the name itself, or both',
    ],
    [
      '64 characters in a label',
      `${LONG_LABEL}a.org`,
      'POL133',
      'shorten the label, or permit its parent by `*.`',
    ],
    ['a wildcard in the middle', 'files.*.pypi.org', 'POL134', 'write `*.pypi.org`'],
    ['a wildcard in a label', 'f*.pypi.org', 'POL134', 'write `*.pypi.org`'],
    ['two wildcards', '*.*.pypi.org', 'POL134', 'write `*.pypi.org`'],
    [
      'a wildcard at the end',
      'pypi.*',
      'POL134',
      'write the wildcard once, as the first label, as in `*.example.com`',
    ],
    ['Unicode', '*.bücher.example', 'POL135', 'write `*.xn--bcher-kva.example`'],
    ['upper case', 'PyPI.org', 'POL136', 'write `pypi.org`'],
    [
      'an underscore',
      'my_bucket.s3.amazonaws.com',
      'POL137',
      'use letters, digits, hyphens and dots, or permit the parent by `*.`',
    ],
    ['a hyphen at the end of a label', 'pypi-.org', 'POL138', 'remove the hyphen'],
    [
      'an address',
      '192.0.2.1',
      'POL139',
      'write a destination by address, as in `{ cidrBlock: 192.0.2.1/32 }`',
    ],
  ])('%s', (_, text, code, remedy) => {
    expect(findNameProblem(text, 'name')).toMatchObject({ code, path: 'name', remedy });
  });
});

describe('law', () => {
  const label = fc.constantFrom('a', 'b', 'xn--c', '1x');
  const base = fc.array(label, { minLength: 1, maxLength: 4 }).map((labels) => labels.join('.'));
  const anyName = fc.tuple(fc.boolean(), base).map(([wild, text]) => parseName(wild ? `*.${text}` : text));

  it('a name covers another exactly when it matches all that the other matches', () => {
    fc.assert(
      fc.property(anyName, anyName, base, (outer, inner, claimed) => {
        if (coversName(outer, inner) && matchesName(inner, claimed))
          expect(matchesName(outer, claimed)).toBe(true);
        // Two names that only an inner wildcard has: one label more, and two.
        const witnesses = inner.isWildcard ? [`q.${inner.base}`, `q.q.${inner.base}`] : [inner.base];
        expect(coversName(outer, inner)).toBe(witnesses.every((name) => matchesName(outer, name)));
      }),
    );
  });

  it('what a remedy says to write is read', () => {
    const piece = fc.constantFrom(
      'a',
      'B',
      '.',
      '*',
      '*.',
      '-',
      '_',
      'ü',
      ':80',
      'https://',
      '/',
      ' ',
      '9',
      'org',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const remedy = findNameProblem(pieces.join(''), '')?.remedy ?? '';
        const written = remedy.startsWith('write `') ? [...remedy.matchAll(/`([^`]+)`/g)] : [];
        for (const [, name] of written) expect(findNameProblem(name, '')).toBeUndefined();
      }),
      runs(2000),
    );
  });
});

// As Suricata 7.0.10 has them in `http.host`, without the dots that it keeps: `packages/lab/test/dotted-names` asks it.
it.each([
  ['example.com', 'example.com'],
  ['example.com:80', 'example.com'],
  ['example.com.', 'example.com'],
  ['example.com..:80', 'example.com'],
  ['example.com:x:80', 'example.com'],
  ['.example.com', '.example.com'],
])('the host %s has the name %s', (host, name) => {
  expect(nameOfHost(host)).toBe(name);
});

it('a name that begins with a dot is no subdomain', () => {
  expect(matchesName(parseName('*.example.com'), '.example.com')).toBe(false);
});
