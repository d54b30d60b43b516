import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import {
  DnsFirewall,
  DnsFirewallAssociations,
  InspectedEgress,
  NetworkFirewall,
} from '@inspected-egress/inspection';
import { packageIndexPolicy } from '@inspected-egress/policy';
import type { JsonObject } from '@inspected-egress/terraform';
import { TerraformOutput, TerraformStack, Testing } from 'cdktf';

/** Whose firewall policy and rule groups of DNS Firewall they are. */
export const OWNER = '111122223333';
/** Who uses them in a VPC of its own. */
export const CONSUMER = '444455556666';

const ZONES = [{ availabilityZone: 'us-east-1a' }, { availabilityZone: 'us-east-1b' }];
const POLICY = { egressPolicy: packageIndexPolicy(), today: '2026-11-29' };
// Of the NAT gateways of the consumer, which its firewall stands after.
const CONSUMER_NAT_BLOCKS = ['10.7.24.0/23', '10.7.56.0/23'];

/**
 * Inspected egress whose firewall policy and DNS rules others may use.
 *
 * @param principal - with whom they are shared; with nobody when it is left out
 */
export function ownerStack(principal?: string): JsonObject {
  const stack = stackIn('owner', OWNER);
  const share = principal === undefined ? undefined : { principals: [principal] };
  const egress = new InspectedEgress(stack, 'egress', {
    ...{ name: 'owner', cidrBlock: '10.1.0.0/16', zones: ZONES },
    engine: {
      ...{ kind: 'network-firewall', ...POLICY, protection: 'off' },
      ...(share === undefined ? {} : { share: { ...share, cidrBlocks: CONSUMER_NAT_BLOCKS } }),
    },
  });
  const dns = new DnsFirewall(stack, 'dns', {
    ...{ ...POLICY, name: 'owner', vpcIds: { owner: egress.vpc.vpcId } },
    ...(share === undefined ? {} : { share }),
  });
  if (egress.firewall instanceof NetworkFirewall) tell(stack, 'policy', egress.firewall.firewallPolicyArn);
  tell(stack, 'rule-groups', dns.ruleGroupIds);
  return stack.toTerraform() as JsonObject;
}

/** Inspected egress by what another account shares. */
export function consumerStack(firewallPolicyArn: string, ruleGroupIds: readonly string[]): JsonObject {
  const stack = stackIn('consumer', CONSUMER);
  const egress = new InspectedEgress(stack, 'egress', {
    ...{ name: 'consumer', cidrBlock: '10.7.0.0/16', zones: ZONES },
    engine: { kind: 'network-firewall', firewallPolicyArn, protection: 'off' },
  });
  const vpcIds = { consumer: egress.vpc.vpcId };
  new DnsFirewallAssociations(stack, 'dns', { name: 'consumer', vpcIds, ruleGroupIds });
  return stack.toTerraform() as JsonObject;
}

function stackIn(name: string, account: string): TerraformStack {
  const stack = new TerraformStack(Testing.app({ stackTraces: false }), name);
  new AwsProvider(stack, 'aws', { region: 'us-east-1', allowedAccountIds: [account] });
  return stack;
}

function tell(stack: TerraformStack, name: string, value: string | readonly string[]): void {
  new TerraformOutput(stack, name, { value }).overrideLogicalId(name);
}
