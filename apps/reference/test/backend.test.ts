import { TerraformStack, Testing } from 'cdktf';
import { declareBackend } from '../src/backend';
import type { BackendConfig } from '../src/backend-config';
import { planBackend } from '../src/plan/planned-backend';

function emitted(backend: BackendConfig): { readonly terraform: unknown; readonly workspace: string } {
  const stack = new TerraformStack(Testing.app({ stackTraces: false }), 'prod');
  const planned = planBackend(backend, 'prod');
  declareBackend(stack, planned);
  const { terraform } = JSON.parse(Testing.synth(stack)) as { terraform: unknown };
  return { terraform, workspace: planned.workspace };
}

describe('the backend of an environment', () => {
  it('keeps local state beside the app: relative, and outside of cdktf.out', () => {
    expect(emitted({ kind: 'local' })).toEqual({
      terraform: {
        backend: {
          local: { path: '../../../terraform.prod.tfstate', workspace_dir: '../../../terraform.tfstate.d' },
        },
      },
      workspace: 'prod',
    });
  });

  it('keeps local state in another folder on request', () => {
    expect(emitted({ kind: 'local', directory: '../state' }).terraform).toEqual({
      backend: {
        local: {
          path: '../../../../state/terraform.prod.tfstate',
          workspace_dir: '../../../../state/terraform.tfstate.d',
        },
      },
    });
  });

  it('locks and encrypts state in S3, one object for each environment, without a lock table', () => {
    expect(
      emitted({ kind: 's3', bucket: 'team-state', region: 'eu-west-1', kmsKeyId: 'alias/state' }),
    ).toEqual({
      terraform: {
        backend: {
          s3: {
            bucket: 'team-state',
            region: 'eu-west-1',
            key: 'terraform.tfstate',
            workspace_key_prefix: 'inspected-egress',
            encrypt: true,
            kms_key_id: 'alias/state',
            use_lockfile: true,
          },
        },
      },
      workspace: 'prod',
    });
  });

  it('uses one HCP Terraform workspace for each environment', () => {
    expect(emitted({ kind: 'cloud', organization: 'team', hostname: 'tfe.example.com' })).toEqual({
      terraform: {
        cloud: {
          hostname: 'tfe.example.com',
          organization: 'team',
          workspaces: { name: 'inspected-egress-prod' },
        },
      },
      workspace: 'inspected-egress-prod',
    });
  });
});
