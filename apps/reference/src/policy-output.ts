import type { Approximation, EgressPolicy } from '@inspected-egress/policy';
import { TerraformLocal, TerraformOutput, type TerraformStack } from 'cdktf';
import { nextExpiry } from './plan/next-expiry';

export interface PolicyOutputProps {
  readonly policy: EgressPolicy;
  readonly policyDate: string;
  readonly approximations: readonly Approximation[];
}

/**
 * What is enforced and since when, and where a layer permits more or less than the policy says.
 *
 * Its precondition makes an expiry take effect: Terraform refuses to plan once a rule that is in force has expired by the
 * clock, and the way out is a later `policyDate`, which leaves the rule out. A destroy skips it, as nothing should keep
 * anybody from that.
 */
export function declarePolicyOutput(
  stack: TerraformStack,
  { policy, policyDate, approximations }: PolicyOutputProps,
): void {
  const expiry = nextExpiry(policy, policyDate);
  const output = new TerraformOutput(stack, 'egress_policy', {
    description: 'Egress policy, the day for which it is compiled, and where a layer differs from it',
    staticId: true,
    value: {
      name: policy.name,
      mode: policy.mode,
      date: policyDate,
      approximations: [...new Set(approximations.map(describe))],
    },
  });
  if (expiry === undefined) return;
  // A condition must refer to something, or Terraform takes it for one that checks nothing.
  const end = new TerraformLocal(stack, 'egress_policy_expiry', expiry.end);
  end.overrideLogicalId('egress_policy_expiry');
  // cdktf 0.21 takes the argument of an output and does not write it.
  output.addOverride('precondition', [
    {
      condition: '${timecmp(plantimestamp(), local.egress_policy_expiry) < 0}',
      error_message: [
        `Rule "${expiry.rule}" of the egress policy "${policy.name}" expired with ${expiry.day}, but the policy is`,
        `compiled for ${policyDate}. Set policyDate to today, synthesize and plan again.`,
      ].join(' '),
    },
  ]);
}

function describe({ layer, direction, rule, reason }: Approximation): string {
  return `${layer}, ${direction}, ${rule ?? 'all rules'}: ${reason}`;
}
