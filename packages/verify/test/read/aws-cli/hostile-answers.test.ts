import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PlanError } from '@inspected-egress/problem';
import { readGraph } from '../../../src/graph/read-graph';
import { ANSWER_KINDS } from '../../../src/read/aws-cli/answer-kinds';
import type { InputFile } from '../../../src/read/input-file';
import { isArray, isObject, type JsonObject, type JsonValue } from '../../../src/read/json';
import { readEstate } from '../../../src/read/read-estate';
import { referencesOf } from '../../../src/read/value';
import { verify } from '../../../src/verify';
import { AwsAnswers } from '../../support/aws-answers';
import { graphOf } from '../../support/graph-of';
import { AFTER_NAT } from '../../support/topologies';
import { fc, runs } from '../support/properties';
import { DNS_FIREWALL, FIREWALL_POLICY, RULE_GROUP } from './support/policy-answers';

const FOLDER = join(__dirname, 'fixtures/deployed');
const WORLD = `${AFTER_NAT}\n instance i w-a public\n eni e w-b\n lb l n-a\n s3 s3\n bpa block-ingress\n exclude v allow-egress`;
const ANSWERS: readonly { readonly name: string; readonly json: JsonValue }[] = [
  ...readdirSync(FOLDER).map((name) => ({ name, json: parse(readFileSync(join(FOLDER, name), 'utf8')) })),
  ...new AwsAnswers(graphOf(WORLD)).files().map(({ name, text }) => ({ name, json: parse(text) })),
  ...[FIREWALL_POLICY, RULE_GROUP, ...DNS_FIREWALL].map((json, index) => ({
    name: `policy-${index}.json`,
    json: parse(JSON.stringify(json)),
  })),
];

function parse(text: string): JsonValue {
  return JSON.parse(text) as JsonValue;
}

/** Whether an input is judged to its last finding or refused; anything else is thrown. */
function outcomeOf(files: readonly InputFile[]): 'judged' | 'refused' {
  try {
    const estate = readEstate(files);
    for (const resource of estate.resources) referencesOf(resource.attribute('tags'));
    verify(readGraph(estate));
    return 'judged';
  } catch (error) {
    if (!(error instanceof PlanError)) throw error;
    expect(error.problems.map(({ code }) => code)).toEqual(
      error.problems.map(() => expect.stringMatching(/^VFY1\d\d$/) as string),
    );
    expect(error.message.split('\n')).toHaveLength(error.problems.length + 1);
    return 'refused';
  }
}

const fileOf = (json: JsonValue, name = 'answer.json'): InputFile => ({ name, text: JSON.stringify(json) });

/** Paths to every value of a JSON, as keys. */
function pathsOf(json: JsonValue): readonly (readonly string[])[] {
  const entries = isArray(json)
    ? json.map((item, index) => [String(index), item] as const)
    : isObject(json)
      ? Object.entries(json)
      : [];
  return entries.flatMap(([key, value]) => [[key], ...pathsOf(value ?? null).map((path) => [key, ...path])]);
}

function replaced(
  json: JsonValue,
  [key, ...rest]: readonly string[],
  value: JsonValue | undefined,
): JsonValue {
  if (key === undefined) return value ?? null;
  if (isArray(json))
    return json.map((item, index) => (String(index) === key ? replaced(item, rest, value) : item));
  if (!isObject(json)) return value ?? null;
  if (rest.length > 0) return { ...json, [key]: replaced(json[key] ?? null, rest, value) };
  const others = Object.entries(json).filter(([name]) => name !== key);
  return Object.fromEntries(value === undefined ? others : [...others, [key, value]]) as JsonObject;
}

const anyValue = fc.oneof(
  fc.constantFrom<JsonValue | undefined>(
    undefined,
    null,
    true,
    0,
    -1,
    1e300,
    '',
    'vpc-1',
    '0.0.0.0/0',
    '999.1.1.1/99',
    'local',
    '__proto__',
    'constructor',
    '\u001b[31m',
    [],
    {},
    [null],
    [{}],
    [['x']],
    { toString: null },
  ),
  fc.jsonValue({ maxDepth: 3 }).map((one) => one as JsonValue),
);

