import type { Key } from './key';
import { unknown, valueOf, type Known } from './known';
import type { Links } from './links';
import { firstPart } from './vpc-parts';

/** Which table is a VPC's main table: the first one, unless an association made another the main one. */
export interface MainTables {
  of(vpc: Key): Known<Key>;
}

/** @param vpcOfTable - the VPC of a table, to place an association whose VPC is not known */
export function readMainTables(links: Links, vpcOfTable: (table: Key) => Known<Key>): MainTables {
  const chosen = new Map<Key, Known<Key>>();
  let doubt: Known<never> | undefined;
  for (const resource of links.ofType('aws_main_route_table_association')) {
    const stated = links.keyOf(links.attribute(resource, 'vpc_id'), 'vpc') ?? unknown('it names no VPC');
    const table =
      links.keyOf(links.attribute(resource, 'route_table_id'), 'route-table') ??
      unknown('it names no route table');
    const vpc = valueOf(stated) ?? (table.is === 'known' ? valueOf(vpcOfTable(table.value)) : undefined);
    if (vpc === undefined) {
      doubt ??= unknown(`\`${resource.address}\` may choose the main route table of any VPC`);
      continue;
    }
    const earlier = chosen.get(vpc);
    const isSame = earlier === undefined || valueOf(earlier) === valueOf(table);
    chosen.set(
      vpc,
      isSame ? table : unknown(`several associations choose the main route table of \`${vpc}\``),
    );
  }
  return {
    of: (vpc) => chosen.get(vpc) ?? doubt ?? firstPart(links, vpc, 'route-table'),
  };
}
