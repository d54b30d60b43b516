import type { JsonValue } from '../json';
import { unknown } from '../value';
import type { Answers } from './answers';
import { deployed, tagsOf, type Deployed } from './deployed';
import type { Item } from './item';

/** Numbers of the rules that deny the rest, of IPv4 and IPv6; VPC guide, "Network ACL rules", 2026-11. */
const FIRST_LAST_RULE = 32767;

export function readNetworkAcls(answers: Answers): readonly Deployed[] {
  return [...answers.of('NetworkAcls').map(readAcl), ...readDoubtful(answers)];
}

function readAcl(item: Item): Deployed {
  const entries = item
    .needItems('Entries')
    .filter((entry) => (entry.number('RuleNumber') ?? 0) < FIRST_LAST_RULE);
  const isEgress = (entry: Item) => entry.flag('Egress') ?? entry.refuse('Egress', '`true` or `false`');
  return deployed('aws_network_acl', item.need('NetworkAclId'), {
    vpc_id: item.text('VpcId'),
    ingress: entries.filter((entry) => !isEgress(entry)).map(readEntry),
    egress: entries.filter(isEgress).map(readEntry),
    subnet_ids: item.needItems('Associations').map((association) => association.need('SubnetId')),
    tags: tagsOf(item),
  });
}

function readEntry(entry: Item): JsonValue {
  const [ports, icmp] = [entry.item('PortRange'), entry.item('IcmpTypeCode')];
  return {
    rule_no: entry.number('RuleNumber') ?? null,
    action: entry.text('RuleAction') ?? null,
    protocol: entry.need('Protocol'),
    from_port: ports?.number('From') ?? 0,
    to_port: ports?.number('To') ?? 65535,
    icmp_type: icmp?.number('Type') ?? -1,
    icmp_code: icmp?.number('Code') ?? -1,
    cidr_block: entry.text('CidrBlock') ?? null,
    ipv6_cidr_block: entry.text('Ipv6CidrBlock') ?? null,
  };
}

/** Every subnet has an ACL, so one that none of the answers names has one that they do not tell. */
function readDoubtful(answers: Answers): readonly Deployed[] {
  const associated = new Set(
    answers
      .of('NetworkAcls')
      .flatMap((acl) => acl.needItems('Associations').map((one) => one.need('SubnetId'))),
  );
  const reason = answers.doubtOf('NetworkAcls') ?? 'no answer of `describe-network-acls` names the subnet';
  return answers
    .of('Subnets')
    .map((subnet) => subnet.need('SubnetId'))
    .filter((id) => !associated.has(id))
    .map((id) =>
      deployed(
        'aws_network_acl_association',
        `${id}/network-acl-association`,
        { subnet_id: id },
        { network_acl_id: unknown(reason) },
      ),
    );
}
