import { known, unknown, type Value } from '../value';
import { notGiven, type Answers } from './answers';
import { deployed, tagsOf, type Deployed } from './deployed';
import type { Item } from './item';
import { tableOfFile, transitGatewayRoutes } from './transit-gateway-route-table';

const GONE = ['deleted', 'failed', 'rejected'];

/** VPC attachments, and of each the table that it is associated with. */
export function readTransitGatewayAttachments(answers: Answers): readonly Deployed[] {
  const associationOf = readAssociations(answers);
  const found = answers
    .of('TransitGatewayVpcAttachments')
    .filter((item) => !GONE.includes(item.text('State') ?? ''))
    .flatMap((item): readonly Deployed[] => {
      const id = item.need('TransitGatewayAttachmentId');
      const options = item.item('Options');
      const attachment = deployed('aws_ec2_transit_gateway_vpc_attachment', id, {
        transit_gateway_id: item.text('TransitGatewayId'),
        vpc_id: item.text('VpcId'),
        subnet_ids: item.texts('SubnetIds'),
        appliance_mode_support: options?.text('ApplianceModeSupport'),
        ipv6_support: options?.text('Ipv6Support'),
        tags: tagsOf(item),
      });
      const table = associationOf(item);
      const association = deployed(
        'aws_ec2_transit_gateway_route_table_association',
        `${id}/association`,
        { transit_gateway_attachment_id: id },
        { transit_gateway_route_table_id: table },
      );
      return table === undefined ? [attachment] : [attachment, association];
    });
  return [...found, ...untoldAttachments(answers)];
}

/** What any VPC may be attached by, where the answers do not tell. */
function untoldAttachments(answers: Answers): readonly Deployed[] {
  const doubt = answers.doubtOf('TransitGatewayVpcAttachments');
  if (doubt === undefined) return [];
  const routes = answers.of('RouteTables').flatMap((table) => table.needItems('Routes'));
  const gateways = new Set(routes.flatMap((route) => route.text('TransitGatewayId') ?? []));
  return [...gateways].map((id) =>
    deployed(
      'aws_ec2_transit_gateway_vpc_attachment',
      `${id}/attachments`,
      { transit_gateway_id: id },
      { vpc_id: unknown(doubt), subnet_ids: unknown(doubt), appliance_mode_support: unknown(doubt) },
    ),
  );
}

/** The id of a table, why it or its routes are not known, or undefined where there is none. */
function readAssociations(answers: Answers): (attachment: Item) => Value | undefined {
  const tables = new Map<string, Association>();
  for (const answer of answers.of('Associations')) {
    const table = tableOfFile(answer.file);
    if (table === undefined) continue;
    for (const one of answer.needItems('Associations'))
      tables.set(one.need('TransitGatewayAttachmentId'), { table, state: one.text('State') });
  }
  const seen = new Map<string, readonly Item[]>();
  for (const one of answers.of('TransitGatewayAttachments')) {
    const id = one.need('TransitGatewayAttachmentId');
    seen.set(id, [...(seen.get(id) ?? []), one]);
  }
  const routesOf = transitGatewayRoutes(answers);
  return (attachment) => {
    const id = attachment.need('TransitGatewayAttachmentId');
    const state = attachment.text('State') ?? 'available';
    if (!WORKING.includes(state)) return unknown(`\`${id}\` is \`${state}\``);
    const told = seen.get(id) ?? [];
    const associations = told.flatMap((one) => associationIn(one) ?? []);
    const { table, state: ofTable = 'associated' } = associations[0] ?? tables.get(id) ?? {};
    if (table === undefined) return whyNone(answers, attachment, told[0]);
    if (associations.some((one) => one.table !== table))
      return unknown(`answers give \`${id}\` several tables`);
    if (ofTable !== 'associated') return unknown(`its association with \`${table}\` is \`${ofTable}\``);
    const routes = routesOf(table);
    return routes.is === 'told' ? known(table) : unknown(routes.reason);
  };
}

const WORKING = ['available', 'modifying'];

interface Association {
  readonly table?: string | undefined;
  readonly state?: string | undefined;
}

/** Undefined where none is told, or one that has ended. */
function associationIn(attachment: Item): Association | undefined {
  const association = attachment.item('Association');
  const table = association?.text('TransitGatewayRouteTableId');
  const state = association?.text('State');
  return table === undefined || state === 'disassociated' ? undefined : { table, state };
}

/** The owner of a transit gateway alone is told of associations: to anybody else, none that is told may be one. */
function whyNone(answers: Answers, attachment: Item, told: Item | undefined): Value | undefined {
  const command = 'describe-transit-gateway-attachments';
  if (told === undefined) return unknown(answers.doubtOf('TransitGatewayAttachments') ?? notGiven(command));
  const owner = told.text('TransitGatewayOwnerId');
  if (owner !== undefined && owner === told.text('ResourceOwnerId')) return undefined;
  const gateway = attachment.text('TransitGatewayId') ?? '';
  return unknown(
    `the account that owns \`${gateway}\` alone is told its table, and no answer names one; add its answer of \`${command}\``,
  );
}
