import type { Answers } from './answers';
import { deployed, tagsOf, type Deployed } from './deployed';
import type { Item } from './item';

/** AWS tells of deleted ones for an hour, and of failed ones. */
const GONE = ['deleted', 'failed'];

export function readNatGateways(answers: Answers): readonly Deployed[] {
  return answers
    .of('NatGateways')
    .filter((item) => !GONE.includes(item.text('State') ?? ''))
    .flatMap((item) => [readNatGateway(item), ...readAppliances(item)]);
}

function readNatGateway(item: Item): Deployed {
  const isRegional = item.text('AvailabilityMode') === 'regional';
  const addresses = item.items('NatGatewayAddresses').filter((one) => one.text('Status') !== 'failed');
  const [first] = addresses;
  const primary = addresses.find((one) => one.flag('IsPrimary') === true) ?? first;
  const others = addresses.filter((one) => one !== primary);
  const all = (member: string) =>
    others.map((one) => one.text(member)).filter((text): text is string => text !== undefined);
  return deployed('aws_nat_gateway', item.need('NatGatewayId'), {
    vpc_id: item.text('VpcId'),
    connectivity_type: item.text('ConnectivityType') ?? 'public',
    availability_mode: item.text('AvailabilityMode') ?? 'zonal',
    ...(isRegional ? { route_table_id: item.text('RouteTableId') } : { subnet_id: item.need('SubnetId') }),
    allocation_id: primary?.text('AllocationId'),
    secondary_allocation_ids: all('AllocationId'),
    public_ip: primary?.text('PublicIp'),
    private_ip: primary?.text('PrivateIp'),
    secondary_private_ip_addresses: all('PrivateIp'),
    tags: tagsOf(item),
  });
}

/** A proxy of Network Firewall takes packets from the gateway, and where they go then is not told. */
function readAppliances(item: Item): readonly Deployed[] {
  const id = item.need('NatGatewayId');
  return item
    .items('AttachedAppliances')
    .filter((appliance) => appliance.text('AttachmentState') !== 'detached')
    .map((appliance, index) =>
      deployed('aws_networkfirewall_proxy', appliance.text('ApplianceArn') ?? `${id}/appliance/${index}`, {
        nat_gateway_id: id,
        vpc_id: item.text('VpcId'),
      }),
    );
}
