import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { DnsFirewall, InspectedEgress } from '@inspected-egress/inspection';
import { NetworkAcls, SpokeVpc, TransitGateway } from '@inspected-egress/network';
import { workshopPolicy } from '@inspected-egress/policy';
import { App, LocalBackend, TerraformStack } from 'cdktf';

const app = new App({ stackTraces: false });
const stack = new TerraformStack(app, 'centralized');
new LocalBackend(stack, { path: 'terraform.tfstate' });
new AwsProvider(stack, 'aws', { region: 'us-east-1' });
const zones = [{ availabilityZone: 'us-east-1a' }, { availabilityZone: 'us-east-1b' }];

const transitGateway = new TransitGateway(stack, 'transit-gateway', { spokeCidrBlocks: ['10.0.0.0/8'] });

const policy = { egressPolicy: workshopPolicy(), today: '2026-11-29' };
const { vpc } = new InspectedEgress(stack, 'egress', {
  name: 'inspection',
  cidrBlock: '100.64.0.0/16',
  zones,
  transitGateway,
  networkAcls: 'elsewhere',
  engine: { kind: 'network-firewall', ...policy },
});

const spoke = { zones, transitGateway, networkAcls: 'elsewhere' } as const;
const orders = new SpokeVpc(stack, 'orders', { cidrBlock: '10.1.0.0/16', ...spoke });
const payments = new SpokeVpc(stack, 'payments', { cidrBlock: '10.2.0.0/16', ...spoke });
const egressPolicy = { policy: policy.egressPolicy, today: policy.today };
for (const [name, one] of Object.entries({ inspection: vpc, orders, payments }))
  new NetworkAcls(stack, `${name}-acls`, { vpc: one, egressPolicy });
// Each VPC has a resolver of its own, which answers past every firewall.
new DnsFirewall(stack, 'dns', {
  ...{ ...policy, name: 'centralized', vpcIds: { orders: orders.vpcId, payments: payments.vpcId } },
});
app.synth();
