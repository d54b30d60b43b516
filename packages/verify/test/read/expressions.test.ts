import { evaluateText, type Scope } from '../../src/read/expression/evaluate';
import { valueOf } from '../../src/read/expression/term';
import { EXPRESSIONS } from './support/expressions';

const NO_NAMES: Scope = { name: () => undefined };
const valueOfText = (text: string) => valueOf(evaluateText(text, NO_NAMES));

it.each(EXPRESSIONS)('%s is what Terraform says', (expression, expected) => {
  const value = valueOfText(`\${${expression}}`);
  const plain = value.kind === 'known' ? value.value : value.kind === 'absent' ? null : value;
  expect(JSON.parse(JSON.stringify(plain))).toEqual(expected);
});

it.each([
  ['a function that is not computed', 'uuid()'],
  ['a name that there is not', 'x.y'],
  ['a spread', 'concat([[1], [2]]...)'],
  ['an index beyond the end', '[1][3]'],
  ['division by zero', '1 / 0'],
  ['a prefix without room', 'cidrsubnet("10.0.0.0/16", 8, 256)'],
  ['a block that is not canonical', 'cidrsubnet("10.0.0.1/16", 8, 1)'],
  ['a range without end', 'range(1e9)'],
  ['more than one', 'one([1, 2])'],
  ['a bracket that is missing', '[1, 2'],
  ['a closing brace that is missing', '{ a = 1'],
])('%s is unknown', (_, expression) => {
  expect(valueOfText(`\${${expression}}`)).toMatchObject({ kind: 'unknown' });
});

it.each([
  ['parentheses', `${'('.repeat(50_000)}1${')'.repeat(50_000)}`],
  ['a chain of names', `a${'.b'.repeat(50_000)}`],
  ['a sum', `1${' + 1'.repeat(50_000)}`],
  ['negations', `${'!'.repeat(50_000)}true`],
  ['conditions', `${'true ? 1 : '.repeat(50_000)}2`],
  ['interpolations', `${'"${'.repeat(20_000)}1${'}"'.repeat(20_000)}`],
])('too many %s are unknown, and end', (_, expression) => {
  expect(valueOfText(`\${${expression}}`)).toMatchObject({ kind: 'unknown' });
});

it('text without an expression is itself', () => {
  expect(valueOfText('10.0.0.0/16 $5 100% $$x')).toEqual({ kind: 'known', value: '10.0.0.0/16 $5 100% $$x' });
});

// Terraform language, "Types and Values": pairs of an object are separated by commas or line breaks.
it.each([
  ['{\n a = "x"\n b = [1]\n}'],
  ['{\n a = "x" # why\n\n b = [1] // and so on\n}'],
  ['{ a = "x",\n b = [1] }'],
])('entries of an object end with their lines too: %j', (expression) => {
  expect(valueOfText(`\${${expression}}`)).toEqual({ kind: 'known', value: { a: 'x', b: [1] } });
});

it('two entries on one line need a comma', () => {
  expect(valueOfText('${{ a = "x" b = [1] }}')).toMatchObject({ kind: 'unknown' });
});
