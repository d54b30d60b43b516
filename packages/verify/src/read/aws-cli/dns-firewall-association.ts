import { unknown, type Value } from '../value';
import type { Answers } from './answers';
import { callers } from './caller';
import { deployed, type Deployed } from './deployed';
import type { Item } from './item';

const TYPE = 'aws_route53_resolver_firewall_rule_group_association';

/** Rule groups of DNS Firewall that are applied to VPCs, and what may be besides. */
export function readDnsFirewallAssociations(answers: Answers): readonly Deployed[] {
  const doubt = answers.doubtOf('FirewallRuleGroupAssociations');
  const { isForeign } = callers(answers);
  const foreign = answers.of('Vpcs').filter(isForeign);
  return [
    ...answers.of('FirewallRuleGroupAssociations').map(readAssociation),
    ...foreign.map((vpc) => {
      const reason = unknown('the VPC is of another account, which associates rule groups of its own');
      const id = vpc.need('VpcId');
      return deployed(
        TYPE,
        `${id}/${TYPE}`,
        { vpc_id: id },
        { firewall_rule_group_id: reason, priority: reason },
      );
    }),
    ...(doubt === undefined
      ? []
      : [
          deployed(
            TYPE,
            'list-firewall-rule-group-associations',
            {},
            {
              vpc_id: unknown(doubt),
              firewall_rule_group_id: unknown(doubt),
              priority: unknown(doubt),
            },
          ),
        ]),
  ];
}

function readAssociation(item: Item): Deployed {
  const status = item.text('Status') ?? 'COMPLETE';
  const changing: Record<string, Value> =
    status === 'COMPLETE' ? {} : { firewall_rule_group_id: unknown(`it is \`${status}\` now`) };
  const said = {
    name: item.text('Name'),
    vpc_id: item.need('VpcId'),
    firewall_rule_group_id: item.need('FirewallRuleGroupId'),
    priority: item.number('Priority'),
  };
  return deployed(TYPE, item.need('Id'), said, changing);
}
