import type { Answers } from './answers';
import { deployed, tagsOf, type Deployed } from './deployed';
import { instanceItems } from './interface-items';
import type { Item } from './item';

export function readInstances(answers: Answers): readonly Deployed[] {
  return instanceItems(answers).map(readInstance);
}

function readInstance(item: Item): Deployed {
  const devices = item.items('NetworkInterfaces').map((one) => {
    const attachment = one.item('Attachment');
    return {
      network_interface_id: one.need('NetworkInterfaceId'),
      device_index: attachment?.number('DeviceIndex') ?? 0,
      network_card_index: attachment?.number('NetworkCardIndex') ?? 0,
    };
  });
  const ipv6 = item
    .items('NetworkInterfaces')
    .flatMap((one) => one.items('Ipv6Addresses').map((address) => address.need('Ipv6Address')));
  const publicIp = item.text('PublicIpAddress');
  return deployed('aws_instance', item.need('InstanceId'), {
    subnet_id: item.text('SubnetId'),
    vpc_security_group_ids: item.items('SecurityGroups').map((group) => group.need('GroupId')),
    associate_public_ip_address: publicIp !== undefined,
    public_ip: publicIp,
    private_ip: item.text('PrivateIpAddress'),
    ipv6_addresses: ipv6,
    ipv6_address_count: ipv6.length,
    source_dest_check: item.flag('SourceDestCheck'),
    // The first device of the first card comes first.
    network_interface: devices.sort(
      (a, b) => a.device_index - b.device_index || a.network_card_index - b.network_card_index,
    ),
    tags: tagsOf(item),
  });
}
