import { offlinePlan, requireTerraform } from '@inspected-egress/terraform';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { Vpc } from '@cdktf/provider-aws/lib/vpc';
import { LocalBackend, TerraformStack, Testing } from 'cdktf';
import { dev } from '../src/environments/dev';
import { WorkspaceGuard } from '../src/workspace-guard';
import { stackOf } from './stacks';
import { TerraformFolder } from './terraform-folder';

const terraform = requireTerraform();

describe('terraform plan of dev', () => {
  it.each(['prod', 'default'])(
    'fails in the workspace %s, and says which one to select',
    async (workspace) => {
      const plan = offlinePlan(terraform, { name: 'dev', workspace, json: stackOf(dev) });
      await expect(plan).rejects.toThrow(
        `This is the environment "dev", whose state lives in the Terraform workspace "dev", but the selected workspace is "${workspace}". Set TF_WORKSPACE=dev, or run "terraform workspace select dev".`,
      );
    },
    120_000,
  );
});

// In a small stack, because only the guard is tried: a VPC stands in the state of prod, and dev is run upon it.
describe('a guarded stack, in the workspace of another environment', () => {
  let folder: TerraformFolder;
  beforeAll(async () => {
    folder = new TerraformFolder('prod', {
      'cdk.tf.json': guardedStack(),
      'states/prod/terraform.tfstate': stateWithVpc(),
    });
    expect((await folder.run('init')).output).toContain('successfully initialized');
  }, 120_000);
  afterAll(() => folder.remove());

  it.each([
    'plan -refresh=false',
    'plan -refresh=false -target=aws_vpc.vpc',
    'plan -refresh=false -replace=aws_vpc.vpc',
    'plan -refresh=false -destroy',
    'plan -refresh=false -destroy -target=aws_vpc.vpc',
    'apply -refresh=false -auto-approve',
    'destroy -refresh=false -auto-approve',
    'destroy -refresh=false -auto-approve -target=aws_vpc.vpc',
  ])('terraform %s is refused', async (command) => {
    const { failed, output } = await folder.run(command);
    expect(output).toContain('This is the environment "dev"');
    expect(failed).toBe(true);
  });

  it('terraform validate passes: it says whether the configuration is right, not where it is', async () => {
    expect((await folder.run('validate')).output).toContain('The configuration is valid');
  });

  it('a plan on purpose is possible', async () => {
    const { failed, output } = await folder.run('plan -refresh=false -var=workspace=prod');
    expect([failed, output]).toEqual([false, expect.stringContaining('No changes')]);
  });
});

function guardedStack(): string {
  const stack = new TerraformStack(Testing.app({ stackTraces: false }), 'dev');
  const guard = new WorkspaceGuard(stack, 'guard', { environment: 'dev', workspace: 'dev' });
  new LocalBackend(stack, { path: 'default.tfstate', workspaceDir: 'states' });
  new AwsProvider(stack, 'aws', {
    region: 'us-east-1',
    accessKey: 'offline',
    secretKey: 'offline',
    skipCredentialsValidation: true,
    skipRequestingAccountId: true,
    skipMetadataApiCheck: 'true',
    defaultTags: [{ tags: { Workspace: guard.workspace } }],
  });
  new Vpc(stack, 'vpc', { cidrBlock: '10.1.0.0/16' }).overrideLogicalId('vpc');
  return Testing.synth(stack);
}

function stateWithVpc(): string {
  const tags_all = { Workspace: 'prod' };
  const attributes = {
    id: 'vpc-1',
    cidr_block: '10.1.0.0/16',
    tags: null,
    tags_all,
    enable_dns_support: true,
  };
  const instances = [{ schema_version: 1, attributes: { ...attributes, instance_tenancy: 'default' } }];
  const provider = 'provider["registry.terraform.io/hashicorp/aws"]';
  const resources = [{ mode: 'managed', type: 'aws_vpc', name: 'vpc', provider, instances }];
  return JSON.stringify({
    version: 4,
    terraform_version: '1.10.0',
    serial: 1,
    lineage: 'prod',
    outputs: {},
    resources,
  });
}
