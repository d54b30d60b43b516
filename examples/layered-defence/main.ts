import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TestApplication } from '@inspected-egress/app';
import { DnsFirewall, EgressMonitoring, InspectedEgress } from '@inspected-egress/inspection';
import { FlowLogs, NetworkAcls, WorkloadSecurityGroup } from '@inspected-egress/network';
import { packageIndexPolicy } from '@inspected-egress/policy';
import { App, LocalBackend, TerraformStack } from 'cdktf';

const account = { accountId: '111122223333', region: 'us-east-1' };
const policy = packageIndexPolicy();
const today = '2026-11-29';
const app = new App({ stackTraces: false });
const stack = new TerraformStack(app, 'layered-defence');
new LocalBackend(stack, { path: 'terraform.tfstate' });
new AwsProvider(stack, 'aws', { region: 'us-east-1' });

// One policy, compiled to every layer: firewall, network ACLs, security group of the workloads, DNS Firewall.
const egress = new InspectedEgress(stack, 'egress', {
  name: 'layered-defence',
  cidrBlock: '10.1.0.0/16',
  zones: [{ availabilityZone: 'us-east-1a' }, { availabilityZone: 'us-east-1b' }],
  networkAcls: 'elsewhere',
  engine: {
    kind: 'network-firewall',
    egressPolicy: policy,
    today,
    managedRuleGroups: [{ name: 'MalwareDomains' }],
  },
});
const { vpc } = egress;
const acls = new NetworkAcls(stack, 'acls', { vpc, egressPolicy: { policy, today } });
const workloads = new WorkloadSecurityGroup(stack, 'workloads', {
  ...{ vpc, policy, today, prefixLists: {}, services: {}, name: 'workloads' },
  workload: {
    tier: 'protected',
    cidrBlocks: vpc.zones.flatMap(({ subnets }) => subnets.protected?.cidrBlock ?? []),
  },
});
new TestApplication(stack, 'app', { vpc, securityGroupId: workloads.securityGroupId, name: 'workload' });
const dns = new DnsFirewall(stack, 'dns', {
  ...{ egressPolicy: policy, today, name: 'layered-defence', vpcIds: { example: vpc.vpcId } },
});
const destination = { kind: 'cloudwatch', retentionDays: 30 } as const;
new FlowLogs(stack, 'flow-logs', { vpcId: vpc.vpcId, name: 'layered-defence', ...account, destination });
// What stops egress, or tries to get past it, tells a topic; one dashboard shows the rest.
const notify = { newTopicIn: { accountId: account.accountId } };
new EgressMonitoring(stack, 'monitoring', { vpc, firewall: egress.firewall, dns, notify });
app.synth();

// Where a layer cannot say what the policy says; what no layer can narrow is told here.
for (const { layer, direction, reason } of [egress, acls, workloads, dns].flatMap(
  (one) => one.approximations,
))
  console.log(`${layer} is ${direction}: ${reason}`);
