import type { Answers } from './answers';
import { deployed, tagsOf, type Deployed } from './deployed';

const GONE = ['deleted', 'failed', 'rejected'];

export function readTransitGatewayAttachments(answers: Answers): readonly Deployed[] {
  return answers
    .of('TransitGatewayVpcAttachments')
    .filter((item) => !GONE.includes(item.text('State') ?? ''))
    .map((item) =>
      deployed('aws_ec2_transit_gateway_vpc_attachment', item.need('TransitGatewayAttachmentId'), {
        transit_gateway_id: item.text('TransitGatewayId'),
        vpc_id: item.text('VpcId'),
        subnet_ids: item.texts('SubnetIds'),
        appliance_mode_support: item.item('Options')?.text('ApplianceModeSupport'),
        tags: tagsOf(item),
      }),
    );
}
