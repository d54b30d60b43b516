import type { EgressPolicy } from '@inspected-egress/policy';
import { LocalBackend, TerraformStack, Testing } from 'cdktf';
import { declarePolicyOutput } from '../src/policy-output';
import { TerraformFolder } from './terraform-folder';

// Days of the real clock: one long past, one that no run of this test will see.
const PAST = '2020-06-30';
const FUTURE = '9998-12-31';

async function folderFor(expires: string, policyDate: string): Promise<TerraformFolder> {
  const stack = new TerraformStack(Testing.app({ stackTraces: false }), 'dev');
  new LocalBackend(stack, { path: 'terraform.tfstate' });
  const policy: EgressPolicy = {
    version: 1,
    name: 'reference',
    mode: 'enforce',
    rules: [
      {
        id: 'trial',
        destinations: [{ name: 'example.com' }],
        applications: ['https'],
        action: 'pass',
        expires,
      },
    ],
  };
  declarePolicyOutput(stack, { policy, policyDate, approximations: [] });
  const folder = new TerraformFolder(undefined, { 'cdk.tf.json': Testing.synth(stack) });
  expect((await folder.run('init')).output).toContain('successfully initialized');
  return folder;
}

describe('a rule that has expired by the clock while the policy is compiled for an earlier day', () => {
  let folder: TerraformFolder;
  beforeAll(async () => {
    folder = await folderFor(PAST, '2020-01-01');
  }, 120_000);
  afterAll(() => folder.remove());

  it.each(['plan', 'apply -auto-approve'])(
    'terraform %s is refused, and says what to do',
    async (command) => {
      const { failed, output } = await folder.run(command);
      expect(output).toContain('Rule "trial" of the egress policy "reference" expired with 2020-06-30');
      expect(output).toContain('Set policyDate to today');
      expect(failed).toBe(true);
    },
  );

  it.each(['validate', 'destroy -auto-approve'])('terraform %s passes', async (command) => {
    expect((await folder.run(command)).failed).toBe(false);
  });
});

it.each([
  ['is compiled for a later day, which leaves the rule out', PAST, '2020-07-01'],
  ['has rules that hold', FUTURE, '2020-01-01'],
])(
  'a policy that %s is planned',
  async (_, expires, policyDate) => {
    const folder = await folderFor(expires, policyDate);
    expect(await folder.run('plan')).toMatchObject({ failed: false });
    await folder.remove();
  },
  120_000,
);
