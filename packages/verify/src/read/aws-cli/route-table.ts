import { listOf, unknown } from '../value';
import type { Answers } from './answers';
import { deployed, tagsOf, type Deployed } from './deployed';
import type { Item } from './item';
import { isImplied, routeOf } from './route';
import { targetStates } from './target-state';
import { isMain } from './vpc';

/** Tables with their routes, and which subnets and gateways look in them. */
export function readRouteTables(answers: Answers): readonly Deployed[] {
  const stateOf = targetStates(answers);
  return [
    ...answers.of('RouteTables').flatMap((table) => {
      const routes = table.needItems('Routes').filter((route) => !isImplied(answers, table, route));
      const said = { vpc_id: table.text('VpcId'), owner_id: table.text('OwnerId'), tags: tagsOf(table) };
      const route = listOf(routes.map((one) => routeOf(one, stateOf)));
      return [
        deployed('aws_route_table', table.need('RouteTableId'), said, { route }),
        ...table.needItems('Associations').flatMap((association) => readAssociation(table, association)),
      ];
    }),
    ...readDoubtful(answers),
  ];
}

function readAssociation(table: Item, association: Item): readonly Deployed[] {
  const [subnet, gateway] = [association.text('SubnetId'), association.text('GatewayId')];
  const state = association.item('AssociationState')?.text('State') ?? 'associated';
  // The main one is an argument of the VPC.
  if ((subnet ?? gateway) === undefined || state === 'disassociated' || state === 'failed') return [];
  const id =
    association.text('RouteTableAssociationId') ?? `${table.need('RouteTableId')}/${subnet ?? gateway ?? ''}`;
  const said = {
    subnet_id: subnet,
    gateway_id: gateway,
    ...(state === 'associated' && { route_table_id: table.need('RouteTableId') }),
  };
  const changing = state === 'associated' ? {} : { route_table_id: unknown(`it is ${state} now`) };
  return [deployed('aws_route_table_association', id, said, changing)];
}

/** What may be associated with a table that the answers do not tell. */
function readDoubtful(answers: Answers): readonly Deployed[] {
  const tables = answers.of('RouteTables');
  const doubt = answers.doubtOf('RouteTables');
  const associated = new Set(
    tables.flatMap((table) => table.needItems('Associations').map((one) => one.text('SubnetId'))),
  );
  const withMain = new Set(tables.filter(isMain).map((table) => table.text('VpcId')));
  const subnets = answers.of('Subnets').flatMap((subnet): Deployed[] => {
    const id = subnet.need('SubnetId');
    const reason =
      doubt ??
      (withMain.has(subnet.text('VpcId'))
        ? undefined
        : 'its VPC has no main route table in the answer of `describe-route-tables`');
    if (associated.has(id) || reason === undefined) return [];
    const table = { route_table_id: unknown(reason) };
    return [
      deployed('aws_route_table_association', `${id}/route-table-association`, { subnet_id: id }, table),
    ];
  });
  if (doubt === undefined) return subnets;
  const edge = { gateway_id: unknown(doubt), route_table_id: unknown(doubt) };
  return [...subnets, deployed('aws_route_table_association', 'describe-route-tables', {}, edge)];
}
