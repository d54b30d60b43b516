import { packageIndexPolicy, workshopPolicy } from '@inspected-egress/policy';
import { gunzipSync } from 'node:zlib';
import {
  offlinePlans,
  requireTerraform,
  type JsonObject,
  type PlannedWorld,
} from '@inspected-egress/terraform';
import { ApplianceFleet, type ApplianceFleetProps } from '../src';
import { planBootstrap } from '../src/plan/bootstrap/bootstrap';
import { synthesize } from './synthesize';

const AWKWARD = `#!/bin/sh
echo "100% %{sure} \\"quoted\\" \\\\ back" 'single' é > /tmp/x
`;
const PROPS: Omit<ApplianceFleetProps, 'bootstrap'> = {
  vpcId: 'vpc-0123456789abcdef0',
  subnets: [
    { availabilityZone: 'us-east-1a', subnetId: 'subnet-0a', cidrBlock: '10.2.0.0/24' },
    { availabilityZone: 'us-east-1b', subnetId: 'subnet-0b', cidrBlock: '10.2.1.0/24' },
  ],
  instanceType: 'c6in.large',
  capacity: { min: 2, max: 6 },
  service: { allowedPrincipals: ['arn:aws:iam::111122223333:root'] },
};
const suricata = {
  kind: 'suricata',
  imageId: 'resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-minimal-kernel-default-x86_64',
  egressPolicy: packageIndexPolicy(),
  today: '2026-11-29',
  homeNet: ['10.3.0.0/16'],
  software: { objectArn: 'arn:aws:s3:::appliances/suricata/software.tar.gz' },
} as const;
const fortigate = {
  kind: 'fortigate',
  imageId: 'ami-0123456789abcdef0',
  gatewayAddresses: { 'us-east-1a': '10.2.0.9', 'us-east-1b': '10.2.1.9' },
  egressPolicy: workshopPolicy(),
  today: '2026-11-29',
  workloadCidrBlocks: ['10.3.0.0/16'],
} as const;
const custom = {
  kind: 'custom',
  imageId: 'ami-0123456789abcdef0',
  userData: AWKWARD,
  healthCheck: { protocol: 'HTTP', port: 80, path: '/health' },
  signalsReadiness: true,
} as const;

const fleets: Readonly<Record<string, ApplianceFleetProps>> = {
  suricata: { ...PROPS, bootstrap: suricata },
  fortigate: { ...PROPS, bootstrap: fortigate, stickiness: '3-tuple', protection: 'off' },
  'fortigate-pending': { ...PROPS, bootstrap: { ...fortigate, gatewayAddresses: 'pending' } },
  custom: {
    ...PROPS,
    bootstrap: custom,
    name: 'appliances',
    scaling: { kind: 'steps', addAbovePercent: 70, removeBelowPercent: 20 },
    crossZone: 'on',
    failover: 'no-rebalance',
    tcpIdleTimeoutSeconds: 6_000,
    service: { ...PROPS.service, acceptance: 'automatic', ipAddressType: 'dualstack' },
    managementCidrBlocks: ['10.2.9.0/24'],
    managementPrefixListIds: ['pl-0123456789abcdef0'],
    tags: { Team: 'network' },
  },
};
const worlds = Object.entries(fleets).map(([name, props]) => ({
  name,
  synthesized: synthesize((stack) => new ApplianceFleet(stack, 'fleet', props)),
}));
let planned: readonly PlannedWorld[] = [];

beforeAll(async () => {
  const stacks = worlds.map(({ name, synthesized }) => ({
    name,
    workspace: 'default',
    json: synthesized.json as JsonObject,
  }));
  planned = await offlinePlans(requireTerraform(), stacks);
});

it.each(worlds)('$name passes terraform validate and plan without a warning', ({ name, synthesized }) => {
  const world = planned.find((one) => one.name === name);
  expect(world?.warnings).toEqual([]);
  expect(world?.totals).toEqual({ add: synthesized.addresses.length, change: 0, destroy: 0 });
});

it.each(['suricata', 'fortigate', 'custom'])(
  'Terraform hands the user data of %s on as it was written',
  (name) => {
    const world = planned.find((one) => one.name === name);
    const template = world?.resourceChanges.find(({ type }) => type === 'aws_launch_template');
    const sent = Buffer.from(String(template?.after?.['user_data']), 'base64');
    const text = (name === 'suricata' ? gunzipSync(sent) : sent).toString();
    const props = fleets[name] as ApplianceFleetProps;
    const groupName = String(
      world?.resourceChanges.find(({ type }) => type === 'aws_autoscaling_group')?.after?.['name'],
    );
    expect(text).toBe(planBootstrap(props.bootstrap, { groupName, subnets: props.subnets }).userData);
  },
);

it('both cases of failover are planned alike', () => {
  for (const { resourceChanges } of planned) {
    const targets = resourceChanges.find(({ type }) => type === 'aws_lb_target_group');
    const [pair] = (targets?.after?.['target_failover'] ?? []) as readonly Readonly<
      Record<string, unknown>
    >[];
    expect(pair?.['on_deregistration']).toBe(pair?.['on_unhealthy']);
  }
});
