import { TerraformStack, Testing } from 'cdktf';
import { declareBackend } from '../src/backend';
import type { BackendConfig } from '../src/backend-config';
import { planBackend } from '../src/plan/planned-backend';
import { TerraformFolder, type Answer } from './terraform-folder';

/** What `terraform init` says to a stack that has nothing but a backend, where there are no credentials. */
async function init(backend: BackendConfig): Promise<Answer> {
  const stack = new TerraformStack(Testing.app({ stackTraces: false }), 'dev');
  declareBackend(stack, planBackend(backend, 'dev'));
  const folder = new TerraformFolder(backend.kind === 'cloud' ? undefined : 'dev', {
    'app/cdktf.out/stacks/dev/cdk.tf.json': Testing.synth(stack),
  });
  try {
    return await folder.run('-chdir=app/cdktf.out/stacks/dev init');
  } finally {
    await folder.remove();
  }
}

describe('terraform init', () => {
  it('accepts the local backend', async () => {
    expect(await init({ kind: 'local' })).toEqual({
      failed: false,
      output: expect.stringContaining('successfully initialized'),
    });
  });

  // An argument that the backend does not know would be refused before anybody is called.
  it('understands every argument of the S3 backend, and then asks for credentials', async () => {
    const kmsKeyId = 'arn:aws:kms:us-east-1:111122223333:key/0a1b2c3d-0000-4000-8000-000000000000';
    const { failed, output } = await init({
      kind: 's3',
      bucket: 'team-state',
      region: 'us-east-1',
      kmsKeyId,
    });
    expect([failed, output]).toEqual([true, expect.stringContaining('No valid credential sources found')]);
    expect(output).not.toMatch(/[Dd]eprecated|Unsupported/);
  });

  it('understands the cloud block, and then asks for a login', async () => {
    const { failed, output } = await init({ kind: 'cloud', organization: 'team', hostname: 'localhost' });
    expect([failed, output]).toEqual([true, expect.stringMatching(/localhost/)]);
    expect(output).not.toMatch(/Unsupported|Invalid/);
  });
});
