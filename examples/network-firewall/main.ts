import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { DnsFirewall, InspectedEgress } from '@inspected-egress/inspection';
import { workshopPolicy } from '@inspected-egress/policy';
import { App, LocalBackend, TerraformStack } from 'cdktf';

const app = new App({ stackTraces: false });
const stack = new TerraformStack(app, 'network-firewall');
new LocalBackend(stack, { path: 'terraform.tfstate' });
new AwsProvider(stack, 'aws', { region: 'us-east-1' });

const policy = { egressPolicy: workshopPolicy(), today: '2026-11-29' };
const { vpc } = new InspectedEgress(stack, 'egress', {
  name: 'network-firewall',
  cidrBlock: '10.1.0.0/16',
  zones: [{ availabilityZone: 'us-east-1a' }, { availabilityZone: 'us-east-1b' }],
  engine: {
    kind: 'network-firewall',
    ...policy,
    managedRuleGroups: [{ name: 'AttackInfrastructure' }],
  },
});
// The resolver of a VPC answers past the firewall: it is told the same policy.
new DnsFirewall(stack, 'dns', { ...policy, name: 'network-firewall', vpcIds: { egress: vpc.vpcId } });
app.synth();
