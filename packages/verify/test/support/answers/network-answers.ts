import { formatCidrBlock } from '@inspected-egress/cidr';
import type { Key } from '../../../src/graph/key';
import { valueOf } from '../../../src/graph/known';
import type { NetworkAclRule } from '../../../src/graph/network-acl';
import type { Route, RouteTargetKind } from '../../../src/graph/route';
import type { VpcGraph } from '../../../src/graph/vpc-graph';
import { list, type Answers } from './answers';
import { ACCOUNT, ASSOCIATED, idOf, plain, PREFIXES, refuse, text } from './aws-ids';

/** VPCs, subnets, route tables and network ACLs. */
export function networkAnswers(graph: VpcGraph): Answers {
  const answers: Answers = {};
  list(answers, 'describe-vpcs', 'Vpcs', graph.vpcs, ({ key, cidrBlocks, ipv6CidrBlocks }) => ({
    VpcId: idOf('vpc-', key),
    OwnerId: ACCOUNT,
    CidrBlock: text(cidrBlocks[0]),
    CidrBlockAssociationSet: cidrBlocks.map((block) => ({
      CidrBlock: text(block),
      CidrBlockState: ASSOCIATED,
    })),
    Ipv6CidrBlockAssociationSet: ipv6CidrBlocks.map((block) => ({
      Ipv6CidrBlock: text(block),
      Ipv6CidrBlockState: ASSOCIATED,
    })),
    IsDefault: false,
    Tags: [],
  }));
  for (const { key, dnsSupport } of graph.vpcs.values())
    answers[`enable-dns-support-${plain(key)}`] = {
      VpcId: idOf('vpc-', key),
      EnableDnsSupport: { Value: valueOf(dnsSupport) },
    };
  list(answers, 'describe-subnets', 'Subnets', graph.subnets, (subnet) => ({
    SubnetId: idOf('subnet-', subnet.key),
    VpcId: idOf('vpc-', valueOf(subnet.vpc) ?? ''),
    OwnerId: ACCOUNT,
    AvailabilityZone: valueOf(subnet.availabilityZone),
    AvailabilityZoneId: subnet.zoneId,
    ...(subnet.cidrBlock === undefined ? {} : { CidrBlock: text(subnet.cidrBlock) }),
    Ipv6Native: subnet.cidrBlock === undefined,
    Ipv6CidrBlockAssociationSet:
      subnet.ipv6CidrBlock === undefined
        ? []
        : [{ Ipv6CidrBlock: text(subnet.ipv6CidrBlock), Ipv6CidrBlockState: ASSOCIATED }],
    MapPublicIpOnLaunch: valueOf(subnet.mapsPublicIp),
    AssignIpv6AddressOnCreation: valueOf(subnet.assignsIpv6),
    EnableDns64: valueOf(subnet.dns64),
    Tags: [...subnet.tags].map(([Key, Value]) => ({ Key, Value })),
  }));
  list(
    answers,
    'describe-route-tables',
    'RouteTables',
    graph.routeTables,
    ({ key, vpc, isMain, edgeOf, routes }) => ({
      RouteTableId: idOf('rtb-', key),
      VpcId: idOf('vpc-', valueOf(vpc) ?? ''),
      OwnerId: ACCOUNT,
      Associations: [
        ...(isMain ? [{ Main: true, AssociationState: { State: 'associated' } }] : []),
        ...edgeOf.map((gateway) => ({
          Main: false,
          GatewayId: idOf('igw-', gateway),
          AssociationState: { State: 'associated' },
        })),
        ...[...graph.subnets.values()]
          .filter((subnet) => subnet.hasRouteTableAssociation && valueOf(subnet.routeTable) === key)
          .map((subnet) => ({
            Main: false,
            SubnetId: idOf('subnet-', subnet.key),
            AssociationState: { State: 'associated' },
          })),
      ],
      PropagatingVgws: [],
      Routes: [...localRoutes(graph, valueOf(vpc) ?? ''), ...routes.map(tellRoute)],
      Tags: [],
    }),
  );
  list(
    answers,
    'describe-network-acls',
    'NetworkAcls',
    graph.networkAcls,
    ({ key, vpc, isDefault, ingress, egress }) => ({
      NetworkAclId: idOf('acl-', key),
      VpcId: idOf('vpc-', valueOf(vpc) ?? ''),
      IsDefault: isDefault,
      Associations: [...graph.subnets.values()]
        .filter(({ networkAcl }) => valueOf(networkAcl) === key)
        .map((subnet) => ({ NetworkAclId: idOf('acl-', key), SubnetId: idOf('subnet-', subnet.key) })),
      Entries: [
        ...ingress.map((rule) => tellRule(rule, false)),
        ...egress.map((rule) => tellRule(rule, true)),
        ...[true, false].map((Egress) => ({
          Egress,
          RuleNumber: 32767,
          RuleAction: 'deny',
          Protocol: '-1',
          CidrBlock: '0.0.0.0/0',
        })),
      ],
      Tags: [],
    }),
  );
  return answers;
}

