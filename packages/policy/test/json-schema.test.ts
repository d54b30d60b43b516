import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { policyJsonSchema } from '../src';

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
