import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { DnsFirewall, TransparentProxy } from '@inspected-egress/inspection';
import { InspectedVpc } from '@inspected-egress/network';
import { packageIndexPolicy } from '@inspected-egress/policy';
import { App, LocalBackend, TerraformStack } from 'cdktf';

const policy = { egressPolicy: packageIndexPolicy(), today: '2026-11-29' };
const app = new App({ stackTraces: false });
const stack = new TerraformStack(app, 'transparent-proxy');
new LocalBackend(stack, { path: 'terraform.tfstate' });
new AwsProvider(stack, 'aws', { region: 'us-east-1' });

const vpc = new InspectedVpc(stack, 'vpc', {
  name: 'transparent-proxy',
  cidrBlock: '10.1.0.0/16',
  zones: [{ availabilityZone: 'us-east-1a' }, { availabilityZone: 'us-east-1b' }],
  tiers: ['protected', 'nat'],
  natGateways: 'none',
});
new TransparentProxy(stack, 'proxy', {
  name: 'transparent-proxy',
  vpc,
  ...policy,
});
new DnsFirewall(stack, 'dns', {
  ...policy,
  ...{ name: 'transparent-proxy', vpcIds: { egress: vpc.vpcId } },
  // What proxies start with and report to.
  alsoAllow: ['*.s3.dualstack', 'autoscaling', 'ec2', 'logs'].map((one) => `${one}.us-east-1.amazonaws.com`),
});
app.synth();
