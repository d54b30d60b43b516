import { requireTerraform, terraformTest } from '../src';

const terraform = requireTerraform();
const configuration = {
  terraform: {
    required_providers: { aws: { source: 'hashicorp/aws', version: '5.100.0' } },
    backend: { s3: { bucket: 'state', key: 'egress', region: 'us-east-1' } },
  },
  provider: { aws: [{ region: 'us-east-1' }] },
  resource: { aws_vpc: { main: { cidr_block: '10.1.0.0/16' } } },
};
const run = (name: string, condition: string) => `
run "${name}" {
  command = apply
  assert {
    condition     = ${condition}
    error_message = "${name} is wrong"
  }
}
`;

it('each run is reported with its status and what it says', async () => {
  const zones = `mock_provider "aws" {}
${run('block', 'aws_vpc.main.cidr_block == "10.1.0.0/16"')}
${run('workspace', 'terraform.workspace == "prod"')}`;
  const files = { 'cdk.tf.json': configuration, 'zones.tftest.hcl': zones };
  const runs = await terraformTest(terraform, { name: 'mocked', workspace: 'dev', files });
  expect(runs).toMatchObject([
    { file: 'zones.tftest.hcl', run: 'block', status: 'pass', diagnostics: [] },
    { run: 'workspace', status: 'fail', diagnostics: [{ severity: 'error', detail: 'workspace is wrong' }] },
  ]);
});

it('a folder in which nothing ran is an error', async () => {
  const files = { 'cdk.tf.json': configuration, 'zones.tftest.hcl': 'run "x" {' };
  await expect(terraformTest(terraform, { name: 'torn', files })).rejects.toThrow(
    /^terraform \w+ failed for `torn`/,
  );
});
