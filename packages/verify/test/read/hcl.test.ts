import { parseBody } from '../../src/read/hcl/body';
import { configurationOf } from '../../src/read/hcl/configuration';
import { bodyOfJson } from '../../src/read/hcl/json-body';
import { withOverrides } from '../../src/read/hcl/override';
import { convertTo } from '../../src/read/expression/convert';
import { evaluateTerm } from '../../src/read/expression/evaluate';
import { takeIndex } from '../../src/read/expression/take';
import { valueOf, type Term } from '../../src/read/expression/term';
import { known, reference, type Value } from '../../src/read/value';
import { lineOf } from './support/said';

describe('a file of the language', () => {
  it('is taken apart, whatever stands inside an expression', () => {
    const { attributes, blocks } = parseBody(`
# a comment { that opens nothing
resource "aws_vpc" "v" { /* inline */ cidr_block = "10.0.0.0/16" } // after
locals {
  text   = "quoted \\" } \${ { a = "}" }["a"] } $\${not} %{ if true }x%{ endif }"
  list   = [ # one
    1,
    { a = 2 },
  ]
  script = <<-EOT
    EOT is not alone here
    } "
  EOT
  last   = a == b ? c : d
}
`);
    expect(attributes.size).toBe(0);
    expect(blocks.map(({ type, labels }) => [type, ...labels])).toEqual([
      ['resource', 'aws_vpc', 'v'],
      ['locals'],
    ]);
    expect([...(blocks[0]?.body.attributes ?? [])]).toEqual([['cidr_block', '"10.0.0.0/16"']]);
    expect([...(blocks[1]?.body.attributes.keys() ?? [])]).toEqual(['text', 'list', 'script', 'last']);
    expect(blocks[1]?.body.attributes.get('last')).toBe('a == b ? c : d');
  });

  it.each([
    'a = [',
    'a = "',
    'a {',
    'a = <<EOT\nx',
    'a = )',
    'a = "${',
    '= 1',
    '}',
    'a "b',
    '/* x',
    '{'.repeat(999),
  ])('is refused, and never read half, when it is %j', (text) => {
    expect(() => parseBody(text)).toThrow(RangeError);
  });

  it('is refused, and ends no stack, when it nests without end', () => {
    expect(() => parseBody('a {'.repeat(10_000))).toThrow(RangeError);
    expect(() => parseBody(`a = ${'"${'.repeat(10_000)}`)).toThrow(RangeError);
  });
});

describe('a file of the JSON syntax', () => {
  it('has the same arguments, of which the texts are templates', () => {
    const body = bodyOfJson({
      '//': { metadata: {} },
      resource: {
        aws_route: {
          r: {
            gateway_id: '${aws_x.y["a\\"b"].id}',
            text: 'a "quote" ${1 + 1} $${x}',
            list: [1, { k: true }],
          },
        },
        aws_network_acl: [
          {
            n: [
              { dynamic: { ingress: { for_each: '${[10, 20]}', content: { rule_no: '${ingress.value}' } } } },
            ],
          },
        ],
      },
      variable: { v: { type: 'set(string)', default: ['b', 'a'] } },
      locals: { l: 'x' },
    });
    const { resources, variables, locals } = configurationOf({ body, child: () => undefined }) as unknown as {
      resources: { expressions: Record<string, { constant_value: string }> }[];
      variables: unknown;
      locals: Record<string, { constant_value: string }>;
    };
    const value = (expression?: { constant_value: string }) =>
      valueOf(evaluateTerm(expression?.constant_value, { name: () => undefined }));
    const [route, acl] = resources.map(({ expressions }) => expressions);
    expect(route?.['gateway_id']?.constant_value).toContain('aws_x.y["a\\"b"].id');
    expect(value(route?.['text'])).toEqual(known('a "quote" 2 ${x}'));
    expect(value(route?.['list'])).toEqual(known([1, { k: true }]));
    expect(value(acl?.['ingress'])).toEqual(known([{ rule_no: 10 }, { rule_no: 20 }]));
    expect(variables).toEqual({ v: { type: 'set(string)', default: ['b', 'a'] } });
    expect(value(locals['l'])).toEqual(known('x'));
  });
});

