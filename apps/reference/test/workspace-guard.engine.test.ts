import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import { offlinePlan, requireTerraform } from '@inspected-egress/terraform';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { Vpc } from '@cdktf/provider-aws/lib/vpc';
import { LocalBackend, TerraformStack, Testing } from 'cdktf';
import { dev } from '../src/environments/dev';
import { WorkspaceGuard } from '../src/workspace-guard';
import { stackOf } from './stacks';

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
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'workspace-guard-'));
    writeFileSync(join(folder, 'cdk.tf.json'), guardedStack());
    writeFileSync(join(folder, 'cli.tfrc'), cliConfig());
    mkdirSync(join(folder, 'states', 'prod'), { recursive: true });
    writeFileSync(join(folder, 'states', 'prod', 'terraform.tfstate'), stateWithVpc());
    expect(run('init').output).toContain('successfully initialized');
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  function run(...args: readonly string[]): { readonly failed: boolean; readonly output: string } {
    const env = {
      ...process.env,
      TF_WORKSPACE: 'prod',
      TF_CLI_CONFIG_FILE: 'cli.tfrc',
      CHECKPOINT_DISABLE: '1',
    };
    const answer = spawnSync(terraform.binary, [...args, '-no-color'], {
      cwd: folder,
      env: { ...env, AWS_CONFIG_FILE: devNull, AWS_SHARED_CREDENTIALS_FILE: devNull },
      encoding: 'utf8',
    });
    return {
      failed: answer.status !== 0,
      output: `${answer.stdout}${answer.stderr}`.replaceAll(/[\s│]+/g, ' '),
    };
  }

  it.each([
    'plan -refresh=false',
    'plan -refresh=false -target=aws_vpc.vpc',
    'plan -refresh=false -replace=aws_vpc.vpc',
    'plan -refresh=false -destroy',
    'plan -refresh=false -destroy -target=aws_vpc.vpc',
    'apply -refresh=false -auto-approve',
    'destroy -refresh=false -auto-approve',
    'destroy -refresh=false -auto-approve -target=aws_vpc.vpc',
  ])('terraform %s is refused', (command) => {
    const { failed, output } = run(...command.split(' '));
    expect(output).toContain('This is the environment "dev"');
    expect(failed).toBe(true);
  });

  it('terraform validate passes: it says whether the configuration is right, not where it is', () => {
    expect(run('validate').output).toContain('The configuration is valid');
  });

  it('a plan on purpose is possible', () => {
    const { failed, output } = run('plan', '-refresh=false', '-var=workspace=prod');
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

function cliConfig(): string {
  const { mirror } = terraform;
  if (mirror === undefined) return '';
  return `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(mirror.folder)}\n  }\n}\n`;
}
