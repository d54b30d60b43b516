import { planEnvironments } from '../src/plan-environments';
import { styleFor } from '../src/text';

const { TERRAFORM_BINARY_NAME: before } = process.env;
afterEach(() => {
  if (before === undefined) delete process.env['TERRAFORM_BINARY_NAME'];
  else process.env['TERRAFORM_BINARY_NAME'] = before;
});

it('where there is no terraform, one line says so and how to get it', async () => {
  process.env['TERRAFORM_BINARY_NAME'] = 'no-such-terraform';
  const lines = await planEnvironments([], styleFor({}, {}));
  expect(lines).toEqual([
    expect.stringMatching(/^Not planned: terraform was not found; install Terraform .*https:\/\/.*\.$/),
  ]);
});
