import type { Answers } from './answers';
import { attachedVpc } from './attached-vpc';
import { deployed, tagsOf, type Deployed } from './deployed';

/** Gateways to other networks. */
export function readOuterGateways(answers: Answers): readonly Deployed[] {
  const vpnGateways = answers.of('VpnGateways').filter((item) => item.text('State') !== 'deleted');
  const carriers = answers.of('CarrierGateways').filter((item) => item.text('State') !== 'deleted');
  return [
    ...vpnGateways.map((item) =>
      deployed('aws_vpn_gateway', item.need('VpnGatewayId'), {
        vpc_id: attachedVpc(item.items('VpcAttachments')),
        tags: tagsOf(item),
      }),
    ),
    ...carriers.map((item) =>
      deployed('aws_ec2_carrier_gateway', item.need('CarrierGatewayId'), {
        vpc_id: item.text('VpcId'),
        tags: tagsOf(item),
      }),
    ),
    ...answers
      .of('LocalGateways')
      .map((item) => deployed('aws_ec2_local_gateway', item.need('LocalGatewayId'), { tags: tagsOf(item) })),
  ];
}
