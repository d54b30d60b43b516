import type { Answers } from './answers';
import { deployed, type Deployed } from './deployed';
import type { Item } from './item';

export function readLoadBalancers(answers: Answers): readonly Deployed[] {
  return [
    ...answers.of('LoadBalancers').map(readLoadBalancer),
    ...answers.of('LoadBalancerDescriptions').map(readClassic),
  ];
}

function readLoadBalancer(item: Item): Deployed {
  const zones = item.items('AvailabilityZones');
  return deployed('aws_lb', item.need('LoadBalancerArn'), {
    arn: item.need('LoadBalancerArn'),
    name: item.text('LoadBalancerName'),
    load_balancer_type: item.text('Type'),
    internal: item.text('Scheme') === 'internal',
    vpc_id: item.text('VpcId'),
    subnets: zones.map((zone) => zone.need('SubnetId')),
    subnet_mapping: zones.map((zone) => ({
      subnet_id: zone.need('SubnetId'),
      allocation_id:
        zone
          .items('LoadBalancerAddresses')
          .map((address) => address.text('AllocationId'))
          .find((id) => id !== undefined) ?? null,
    })),
    security_groups: item.texts('SecurityGroups'),
  });
}

/** Its name is all the id that a Classic Load Balancer has. */
function readClassic(item: Item): Deployed {
  const name = item.need('LoadBalancerName');
  return deployed('aws_elb', item.text('DNSName') ?? name, {
    name,
    internal: item.text('Scheme') === 'internal',
    vpc_id: item.text('VPCId'),
    subnets: item.texts('Subnets'),
    security_groups: item.texts('SecurityGroups'),
  });
}
