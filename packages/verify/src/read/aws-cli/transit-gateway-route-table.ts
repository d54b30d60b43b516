import { known, unknown, type Value } from '../value';
import { notGiven, type Answers } from './answers';
import { deployed, type Deployed } from './deployed';
import { idOfFile } from './id-of-file';
import type { Item } from './item';

/** The routes of the table of a transit gateway, or why not all of them are told. */
export type ToldRoutes =
  | { readonly is: 'told'; readonly routes: readonly Item[] }
  | { readonly is: 'untold'; readonly reason: string };

/**
 * What `search-transit-gateway-routes` found in each table: the answer does not say in which, so the file is called by the id
 * of the table, as `transit-gateway-routes-tgw-rtb-0123456789abcdef0.json`.
 */
export function transitGatewayRoutes(answers: Answers): (table: string) => ToldRoutes {
  const found = new Map<string, ToldRoutes>();
  for (const answer of answers.of('Routes')) {
    const table = tableOfFile(answer.file);
    if (table === undefined) continue;
    const earlier = found.get(table);
    const routes = answer.needItems('Routes');
    const isCut =
      answer.flag('AdditionalRoutesAvailable') === true ||
      answer.text('NextToken') !== undefined ||
      earlier?.is === 'untold';
    const reason = `the answer of \`${commandFor(table)}\` in \`${answer.file}\` is cut off; ask with narrower filters for all of it`;
    found.set(
      table,
      isCut ? { is: 'untold', reason } : { is: 'told', routes: [...(earlier?.routes ?? []), ...routes] },
    );
  }
  return (table) => found.get(table) ?? { is: 'untold', reason: notGiven(commandFor(table)) };
}

/** The table that an answer is about, by the name of its file. */
export function tableOfFile(file: string): string | undefined {
  return idOfFile(file, 'tgw-rtb');
}

function commandFor(table: string): string {
  return `search-transit-gateway-routes --transit-gateway-route-table-id ${table} --filters Name=state,Values=active,blackhole`;
}

/** What a reader should know of the answers about tables: those that name none, and tables that go on learning. */
export function listTransitGatewayNotes(answers: Answers): readonly string[] {
  const nameless = (['Routes', 'Associations'] as const).flatMap((member) =>
    answers.of(member).filter(({ file }) => tableOfFile(file) === undefined),
  );
  const learning = answers
    .of('Routes')
    .filter((answer) =>
      answer
        .needItems('Routes')
        .some(
          (route) =>
            route.text('Type') === 'propagated' &&
            route
              .items('TransitGatewayAttachments')
              .some((one) => (one.text('ResourceType') ?? 'vpc') !== 'vpc'),
        ),
    );
  return [
    ...nameless.map(
      ({ file }) =>
        `\`${file}\` does not say of which route table it is; put its id into the name, \`tgw-rtb-…\``,
    ),
    ...learning.map(
      ({ file }) =>
        `\`${tableOfFile(file) ?? file}\` learns routes from other networks, and is judged by those that it has now`,
    ),
  ];
}

/** Tables whose routes are told, and their routes. Which the others hold is told nowhere. */
export function readTransitGatewayRouteTables(answers: Answers): readonly Deployed[] {
  const routesOf = transitGatewayRoutes(answers);
  const ids = new Set([
    ...answers.of('Routes').flatMap(({ file }) => tableOfFile(file) ?? []),
    ...answers.byId('TransitGatewayRouteTables').keys(),
  ]);
  return [...ids].flatMap((id): readonly Deployed[] => {
    const told = routesOf(id);
    const state = answers.byId('TransitGatewayRouteTables').get(id)?.text('State');
    if (told.is === 'untold' || state === 'deleted') return [];
    const gateway = answers.byId('TransitGatewayRouteTables').get(id)?.text('TransitGatewayId');
    const table = deployed('aws_ec2_transit_gateway_route_table', id, { transit_gateway_id: gateway });
    return [table, ...told.routes.flatMap((route, index) => readRoute(answers, id, route, index))];
  });
}

const GONE = ['deleting', 'deleted'];

function readRoute(answers: Answers, table: string, route: Item, index: number): readonly Deployed[] {
  if (GONE.includes(route.text('State') ?? '')) return [];
  const block = route.text('DestinationCidrBlock');
  const list = route.text('PrefixListId');
  const isBlackhole = route.text('State') === 'blackhole';
  const said = {
    transit_gateway_route_table_id: table,
    blackhole: isBlackhole,
    propagated: route.text('Type') === 'propagated',
    ...(block === undefined ? { prefix_list_id: list } : { destination_cidr_block: block }),
  };
  const type =
    block === undefined ? 'aws_ec2_transit_gateway_prefix_list_reference' : 'aws_ec2_transit_gateway_route';
  const target = isBlackhole ? {} : { transit_gateway_attachment_id: targetOf(answers, route) };
  return [deployed(type, `${table}/${block ?? list ?? index}`, said, target)];
}

/** One attachment; several share the packets of one prefix, and nobody knows which gets which. */
function targetOf(answers: Answers, route: Item): Value {
  const [first, ...others] = route.items('TransitGatewayAttachments');
  if (first === undefined || others.length > 0) return unknown('the route has not one attachment');
  const state = route.text('State') ?? 'active';
  if (state !== 'active') return unknown(`the route is \`${state}\``);
  const id = first.need('TransitGatewayAttachmentId');
  const isTold = answers.byId('TransitGatewayVpcAttachments').has(id);
  const doubt = answers.doubtOf('TransitGatewayVpcAttachments');
  const isVpc = (first.text('ResourceType') ?? 'vpc') === 'vpc';
  return isVpc && !isTold && doubt !== undefined ? unknown(doubt) : known(id);
}
