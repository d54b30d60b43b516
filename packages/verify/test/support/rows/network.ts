import { known, unknown } from '../../../src/graph/known';
import type { Route, RouteTarget, RouteTargetKind } from '../../../src/graph/route';
import type { OccupantKind, Subnet } from '../../../src/graph/subnet';
import type { TransitGatewayAttachment } from '../../../src/graph/transit-gateway-attachment';
import { placed, toldOf, type Row } from './row';

/** The VPC of all that names none. */
export const VPC = 'v';
const PLACES: Readonly<Record<string, OccupantKind>> = {
  nat: 'nat-gateway',
  endpoint: 'firewall-endpoint',
  eni: 'network-interface',
  instance: 'instance',
  lb: 'load-balancer',
};
const HANDED_OVER: OccupantKind = 'transit-gateway-attachment';
const TARGETS: Readonly<Record<string, RouteTargetKind>> = {
  nat: 'nat-gateway',
  endpoint: 'firewall-endpoint',
  eni: 'network-interface',
  igw: 'internet-gateway',
  eigw: 'egress-only-gateway',
  s3: 'gateway-endpoint',
  attachment: 'transit-gateway-attachment',
};
const FOREIGN: Readonly<Record<string, RouteTargetKind>> = {
  tgw: 'transit-gateway',
  pcx: 'peering',
  vgw: 'vpn-gateway',
};

/** What rows say of one another: what is in a subnet, what a route leads to. */
export class Network {
  constructor(private readonly rows: readonly Row[]) {}

  subnet(row: Row): Subnet {
    const [zone = '?'] = row.words;
    const [cidrBlock] = row.blocks(4);
    const [ipv6] = row.blocks(6);
    const ipv6CidrBlock = row.has('ipv6')
      ? unknown('AWS numbers it')
      : ipv6 === undefined
        ? undefined
        : known(ipv6);
    const id = row.field('id');
    const sharedBy = row.field('shared');
    return {
      ...row.node,
      vpc: known(row.field('vpc') ?? VPC),
      availabilityZone: zone === '?' ? unknown('the input does not tell') : known(zone),
      ...(id === undefined ? {} : { zoneId: id }),
      ...(sharedBy === undefined ? {} : { sharedBy }),
      ...(cidrBlock === undefined ? {} : { cidrBlock: known(cidrBlock) }),
      ...(ipv6CidrBlock === undefined ? {} : { ipv6CidrBlock }),
      routeTable: known(row.field('table') ?? 'main'),
      hasRouteTableAssociation: row.field('table') !== undefined,
      networkAcl: known(row.field('acl') ?? 'default-acl'),
      mapsPublicIp: row.isPublic,
      assignsIpv6: known(false),
      dns64: known(false),
      occupants: this.rows.flatMap(({ noun, key, words }) => {
        const kind = PLACES[noun];
        if (noun === 'attachment' && words.includes(row.key)) return [{ kind: HANDED_OVER, key }];
        return kind !== undefined && words[0] === row.key ? [{ kind, key }] : [];
      }),
      tags: new Map(
        row.words
          .filter((word) => word.startsWith('tag:'))
          .map((word) => word.slice(4).split('=') as [string, string]),
      ),
    };
  }

  /** That of a subnet, by its key. */
  vpcOf(subnet: string | undefined): string {
    return this.rows.find((row) => row.noun === 'subnet' && row.key === subnet)?.field('vpc') ?? VPC;
  }

  isOfTransitGateway(table: string): boolean {
    return this.rows.some((row) => row.noun === 'transit-table' && row.key === table);
  }

  attachment(row: Row): TransitGatewayAttachment {
    const [gateway = '', vpc = '', ...words] = row.words;
    const table = row.field('table');
    const mode = row.field('appliance');
    return {
      ...row.node,
      transitGateway: known(gateway),
      vpc: toldOf(vpc),
      subnets: words.filter((word) => word !== 'appliance' && !word.includes('=')).map(toldOf),
      applianceMode: mode === '?' ? unknown('the input does not tell') : known(row.has('appliance')),
      ...(table === undefined ? {} : { routeTable: toldOf(table) }),
    };
  }

  private vpcOfTable(key: string): string {
    const user = this.rows.find(
      (row) =>
        (row.noun === 'subnet' && row.field('table') === key) ||
        (row.noun === 'igw' && row.field('edge') === key),
    );
    return user?.field('vpc') ?? VPC;
  }

  table(row: Row, gateways: readonly Row[]) {
    return {
      ...row.node,
      vpc: this.isOfTransitGateway(row.key)
        ? unknown('a transit gateway is in no VPC')
        : known(this.vpcOfTable(row.key)),
      isMain: row.key === 'main',
      routes: row.items.map((item) => this.route(row.key, item)),
      edgeOf: gateways.filter((gateway) => gateway.field('edge') === row.key).map(({ key }) => key),
    };
  }

  private route(table: string, [destination = '', arrow = '', target = '']: readonly string[]): Route {
    return {
      destination: this.destination(destination),
      target: this.target(target),
      origin: `${table} ${destination}`,
      isPropagated: arrow === '~>',
      isBlackhole: arrow === '!>',
    };
  }

  private destination(text: string): Route['destination'] {
    const key = text.slice(1);
    if (text.startsWith('@'))
      return key === VPC
        ? { kind: 'vpc-block', vpc: key, family: 6 }
        : { kind: 'subnet-block', subnet: key, family: 6 };
    if (!text.startsWith('pl-')) return placed(text);
    const list = this.rows.find((row) => row.noun === 'list' && row.key === text);
    return {
      kind: 'prefix-list',
      prefixList: text,
      blocks: list?.listed ?? unknown('it is not in the input'),
    };
  }

  private target(text: string): RouteTarget {
    if (text === 'local') return { kind: 'local' };
    if (text === '?') return { kind: 'unknown', reason: 'the input does not tell' };
    if (text === 'gone') return { kind: 'transit-gateway-attachment', key: text };
    const noun = this.rows.find((row) => row.key === text && TARGETS[row.noun] !== undefined)?.noun;
    const kind = TARGETS[noun ?? ''] ?? FOREIGN[text.slice(0, 3)];
    if (kind === undefined) throw new Error(`no row says what \`${text}\` is`);
    return { kind, key: text };
  }
}
