import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { DnsFirewall, InspectedEgress, type Engine } from '@inspected-egress/inspection';
import { packageIndexPolicy, type EgressPolicy } from '@inspected-egress/policy';
import type { JsonObject } from '@inspected-egress/terraform';
import { TerraformStack, Testing } from 'cdktf';

const policy = packageIndexPolicy();

/** The same, and somebody may read code. */
export const WITH_RULE: EgressPolicy = {
  ...policy,
  rules: [
    ...policy.rules,
    { id: 'code', destinations: [{ name: 'github.com' }], applications: ['https'], action: 'pass' },
  ],
};

export const networkFirewall = (egressPolicy: EgressPolicy = policy): Engine => ({
  ...{ kind: 'network-firewall', egressPolicy, today: '2026-11-29', protection: 'off' },
});

/** Workloads of two zones behind an engine that somebody exchanges, and names that are filtered whatever the engine. */
export function switchWorld(engine: Engine): JsonObject {
  const stack = new TerraformStack(Testing.app({ stackTraces: false }), 'switch');
  new AwsProvider(stack, 'aws', { region: 'us-east-1' });
  const { vpc } = new InspectedEgress(stack, 'egress', {
    ...{ name: 'switch', cidrBlock: '10.1.0.0/16', engine },
    zones: [{ availabilityZone: 'us-east-1a' }, { availabilityZone: 'us-east-1b' }],
  });
  const stated = { egressPolicy: policy, today: '2026-11-29' };
  new DnsFirewall(stack, 'dns', { ...stated, name: 'switch', vpcIds: { switch: vpc.vpcId } });
  return stack.toTerraform() as JsonObject;
}
