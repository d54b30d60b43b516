import { unknown } from '../value';
import type { Answers } from './answers';
import { blocksIn } from './block-association';
import { deployed, tagsOf, type Deployed } from './deployed';
import { interfaceItems } from './interface-items';
import type { Item } from './item';

/** Those of the answers, and those that others are in or about while nothing tells of them. */
export function readSubnets(answers: Answers): readonly Deployed[] {
  const described = answers.byId('Subnets');
  const reason = unknown(answers.doubtOf('Subnets') ?? 'it is not in the answer of `describe-subnets`');
  const hidden = new Map([...namedSubnets(answers)].filter(([id]) => !described.has(id)));
  return [
    ...answers.of('Subnets').map(readSubnet),
    ...[...hidden].map(([id, vpc]) =>
      deployed('aws_subnet', id, { vpc_id: vpc }, Object.fromEntries(TOLD.map((name) => [name, reason]))),
    ),
  ];
}

/** What `describe-subnets` would tell. */
const TOLD = [
  'availability_zone',
  'cidr_block',
  'ipv6_cidr_block',
  'map_public_ip_on_launch',
  'assign_ipv6_address_on_creation',
  'enable_dns64',
];

/** With the VPC, where that is told. */
function* namedSubnets(answers: Answers): Iterable<readonly [string, string | undefined]> {
  for (const member of ['RouteTables', 'NetworkAcls'] as const)
    for (const item of answers.of(member))
      for (const association of item.needItems('Associations')) {
        const id = association.text('SubnetId');
        if (id !== undefined) yield [id, item.text('VpcId')];
      }
  for (const item of [...interfaceItems(answers).values(), ...answers.of('NatGateways')]) {
    const id = item.text('SubnetId');
    if (id !== undefined) yield [id, item.text('VpcId')];
  }
  for (const item of answers.of('VpcEndpoints'))
    for (const id of item.texts('SubnetIds')) yield [id, item.text('VpcId')];
}

function readSubnet(item: Item): Deployed {
  const [ipv6, ...others] = blocksIn(item, 'Ipv6');
  const isIpv6Only = item.flag('Ipv6Native') === true;
  return deployed(
    'aws_subnet',
    item.need('SubnetId'),
    {
      arn: item.text('SubnetArn'),
      vpc_id: item.need('VpcId'),
      availability_zone: item.text('AvailabilityZone'),
      availability_zone_id: item.text('AvailabilityZoneId'),
      cidr_block: isIpv6Only ? item.text('CidrBlock') : item.need('CidrBlock'),
      ipv6_cidr_block: ipv6,
      ipv6_native: isIpv6Only,
      map_public_ip_on_launch: item.flag('MapPublicIpOnLaunch') ?? false,
      assign_ipv6_address_on_creation: item.flag('AssignIpv6AddressOnCreation') ?? false,
      enable_dns64: item.flag('EnableDns64') ?? false,
      owner_id: item.text('OwnerId'),
      tags: tagsOf(item),
    },
    others.length > 0 ? { ipv6_cidr_block: unknown('the subnet has several IPv6 blocks') } : {},
  );
}
