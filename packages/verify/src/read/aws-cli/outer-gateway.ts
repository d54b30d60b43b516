import { unknown } from '../value';
import type { Answers } from './answers';
import { attachedVpc } from './attached-vpc';
import { deployed, tagsOf, type Deployed } from './deployed';

const TABLES_UNTOLD = unknown('route tables of transit gateways are not read from answers of the AWS CLI');

/** Gateways to other networks. */
export function readOuterGateways(answers: Answers): readonly Deployed[] {
  const vpnGateways = answers.of('VpnGateways').filter((item) => item.text('State') !== 'deleted');
  const carriers = answers.of('CarrierGateways').filter((item) => item.text('State') !== 'deleted');
  const transits = answers.of('TransitGateways').filter((item) => item.text('State') !== 'deleted');
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
    ...transits.map((item) =>
      deployed(
        'aws_ec2_transit_gateway',
        item.need('TransitGatewayId'),
        { arn: item.text('TransitGatewayArn'), tags: tagsOf(item) },
        { default_route_table_association: TABLES_UNTOLD, default_route_table_propagation: TABLES_UNTOLD },
      ),
    ),
    ...answers
      .of('LocalGateways')
      .map((item) => deployed('aws_ec2_local_gateway', item.need('LocalGatewayId'), { tags: tagsOf(item) })),
  ];
}
