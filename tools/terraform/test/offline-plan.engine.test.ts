import {
  offlinePlan,
  offlinePlans,
  requireTerraform,
  TerraformError,
  type JsonObject,
  type World,
} from '../src';

const terraform = requireTerraform();

/** A stack as in production: remote state, an account guard, a role, and a workspace guard. */
function stack(workspace: string, values: JsonObject = {}): JsonObject {
  const condition = `\${terraform.workspace == "${workspace}"}`;
  const guard = { condition, error_message: `this stack is ${workspace}` };
  return {
    terraform: {
      required_providers: { aws: { source: 'hashicorp/aws', version: '5.100.0' } },
      backend: { s3: { bucket: 'state', key: 'egress', region: 'us-east-1', use_lockfile: true } },
    },
    provider: {
      aws: [
        {
          region: 'us-east-1',
          allowed_account_ids: ['111111111111'],
          assume_role: [{ role_arn: 'arn:aws:iam::111111111111:role/deploy' }],
        },
      ],
    },
    resource: {
      aws_vpc: { main: { cidr_block: '10.1.0.0/16', lifecycle: { precondition: [guard] }, ...values } },
    },
  };
}

const world = (name: string, workspace = 'dev', json = stack(workspace)): World => ({
  name,
  workspace,
  json,
});

async function refusal(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'was planned',
    (error: unknown) => (error instanceof TerraformError ? error.message : String(error)),
  );
}

it('a stack with remote state and guards is planned without account, role and network', async () => {
  const planned = await offlinePlan(terraform, world('dev'));
  expect(planned.totals).toEqual({ add: 1, change: 0, destroy: 0 });
  expect(planned.resourceChanges).toMatchObject([
    { address: 'aws_vpc.main', after: { cidr_block: '10.1.0.0/16' } },
  ]);
  expect(planned.warnings).toEqual([]);
});

it('a stack planned in another workspace is refused by its own guard', async () => {
  expect(await refusal(offlinePlan(terraform, world('prod', 'prod', stack('dev'))))).toMatch(
    /^terraform plan failed for `prod`\n {2}error: Resource precondition failed.*\n {4}this stack is dev$/,
  );
});

it('an argument that the provider does not know is refused by validate', async () => {
  expect(await refusal(offlinePlan(terraform, world('dev', 'dev', stack('dev', { cidr: 'x' }))))).toMatch(
    /^terraform validate failed for `dev`\n {2}error: Extraneous JSON object property \(cdk.tf.json:\d+\)/,
  );
});

it('many worlds are planned as if each were alone, in the order given', async () => {
  const worlds = [
    world('one'),
    world('two', 'prod'),
    world('three', 'dev', stack('dev', { enable_dns_support: false })),
  ];
  const planned = await offlinePlans(terraform, worlds);
  expect(planned.map(({ name, totals }) => [name, totals.add])).toEqual([
    ['one', 1],
    ['two', 1],
    ['three', 1],
  ]);
  expect(planned[2]?.resourceChanges).toMatchObject([
    { address: 'aws_vpc.main', after: { enable_dns_support: false } },
  ]);
});

it('the diagnostics of worlds planned together name the world', async () => {
  expect(await refusal(offlinePlans(terraform, [world('good'), world('bad', 'dev', stack('prod'))]))).toMatch(
    /failed for `good, bad`\n {2}error: Resource precondition failed \(bad\/cdk.tf.json:\d+\)/,
  );
});
