import { EXPRESSIONS } from './support/expressions';
import { terraformConsole } from './support/plan-configuration';

it('the table of expressions says what Terraform says', () => {
  const answers = terraformConsole(EXPRESSIONS.map(([expression]) => expression));
  expect(EXPRESSIONS.map(([expression], index) => [expression, answers[index]])).toEqual(EXPRESSIONS);
});
