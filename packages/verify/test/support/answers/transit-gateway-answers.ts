import { formatCidrBlock } from '@inspected-egress/cidr';
import { valueOf } from '../../../src/graph/known';
import type { Route } from '../../../src/graph/route';
import type { VpcGraph } from '../../../src/graph/vpc-graph';
import { list, type Answers } from './answers';
import { ACCOUNT, idOf, refuse, transitId } from './aws-ids';

/** Transit gateways with their attachments and tables, as their owner is told. */
export function transitGatewayAnswers(graph: VpcGraph): Answers {
  const answers: Answers = {};
  const attachments = graph.transitGatewayAttachments;
  const gateways = new Map(
    [...attachments.values()].map(({ transitGateway }) => {
      const key = valueOf(transitGateway) ?? refuse('an attachment to no gateway');
      return [key, { key }] as const;
    }),
  );
  list(answers, 'describe-transit-gateways', 'TransitGateways', gateways, ({ key }) => ({
    TransitGatewayId: idOf('tgw-', key),
    State: 'available',
    OwnerId: ACCOUNT,
    Options: { DefaultRouteTableAssociation: 'disable', DefaultRouteTablePropagation: 'disable' },
    Tags: [],
  }));
  list(
    answers,
    'describe-transit-gateway-vpc-attachments',
    'TransitGatewayVpcAttachments',
    attachments,
    ({ key, transitGateway, vpc, subnets, applianceMode }) => ({
      TransitGatewayAttachmentId: transitId('tgw-attach-', key),
      TransitGatewayId: idOf('tgw-', valueOf(transitGateway) ?? ''),
      VpcId: idOf('vpc-', valueOf(vpc) ?? ''),
      State: 'available',
      SubnetIds: subnets.map((subnet) => idOf('subnet-', valueOf(subnet) ?? '')),
      Options: { ApplianceModeSupport: valueOf(applianceMode) === true ? 'enable' : 'disable' },
      Tags: [],
    }),
  );
  list(
    answers,
    'describe-transit-gateway-attachments',
    'TransitGatewayAttachments',
    attachments,
    ({ key, transitGateway, vpc, routeTable }) => ({
      TransitGatewayAttachmentId: transitId('tgw-attach-', key),
      TransitGatewayId: idOf('tgw-', valueOf(transitGateway) ?? ''),
      TransitGatewayOwnerId: ACCOUNT,
      ResourceOwnerId: ACCOUNT,
      ResourceType: 'vpc',
      ResourceId: idOf('vpc-', valueOf(vpc) ?? ''),
      State: 'available',
      ...(routeTable === undefined
        ? {}
        : {
            Association: {
              TransitGatewayRouteTableId: transitId('tgw-rtb-', valueOf(routeTable) ?? ''),
              State: 'associated',
            },
          }),
      Tags: [],
    }),
  );
  list(
    answers,
    'describe-transit-gateway-route-tables',
    'TransitGatewayRouteTables',
    graph.transitGatewayRouteTables,
    ({ key }) => ({ TransitGatewayRouteTableId: transitId('tgw-rtb-', key), State: 'available', Tags: [] }),
  );
  for (const { key, routes } of graph.transitGatewayRouteTables.values())
    answers[`transit-gateway-routes-${transitId('tgw-rtb-', key)}`] = {
      Routes: preferred(routes).map((route) => tellRoute(graph, route)),
      AdditionalRoutesAvailable: false,
    };
  return answers;
}

/**
 * A table shows the preferred route of each destination alone, and a static one is preferred to one that is propagated.
 * @see AWS, "How Amazon VPC Transit Gateways work", route evaluation order, 2026-11
 */
function preferred(routes: readonly Route[]): readonly Route[] {
  const destinationOf = ({ destination }: Route) =>
    destination.kind === 'block' ? formatCidrBlock(destination.block) : '';
  const fixed = new Set(routes.filter(({ isPropagated }) => isPropagated !== true).map(destinationOf));
  return routes.filter((route) => route.isPropagated !== true || !fixed.has(destinationOf(route)));
}

function tellRoute(graph: VpcGraph, { destination, target, isPropagated, isBlackhole }: Route): object {
  const told =
    destination.kind === 'block'
      ? { DestinationCidrBlock: formatCidrBlock(destination.block) }
      : destination.kind === 'prefix-list'
        ? { PrefixListId: idOf('pl-', destination.prefixList) }
        : refuse(`a route to ${destination.kind}`);
  const key = 'key' in target ? target.key : refuse('a route to somewhere');
  const attachment = graph.transitGatewayAttachments.get(key);
  return {
    ...told,
    ...(isBlackhole
      ? {}
      : {
          TransitGatewayAttachments: [
            {
              TransitGatewayAttachmentId: transitId('tgw-attach-', key),
              ResourceType: 'vpc',
              ResourceId: idOf('vpc-', valueOf(attachment?.vpc) ?? ''),
            },
          ],
        }),
    Type: isPropagated ? 'propagated' : 'static',
    State: isBlackhole ? 'blackhole' : 'active',
  };
}
