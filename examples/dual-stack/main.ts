import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { InspectedEgress } from '@inspected-egress/inspection';
import { workshopPolicy } from '@inspected-egress/policy';
import { App, LocalBackend, TerraformStack } from 'cdktf';

const app = new App({ stackTraces: false });
const stack = new TerraformStack(app, 'dual-stack');
new LocalBackend(stack, { path: 'terraform.tfstate' });
new AwsProvider(stack, 'aws', { region: 'us-east-1' });

new InspectedEgress(stack, 'egress', {
  name: 'dual-stack',
  cidrBlock: '10.1.0.0/16',
  zones: [{ availabilityZone: 'us-east-1a' }, { availabilityZone: 'us-east-1b' }],
  ipv6: 'inspected',
  engine: { kind: 'network-firewall', egressPolicy: workshopPolicy(), today: '2026-11-29' },
});
app.synth();
