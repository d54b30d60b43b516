import type { Stack } from '../stack';
import { blockText, blocksOfVpc } from './block-text';
import { addressOf, listOf, resourcesOf } from './references';

const PREFIX = 'aws_ec2_transit_gateway';

/** Attachments, and the tables of transit gateways with static and propagated routes; default tables are not read. */
export function transitRows(stack: Stack): string[] {
  const of = (type: string) => resourcesOf(stack, `${PREFIX}_${type}`);
  const named = ({ values }: ReturnType<typeof of>[number], end: 'attachment' | 'route_table') =>
    addressOf(values[`transit_gateway_${end}_id`]);
  const attachments = of('vpc_attachment').map(({ address, values }) => {
    const association = of('route_table_association').find((one) => named(one, 'attachment') === address);
    const table = association && named(association, 'route_table');
    const subnets = listOf(values['subnet_ids']).map((id) => addressOf(id) ?? '?');
    const vpc = (addressOf(values['vpc_id']) ?? '').replace(/^aws_vpc\./u, '');
    const mode = values['appliance_mode_support'] === 'enable' ? ' appliance' : '';
    const place = table === undefined ? '' : ` table=${table}`;
    const gateway = addressOf(values['transit_gateway_id']) ?? '?';
    return {
      address,
      vpc,
      row: `attachment ${address} ${gateway} ${vpc}${place}${mode} ${subnets.join(' ')}`,
    };
  });
  const tables = of('route_table').flatMap(({ address }) => {
    const fixed = of('route')
      .filter((one) => named(one, 'route_table') === address)
      .map((one) => {
        const block = blockText(stack, one.values['destination_cidr_block']) ?? '?';
        return one.values['blackhole'] === true
          ? `${block} !> gone`
          : `${block} > ${named(one, 'attachment') ?? '?'}`;
      });
    const learnt = of('route_table_propagation')
      .filter((one) => named(one, 'route_table') === address)
      .flatMap((one) => {
        const attachment = attachments.find((other) => other.address === named(one, 'attachment'));
        const blocks = attachment === undefined ? [] : blocksOfVpc(stack, attachment.vpc);
        return blocks.map((block) => `${block} ~> ${attachment?.address ?? ''}`);
      });
    return [`transit-table ${address}`, `table ${address}: ${[...fixed, ...learnt].join(' | ')}`];
  });
  return [...attachments.map(({ row }) => row), ...tables];
}
