import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { DnsFirewall, ExplicitProxy } from '@inspected-egress/inspection';
import { InspectedVpc } from '@inspected-egress/network';
import { packageIndexPolicy } from '@inspected-egress/policy';
import { App, LocalBackend, TerraformOutput, TerraformStack } from 'cdktf';

const policy = { egressPolicy: packageIndexPolicy(), today: '2026-11-29' };
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
  ...policy,
  capacity: { min: 2, max: 6 },
});
new TerraformOutput(stack, 'environment', {
  description: 'What programs in workloads are told',
  value: proxy.clientEnvironment,
});
new DnsFirewall(stack, 'dns', {
  ...policy,
  ...{ name: 'explicit-proxy', vpcIds: { egress: vpc.vpcId } },
  // What proxies start with and report to; workloads ask for the load balancer.
  alsoAllow: ['*.s3.dualstack', 'autoscaling', 'ec2', 'logs', '*.elb'].map(
    (one) => `${one}.us-east-1.amazonaws.com`,
  ),
});
app.synth();
