import Ajv2020 from 'ajv/dist/2020';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKS, PROMISES, REACHABILITY_CODES } from '@inspected-egress/verify';
import { egress, useFolder } from './support/egress';
import { BREAKS, EXAMPLES, named, world, type World } from './support/worlds';

const { write, egress: call } = useFolder();

type Schema = {
  $defs: Record<
    string,
    { enum?: readonly string[]; properties?: Record<string, { enum?: readonly string[] }> }
  >;
};

function schemaOf(verb: string): Schema {
  return JSON.parse(readFileSync(join(__dirname, '..', 'schemas', `${verb}.schema.json`), 'utf8')) as Schema;
}

const validators = new Map(
  ['verify', 'explain', 'diff'].map((verb) => [
    verb,
    new Ajv2020({ allErrors: true }).compile(schemaOf(verb)),
  ]),
);

function problemsOf(verb: string, value: unknown): unknown {
  const validate = validators.get(verb);
  return validate?.(value) === true ? [] : validate?.errors;
}

const WORLDS: Readonly<Record<string, (world: World) => void>> = {
  ...BREAKS,
  good: () => undefined,
  transit: ({ resource }) => {
    named(resource, 'aws_route', 'a-protected')['transit_gateway_id'] = 'tgw-0123456789abcdef0';
    delete named(resource, 'aws_route', 'a-protected')['nat_gateway_id'];
  },
  isolated: ({ resource }) => {
    delete resource['aws_route']?.['a-protected'];
  },
  ipv6: ({ resource }) => {
    named(resource, 'aws_subnet', 'a-protected')['ipv6_cidr_block'] = '2600:1f18:0:100::/64';
  },
  strange: ({ resource }) => {
    resource['aws_strange_gateway'] = { x: { vpc_id: '${aws_vpc.vpc.id}' } };
  },
};
const NAMES = Object.keys(WORLDS);

/** Every world in a file of its name. */
function writeWorlds(): void {
  for (const [name, breakIt] of Object.entries(WORLDS)) write(name, world(breakIt));
}

it.each(NAMES)('verify prints what its schema says, of %s', async (name) => {
  writeWorlds();
  const { out } = await call(`verify @${name} --format json`);
  expect(problemsOf('verify', JSON.parse(out))).toEqual([]);
});

it('verify prints what its schema says, of several inputs with an accepted bypass', async () => {
  writeWorlds();
  const { out } = await call('verify @transit @transit --accept tgw-0123456789abcdef0 --format json');
  expect(out).toContain('the call accepts it');
  expect(problemsOf('verify', JSON.parse(out))).toEqual([]);
});

it.each(NAMES)('explain prints what its schema says, of %s', async (name) => {
  writeWorlds();
  for (const to of ['8.8.8.8', '8.8.8.8:53/udp', '10.9.9.9/icmp']) {
    const { out } = await call(`explain @${name} --from aws_subnet.a-protected --to ${to} --format json`);
    expect(problemsOf('explain', JSON.parse(out))).toEqual([]);
  }
});

it.each(NAMES)('diff prints what its schema says, of %s', async (name) => {
  writeWorlds();
  for (const other of ['good', 'ipv6', 'endpointIsLiteral']) {
    const { out } = await call(`diff @${name} @${other} --format json`);
    expect(problemsOf('diff', JSON.parse(out))).toEqual([]);
  }
});

it.each(['verify @none', 'explain @none --from x --to 8.8.8.8', 'diff @none @nowhere'])(
  'egress %s prints what the schema says of an input that is unusable',
  async (line) => {
    const { status, out } = await call(`${line} --format json`);
    expect(status).toBe(3);
    expect(problemsOf(line.split(' ')[0] ?? '', JSON.parse(out))).toEqual([]);
  },
);

it('a field that a schema does not know is a problem, wherever it is', async () => {
  const examples = ['inspected', 'bypass'].map((name) => join(EXAMPLES, name));
  const calls = [
    ['verify', ...examples],
    ['explain', ...examples.slice(0, 1), '--from', 'aws_subnet.a-protected', '--to', '8.8.8.8'],
    ['diff', ...examples],
  ];
  for (const words of calls) {
    const { out } = await egress([...words, '--format', 'json']);
    const verb = words[0] ?? '';
    const objects = countObjects(JSON.parse(out));
    expect(objects).toBeGreaterThan(10);
    for (let index = 0; index < objects; index += 7) {
      const value: unknown = JSON.parse(out);
      addField(value, index);
      expect(problemsOf(verb, value)).not.toEqual([]);
    }
  }
});

function objectsOf(value: unknown): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap(objectsOf);
  if (typeof value !== 'object' || value === null) return [];
  return [value as Record<string, unknown>, ...Object.values(value).flatMap(objectsOf)];
}

function countObjects(value: unknown): number {
  return objectsOf(value).length;
}

function addField(value: unknown, index: number): void {
  const found = objectsOf(value)[index];
  if (found === undefined) throw new Error('there is no such object');
  found['aFieldOfTomorrow'] = true;
}

it('the schema of verify names every promise and every check', () => {
  const { $defs } = schemaOf('verify');
  expect($defs['promiseId']?.enum).toEqual([...PROMISES]);
  expect($defs['check']?.properties?.['check']?.enum).toEqual(
    expect.arrayContaining(CHECKS.map(({ id }) => id)),
  );
});

it.each([...validators.keys()])('the schema of %s names every code of Reachability Analyzer', (verb) => {
  const enums = objectsOf(schemaOf(verb)).flatMap((one) => (Array.isArray(one['enum']) ? [one['enum']] : []));
  const codes = enums.filter((values) => values.includes('BAD_STATE_ROUTE'));
  expect(codes.length).toBeGreaterThan(0);
  for (const values of codes) expect(values).toEqual([...REACHABILITY_CODES]);
});

it('a consumer of the package finds the schemas', () => {
  const manifest = JSON.parse(readFileSync(join(__dirname, '..', 'package.json'), 'utf8')) as {
    exports: Record<string, unknown>;
    files: readonly string[];
  };
  expect(manifest.files).toContain('schemas');
  for (const verb of validators.keys())
    expect(manifest.exports[`./schemas/${verb}.schema.json`]).toBe(`./schemas/${verb}.schema.json`);
});
