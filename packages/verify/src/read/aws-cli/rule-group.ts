import { unknown } from '../value';
import { notGiven, type Answers } from './answers';
import { deployed, type Deployed } from './deployed';
import type { Item } from './item';
import { toBlocks } from './to-blocks';

/** Rule groups, and those that policies name and no answer tells of. */
export function readRuleGroups(answers: Answers): readonly Deployed[] {
  const described = answers.of('RuleGroup').map(readGroup);
  const told = new Set(described.map(({ address }) => address));
  const named = answers.of('FirewallPolicy').flatMap((answer) =>
    ['StatefulRuleGroupReferences', 'StatelessRuleGroupReferences'].flatMap(
      (member) =>
        answer
          .item('FirewallPolicy')
          ?.items(member)
          .map((one) => one.need('ResourceArn')) ?? [],
    ),
  );
  const hidden = [...new Set(named)].filter((arn) => !told.has(arn));
  return [...described, ...hidden.map(hiddenGroup)];
}

function readGroup(answer: Item): Deployed {
  const about = answer.item('RuleGroupResponse') ?? answer.refuse('RuleGroupResponse', 'an object');
  const group = answer.item('RuleGroup') ?? answer.refuse('RuleGroup', 'an object');
  const arn = about.need('RuleGroupArn');
  return deployed('aws_networkfirewall_rule_group', arn, {
    arn,
    name: about.text('RuleGroupName'),
    type: about.text('Type'),
    capacity: about.number('Capacity'),
    rule_group: toBlocks(group),
  });
}

function hiddenGroup(arn: string): Deployed {
  const reason = unknown(notGiven(`network-firewall describe-rule-group --rule-group-arn ${arn}`));
  return deployed(
    'aws_networkfirewall_rule_group',
    arn,
    { arn },
    { type: reason, capacity: reason, rule_group: reason },
  );
}
