import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { ApplianceFleet, DnsFirewall, InspectedEgress } from '@inspected-egress/inspection';
import { InspectedVpc } from '@inspected-egress/network';
import { workshopPolicy } from '@inspected-egress/policy';
import { App, LocalBackend, TerraformStack } from 'cdktf';

const zones = [{ availabilityZone: 'us-east-1a' }, { availabilityZone: 'us-east-1b' }];
const policy = { egressPolicy: workshopPolicy(), today: '2026-11-29' };

const app = new App({ stackTraces: false });
const stack = new TerraformStack(app, 'fortigate-fleet');
new LocalBackend(stack, { path: 'terraform.tfstate' });
new AwsProvider(stack, 'aws', { region: 'us-east-1' });

const vpc = new InspectedVpc(stack, 'fleet-vpc', {
  ...{ name: 'fleet', cidrBlock: '10.2.0.0/16', zones, tiers: ['isolated'], natGateways: 'none' },
});
const fleet = new ApplianceFleet(stack, 'fleet', {
  ...{ name: 'fortigate', vpcId: vpc.vpcId, subnets: vpc.subnets('isolated'), instanceType: 'c6in.xlarge' },
  bootstrap: {
    kind: 'fortigate',
    imageId: 'ami-0123456789abcdef0', // FortiGate-VM, pay as you go, of your Region
    // Phase 1 is 'pending'; AWS then shows the addresses of the load balancer, and phase 2 gives them.
    gatewayAddresses: { 'us-east-1a': '10.2.40.20', 'us-east-1b': '10.2.72.20' },
    ...policy,
    workloadCidrBlocks: ['10.1.24.0/23', '10.1.56.0/23'], // the NAT gateways' subnets of the VPC below
  },
  capacity: { min: 2, max: 4 },
  stickiness: '3-tuple',
  service: { allowedPrincipals: ['arn:aws:iam::111122223333:root'], acceptance: 'automatic' },
});

// Any number of VPCs, here or in other accounts.
const egress = new InspectedEgress(stack, 'egress', {
  ...{ name: 'fortigate-fleet', cidrBlock: '10.1.0.0/16', zones },
  engine: fleet.engineFor(zones.map(({ availabilityZone }) => availabilityZone)),
});
new DnsFirewall(stack, 'dns', { ...policy, name: 'fortigate-fleet', vpcIds: { egress: egress.vpc.vpcId } });
app.synth();
