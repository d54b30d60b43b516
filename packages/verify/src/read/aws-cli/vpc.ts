import { unknown } from '../value';
import { notGiven, type Answers } from './answers';
import { blocksIn } from './block-association';
import { deployed, tagsOf, type Deployed } from './deployed';
import type { Item } from './item';

/** Those of the answers, and those that subnets and tables are in while nothing tells of them. */
export function readVpcs(answers: Answers): readonly Deployed[] {
  const described = answers.byId('Vpcs');
  const parts = readFirstParts(answers);
  const named = (['Subnets', 'RouteTables'] as const).flatMap((member) =>
    answers.of(member).map((item) => item.text('VpcId')),
  );
  const missing = [...new Set(named)].filter((id): id is string => id !== undefined && !described.has(id));
  const reason = answers.doubtOf('Vpcs') ?? 'it is not in the answer of `describe-vpcs`';
  return [
    ...answers.of('Vpcs').flatMap((item) => readVpc(answers, parts, item)),
    ...missing.map((id) => {
      const told = ['cidr_block', 'ipv6_cidr_block', 'ipv6_association_id', 'enable_dns_support'];
      const values = Object.fromEntries(told.map((name) => [name, unknown(reason)]));
      return deployed('aws_vpc', id, { ...partsOf(parts, id) }, values);
    }),
  ];
}

function readVpc(answers: Answers, parts: FirstParts, item: Item): readonly Deployed[] {
  const id = item.need('VpcId');
  const [ipv6, ...furtherIpv6] = blocksIn(item, 'Ipv6');
  const support = readDnsSupport(answers, id);
  const vpc = deployed(
    'aws_vpc',
    id,
    {
      cidr_block: item.need('CidrBlock'),
      cidr_block_associations: blocksIn(item, '').map((cidr_block) => ({ cidr_block })),
      ipv6_cidr_block: ipv6,
      owner_id: item.text('OwnerId'),
      enable_dns_support: support,
      tags: tagsOf(item),
      ...partsOf(parts, id),
    },
    support === undefined ? { enable_dns_support: unknown(dnsSupportNotGiven(id)) } : {},
  );
  const further = furtherIpv6.map((ipv6_cidr_block) =>
    deployed('aws_vpc_ipv6_cidr_block_association', `${id}/${ipv6_cidr_block}`, {
      vpc_id: id,
      ipv6_cidr_block,
    }),
  );
  return [vpc, ...further];
}

/** `describe-vpcs` does not tell it. */
function readDnsSupport(answers: Answers, vpc: string): boolean | undefined {
  const answer = answers.of('EnableDnsSupport').find((one) => one.text('VpcId') === vpc);
  return answer?.item('EnableDnsSupport')?.flag('Value');
}

export function dnsSupportNotGiven(vpc: string): string {
  return notGiven(`describe-vpc-attribute --attribute enableDnsSupport --vpc-id ${vpc}`);
}

/** What subnets and interfaces of a VPC have while they name nothing else, by VPC. */
interface FirstParts {
  readonly tables: ReadonlyMap<string, string>;
  readonly acls: ReadonlyMap<string, string>;
  readonly groups: ReadonlyMap<string, string>;
}

function readFirstParts(answers: Answers): FirstParts {
  const byVpc = (items: readonly Item[], id: string) =>
    new Map(items.map((item) => [item.text('VpcId') ?? '', item.need(id)] as const));
  return {
    tables: byVpc(answers.of('RouteTables').filter(isMain), 'RouteTableId'),
    acls: byVpc(
      answers.of('NetworkAcls').filter((acl) => acl.flag('IsDefault') === true),
      'NetworkAclId',
    ),
    groups: byVpc(
      answers.of('SecurityGroups').filter((group) => group.text('GroupName') === 'default'),
      'GroupId',
    ),
  };
}

export function isMain(table: Item): boolean {
  return table.needItems('Associations').some((association) => association.flag('Main') === true);
}

function partsOf({ tables, acls, groups }: FirstParts, vpc: string) {
  return {
    default_route_table_id: tables.get(vpc),
    main_route_table_id: tables.get(vpc),
    default_network_acl_id: acls.get(vpc),
    default_security_group_id: groups.get(vpc),
  };
}
