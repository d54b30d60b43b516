import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { findPolicyProblems, packageIndexPolicy, policyJsonSchema, workshopPolicy } from '../src';
import { anyPolicy } from './support/arbitraries';
import { policyOf, rule } from './support/policies';
import { fc, runs } from './support/properties';

const FILE = join(__dirname, '../egress-policy.schema.json');

it('the published JSON Schema is the one of this version; UPDATE_JSON_SCHEMA=1 writes it', () => {
  const schema = policyJsonSchema();
  if (process.env['UPDATE_JSON_SCHEMA'] === '1') writeFileSync(FILE, `${JSON.stringify(schema, null, 2)}\n`);
  expect(JSON.parse(readFileSync(FILE, 'utf8'))).toEqual(schema);
});

it('the JSON Schema refuses fields that it does not know', () => {
  const objects: unknown[] = [];
  JSON.stringify(policyJsonSchema(), (_, value: unknown) => {
    if (typeof value === 'object' && value !== null && 'properties' in value) objects.push(value);
    return value;
  });
  expect(objects.length).toBeGreaterThan(10);
  for (const object of objects) expect(object).toMatchObject({ additionalProperties: false });
});

// A validator that shares nothing with what wrote the schema. Formats are checked where it knows them: a day is one that
// JavaScript reads and writes back the same.
const isDay = (text: string) => {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
};
const ajv = new Ajv2020({ strict: true, allErrors: true, formats: { date: isDay } });
const validate = ajv.compile(JSON.parse(readFileSync(FILE, 'utf8')) as object);
const errorsOf = (policy: unknown) =>
  validate(JSON.parse(JSON.stringify(policy)))
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);

describe('a validator of JSON Schema accepts', () => {
  it.each([workshopPolicy(), packageIndexPolicy()])('the preset $name', (policy) => {
    expect(errorsOf(policy)).toEqual([]);
  });

  it('every policy that is read', () => {
    fc.assert(
      fc.property(anyPolicy, (policy) => {
        expect(errorsOf(policy)).toEqual([]);
      }),
      runs(200),
    );
  });
});

const wrongRule = (fields: object) => ({ ...policyOf([rule({})]), rules: [{ ...rule({}), ...fields }] });
const ofName = (name: string) => wrongRule({ destinations: [{ name }] });
const ofPorts = (from: number, to: number) => wrongRule({ applications: [{ tcp: { from, to } }] });

describe('a validator of JSON Schema refuses, as reading does,', () => {
  it.each<[string, unknown]>([
    ['no policy', null],
    ['another version', { ...policyOf([]), version: 2 }],
    ['no mode', { version: 1, name: 'test', rules: [] }],
    ['a mistyped mode', { ...policyOf([]), mode: 'enforced' }],
    ['a name of a policy in capitals', { ...policyOf([]), name: 'Test' }],
    ['a name of a policy of 65 letters', { ...policyOf([]), name: 'a'.repeat(65) }],
    ['an unknown field of the policy', { ...policyOf([]), ruels: [] }],
    ['an unknown field of a rule', wrongRule({ expire: '2026-12-31' })],
    ['an unknown field of a group', { ...policyOf([]), groups: { web: { cidrBlocks: [], cidrBlock: '' } } }],
    ['an unknown field of ports', wrongRule({ applications: [{ tcp: { from: 1, to: 2, too: 3 } }] })],
    ['an unknown field of a destination', wrongRule({ destinations: [{ country: 'US', q: 1 }] })],
    ['no destination', wrongRule({ destinations: [] })],
    ['no application', wrongRule({ applications: [] })],
    ['no source', wrongRule({ sources: [] })],
    ['two forms in one destination', wrongRule({ destinations: [{ name: 'a.org', country: 'US' }] })],
    ['a mistyped form', wrongRule({ destinations: [{ nmae: 'a.org' }] })],
    ['a bare name', wrongRule({ destinations: ['a.org'] })],
    ['a bare block', wrongRule({ sources: ['10.0.0.0/8'] })],
    ['a mistyped application', wrongRule({ applications: ['htps'] })],
    ['a mistyped action', wrongRule({ action: 'allow' })],
    ['a wildcard in the middle', ofName('a.*.org')],
    ['a name in capitals', ofName('A.org')],
    ['a name beyond ASCII', ofName('bücher.example')],
    ['an empty label', ofName('a..org')],
    ['a wildcard alone', ofName('*')],
    ['a URL', ofName('https://a.org/')],
    ['a bad name in a set', { ...policyOf([]), sets: { a: [{ name: 'A.org' }] } }],
    ['an empty set', { ...policyOf([]), sets: { a: [] } }],
    ['a block without length', wrongRule({ destinations: [{ cidrBlock: '10.0.0.0' }] })],
    ['port 0', ofPorts(0, 1)],
    ['port 65536', ofPorts(1, 65_536)],
    ['half a port', ofPorts(1.5, 2)],
    ['a country in small letters', wrongRule({ destinations: [{ country: 'us' }] })],
    ['a prefix list by another name', wrongRule({ destinations: [{ prefixList: 'not a list' }] })],
    ['a service by its URL', wrongRule({ destinations: [{ service: 'https://s3.amazonaws.com' }] })],
    ['a day that does not exist', wrongRule({ expires: '2026-02-29' })],
    ['a day as others write it', wrongRule({ expires: '31.12.2026' })],
    ['text of 513 characters', wrongRule({ description: 'a'.repeat(513) })],
  ])('%s', (_, policy) => {
    expect(findPolicyProblems(policy)).not.toEqual([]);
    expect(errorsOf(policy)).not.toEqual([]);
  });
});

describe('what only reading refuses, because no schema can say it:', () => {
  it.each<[string, unknown, string]>([
    ['host bits', wrongRule({ destinations: [{ cidrBlock: '10.0.0.1/8' }] }), 'CIDR113'],
    ['ports in reverse', ofPorts(90, 80), 'POL111'],
    ['no country of ISO', wrongRule({ destinations: [{ country: 'UK' }] }), 'POL112'],
    ['the same id twice', policyOf([rule({}), rule({})]), 'POL114'],
    ['an unknown group', wrongRule({ sources: [{ group: 'web' }] }), 'POL115'],
    ['an unknown set', wrongRule({ destinations: [{ set: 'index' }] }), 'POL116'],
    ['a set that holds itself', { ...policyOf([]), sets: { a: [{ set: 'a' }] } }, 'POL117'],
    ['a name by SSH', wrongRule({ destinations: [{ name: 'a.org' }], applications: ['ssh'] }), 'POL118'],
    ['an address as a name', ofName('192.0.2.1'), 'POL139'],
  ])('%s', (_, policy, code) => {
    expect(errorsOf(policy)).toEqual([]);
    expect(findPolicyProblems(policy).map((problem) => problem.code)).toEqual([code]);
  });
});