describe('an override file', () => {
  it('takes the place of arguments, of all blocks of a type, and of local values', () => {
    const body = parseBody(
      'resource "t" "n" {\n a = 1\n b = 1\n route {\n x = 1\n }\n tag {}\n}\nlocals {\n l = 1\n m = 1\n}',
    );
    const over = parseBody('resource "t" "n" {\n b = 2\n route {\n x = 2\n }\n}\nlocals {\n l = 2\n}');
    const { resources, locals } = configurationOf({
      body: withOverrides(body, [over]),
      child: () => undefined,
    });
    const text = (value: string) => ({ constant_value: `\${${value}\n}`, references: [] });
    expect(resources).toMatchObject([
      { expressions: { a: text('1'), b: text('2'), route: [{ x: text('2') }], tag: [{}] } },
    ]);
    expect(locals).toEqual({ l: text('2'), m: text('1') });
  });
});

describe('a `dynamic` block', () => {
  it('makes a block for each item, beside those that are written', () => {
    const body = parseBody(`resource "t" "n" {
  rule { number = 1 }
  dynamic "rule" {
    for_each = { a = 10, b = 20 } # by name
    content {
      number = rule.value
      name   = rule.key
      dynamic "inner" {
        for_each = toset(["x"])
        iterator = it
        content { of = "\${rule.key}-\${it.value}" }
      }
    }
  }
}`);
    const { resources } = configurationOf({ body, child: () => undefined });
    const [resource] = resources as readonly { expressions: { rule: { constant_value: string } } }[];
    const term = evaluateTerm(resource?.expressions.rule.constant_value, { name: () => undefined });
    expect(valueOf(term)).toEqual(
      known([
        { number: 1 },
        { number: 10, name: 'a', inner: [{ of: 'a-x' }] },
        { number: 20, name: 'b', inner: [{ of: 'b-x' }] },
      ]),
    );
  });
});

describe('a variable with a type', () => {
  const A = reference('aws_subnet.a', 'id');
  const B = reference('aws_subnet.b', 'id');
  const list = (...items: Value[]): Term => ({ kind: 'list', items });
  const as = (type: string, term: Term) => lineOf(valueOf(convertTo(type, term)));

  it.each<[string, unknown, string]>([
    ['string', 80, '"80"'],
    ['number', '80', '80'],
    ['bool', 'true', 'true'],
    ['set(string)', ['b', 'a', 'b'], '["a","b"]'],
    [
      'object({ a = optional(number, 4), b = optional(string), c = string })',
      { c: 'x' },
      '{"a":4,"b":null,"c":"x"}',
    ],
    ['map(object({ n = optional(list(string), ["z"]) }))', { k: {} }, '{"k":{"n":["z"]}}'],
    ['tuple([string, number])', [1, '2'], '["1",2]'],
    ['any', { a: 1 }, '{"a":1}'],
  ])('holds, as %s, of %j: %s', (type, value, line) => {
    expect(as(type, known(value as never))).toBe(line);
  });

  it('keeps what only apply knows', () => {
    expect(as('list(string)', list(A, B))).toBe('[-> aws_subnet.a.id, -> aws_subnet.b.id]');
    expect(as('object({ x = string })', A)).toBe('-> aws_subnet.a.id');
  });

  it('is unknown when its type is none of the language', () => {
    expect(as('something(else)', list(A))).toBe('? aws_subnet.a');
  });

  it('has no first item as a set of what only apply knows, whatever is made of the set', () => {
    const set = convertTo('set(string)', list(A, B));
    const scope = { name: (name: string) => (name === 'set' ? set : undefined) };
    const first = known(0);
    for (const text of [
      'tolist(set)[0]',
      '[for one in set : one][0]',
      '(set[*])[0]',
      'element(tolist(set), 0)',
      'slice(tolist(set), 0, 1)',
      'concat(tolist(set), [])[0]',
      'flatten([set])[0]',
      'reverse(tolist(set))[0]',
      'zipmap(["x", "y"], tolist(set))["x"]',
      'distinct(tolist(set))[0]',
    ])
      expect([text, lineOf(valueOf(evaluateTerm(`\${${text}}`, scope)))]).toEqual([
        text,
        expect.stringMatching(/^\?/) as string,
      ]);
    expect(lineOf(valueOf(takeIndex(convertTo('set(string)', list(A)), first)))).toBe('-> aws_subnet.a.id');
  });
});
