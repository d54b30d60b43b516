import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { DnsFirewall, InspectedEgress } from '@inspected-egress/inspection';
import { packageIndexPolicy } from '@inspected-egress/policy';
import { App, LocalBackend, TerraformStack } from 'cdktf';

const app = new App({ stackTraces: false });
const stack = new TerraformStack(app, 'dns-firewall');
new LocalBackend(stack, { path: 'terraform.tfstate' });
new AwsProvider(stack, 'aws', { region: 'us-east-1' });

const stated = { egressPolicy: packageIndexPolicy(), today: '2026-11-29' };
const { vpc } = new InspectedEgress(stack, 'egress', {
  name: 'dns-firewall',
  cidrBlock: '10.1.0.0/16',
  zones: [{ availabilityZone: 'us-east-1a' }, { availabilityZone: 'us-east-1b' }],
  engine: { kind: 'network-firewall', ...stated },
});
new DnsFirewall(stack, 'dns', {
  ...stated,
  name: 'dns-firewall',
  vpcIds: { example: vpc.vpcId },
  // The id of a managed list differs from Region to Region: `aws route53resolver list-firewall-domain-lists` shows it.
  managedLists: [{ name: 'malware', domainListId: 'rslvr-fdl-0123456789abcdef' }],
  queryLogs: { to: 'cloudwatch', retentionInDays: 30 },
});
app.synth();
