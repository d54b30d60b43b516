import type { JsonValue } from '../json';
import type { Answers } from './answers';
import { deployed, type Deployed } from './deployed';
import type { Item } from './item';

/** Groups of which only the rules are told. Where the groups are told too, these say the same. */
export function readSecurityGroupRules(answers: Answers): readonly Deployed[] {
  const described = answers.byId('SecurityGroups');
  const groups = new Map<string, Item[]>();
  for (const rule of answers.of('SecurityGroupRules')) {
    const group = rule.need('GroupId');
    if (!described.has(group)) groups.set(group, [...(groups.get(group) ?? []), rule]);
  }
  return [...groups].map(([group, rules]) => {
    const of = (isEgress: boolean) =>
      rules.filter((rule) => rule.flag('IsEgress') === isEgress).map((rule) => readRule(group, rule));
    return deployed('aws_security_group', group, { ingress: of(false), egress: of(true) });
  });
}

function readRule(group: string, rule: Item): JsonValue {
  const peer = rule.item('ReferencedGroupInfo')?.need('GroupId');
  const one = (text: string | undefined) => (text === undefined ? [] : [text]);
  return {
    protocol: rule.need('IpProtocol'),
    from_port: rule.number('FromPort') ?? null,
    to_port: rule.number('ToPort') ?? null,
    cidr_blocks: one(rule.text('CidrIpv4')),
    ipv6_cidr_blocks: one(rule.text('CidrIpv6')),
    prefix_list_ids: one(rule.text('PrefixListId')),
    security_groups: peer === group ? [] : one(peer),
    self: peer === group,
  };
}
