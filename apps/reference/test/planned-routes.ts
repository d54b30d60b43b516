import type { JsonObject, PlannedWorld } from '@inspected-egress/terraform';

/** A route as a plan has it: `<tier> <zone>` of its table, its destination, and `<kind> <zone>` of its target. */
export type RouteRow = readonly [table: string, destination: string, target: string];

interface Configured {
  readonly address: string;
  readonly type: string;
  readonly expressions: JsonObject;
}

/**
 * Every `aws_route` of a plan, read from its configuration's references, because ids are known only at apply. Where a
 * table belongs is told by its association, where a target stands by the subnet that it refers to, and what a subnet is
 * for by its name. Shares nothing with what plans routes.
 */
export function plannedRoutes({ configuration, resourceChanges }: PlannedWorld): readonly RouteRow[] {
  const configured = configuration['resources'] as unknown as readonly Configured[];
  const ofType = (type: string): readonly Configured[] =>
    configured.filter((resource) => resource.type === type);
  const known = new Map(resourceChanges.map(({ address, after }) => [address, after]));
  const placeOf = (subnet: string): string => {
    const tier = /_[a-h]-(\w+)_subnet_/.exec(subnet)?.[1] ?? subnet;
    return `${tier} ${String(known.get(subnet)?.['availability_zone'])}`;
  };
  const tables = new Map(
    ofType('aws_route_table_association').map(({ expressions }) => {
      const subnet = refersTo(expressions['subnet_id'], 'aws_subnet');
      return [
        refersTo(expressions['route_table_id'], 'aws_route_table'),
        subnet === undefined ? 'gateway' : placeOf(subnet),
      ];
    }),
  );
  const byAddress = new Map(configured.map((resource) => [resource.address, resource]));
  const targetOf = ({
    nat_gateway_id: nat,
    gateway_id: gateway,
    vpc_endpoint_id: endpoint,
  }: JsonObject): string => {
    const gatewayAddress = refersTo(nat, 'aws_nat_gateway');
    if (gatewayAddress !== undefined) {
      return zoneOf(
        'NAT gateway',
        refersTo(byAddress.get(gatewayAddress)?.expressions['subnet_id'], 'aws_subnet'),
      );
    }
    if (refersTo(gateway, 'aws_internet_gateway') !== undefined) return 'internet gateway';
    return zoneOf('firewall endpoint', refersTo(endpoint, 'aws_subnet'));
  };
  const zoneOf = (kind: string, subnet = ''): string =>
    `${kind} ${String(known.get(subnet)?.['availability_zone'])}`;
  return ofType('aws_route').map(({ address, expressions }) => [
    tables.get(refersTo(expressions['route_table_id'], 'aws_route_table')) ?? 'not associated',
    String(known.get(address)?.['destination_cidr_block']),
    targetOf(expressions),
  ]);
}

/** The resource of a type that an expression refers to. */
function refersTo(expression: unknown, type: string): string | undefined {
  const { references = [] } = (expression ?? {}) as { readonly references?: readonly string[] };
  const reference = references.find((one) => one.startsWith(`${type}.`));
  return reference?.split('.').slice(0, 2).join('.');
}
