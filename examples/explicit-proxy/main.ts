import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { ExplicitProxy } from '@inspected-egress/inspection';
import { InspectedVpc } from '@inspected-egress/network';
import { packageIndexPolicy } from '@inspected-egress/policy';
import { App, LocalBackend, TerraformOutput, TerraformStack } from 'cdktf';

const app = new App({ stackTraces: false });
const stack = new TerraformStack(app, 'explicit-proxy');
new LocalBackend(stack, { path: 'terraform.tfstate' });
new AwsProvider(stack, 'aws', { region: 'us-east-1' });

// Workloads are in isolated subnets: no route leads out of them, so what does not ask the proxy does not leave.
const vpc = new InspectedVpc(stack, 'vpc', {
  name: 'explicit-proxy',
  cidrBlock: '10.1.0.0/16',
  zones: [{ availabilityZone: 'us-east-1a' }, { availabilityZone: 'us-east-1b' }],
  tiers: ['isolated', 'nat'],
  natGateways: 'none',
});
const proxy = new ExplicitProxy(stack, 'proxy', {
  name: 'explicit-proxy',
  vpc,
  egressPolicy: packageIndexPolicy(),
  today: '2026-11-29',
  capacity: { min: 2, max: 6 },
});
new TerraformOutput(stack, 'environment', {
  description: 'What programs in workloads are told',
  value: proxy.clientEnvironment,
});
app.synth();
