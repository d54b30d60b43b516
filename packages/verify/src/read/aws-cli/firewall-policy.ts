import { unknown } from '../value';
import { notGiven, type Answers } from './answers';
import { deployed, type Deployed } from './deployed';
import type { Item } from './item';
import { toBlocks } from './to-blocks';

/** Policies, and those that firewalls name and no answer tells of. */
export function readFirewallPolicies(answers: Answers): readonly Deployed[] {
  const described = answers.of('FirewallPolicy').map(readPolicy);
  const told = new Set(described.map(({ address }) => address));
  const named = answers
    .of('Firewall')
    .flatMap((answer) => answer.item('Firewall')?.text('FirewallPolicyArn') ?? []);
  const hidden = [...new Set(named)].filter((arn) => !told.has(arn));
  return [...described, ...hidden.map(hiddenPolicy)];
}

function readPolicy(answer: Item): Deployed {
  const about = answer.item('FirewallPolicyResponse') ?? answer.refuse('FirewallPolicyResponse', 'an object');
  const policy = answer.item('FirewallPolicy') ?? answer.refuse('FirewallPolicy', 'an object');
  const arn = about.need('FirewallPolicyArn');
  return deployed('aws_networkfirewall_firewall_policy', arn, {
    arn,
    name: about.text('FirewallPolicyName'),
    firewall_policy: toBlocks(policy),
  });
}

function hiddenPolicy(arn: string): Deployed {
  const reason = notGiven(`network-firewall describe-firewall-policy --firewall-policy-arn ${arn}`);
  return deployed('aws_networkfirewall_firewall_policy', arn, { arn }, { firewall_policy: unknown(reason) });
}
