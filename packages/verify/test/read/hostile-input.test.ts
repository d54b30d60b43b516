import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PlanError } from '@inspected-egress/problem';
import type { Estate } from '../../src/read/estate';
import { evaluateText } from '../../src/read/expression/evaluate';
import { valueOf } from '../../src/read/expression/term';
import { isArray, isObject, type JsonValue } from '../../src/read/json';
import { readGraph } from '../../src/graph/read-graph';
import { readEstate } from '../../src/read/read-estate';
import { referencesOf } from '../../src/read/value';
import { verify } from '../../src/verify';
import { fc, runs } from './support/properties';
import { EXPRESSIONS } from './support/expressions';
import { lineOf } from './support/said';

const ATTRIBUTES = [
  'vpc_id',
  'subnet_id',
  'route_table_id',
  'gateway_id',
  'vpc_endpoint_id',
  'subnet_ids',
  'route',
  'tags',
];
const PLANS = ['single', 'repeated', 'modules', 'inline', 'firewall', 'json'].map((name) =>
  readFileSync(join(__dirname, `fixtures/${name}.plan.json`), 'utf8'),
);

/** Reads everything that an estate says, as lines. */
function allOf(estate: Estate): readonly string[] {
  return estate.resources.flatMap((resource) =>
    ATTRIBUTES.map((name) => `${resource.address} ${name} ${lineOf(resource.attribute(name))}`),
  );
}

/** Whether an input is read to its last attribute or refused; anything else is thrown. */
function outcomeOf(text: string): 'read' | 'refused' {
  try {
    const estate = readEstate([{ name: 'input', text }]);
    allOf(estate);
    for (const resource of estate.resources)
      for (const name of ATTRIBUTES) referencesOf(resource.attribute(name));
    return 'read';
  } catch (error) {
    if (!(error instanceof PlanError)) throw error;
    return error.problems.every(({ code }) => /^VFY1\d\d$/.test(code)) ? 'refused' : 'read';
  }
}

/** Whether there is a verdict on an input that can be read, or no network in it to judge; anything else is thrown. */
function judges(text: string): boolean {
  try {
    return verify(readGraph(readEstate([{ name: 'input', text }]))).findings.length >= 0;
  } catch (error) {
    if (!(error instanceof PlanError)) throw error;
    return true;
  }
}

const anyPlan = fc.constantFrom(...PLANS);

it('any text is read or refused', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      expect(['read', 'refused']).toContain(outcomeOf(text));
    }),
    runs(4000),
  );
});

it('any JSON is read or refused', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(outcomeOf(text)).toBe('refused');
    }),
    runs(4000),
  );
});

it('any JSON in the sections of Terraform’s forms is read or refused', () => {
  const keys = [
    'resource',
    'data',
    'locals',
    'module',
    'planned_values',
    'resource_changes',
    'configuration',
    'values',
    'version',
    'serial',
    'resources',
    'stacks',
    'format_version',
    'root_module',
    'aws_vpc',
    'v',
    'count',
    'for_each',
    'dynamic',
  ];
  const { tree } = fc.letrec<{ tree: JsonValue }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'medium', maxDepth: 6 },
      fc.constantFrom<JsonValue>(
        '1.2',
        4,
        true,
        null,
        '${local.a}',
        '${aws_vpc.v.id}',
        '${count.index}',
        'aws_vpc',
      ),
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...keys), tie('tree'), { maxKeys: 6 }),
    ),
  }));
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...keys), tree, { maxKeys: 8 }), (json) => {
      expect(['read', 'refused']).toContain(outcomeOf(JSON.stringify(json)));
    }),
    runs(6000),
  );
});

it('a plan that ends anywhere is refused', () => {
  fc.assert(
    fc.property(anyPlan, fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), (plan, part) => {
      expect(outcomeOf(plan.trimEnd().slice(0, Math.floor(plan.trimEnd().length * part)))).toBe('refused');
    }),
    runs(1000),
  );
});

/** Paths to every value of a JSON, as keys. */
function pathsOf(json: JsonValue): readonly (readonly string[])[] {
  const entries = isArray(json)
    ? json.map((item, index) => [String(index), item] as const)
    : isObject(json)
      ? Object.entries(json)
      : [];
  return entries.flatMap(([key, value]) => [[key], ...pathsOf(value ?? null).map((path) => [key, ...path])]);
}

function replaced(json: JsonValue, [key, ...rest]: readonly string[], value: JsonValue): JsonValue {
  if (key === undefined) return value;
  if (isArray(json))
    return json.map((item, index) => (String(index) === key ? replaced(item, rest, value) : item));
  return isObject(json) ? { ...json, [key]: replaced(json[key] ?? null, rest, value) } : value;
}

