import { unknown } from '../value';
import type { Answers } from './answers';
import { deployed, tagsOf, type Deployed } from './deployed';
import type { Item } from './item';

const GONE = ['deleted', 'rejected', 'failed', 'expired'];

export function readVpcEndpoints(answers: Answers): readonly Deployed[] {
  const lists = readListsOfEndpoints(answers);
  return answers
    .of('VpcEndpoints')
    .filter((item) => !GONE.includes(item.text('State')?.toLowerCase() ?? ''))
    .map((item) => readEndpoint(item, lists));
}

function readEndpoint(item: Item, lists: ReadonlyMap<string, string>): Deployed {
  const id = item.need('VpcEndpointId');
  const type = item.text('VpcEndpointType');
  return deployed(
    'aws_vpc_endpoint',
    id,
    {
      vpc_endpoint_type: type,
      vpc_id: item.text('VpcId'),
      service_name: item.text('ServiceName'),
      policy: item.text('PolicyDocument'),
      prefix_list_id: lists.get(id),
      route_table_ids: item.texts('RouteTableIds'),
      subnet_ids: item.texts('SubnetIds'),
      security_group_ids: item.items('Groups').map((group) => group.need('GroupId')),
      ip_address_type: item.text('IpAddressType'),
      private_dns_enabled: item.flag('PrivateDnsEnabled'),
      tags: tagsOf(item),
    },
    type === undefined ? { vpc_endpoint_type: unknown('the answer does not tell') } : {},
  );
}

/** The list of a gateway endpoint's service is told by its routes alone. */
function readListsOfEndpoints(answers: Answers): ReadonlyMap<string, string> {
  const routes = answers.of('RouteTables').flatMap((table) => table.needItems('Routes'));
  return new Map(
    routes.flatMap((route) => {
      const [list, gateway] = [route.text('DestinationPrefixListId'), route.text('GatewayId')];
      return list === undefined || gateway === undefined ? [] : [[gateway, list] as const];
    }),
  );
}
