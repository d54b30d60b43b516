import { packageIndexPolicy, workshopPolicy, type EgressPolicy } from '@inspected-egress/policy';
import {
  offlinePlans,
  requireTerraform,
  type JsonObject,
  type PlannedWorld,
} from '@inspected-egress/terraform';
import { synthesize } from '@inspected-egress/testing';
import { VpcEndpoint } from '@cdktf/provider-aws/lib/vpc-endpoint';
import type { TerraformStack } from 'cdktf';
import { InspectedVpc, NetworkAcls, WorkloadSecurityGroup, type InspectedVpcProps } from '../src';

const region = 'us-east-1';

/** Every form of source, destination, application and action that a policy has. */
const everyForm: EgressPolicy = {
  version: 1,
  name: 'every-form',
  mode: 'enforce',
  groups: { web: { cidrBlocks: ['10.1.0.0/25'] }, batch: { cidrBlocks: ['10.1.32.0/25'] } },
  sets: { partners: [{ cidrBlock: '203.0.113.0/24' }, { cidrBlock: '2001:db8:77::/48' }] },
  rules: [
    {
      id: 'never',
      destinations: [{ cidrBlock: '203.0.113.128/25' }],
      applications: [{ tcp: { from: 8000, to: 65535 } }, { udp: { from: 1, to: 65535 } }],
      action: 'drop',
    },
    { id: 'watch', destinations: [{ country: 'DE' }], applications: ['https'], action: 'alert' },
    {
      id: 'partners',
      sources: [{ group: 'web' }, { cidrBlock: '10.1.64.0/24' }],
      destinations: [{ set: 'partners' }],
      applications: ['ssh', { tcp: { from: 8000, to: 8080 } }],
      action: 'pass',
    },
    {
      id: 'resolver',
      sources: [{ tier: 'protected' }],
      destinations: [{ cidrBlock: '9.9.9.9/32' }],
      applications: ['dns', 'ntp', { udp: { from: 853, to: 853 } }],
      action: 'pass',
    },
    {
      id: 'list',
      destinations: [{ prefixList: 'pl-0123456789abcdef0' }],
      applications: ['http'],
      action: 'pass',
    },
    { id: 'bucket', destinations: [{ service: 's3' }], applications: ['https'], action: 'pass' },
    { id: 'session', destinations: [{ service: 'ssm' }], applications: ['https'], action: 'pass' },
    {
      id: 'mirror',
      sources: [{ vpc: 'all' }],
      destinations: [{ name: '*.example.com' }],
      applications: ['https', 'http'],
      action: 'pass',
      expires: '2027-01-31',
    },
    {
      id: 'no-quic',
      destinations: [{ anywhere: 'all' }],
      applications: [{ udp: { from: 443, to: 443 } }],
      action: 'reject',
    },
    { id: 'ping', destinations: [{ anywhere: 'all' }], applications: ['icmp-echo'], action: 'pass' },
  ],
};
const policies: readonly EgressPolicy[] = [
  workshopPolicy(),
  packageIndexPolicy(),
  everyForm,
  { ...everyForm, name: 'monitored', mode: 'monitor' },
];
const topologies: Readonly<Record<string, Partial<InspectedVpcProps>>> = {
  'after-nat': {},
  'before-nat': { position: 'before-nat' },
  'dual-stack': { ipv6: 'inspected' },
};

function add(stack: TerraformStack, policy: EgressPolicy, props: Partial<InspectedVpcProps>): void {
  const vpc = new InspectedVpc(stack, 'vpc', {
    cidrBlock: '10.1.0.0/16',
    zones: [{ availabilityZone: `${region}a` }, { availabilityZone: `${region}b` }],
    networkAcls: 'elsewhere',
    ...props,
  });
  const s3 = new VpcEndpoint(stack, 's3', { vpcId: vpc.vpcId, serviceName: `com.amazonaws.${region}.s3` });
  const stated = { policy, today: '2026-11-22' };
  const ssm = { cidrBlocks: vpc.zones.flatMap(({ subnets }) => subnets.endpoint?.cidrBlock ?? []) };
  new NetworkAcls(stack, 'acls', {
    vpc,
    rulesPerDirection: 40,
    egressPolicy: {
      ...stated,
      prefixLists: { 'pl-0123456789abcdef0': ['198.51.100.0/24'] },
      services: { s3: { cidrBlocks: ['3.5.0.0/19'] }, ssm },
    },
  });
  for (const group of ['web', 'batch']) {
    new WorkloadSecurityGroup(stack, group, {
      vpc,
      ...stated,
      workload: { tier: 'protected', group },
      services: { s3: { prefixListId: s3.prefixListId }, ssm },
      prefixLists: { 'pl-0123456789abcdef0': { maxEntries: 10 } },
      name: group,
      tags: { team: 'test' },
    });
  }
}

const worlds = policies.flatMap((policy) =>
  Object.entries(topologies).map(([topology, props]) => ({
    name: `${policy.name}-${topology}`,
    synthesized: synthesize((stack) => add(stack, policy, props)),
  })),
);
let planned: readonly PlannedWorld[] = [];

beforeAll(async () => {
  const stacks = worlds.map(({ name, synthesized }) => ({
    name,
    workspace: 'default',
    json: synthesized.json as JsonObject,
  }));
  planned = await offlinePlans(requireTerraform(), stacks);
}, 300_000);

describe.each(worlds)('$name', ({ name, synthesized }) => {
  it('passes terraform validate and plan without a warning', () => {
    const world = planned.find((one) => one.name === name);
    expect(world?.warnings).toEqual([]);
    expect(world?.totals).toEqual({ add: synthesized.addresses.length, change: 0, destroy: 0 });
  });

  it('says before apply what each rule permits, but for what AWS gives: ids, prefix lists and blocks of IPv6', () => {
    const changes = planned.find((one) => one.name === name)?.resourceChanges ?? [];
    const after = (type: string) =>
      changes.filter((change) => change.type === type).map((change) => change.after as JsonObject);
    const outbound = after('aws_vpc_security_group_egress_rule');
    expect(outbound.length).toBeGreaterThan(0);
    for (const rule of outbound) {
      expect(rule).toMatchObject({ ip_protocol: expect.any(String), description: expect.any(String) });
    }
    for (const rule of after('aws_network_acl_rule')) {
      expect(rule).toMatchObject({ rule_number: expect.any(Number), protocol: expect.any(String) });
    }
  });
});
