import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { DnsFirewall } from '@inspected-egress/inspection';
import { GatewayEndpoints, InspectedVpc, InterfaceEndpoints } from '@inspected-egress/network';
import { planInterfaceEndpointPolicy, planS3EndpointPolicy } from '@inspected-egress/policy';
import { App, LocalBackend, TerraformStack } from 'cdktf';

const region = 'us-east-1';
// Identities and resources of one organization, and nobody else's.
const perimeter = { perimeter: { organizationId: 'o-abcdefghij' }, region };
const app = new App({ stackTraces: false });
const stack = new TerraformStack(app, 'private-endpoints');
new LocalBackend(stack, { path: 'terraform.tfstate' });
new AwsProvider(stack, 'aws', { region: 'us-east-1' });

// Isolated subnets have no route out: what is not reached by an endpoint is not reached.
const vpc = new InspectedVpc(stack, 'vpc', {
  name: 'private-endpoints',
  cidrBlock: '10.1.0.0/16',
  zones: [{ availabilityZone: 'us-east-1a' }, { availabilityZone: 'us-east-1b' }],
  tiers: ['isolated', 'endpoint'],
  natGateways: 'none',
});
new InterfaceEndpoints(stack, 'interface', {
  ...{ vpc, region, clientTiers: ['isolated'] },
  endpoints: ['sqs', 'kms', 'logs'].map((service) => ({
    service,
    policy: { document: planInterfaceEndpointPolicy({ ...perimeter, service }) },
  })),
});
new GatewayEndpoints(stack, 'gateway', {
  ...{ vpc, region },
  endpoints: { s3: { tiers: ['isolated'], policy: { document: planS3EndpointPolicy(perimeter) } } },
});
new DnsFirewall(stack, 'dns', {
  name: 'private-endpoints',
  vpcIds: { example: vpc.vpcId },
  egressPolicy: { version: 1, name: 'endpoints-only', mode: 'enforce', rules: [] },
  today: '2026-11-29',
  alsoAllow: ['sqs', 'kms', 'logs', 's3'].flatMap((service) => [
    `${service}.${region}.amazonaws.com`,
    `*.${service}.${region}.amazonaws.com`,
  ]),
});
app.synth();
