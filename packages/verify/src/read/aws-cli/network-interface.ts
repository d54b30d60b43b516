import type { Answers } from './answers';
import { deployed, tagsOf, type Deployed } from './deployed';
import { interfaceItems } from './interface-items';
import { interfaceOwners } from './interface-owner';
import type { Item } from './item';

/** Those that are their own, and the public addresses that they have. What another owns is the owner's. */
export function readNetworkInterfaces(answers: Answers): readonly Deployed[] {
  const { own } = interfaceOwners(answers);
  return [...interfaceItems(answers)]
    .filter(([id]) => own.has(id))
    .flatMap(([, item]) => [readInterface(item), ...readPublicAddress(answers, item)]);
}

function readInterface(item: Item): Deployed {
  const ipv6 = item.items('Ipv6Addresses').map((one) => one.need('Ipv6Address'));
  const attachment = item.item('Attachment');
  const instance = attachment?.text('InstanceId');
  return deployed('aws_network_interface', item.need('NetworkInterfaceId'), {
    subnet_id: item.need('SubnetId'),
    description: item.text('Description'),
    interface_type: item.text('InterfaceType'),
    owner_id: item.text('OwnerId'),
    security_groups: item.items('Groups').map((group) => group.need('GroupId')),
    source_dest_check: item.flag('SourceDestCheck'),
    private_ip: item.text('PrivateIpAddress'),
    private_ips: item.items('PrivateIpAddresses').map((one) => one.need('PrivateIpAddress')),
    ipv6_addresses: ipv6,
    ipv6_address_count: ipv6.length,
    attachment:
      instance === undefined ? [] : [{ instance, device_index: attachment?.number('DeviceIndex') ?? 0 }],
    tags: tagsOf(item, 'TagSet'),
  });
}

/** One of the pool of AWS is no Elastic IP address, and so in no other answer. */
function readPublicAddress(answers: Answers, item: Item): readonly Deployed[] {
  const [first] = [item, ...item.items('PrivateIpAddresses')]
    .map((one) => one.item('Association'))
    .filter((one) => one?.text('PublicIp') !== undefined)
    .filter((one) => !answers.byId('Addresses').has(one?.text('AllocationId') ?? ''));
  if (first === undefined) return [];
  const id = item.need('NetworkInterfaceId');
  return [
    deployed('aws_eip_association', `${id}/public-address`, {
      network_interface_id: id,
      public_ip: first.text('PublicIp'),
    }),
  ];
}
