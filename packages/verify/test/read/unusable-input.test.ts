import { PlanError } from '@inspected-egress/problem';
import { readEstate } from '../../src/read/read-estate';
import { estateOf } from './support/said';

/** The lines of the refusal, without its heading. */
function refusal(text: string, ...more: string[]): readonly string[] {
  try {
    const files = [text, ...more].map((one, index) => ({
      name: `input${index === 0 ? '' : index + 1}.json`,
      text: one,
    }));
    readEstate(files);
    return ['was read'];
  } catch (error) {
    if (!(error instanceof PlanError)) throw error;
    return error.message
      .split('\n')
      .slice(1)
      .map((line) => line.trim());
  }
}

const json = (value: unknown) => JSON.stringify(value);
const plan = (more: object) => json({ format_version: '1.2', planned_values: {}, ...more });
const GIVE =
  'give `cdk.tf.json`, a plan file, `terraform show -json` of a plan or state, a state file, or answers of the AWS CLI';

it.each([
  ['nothing', '', 'input.json: the input is empty; see whether the command that wrote it failed [VFY102]'],
  [
    'blanks',
    ' \n\t',
    'input.json: the input is empty; see whether the command that wrote it failed [VFY102]',
  ],
  [
    'a plan file',
    'PK\u0003\u0004\u0014',
    'input.json: this is an archive, and no whole plan file; give what `terraform show -json <plan file>` writes [VFY103]',
  ],
  ['no text', '\u007fELF\u0002\u0001\u0000', `input.json: this is not text; ${GIVE} [VFY103]`],
  [
    'HCL',
    'resource "aws_vpc" "v" {}',
    `input.json: this is not JSON: it begins with something else; ${GIVE} [VFY104]`,
  ],
  [
    'JSON that goes wrong',
    '{"resource": {]}',
    `input.json: this is not JSON: it stops making sense at character 14; ${GIVE} [VFY104]`,
  ],
  [
    'half of a plan',
    plan({ resource_changes: [] }).slice(0, -5),
    'input.json: the JSON ends too early; see whether the command that wrote it was interrupted [VFY105]',
  ],
  [
    'half of a text',
    '{"resource": {"aws_vpc": {"v": {"cidr_b',
    'input.json: the JSON ends too early; see whether the command that wrote it was interrupted [VFY105]',
  ],
  [
    'a list',
    '[1]',
    `input.json: this is a list, and says nothing about resources of Terraform; ${GIVE} [VFY107]`,
  ],
  [
    'a number',
    '5',
    `input.json: this is a number, and says nothing about resources of Terraform; ${GIVE} [VFY107]`,
  ],
  [
    '`null`',
    'null',
    `input.json: this is \`null\`, and says nothing about resources of Terraform; ${GIVE} [VFY107]`,
  ],
  [
    'an empty object',
    '{}',
    `input.json: this is an empty object, and says nothing about resources of Terraform; ${GIVE} [VFY107]`,
  ],
  [
    'another JSON',
    '{"name":"x","dependencies":{}}',
    `input.json: this is JSON with \`name\`, \`dependencies\`, and says nothing about resources of Terraform; ${GIVE} [VFY107]`,
  ],
  [
    'a plan of the future',
    json({ format_version: '2.0', planned_values: {} }),
    'input.json: a plan of format `2.0` is not known; use a Terraform that writes format 1.x [VFY108]',
  ],
  [
    'a state of the future',
    json({ format_version: '2.0', terraform_version: '9', values: {} }),
    'input.json: a state of format `2.0` is not known; use a Terraform that writes format 1.x [VFY108]',
  ],
  [
    'an old state file',
    json({ version: 3, serial: 1, lineage: 'x', modules: [] }),
    'input.json: a state file of format `3` is not known; use a Terraform that writes format 4 [VFY108]',
  ],
  [
    'a plan of nothing',
    plan({}),
    'input.json: there is no resource in it; give the plan, state or stack that holds the network [VFY109]',
  ],
  [
    'a state before the first apply',
    json({ format_version: '1.0' }),
    'input.json: there is no resource in it; give the plan, state or stack that holds the network [VFY109]',
  ],
  [
    'a stack of another cloud',
    json({ resource: { azurerm_subnet: { a: {} }, random_id: { b: {} } } }),
    'input.json: none of its resources is of AWS, but of `azurerm`, `random`; give the plan, state or stack that holds the network [VFY109]',
  ],
  [
    'a plan that failed',
    plan({ errored: true }),
    'input.json: the plan failed, and does not hold all that would be there; plan again until it succeeds [VFY112]',
  ],
  [
    'a plan that was rewritten',
    plan({ resource_changes: {} }),
    'input.json: `resource_changes` is not a list; give it as Terraform wrote it [VFY113]',
  ],
])('%s is refused in one line', (_, text, line) => {
  expect(refusal(text)).toEqual([line]);
});

it('no input is refused', () => {
  expect(() => readEstate([])).toThrow(`input: 1 problem\n  there is no input; ${GIVE} [VFY101]`);
});

it('two plans are refused', () => {
  expect(refusal(plan({}), plan({}))).toEqual([
    'input2.json: `input.json` is an input already, and only stacks of one `cdktf.out` are read together; give one of them [VFY110]',
  ]);
});

it('all that is wrong is told at once', () => {
  expect(refusal('', '[1]')).toHaveLength(2);
});

it('a byte order mark is no mistake', () => {
  const text = `\ufeff${json({ resource: { aws_vpc: { v: {} } } })}`;
  expect(estateOf(text).resources).toHaveLength(1);
});

const DEEP = 200_000;

it.each([
  ['lists', `${'['.repeat(DEEP)}${']'.repeat(DEEP)}`],
  ['objects', `${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`],
])('%s that are nested without end are not known', (_, tags) => {
  const state = `{"values":{"root_module":{"resources":[{"address":"aws_vpc.v","type":"aws_vpc","values":{"tags":${tags}}}]}},"format_version":"1.0"}`;
  const stack = `{"resource":{"aws_vpc":{"v":{"tags":${tags}}}}}`;
  for (const text of [state, stack]) {
    const [vpc] = estateOf(text).resources;
    expect(vpc?.attribute('tags').kind).toMatch(/unknown|list|object/);
  }
});

it('modules that are nested without end are read to their end', () => {
  const [open, close] = ['{"child_modules":['.repeat(DEEP), ']}'.repeat(DEEP)];
  const text = `{"format_version":"1.2","planned_values":{"root_module":${open}{}${close}}}`;
  expect(refusal(text)).toEqual([expect.stringMatching(/\[VFY109\]$/)]);
});

it('what the parser itself gives up on is refused', () => {
  const parse = jest.spyOn(JSON, 'parse').mockImplementation(() => {
    throw new RangeError('Maximum call stack size exceeded');
  });
  const lines = refusal('{}');
  parse.mockRestore();
  expect(lines).toEqual([expect.stringMatching(/nested deeper than anything Terraform writes.*\[VFY106\]$/)]);
});
