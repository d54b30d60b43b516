import { planInterfaceEndpointPolicy, planS3EndpointPolicy } from '@inspected-egress/policy';
import {
  offlinePlans,
  requireTerraform,
  type JsonObject,
  type PlannedWorld,
} from '@inspected-egress/terraform';
import { synthesize } from '@inspected-egress/testing';
import type { TerraformStack } from 'cdktf';
import {
  BlockPublicAccess,
  EGRESS_FLOW_LOG_FIELDS,
  FlowLogs,
  GatewayEndpoints,
  InspectedVpc,
  InterfaceEndpoints,
  LogBucket,
  NetworkAcls,
  planSessionManagerEndpoints,
  type FlowLogDestination,
  type InspectedVpcProps,
} from '../src';

const region = 'us-east-1';
const perimeter = { organizationId: 'o-exampleorg1', accountIds: ['111122223333'] };
const ZONES = ['a', 'b', 'c'].map((letter) => ({ availabilityZone: `${region}${letter}` }));

const makeVpc = (stack: TerraformStack, props: Partial<InspectedVpcProps> = {}) =>
  new InspectedVpc(stack, 'vpc', { cidrBlock: '10.1.0.0/16', zones: ZONES, ...props });

const topologies: Readonly<Record<string, Partial<InspectedVpcProps>>> = {
  'after-nat': {},
  'before-nat': { position: 'before-nat' },
  'one-nat': { natGateways: { singleZone: 'us-east-1b' } },
  'without-nat': { natGateways: 'none' },
  'dual-stack': { ipv6: 'inspected' },
  'uninspected-ipv6': { ipv6: { kind: 'uninspected-exit', accept: 'uninspected-ipv6' } },
};

const destinations: Readonly<Record<string, FlowLogDestination>> = {
  cloudwatch: { kind: 'cloudwatch', retentionDays: 90 },
  s3: { kind: 's3', retentionDays: 90 },
  'existing-bucket': { kind: 'existing-bucket', bucketArn: 'arn:aws:s3:::org-logs/vpc' },
  'existing-log-group': {
    kind: 'existing-log-group',
    logGroupArn: 'arn:aws:logs:us-east-1:111122223333:log-group:/org/flow',
    roleArn: 'arn:aws:iam::111122223333:role/flow-logs',
  },
};

function addAcls(stack: TerraformStack, props: Partial<InspectedVpcProps>): void {
  const vpc = makeVpc(stack, { networkAcls: 'elsewhere', ...props });
  new NetworkAcls(stack, 'acls', {
    vpc,
    services: [
      { protocol: 'tcp', fromPort: 443, toPort: 443 },
      { protocol: 'udp', fromPort: 123, toPort: 123 },
      { protocol: 'icmp-echo' },
    ],
  });
}

function addFlowLogs(stack: TerraformStack, destination: FlowLogDestination): void {
  const { vpcId } = makeVpc(stack);
  new FlowLogs(stack, 'logs', { vpcId, name: 'dev', accountId: '111122223333', region, destination });
}

function addLogBucket(stack: TerraformStack): void {
  const { deliveryBucketArn } = new LogBucket(stack, 'bucket', {
    accountId: '111122223333',
    region,
    bucketName: 'org-egress-logs',
    retentionDays: 365,
    writers: ['111122223333', '444455556666'].map((accountId) => ({ accountId, regions: [region] })),
  });
  addFlowLogs(stack, { kind: 'existing-bucket', bucketArn: deliveryBucketArn });
}

function addEndpoints(stack: TerraformStack): void {
  const vpc = makeVpc(stack);
  new GatewayEndpoints(stack, 'gateway', {
    vpc,
    region,
    endpoints: {
      s3: { policy: { document: planS3EndpointPolicy({ perimeter, region, buckets: ['data'] }) } },
      dynamodb: { policy: { fullAccessBecause: 'nothing secret is there' } },
    },
  });
  const others = ['logs', 'kms', 'ec2', 'sts', 'ecr.api'].map((service) => ({
    service,
    policy: { document: planInterfaceEndpointPolicy({ service, perimeter, region }) },
  }));
  const endpoints = [...planSessionManagerEndpoints({ perimeter, region }), ...others];
  new InterfaceEndpoints(stack, 'interface', { vpc, region, endpoints });
}

