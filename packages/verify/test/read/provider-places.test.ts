import { configurationOf } from '../../src/read/hcl/configuration';
import { parseBody } from '../../src/read/hcl/body';
import { readPlan } from '../../src/read/plan/read-plan';
import { readSynthesized } from '../../src/read/synthesized/read-synthesized';

const stack = (name: string, ...aws: object[]) => ({
  name,
  prefix: `${name}:`,
  json: { provider: { aws } } as never,
});
const plan = (provider_config: object) => readPlan({ configuration: { provider_config } } as never);
const EAST = { region: 'us-east-1' };
const WEST = { region: 'us-west-2', alias: 'west' };

it.each([
  ['one provider', [stack('dev', EAST)], false],
  ['none, so that of the environment', [stack('dev')], false],
  ['tags and names that differ', [stack('dev', EAST, { ...EAST, alias: 'same', default_tags: [{}] })], false],
  ['two Regions in a stack', [stack('dev', EAST, WEST)], true],
  ['two Regions in two stacks', [stack('dev', EAST), stack('prod', { region: 'us-west-2' })], true],
  [
    'two accounts',
    [
      stack('dev', { ...EAST, allowed_account_ids: ['1'] }),
      stack('prod', { ...EAST, allowed_account_ids: ['2'] }),
    ],
    true,
  ],
  ['one that has a name, beside that of the environment', [stack('dev', WEST)], true],
])('stacks of several accounts or Regions: %s', (_, stacks, is) => {
  expect(readSynthesized(stacks).isOfSeveralRegions).toBe(is);
});

const full_name = 'registry.terraform.io/hashicorp/aws';
const inRegion = (region: string, more = {}) => ({
  name: 'aws',
  full_name,
  expressions: { region: { constant_value: region } },
  ...more,
});
const inVariable = (more = {}) => ({
  name: 'aws',
  full_name,
  expressions: { region: { references: ['var.region'] } },
  ...more,
});

it.each([
  ['one provider', { aws: inRegion('us-east-1') }, false],
  [
    'one of something else',
    { aws: inRegion('us-east-1'), random: { name: 'random', full_name: 'x/random' } },
    false,
  ],
  ['two Regions', { aws: inRegion('us-east-1'), 'aws.west': inRegion('us-west-2', { alias: 'west' }) }, true],
  [
    'variables of two modules',
    {
      'module.a:aws': inVariable({ module_address: 'module.a' }),
      'module.b:aws': inVariable({ module_address: 'module.b' }),
    },
    true,
  ],
])('plans of several accounts or Regions: %s', (_, providers, is) => {
  expect(plan(providers).isOfSeveralRegions).toBe(is);
});

it.each([
  ['provider "aws" {\n  region = "us-east-1"\n}', false],
  [
    'provider "aws" {\n  region = "us-east-1"\n}\nprovider "aws" {\n  alias = "west"\n  region = "us-west-2"\n}',
    true,
  ],
])('plan files: %j', (text, is) => {
  const root_module = configurationOf({ body: parseBody(text), child: () => undefined });
  expect(readPlan({ configuration: { root_module } } as never).isOfSeveralRegions).toBe(is);
});
