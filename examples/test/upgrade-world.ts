import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TestApplication } from '@inspected-egress/app';
import {
  ApplianceFleet,
  DnsFirewall,
  ExplicitProxy,
  InspectedEgress,
  TransparentProxy,
} from '@inspected-egress/inspection';
import { FlowLogs, InspectedVpc, NetworkAcls, WorkloadSecurityGroup } from '@inspected-egress/network';
import { packageIndexPolicy, type EgressPolicy } from '@inspected-egress/policy';
import type { JsonObject } from '@inspected-egress/terraform';
import { TerraformStack, Testing } from 'cdktf';

/** What somebody changes about a world that is deployed. */
export interface WorldSettings {
  /** Of the VPC, its firewall, and the DNS Firewall. */
  readonly name: string;
  readonly zones: readonly string[];
  readonly policy: EgressPolicy;
  readonly engine: 'network-firewall' | 'appliances';
  readonly position: 'after-nat' | 'before-nat';
  readonly ipv6: 'none' | 'inspected';
  readonly fleetInstanceType: string;
  readonly proxyInstanceType: string;
  readonly workloadInstanceType: string;
  readonly imageId: string;
  readonly mostAppliances: number;
  readonly drainSeconds: number;
  readonly tags: Readonly<Record<string, string>>;
  readonly logRetentionDays: 30 | 90;
}

export const DEPLOYED: WorldSettings = {
  name: 'world',
  zones: ['us-east-1a', 'us-east-1b'],
  policy: packageIndexPolicy(),
  engine: 'network-firewall',
  position: 'after-nat',
  ipv6: 'none',
  fleetInstanceType: 'c6in.large',
  proxyInstanceType: 'c6in.large',
  workloadInstanceType: 't3.micro',
  imageId: 'ami-0123456789abcdef0',
  mostAppliances: 6,
  drainSeconds: 300,
  tags: {},
  logRetentionDays: 30,
};

/** Every construct that inspects, with what it stands in: one stack, as somebody changes it. */
export function upgradeWorld(settings: WorldSettings): JsonObject {
  const stack = new TerraformStack(Testing.app({ stackTraces: false }), 'world');
  new AwsProvider(stack, 'aws', { region: 'us-east-1' });
  const zones = settings.zones.map((availabilityZone) => ({ availabilityZone }));
  const { tags } = settings;
  const stated = { egressPolicy: settings.policy, today: '2026-11-29' };

  const fleet = addFleet(stack, settings);
  const networkFirewall = { kind: 'network-firewall', ...stated, protection: 'off' } as const;
  const { vpc } = new InspectedEgress(stack, 'egress', {
    ...{ name: settings.name, cidrBlock: '10.1.0.0/16', zones, tags },
    ...{ position: settings.position, ipv6: settings.ipv6, networkAcls: 'elsewhere' },
    engine: settings.engine === 'appliances' ? fleet.engineFor(settings.zones) : networkFirewall,
  });
  new NetworkAcls(stack, 'acls', { vpc, egressPolicy: { policy: settings.policy, today: stated.today } });
  const { securityGroupId } = new WorkloadSecurityGroup(stack, 'workloads', {
    ...{
      vpc,
      policy: settings.policy,
      today: stated.today,
      prefixLists: {},
      services: {},
      name: 'workloads',
    },
    workload: {
      tier: 'protected',
      cidrBlocks: vpc.zones.flatMap(({ subnets }) => subnets.protected?.cidrBlock ?? []),
    },
  });
  const { workloadInstanceType: instanceType } = settings;
  new TestApplication(stack, 'app', { vpc, securityGroupId, name: 'workload', instanceType });
  new DnsFirewall(stack, 'dns', { ...stated, name: settings.name, vpcIds: { world: vpc.vpcId }, tags });
  new FlowLogs(stack, 'flow-logs', {
    ...{ vpcId: vpc.vpcId, name: 'world', accountId: '123456789012', region: 'us-east-1' },
    destination: { kind: 'cloudwatch', retentionDays: settings.logRetentionDays },
  });
  addProxies(stack, settings);
  return stack.toTerraform() as JsonObject;
}

function addFleet(stack: TerraformStack, settings: WorldSettings): ApplianceFleet {
  const vpc = isolated(stack, 'fleet', '10.2.0.0/16', settings);
  return new ApplianceFleet(stack, 'fleet', {
    ...{ name: 'appliances', vpcId: vpc.vpcId, subnets: vpc.subnets('isolated'), tags: settings.tags },
    instanceType: settings.fleetInstanceType,
    bootstrap: {
      ...{ kind: 'suricata', imageId: settings.imageId, homeNet: ['10.1.0.0/16'], software: 'in-image' },
      ...{ egressPolicy: settings.policy, today: '2026-11-29' },
    },
    protection: 'off',
    capacity: { min: 3, max: settings.mostAppliances },
    drainSeconds: settings.drainSeconds,
    service: { allowedPrincipals: ['arn:aws:iam::123456789012:root'], acceptance: 'automatic' },
  });
}

function addProxies(stack: TerraformStack, settings: WorldSettings): void {
  const proxy = {
    ...{ egressPolicy: settings.policy, today: '2026-11-29', imageId: settings.imageId },
    ...{ instanceType: settings.proxyInstanceType, tags: settings.tags },
  };
  const zones = settings.zones.map((availabilityZone) => ({ availabilityZone }));
  const vpcFor = (id: string, cidrBlock: string, tier: 'isolated' | 'protected') =>
    new InspectedVpc(stack, `${id}-vpc`, {
      ...{ name: id, cidrBlock, zones, tiers: [tier, 'nat'], natGateways: 'none' },
    });
  new ExplicitProxy(stack, 'explicit', {
    ...{ ...proxy, name: 'explicit', vpc: vpcFor('explicit', '10.3.0.0/16', 'isolated') },
    capacity: { min: 1, max: 2 },
  });
  new TransparentProxy(stack, 'transparent', {
    ...{ ...proxy, name: 'transparent', vpc: vpcFor('transparent', '10.4.0.0/16', 'protected') },
  });
}

function isolated(stack: TerraformStack, id: string, cidrBlock: string, { zones }: WorldSettings) {
  return new InspectedVpc(stack, `${id}-vpc`, {
    ...{ name: id, cidrBlock, tiers: ['isolated'], natGateways: 'none' },
    zones: zones.map((availabilityZone) => ({ availabilityZone })),
  });
}