function addBlockPublicAccess(stack: TerraformStack, scope: 'vpc' | 'subnets'): void {
  const mode = 'allow-bidirectional';
  new BlockPublicAccess(stack, 'bpa', {
    vpc: makeVpc(stack),
    engineKind: 'gateway-load-balancer',
    account: { mode: 'block-bidirectional', managed: 'here' },
    exclusion: scope === 'vpc' ? { scope, mode } : { scope, mode, tiers: ['nat', 'firewall'] },
  });
}

const builders: Readonly<Record<string, (stack: TerraformStack) => void>> = {
  ...Object.fromEntries(
    Object.entries(topologies).map(([name, props]) => [
      `acls-${name}`,
      (stack: TerraformStack) => addAcls(stack, props),
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(destinations).map(([name, destination]) => [
      `flow-logs-${name}`,
      (stack: TerraformStack) => addFlowLogs(stack, destination),
    ]),
  ),
  endpoints: addEndpoints,
  'log-bucket': addLogBucket,
  'block-public-access-vpc': (stack) => addBlockPublicAccess(stack, 'vpc'),
  'block-public-access-subnets': (stack) => addBlockPublicAccess(stack, 'subnets'),
};
const worlds = Object.entries(builders).map(([name, build]) => ({ name, synthesized: synthesize(build) }));
let planned: readonly PlannedWorld[] = [];

beforeAll(async () => {
  const stacks = worlds.map(({ name, synthesized }) => ({
    name,
    workspace: 'default',
    json: synthesized.json as JsonObject,
  }));
  planned = await offlinePlans(requireTerraform(), stacks);
}, 300_000);

const after = (name: string, type: string) =>
  planned
    .find((world) => world.name === name)
    ?.resourceChanges.filter((change) => change.type === type)
    .map((change) => change.after as JsonObject) ?? [];

describe.each(worlds)('$name', ({ name, synthesized }) => {
  it('passes terraform validate and plan without a warning', () => {
    const world = planned.find((one) => one.name === name);
    expect(world?.warnings).toEqual([]);
    expect(world?.totals).toEqual({ add: synthesized.addresses.length, change: 0, destroy: 0 });
  });
});

it('every rule of an ACL is known before apply, but for the blocks of IPv6', () => {
  const rules = [
    ...after('acls-after-nat', 'aws_network_acl_rule'),
    ...after('acls-dual-stack', 'aws_network_acl_rule'),
  ];
  expect(rules.length).toBeGreaterThan(50);
  for (const rule of rules) {
    expect(rule).toMatchObject({ rule_action: 'allow', rule_number: expect.any(Number) as number });
    const isIpv6 = rule['cidr_block'] === null;
    expect(String(rule['rule_number'])).toMatch(isIpv6 ? /[02468]$/ : /[13579]$/);
  }
});

it('Terraform hands the format of flow logs on as it is meant', () => {
  for (const name of Object.keys(destinations)) {
    expect(after(`flow-logs-${name}`, 'aws_flow_log')).toEqual([
      expect.objectContaining({
        log_format: EGRESS_FLOW_LOG_FIELDS.map((field) => `\${${field}}`).join(' '),
      }),
    ]);
  }
});

it('every policy is known before apply, so that a reviewer can read it', () => {
  const policies = [
    ...after('endpoints', 'aws_vpc_endpoint'),
    ...after('flow-logs-s3', 'aws_kms_key'),
    ...after('flow-logs-s3', 'aws_s3_bucket_policy'),
    ...after('flow-logs-cloudwatch', 'aws_kms_key'),
    ...after('flow-logs-cloudwatch', 'aws_iam_role_policy'),
  ].map((resource) => JSON.parse(String(resource['policy'])) as unknown);
  expect(policies).toHaveLength(13);
  for (const policy of policies) expect(policy).toMatchObject({ Version: '2012-10-17' });
});
