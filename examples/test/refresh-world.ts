import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { ApplianceFleet, ExplicitProxy, TransparentProxy } from '@inspected-egress/inspection';
import { InspectedVpc } from '@inspected-egress/network';
import { packageIndexPolicy } from '@inspected-egress/policy';
import type { JsonObject } from '@inspected-egress/terraform';
import { TerraformStack, Testing } from 'cdktf';

const ZONES = [{ availabilityZone: 'us-east-1a' }, { availabilityZone: 'us-east-1b' }];
const STATED = { egressPolicy: packageIndexPolicy(), today: '2026-11-29' };

/** What somebody changes about groups of instances. */
export interface RefreshSettings {
  readonly imageId: string;
  readonly mostAppliances: number;
}

/** Everything that is a group of instances: appliances, explicit proxies, and a transparent one for each zone. */
export function refreshWorld({ imageId, mostAppliances }: RefreshSettings): JsonObject {
  const stack = new TerraformStack(Testing.app({ stackTraces: false }), 'world');
  new AwsProvider(stack, 'aws', { region: 'us-east-1' });
  const vpc = (id: string, cidrBlock: string, tiers: readonly ('isolated' | 'protected' | 'nat')[]) =>
    new InspectedVpc(stack, `${id}-vpc`, {
      ...{ name: id, cidrBlock, zones: ZONES, tiers, natGateways: 'none' },
    });
  const ofFleet = vpc('fleet', '10.2.0.0/16', ['isolated']);
  new ApplianceFleet(stack, 'fleet', {
    ...{ name: 'appliances', vpcId: ofFleet.vpcId, subnets: ofFleet.subnets('isolated') },
    ...{ instanceType: 'c6in.large', capacity: { min: 2, max: mostAppliances }, protection: 'off' },
    bootstrap: { kind: 'suricata', imageId, homeNet: ['10.1.0.0/16'], software: 'in-image', ...STATED },
    service: { allowedPrincipals: ['arn:aws:iam::123456789012:root'], acceptance: 'automatic' },
  });
  new ExplicitProxy(stack, 'explicit', {
    ...{ ...STATED, imageId, name: 'explicit', capacity: { min: 1, max: 2 } },
    vpc: vpc('explicit', '10.3.0.0/16', ['isolated', 'nat']),
  });
  new TransparentProxy(stack, 'transparent', {
    ...{ ...STATED, imageId, name: 'transparent' },
    vpc: vpc('transparent', '10.4.0.0/16', ['protected', 'nat']),
  });
  return stack.toTerraform() as JsonObject;
}