function localRoutes(graph: VpcGraph, vpc: Key) {
  const { cidrBlocks = [], ipv6CidrBlocks = [] } = graph.vpcs.get(vpc) ?? {};
  const local = { GatewayId: 'local', Origin: 'CreateRouteTable', State: 'active' };
  return [
    ...cidrBlocks.map((block) => ({ DestinationCidrBlock: text(block), ...local })),
    ...ipv6CidrBlocks.map((block) => ({ DestinationIpv6CidrBlock: text(block), ...local })),
  ];
}

const TARGET_MEMBERS: Readonly<Record<RouteTargetKind, string>> = {
  'internet-gateway': 'GatewayId',
  'nat-gateway': 'NatGatewayId',
  'firewall-endpoint': 'GatewayId',
  'egress-only-gateway': 'EgressOnlyInternetGatewayId',
  'network-interface': 'NetworkInterfaceId',
  'transit-gateway': 'TransitGatewayId',
  'transit-gateway-attachment': 'TransitGatewayAttachmentId',
  peering: 'VpcPeeringConnectionId',
  'vpn-gateway': 'GatewayId',
  'carrier-gateway': 'CarrierGatewayId',
  'local-gateway': 'LocalGatewayId',
  'core-network': 'CoreNetworkArn',
  'gateway-endpoint': 'GatewayId',
};

function tellRoute({ destination, target, isPropagated, isBlackhole }: Route): object {
  const told =
    destination.kind === 'block'
      ? {
          [destination.block.family === 4 ? 'DestinationCidrBlock' : 'DestinationIpv6CidrBlock']:
            formatCidrBlock(destination.block),
        }
      : destination.kind === 'prefix-list'
        ? { DestinationPrefixListId: idOf('pl-', destination.prefixList) }
        : refuse(`a route to ${destination.kind}`);
  const to =
    target.kind === 'local'
      ? { GatewayId: 'local' }
      : target.kind === 'unknown'
        ? refuse('a route to somewhere')
        : { [TARGET_MEMBERS[target.kind]]: idOf(PREFIXES[target.kind], target.key) };
  return {
    ...told,
    ...to,
    Origin: isPropagated ? 'EnableVgwRoutePropagation' : 'CreateRoute',
    State: isBlackhole ? 'blackhole' : 'active',
  };
}

function tellRule({ number, action, traffic, block }: NetworkAclRule, Egress: boolean): object {
  const { protocol, ports, icmp } = valueOf(traffic) ?? refuse('a rule of anything');
  const placed = block.kind === 'block' ? block.block : refuse(`a rule about ${block.kind}`);
  return {
    Egress,
    RuleNumber: valueOf(number),
    RuleAction: valueOf(action),
    Protocol: protocol === 'all' ? '-1' : String(protocol),
    ...(protocol === 6 || protocol === 17
      ? { PortRange: { From: ports?.from ?? 0, To: ports?.to ?? 65535 } }
      : {}),
    ...(icmp === undefined ? {} : { IcmpTypeCode: { Type: icmp.type ?? -1, Code: icmp.code ?? -1 } }),
    [placed.family === 4 ? 'CidrBlock' : 'Ipv6CidrBlock']: formatCidrBlock(placed),
  };
}
