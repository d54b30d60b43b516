import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TestApplication } from '@inspected-egress/app';
import { DnsFirewall, InspectedEgress } from '@inspected-egress/inspection';
import { WorkloadSecurityGroup } from '@inspected-egress/network';
import type { EgressPolicy } from '@inspected-egress/policy';
import { App, LocalBackend, TerraformStack } from 'cdktf';

/** What `pip install` needs, and nothing else. */
const policy: EgressPolicy = {
  version: 1,
  name: 'package-index',
  mode: 'enforce',
  rules: [
    {
      id: 'python-packages',
      description: 'The index, and where the files are',
      destinations: [
        { name: 'pypi.org' },
        { name: '*.pypi.org' },
        { name: 'pythonhosted.org' },
        { name: '*.pythonhosted.org' },
      ],
      applications: ['https'],
      action: 'pass',
    },
  ],
};
const today = '2026-11-29';

const app = new App({ stackTraces: false });
const stack = new TerraformStack(app, 'package-index-allow-list');
new LocalBackend(stack, { path: 'terraform.tfstate' });
new AwsProvider(stack, 'aws', { region: 'us-east-1' });

const { vpc } = new InspectedEgress(stack, 'egress', {
  name: 'package-index-allow-list',
  cidrBlock: '10.1.0.0/16',
  zones: [{ availabilityZone: 'us-east-1a' }],
  engine: { kind: 'network-firewall', egressPolicy: policy, today },
});
const { securityGroupId } = new WorkloadSecurityGroup(stack, 'builders', {
  ...{ vpc, policy, today, prefixLists: {}, services: {} },
  workload: {
    tier: 'protected',
    cidrBlocks: vpc.zones.flatMap(({ subnets }) => subnets.protected?.cidrBlock ?? []),
  },
  name: 'builders',
});
new TestApplication(stack, 'app', { vpc, securityGroupId, name: 'builder' });
new DnsFirewall(stack, 'dns', {
  ...{ egressPolicy: policy, today, name: 'package-index', vpcIds: { egress: vpc.vpcId } },
});
app.synth();
