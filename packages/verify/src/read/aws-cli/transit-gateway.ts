import type { Answers } from './answers';
import { deployed, tagsOf, type Deployed } from './deployed';

/**
 * Transit gateways. Which tables their attachments use is told of each attachment by itself, so nothing follows from the
 * defaults of a gateway.
 */
export function readTransitGateways(answers: Answers): readonly Deployed[] {
  const told = answers.of('TransitGateways').filter((item) => item.text('State') !== 'deleted');
  const found = told.map((item) => {
    const options = item.item('Options');
    return deployed('aws_ec2_transit_gateway', item.need('TransitGatewayId'), {
      ...NO_DEFAULTS,
      arn: item.text('TransitGatewayArn'),
      association_default_route_table_id: options?.text('AssociationDefaultRouteTableId'),
      propagation_default_route_table_id: options?.text('PropagationDefaultRouteTableId'),
      tags: tagsOf(item),
    });
  });
  if (answers.doubtOf('TransitGateways') === undefined) return found;
  // Those that attachments name are there, whoever they are of.
  const ids = new Set(
    answers.of('TransitGatewayVpcAttachments').flatMap((item) => item.text('TransitGatewayId') ?? []),
  );
  for (const { id } of found) ids.delete(id ?? '');
  return [...found, ...[...ids].map((id) => deployed('aws_ec2_transit_gateway', id, NO_DEFAULTS))];
}

const NO_DEFAULTS = {
  default_route_table_association: 'disable',
  default_route_table_propagation: 'disable',
} as const;
