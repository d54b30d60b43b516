import type { JsonValue } from '../json';
import { unknown } from '../value';
import type { Answers } from './answers';
import { deployed, tagsOf, type Deployed } from './deployed';
import { interfaceItems } from './interface-items';
import type { Item } from './item';
import { readSecurityGroupRules } from './security-group-rule';

export function readSecurityGroups(answers: Answers): readonly Deployed[] {
  const described = answers.byId('SecurityGroups');
  const ofRules = readSecurityGroupRules(answers);
  const told = new Set([...described.keys(), ...ofRules.map(({ address }) => address)]);
  return [
    ...answers.of('SecurityGroups').map(readGroup),
    ...ofRules,
    ...namedGroups(answers)
      .filter((id) => !told.has(id))
      .map((id) => hiddenGroup(id, answers.doubtOf('SecurityGroups'))),
    ...readDoubtful(answers),
  ];
}

function readGroup(item: Item): Deployed {
  const id = item.need('GroupId');
  return deployed('aws_security_group', id, {
    name: item.text('GroupName'),
    description: item.text('Description'),
    vpc_id: item.text('VpcId'),
    ingress: item.needItems('IpPermissions').map((one) => readPermission(id, one)),
    egress: item.needItems('IpPermissionsEgress').map((one) => readPermission(id, one)),
    tags: tagsOf(item),
  });
}

function readPermission(group: string, permission: Item): JsonValue {
  const peers = permission.items('UserIdGroupPairs').map((pair) => pair.need('GroupId'));
  return {
    protocol: permission.need('IpProtocol'),
    from_port: permission.number('FromPort') ?? null,
    to_port: permission.number('ToPort') ?? null,
    cidr_blocks: permission.items('IpRanges').map((range) => range.need('CidrIp')),
    ipv6_cidr_blocks: permission.items('Ipv6Ranges').map((range) => range.need('CidrIpv6')),
    prefix_list_ids: permission.items('PrefixListIds').map((list) => list.need('PrefixListId')),
    security_groups: peers.filter((peer) => peer !== group),
    self: peers.includes(group),
  };
}

/** Groups that interfaces, endpoints and load balancers are in. */
function namedGroups(answers: Answers): readonly string[] {
  const grouped = [...interfaceItems(answers).values(), ...answers.of('VpcEndpoints')];
  const ids = [
    ...grouped.flatMap((item) => item.items('Groups').map((group) => group.need('GroupId'))),
    ...answers.of('LoadBalancers').flatMap((balancer) => balancer.texts('SecurityGroups')),
  ];
  return [...new Set(ids)];
}

function hiddenGroup(id: string, doubt: string | undefined): Deployed {
  const rules = unknown(doubt ?? 'it is not in the answer of `describe-security-groups`');
  return deployed('aws_security_group', id, {}, { ingress: rules, egress: rules });
}

/** Rules may be in any group that is not told whole, as the default one of a VPC. */
function readDoubtful(answers: Answers): readonly Deployed[] {
  const doubt = answers.doubtOf('SecurityGroups');
  if (doubt === undefined) return [];
  return [
    deployed(
      'aws_security_group_rule',
      'describe-security-groups',
      {},
      { security_group_id: unknown(doubt) },
    ),
  ];
}