it('answers with any part replaced or taken away are judged or refused', () => {
  const paths = ANSWERS.map(({ json }) => pathsOf(json));
  const part = fc
    .nat(ANSWERS.length - 1)
    .chain((index) =>
      fc.record({ index: fc.constant(index), path: fc.constantFrom(...(paths[index] ?? [[]])) }),
    );
  fc.assert(
    fc.property(part, anyValue, ({ index, path }, by) => {
      const files = ANSWERS.map(({ name, json }, other) =>
        fileOf(other === index ? replaced(json, path, by) : json, name),
      );
      expect(['judged', 'refused']).toContain(outcomeOf(files));
    }),
    runs(1500),
  );
});

it('one answer with several parts replaced is judged or refused', () => {
  const whole = fc.constantFrom(...ANSWERS).chain(({ json }) =>
    fc.record({
      json: fc.constant(json),
      changes: fc.array(fc.tuple(fc.constantFrom(...pathsOf(json)), anyValue), {
        minLength: 1,
        maxLength: 5,
      }),
    }),
  );
  fc.assert(
    fc.property(whole, ({ json, changes }) => {
      const changed = changes.reduce((one, [path, by]) => replaced(one, path, by), json);
      expect(['judged', 'refused']).toContain(outcomeOf([fileOf(changed)]));
    }),
    runs(8000),
  );
});

it('any JSON in the members of answers is judged or refused', () => {
  const members = [
    ...Object.keys(ANSWER_KINDS),
    'NextToken',
    'Tags',
    'Foo',
    'FirewallStatus',
    'RuleGroupResponse',
  ];
  const ids = [
    'VpcId',
    'SubnetId',
    'RouteTableId',
    'Id',
    'Associations',
    'Routes',
    'Entries',
    'GroupId',
    'Key',
  ];
  const { tree } = fc.letrec<{ tree: JsonValue }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'medium', maxDepth: 5 },
      fc.constantFrom<JsonValue>('vpc-1', 'subnet-1', 'rtb-1', '10.0.0.0/8', 4, true, null),
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...ids, ...members), tie('tree'), { maxKeys: 6 }),
    ),
  }));
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...members), tree, { minKeys: 1, maxKeys: 5 }), (json) => {
      expect(['judged', 'refused']).toContain(outcomeOf([fileOf(json)]));
    }),
    runs(8000),
  );
});

it('an answer that ends anywhere is refused', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...ANSWERS),
      fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
      ({ json }, part) => {
        const text = JSON.stringify(json);
        const cut = { name: 'answer.json', text: text.slice(0, Math.floor(text.length * part)) };
        expect(outcomeOf([cut])).toBe('refused');
      },
    ),
    runs(1000),
  );
});

it('names of the language itself are names like others', () => {
  for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
    const tag = { Key: name, Value: name };
    const texts = [
      `{"Vpcs": [{"VpcId": "${name}", "CidrBlock": "10.0.0.0/16", "Tags": [${JSON.stringify(tag)}]}]}`,
      `{"Subnets": [], "${name}": {"polluted": true}}`,
      JSON.stringify(RULE_GROUP).replaceAll('"WEB"', `"${name}"`),
      JSON.stringify(FIREWALL_POLICY).replaceAll('"HOME_NET"', `"${name}"`),
    ];
    for (const text of texts) expect(outcomeOf([{ name: 'answer.json', text }])).toMatch(/judged|refused/);
  }
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

it('what the order of files is changes nothing', () => {
  const files = new AwsAnswers(graphOf(WORLD)).files();
  const told = (some: readonly InputFile[]) =>
    verify(readGraph(readEstate(some))).findings.map(({ verdict, subject, because }) => [
      verdict,
      subject,
      because,
    ]);
  expect(told([...files].reverse())).toEqual(told(files));
});
