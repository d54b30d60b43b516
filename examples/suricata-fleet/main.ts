import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { ApplianceFleet, DnsFirewall, InspectedEgress } from '@inspected-egress/inspection';
import { GatewayEndpoints, InspectedVpc, InterfaceEndpoints } from '@inspected-egress/network';
import {
  packageIndexPolicy,
  planInterfaceEndpointPolicy,
  planS3EndpointPolicy,
} from '@inspected-egress/policy';
import { App, LocalBackend, TerraformStack } from 'cdktf';

const region = 'us-east-1';
const zones = [{ availabilityZone: 'us-east-1a' }, { availabilityZone: 'us-east-1b' }];
const perimeter = { perimeter: { accountIds: ['111122223333'] }, region };
const policy = { egressPolicy: packageIndexPolicy(), today: '2026-11-29' };

const app = new App({ stackTraces: false });
const stack = new TerraformStack(app, 'suricata-fleet');
new LocalBackend(stack, { path: 'terraform.tfstate' });
new AwsProvider(stack, 'aws', { region });

// The appliances: no way out, but to the two services that they start with.
const vpc = new InspectedVpc(stack, 'fleet-vpc', {
  ...{ name: 'fleet', cidrBlock: '10.2.0.0/16', zones, tiers: ['isolated', 'endpoint'], natGateways: 'none' },
});
const service = 'autoscaling';
new InterfaceEndpoints(stack, 'fleet-services', {
  ...{ vpc, region, clientTiers: ['isolated'] },
  endpoints: [{ service, policy: { document: planInterfaceEndpointPolicy({ ...perimeter, service }) } }],
});
const { prefixListIds } = new GatewayEndpoints(stack, 'fleet-objects', {
  ...{ vpc, region },
  endpoints: { s3: { tiers: ['isolated'], policy: { document: planS3EndpointPolicy(perimeter) } } },
});
const fleet = new ApplianceFleet(stack, 'fleet', {
  ...{ name: 'suricata', vpcId: vpc.vpcId, subnets: vpc.subnets('isolated'), instanceType: 'c6in.large' },
  bootstrap: {
    kind: 'suricata',
    imageId: 'resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-minimal-kernel-default-x86_64',
    ...policy,
    homeNet: ['10.1.24.0/23', '10.1.56.0/23'], // the NAT gateways' subnets of the VPC below
    software: { objectArn: 'arn:aws:s3:::appliances-111122223333/suricata/software.tar.gz' },
  },
  capacity: { min: 2, max: 6 },
  service: { allowedPrincipals: ['arn:aws:iam::111122223333:root'], acceptance: 'automatic' },
  managementCidrBlocks: vpc.subnets('endpoint').map(({ cidrBlock }) => cidrBlock),
  managementPrefixListIds: [prefixListIds.s3 ?? ''],
});

// Any number of VPCs, here or in other accounts.
const egress = new InspectedEgress(stack, 'egress', {
  ...{ name: 'suricata-fleet', cidrBlock: '10.1.0.0/16', zones },
  engine: fleet.engineFor(zones.map(({ availabilityZone }) => availabilityZone)),
});
new DnsFirewall(stack, 'dns', {
  ...{ ...policy, name: 'suricata-fleet', vpcIds: { fleet: vpc.vpcId, egress: egress.vpc.vpcId } },
  alsoAllow: [service, '*.s3'].map((one) => `${one}.${region}.amazonaws.com`), // what appliances start with
});
app.synth();
