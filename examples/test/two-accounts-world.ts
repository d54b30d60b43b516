import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { DnsFirewall, InspectedEgress } from '@inspected-egress/inspection';
import { AcceptedSpoke, SpokeVpc, TransitGateway, type SpokeVpcProps } from '@inspected-egress/network';
import { packageIndexPolicy } from '@inspected-egress/policy';
import type { JsonObject } from '@inspected-egress/terraform';
import { TerraformOutput, TerraformStack, Testing } from 'cdktf';

/** Whose transit gateway, firewall and NAT gateways it is. */
export const OWNER = '111122223333';
/** Whose workloads it is. */
export const SPOKE = '444455556666';

const ZONES = [{ availabilityZone: 'us-east-1a' }, { availabilityZone: 'us-east-1b' }];
const SPOKE_BLOCKS = ['10.0.0.0/8'];
const POLICY = { egressPolicy: packageIndexPolicy(), today: '2026-11-29' };

/** The inspection VPC behind a transit gateway that is shared with another account, and what it has accepted of that one. */
export function ownerStack(accepted?: string): JsonObject {
  const stack = stackIn('owner', OWNER);
  const transitGateway = new TransitGateway(stack, 'gateway', {
    ...{ name: 'egress', spokeCidrBlocks: SPOKE_BLOCKS, sharedWith: [SPOKE] },
  });
  new InspectedEgress(stack, 'egress', {
    ...{ name: 'inspection', cidrBlock: '100.64.0.0/16', zones: ZONES, transitGateway },
    engine: { kind: 'network-firewall', ...POLICY, protection: 'off' },
  });
  if (accepted !== undefined)
    new AcceptedSpoke(stack, 'orders', {
      ...{ transitGateway, attachmentId: accepted, tags: { Name: 'orders, of another account' } },
    });
  tell(stack, 'transit-gateway', transitGateway.transitGatewayId);
  return stack.toTerraform() as JsonObject;
}

/** A VPC of workloads that is attached to it. */
export function spokeStack(
  transitGatewayId: string,
  attachment?: NonNullable<SpokeVpcProps['attachment']>,
): JsonObject {
  const stack = stackIn('spoke', SPOKE);
  const spoke = new SpokeVpc(stack, 'orders', {
    ...{ name: 'orders', cidrBlock: '10.1.0.0/16', zones: ZONES },
    transitGateway: { transitGatewayId, spokeCidrBlocks: SPOKE_BLOCKS },
    ...(attachment === undefined ? {} : { attachment }),
  });
  new DnsFirewall(stack, 'dns', { ...POLICY, name: 'orders', vpcIds: { orders: spoke.vpcId } });
  tell(stack, 'attachment', spoke.attachmentId);
  return stack.toTerraform() as JsonObject;
}

function stackIn(name: string, account: string): TerraformStack {
  const stack = new TerraformStack(Testing.app({ stackTraces: false }), name);
  new AwsProvider(stack, 'aws', { region: 'us-east-1', allowedAccountIds: [account] });
  return stack;
}

function tell(stack: TerraformStack, name: string, value: string): void {
  new TerraformOutput(stack, name, { value }).overrideLogicalId(name);
}
