import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageIndexPolicy, readPolicy, workshopPolicy } from '@inspected-egress/policy';

it.each([
  ['workshop.yaml', workshopPolicy()],
  ['package-index.yaml', packageIndexPolicy()],
])('%s says what the preset of its name says', (file, preset) => {
  const text = readFileSync(join(__dirname, '../examples', file), 'utf8');
  expect(readPolicy(text, { format: 'yaml' })).toEqual(preset);
});