it('a plan with any part replaced is read and judged, or refused', () => {
  const parsed = PLANS.map((text) => JSON.parse(text) as JsonValue);
  const paths = parsed.map(pathsOf);
  const part = fc.nat().chain((seed) => {
    const plan = seed % parsed.length;
    return fc.record({ plan: fc.constant(plan), path: fc.constantFrom(...(paths[plan] ?? [[]])) });
  });
  const value = fc.oneof(
    fc.constantFrom<JsonValue>(
      null,
      true,
      0,
      -1,
      1e300,
      '',
      'aws_vpc.v.id',
      '${aws_vpc.v.id}',
      'var.vpc_id',
      'module.a.subnet_id',
      [],
      {},
      [true],
      [['x']],
      { toString: 0, valueOf: 0 },
    ),
    fc.jsonValue({ maxDepth: 3 }).map((one) => one as JsonValue),
  );
  fc.assert(
    fc.property(part, value, ({ plan, path }, by) => {
      const text = JSON.stringify(replaced(parsed[plan] ?? null, path, by));
      const outcome = outcomeOf(text);
      expect(['read', 'refused']).toContain(outcome);
      if (outcome === 'read') expect(judges(text)).toBe(true);
    }),
    runs(4000),
  );
});

it('what a plan says does not depend on the order of its resources', () => {
  const reversed = (json: JsonValue): JsonValue => {
    if (isArray(json)) return json.map(reversed);
    if (!isObject(json)) return json;
    const entries = Object.entries(json).map(([key, value]) => {
      const inner = reversed(value ?? null);
      return [
        key,
        isArray(inner) && ['resources', 'resource_changes', 'child_modules'].includes(key)
          ? [...inner].reverse()
          : inner,
      ] as const;
    });
    return Object.fromEntries(entries);
  };
  for (const text of PLANS) {
    const [straight, other] = [text, JSON.stringify(reversed(JSON.parse(text) as JsonValue))].map((one) =>
      [...allOf(readEstate([{ name: 'input', text: one }]))].sort(),
    );
    expect(other).toEqual(straight);
  }
});

it('an expression that is broken anywhere has a value', () => {
  const pieces = EXPRESSIONS.map(([expression]) => expression);
  const broken = fc
    .tuple(
      fc.constantFrom(...pieces),
      fc.nat(60),
      fc.nat(5),
      fc.constantFrom('', '"', '${', '}', '[', ')', '.', 'for ', '?', '%{', '\\', '...', '#', '/*'),
    )
    .map(([text, at, length, by]) => `\${${text.slice(0, at)}${by}${text.slice(at + length)}}`);
  fc.assert(
    fc.property(broken, (text) => {
      expect(valueOf(evaluateText(text, { name: () => undefined })).kind).toMatch(
        /known|unknown|absent|list|object/,
      );
    }),
    runs(6000),
  );
});

it('modules that pass values in a circle, or to many, end', () => {
  const call = (references: readonly string[], module: object) => ({
    module_calls: { m: { expressions: { x: { references } }, module } },
  });
  let module: object = {
    resources: [{ address: 'aws_subnet.s', expressions: { vpc_id: { references: ['var.x'] } } }],
  };
  for (let depth = 0; depth < 30; depth += 1)
    module = call(['var.x', 'var.x', 'module.m.o'], {
      ...module,
      outputs: { o: { expression: { references: ['var.x', 'module.m.o'] } } },
    });
  const address = 'module.m.'.repeat(30);
  let planned: object = {
    address: address.slice(0, -1),
    resources: [
      { address: `${address}aws_subnet.s`, mode: 'managed', type: 'aws_subnet', name: 's', values: {} },
    ],
  };
  for (let depth = 29; depth >= 1; depth -= 1)
    planned = { address: 'module.m.'.repeat(depth).slice(0, -1), child_modules: [planned] };
  const plan = {
    format_version: '1.2',
    planned_values: { root_module: { child_modules: [planned] } },
    resource_changes: [
      { address: `${address}aws_subnet.s`, change: { actions: ['create'], after_unknown: { vpc_id: true } } },
    ],
    configuration: { root_module: module },
  };
  const [subnet] = readEstate([{ name: 'input', text: JSON.stringify(plan) }]).resources;
  expect(subnet?.attribute('vpc_id').kind).toBe('unknown');
});

it('an address that is no text is nobody’s', () => {
  const address = { toString: 0, valueOf: 0 };
  const data = { address, mode: 'data', type: 'aws_vpc', name: 'v', values: {} };
  const plan = {
    format_version: '1.2',
    planned_values: { root_module: { resources: [{ ...data, address: 'aws_vpc.v', mode: 'managed' }] } },
    prior_state: { values: { root_module: { resources: [data] } } },
    resource_changes: [{ address, change: { actions: ['forget'] } }],
    configuration: { root_module: {} },
  };
  const { resources, notes } = readEstate([{ name: 'input', text: JSON.stringify(plan) }]);
  expect(resources.map((resource) => resource.address)).toEqual(['aws_vpc.v']);
  expect(notes).toEqual([]);
});
