import { planEnvironments } from '../src/plan-environments';
import { styleFor } from '../src/text';
import { synthesizedDev } from './synthesized-dev';

it('plans with the real Terraform and prints totals', async () => {
  const stack = synthesizedDev();
  const lines = await planEnvironments([stack], styleFor({}, {}));
  expect(lines).toEqual([
    expect.stringMatching(/^Terraform \d+\.\d+\.\d+: init, validate and plan, without an account$/),
    '',
    expect.stringMatching(/^ {2}dev {2}[1-9]\d+ to add, 0 to change, 0 to destroy {2}no warnings$/),
  ]);
}, 120_000);
