import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { DnsFirewall, InspectedEgress, type AdoptedEngine } from '@inspected-egress/inspection';
import { workshopPolicy } from '@inspected-egress/policy';
import { App, LocalBackend, TerraformStack } from 'cdktf';

// Phase 1, `endpoints: 'pending'`: the VPC with tagged firewall subnets, no route out. Phase 2: what CNF has made.
const endpoints: AdoptedEngine['endpoints'] = [
  { availabilityZone: 'us-east-1a', vpcEndpointId: 'vpce-0aaaaaaaaaaaaaaa1' },
  { availabilityZone: 'us-east-1b', vpcEndpointId: 'vpce-0bbbbbbbbbbbbbbb2' },
];

const app = new App({ stackTraces: false });
const stack = new TerraformStack(app, 'fortigate-cnf');
new LocalBackend(stack, { path: 'terraform.tfstate' });
new AwsProvider(stack, 'aws', { region: 'us-east-1' });

const { vpc } = new InspectedEgress(stack, 'egress', {
  name: 'fortigate-cnf',
  cidrBlock: '10.1.0.0/16',
  zones: [{ availabilityZone: 'us-east-1a' }, { availabilityZone: 'us-east-1b' }],
  engine: { kind: 'adopted', vendor: 'fortigate-cnf', endpoints },
});
// The resolver of a VPC answers past every endpoint: it is told the policy that CNF is given.
new DnsFirewall(stack, 'dns', {
  ...{ egressPolicy: workshopPolicy(), today: '2026-11-29' },
  ...{ name: 'fortigate-cnf', vpcIds: { egress: vpc.vpcId } },
});
app.synth();
