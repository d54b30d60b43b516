import type { Resource } from '../read/estate';
import { ABSENT, isAbsent, reasonOf } from '../read/value';
import { collectDoubts, doubtAbout, scopeOf, type Doubt } from './doubts';
import type { Key } from './key';
import { unknown, valueOf, type Known } from './known';
import type { Links } from './links';
import type { Places } from './read-places';

/** Which tables associations give to subnets, and to the gateways at the edge of a VPC. */
export interface Associations {
  /** Absent when no association is about the subnet. */
  ofSubnet(subnet: Key, vpc: Known<Key>): Known<Key> | undefined;
  /** Absent when no association is about the gateway. */
  ofGateway(gateway: Key, vpc: Known<Key> | undefined): Known<Key> | undefined;
  /** Subnets and gateways that associations name. */
  readonly subnets: ReadonlySet<Key>;
  readonly gateways: ReadonlyMap<Key, Known<Key>>;
  /** Tables that associations name. */
  readonly tables: ReadonlySet<Key>;
}

export function readAssociations(links: Links, places: Places): Associations {
  const subnets = new Map<Key, Known<Key>>();
  const gateways = new Map<Key, Known<Key>>();
  const subnetDoubts: Doubt[] = [];
  const gatewayDoubts: Doubt[] = [];
  const tables = new Set<Key>();

  for (const resource of links.ofType('aws_route_table_association')) {
    const table =
      links.keyOf(links.attribute(resource, 'route_table_id'), 'route-table') ??
      unknown(`\`${resource.address}\` names no route table`);
    if (table.is === 'known') tables.add(table.value);
    const vpc = table.is === 'known' ? places.vpcOf(table.value) : undefined;
    const gateway = links.attribute(resource, 'gateway_id');
    const subnet = links.attribute(resource, 'subnet_id');
    const isOfGateway = !isAbsent(gateway);
    const about = isOfGateway ? gateway : subnet;
    const key = valueOf(isOfGateway ? links.keyOf(about) : links.keyOf(about, 'subnet'));
    if (key !== undefined) {
      associate(isOfGateway ? gateways : subnets, key, table);
      if (isOfGateway && isAskedFor(links.at(key))) {
        const reason = `\`${resource.address}\` is about a gateway that AWS is asked for at apply`;
        gatewayDoubts.push({ scope: scopeOf(links, ABSENT, 'internet-gateway', vpc), reason });
      }
    } else {
      const reason = `\`${resource.address}\` is about a ${isOfGateway ? 'gateway' : 'subnet'} that is not known: ${reasonOf(about) ?? 'it names none'}`;
      const noun = isOfGateway ? 'internet-gateway' : 'subnet';
      (isOfGateway ? gatewayDoubts : subnetDoubts).push({ scope: scopeOf(links, about, noun, vpc), reason });
    }
  }

  const ofSubnets = collectDoubts(subnetDoubts);
  const ofGateways = collectDoubts(gatewayDoubts);
  const orDoubt = (fact: Known<Key> | undefined, doubt: string | undefined) =>
    fact ?? (doubt === undefined ? undefined : unknown(doubt));
  return {
    // A subnet or gateway has one association, so one that is not known is not about it if another is.
    ofSubnet: (key, vpc) => orDoubt(subnets.get(key), doubtAbout(ofSubnets, key, vpc)),
    ofGateway: (key, vpc) => orDoubt(gateways.get(key), doubtAbout(ofGateways, key, vpc)),
    subnets: new Set(subnets.keys()),
    gateways,
    tables,
  };
}

/** A data source that nothing tells the id of may be a gateway that the input has under another address. */
export function isAskedFor(gateway: Resource | undefined): boolean {
  return gateway?.mode === 'data' && gateway.id === undefined;
}

function associate(found: Map<Key, Known<Key>>, key: Key, table: Known<Key>): void {
  const earlier = found.get(key);
  const isSame =
    earlier === undefined || (valueOf(earlier) !== undefined && valueOf(earlier) === valueOf(table));
  found.set(key, isSame ? table : unknown(`several associations give \`${key}\` a route table`));
}
