import { formatCidrBlock } from '@inspected-egress/cidr';
import type { Key } from '../../../src/graph/key';
import { valueOf, type Known } from '../../../src/graph/known';
import type { SecurityGroupPeer, SecurityGroupRule } from '../../../src/graph/security-group';
import type { VpcGraph } from '../../../src/graph/vpc-graph';
import { list, type Answers } from './answers';
import { ACCOUNT, idOf, plain, refuse, transitId } from './aws-ids';

/** Network interfaces and what they belong to, with their security groups. */
export function interfaceAnswers(graph: VpcGraph): Answers {
  const answers: Answers = {};
  const described = (key: Key, subnet: Known<Key> | undefined, isPublic: boolean, more: object = {}) => ({
    NetworkInterfaceId: idOf('eni-', key),
    SubnetId: idOf('subnet-', valueOf(subnet) ?? ''),
    InterfaceType: 'interface',
    RequesterManaged: false,
    SourceDestCheck: true,
    OwnerId: ACCOUNT,
    Groups: [] as object[],
    Ipv6Addresses: [],
    PrivateIpAddresses: [],
    TagSet: [],
    ...(isPublic ? { Association: { PublicIp: '198.51.100.2', IpOwnerId: 'amazon' } } : {}),
    ...more,
  });
  const instances = [...graph.instances.values()].filter(({ kind }) => kind === 'instance');
  const ofInstances = instances.map(({ key, subnets, securityGroups, hasPublicIp }) =>
    described(`of-${plain(key)}`, subnets[0], valueOf(hasPublicIp) === true, {
      Groups: securityGroups.map(tellGroup),
      Attachment: { DeviceIndex: 0, InstanceId: idOf('i-', key), Status: 'attached' },
    }),
  );
  const declared = [...graph.networkInterfaces.values()].filter(({ isDeclared }) => isDeclared);
  const others = declared.map(({ key, subnet, securityGroups, hasPublicIp, sourceDestCheck }) =>
    described(key, subnet, valueOf(hasPublicIp) === true, {
      Groups: securityGroups.map(tellGroup),
      SourceDestCheck: valueOf(sourceDestCheck),
    }),
  );
  const ofNats = [...graph.natGateways.values()].flatMap(({ key, subnet }) =>
    subnet === undefined
      ? []
      : [
          described(`of-${plain(key)}`, subnet, true, {
            InterfaceType: 'nat_gateway',
            RequesterManaged: true,
            SourceDestCheck: false,
            Description: `Interface for NAT Gateway ${idOf('nat-', key)}`,
          }),
        ],
  );
  const ofEndpoints = [...graph.firewallEndpoints.values()].map(({ key, subnet }) =>
    described(`of-${plain(key)}`, subnet, false, {
      InterfaceType: 'gateway_load_balancer_endpoint',
      RequesterManaged: true,
      Description: `VPC Endpoint Interface ${idOf('vpce-', key)}`,
    }),
  );
  const ofAttachments = [...graph.transitGatewayAttachments.values()].flatMap(({ key, subnets }) =>
    subnets.map((subnet) =>
      described(`of-${plain(key)}-${plain(valueOf(subnet) ?? '')}`, subnet, false, {
        InterfaceType: 'transit_gateway',
        RequesterManaged: true,
        Description: `Network Interface for Transit Gateway Attachment ${transitId('tgw-attach-', key)}`,
      }),
    ),
  );
  answers['describe-network-interfaces'] = {
    NetworkInterfaces: [...ofInstances, ...others, ...ofNats, ...ofEndpoints, ...ofAttachments],
  };
  answers['describe-instances'] = {
    Reservations: instances.map(({ key, subnets, securityGroups, hasPublicIp }) => ({
      ReservationId: `r-${plain(key)}`,
      OwnerId: ACCOUNT,
      Instances: [
        {
          InstanceId: idOf('i-', key),
          State: { Code: 16, Name: 'running' },
          SubnetId: idOf('subnet-', valueOf(subnets[0]) ?? ''),
          SecurityGroups: securityGroups.map(tellGroup),
          Tags: [],
          ...(valueOf(hasPublicIp) === true ? { PublicIpAddress: '198.51.100.2' } : {}),
          NetworkInterfaces: [
            {
              NetworkInterfaceId: `eni-of-${plain(key)}`,
              SubnetId: idOf('subnet-', valueOf(subnets[0]) ?? ''),
              Attachment: { DeviceIndex: 0 },
            },
          ],
        },
      ],
    })),
  };
  answers['describe-security-groups'] = {
    SecurityGroups: [...graph.securityGroups.values()].map(({ key, vpc, ingress, egress }) => {
      const owner = valueOf(vpc) ?? '';
      const isDefault = valueOf(graph.vpcs.get(owner)?.defaultSecurityGroup) === key;
      return {
        GroupId: idOf('sg-', key),
        GroupName: isDefault ? 'default' : plain(key),
        VpcId: idOf('vpc-', owner),
        IpPermissions: ingress.map(tellPermission),
        IpPermissionsEgress: egress.map(tellPermission),
      };
    }),
  };
  list(
    answers,
    'elbv2-describe-load-balancers',
    'LoadBalancers',
    graph.loadBalancers,
    ({ key, type, isInternal, subnets }) => ({
      LoadBalancerArn: `arn:aws:elasticloadbalancing:us-east-1:${ACCOUNT}:loadbalancer/app/${plain(key)}/0123456789abcdef`,
      LoadBalancerName: plain(key),
      Type: valueOf(type),
      Scheme: valueOf(isInternal) === true ? 'internal' : 'internet-facing',
      AvailabilityZones: subnets.map((subnet) => ({ SubnetId: idOf('subnet-', valueOf(subnet) ?? '') })),
      SecurityGroups: [],
    }),
  );
  return answers;
}

function tellGroup(group: Known<Key>): object {
  return { GroupId: idOf('sg-', valueOf(group) ?? refuse('a group that is not known')) };
}

function tellPermission({ traffic, peer }: SecurityGroupRule): object {
  const { protocol, ports, icmp } = valueOf(traffic) ?? refuse('a rule of anything');
  const isNumbered = protocol === 6 || protocol === 17;
  const span = isNumbered ? { FromPort: ports?.from ?? 0, ToPort: ports?.to ?? 65535 } : {};
  const types = icmp === undefined ? {} : { FromPort: icmp.type ?? -1, ToPort: icmp.code ?? -1 };
  const nobody = { IpRanges: [], Ipv6Ranges: [], PrefixListIds: [], UserIdGroupPairs: [] };
  return {
    IpProtocol: protocol === 'all' ? '-1' : (PROTOCOLS[protocol] ?? String(protocol)),
    ...span,
    ...types,
    ...nobody,
    ...tellPeer(peer),
  };
}

const PROTOCOLS: Readonly<Record<number, string>> = { 1: 'icmp', 6: 'tcp', 17: 'udp', 58: 'icmpv6' };

function tellPeer(peer: SecurityGroupPeer): object {
  switch (peer.kind) {
    case 'block':
      return peer.block.family === 4
        ? { IpRanges: [{ CidrIp: formatCidrBlock(peer.block) }] }
        : { Ipv6Ranges: [{ CidrIpv6: formatCidrBlock(peer.block) }] };
    case 'prefix-list':
      return { PrefixListIds: [{ PrefixListId: idOf('pl-', peer.prefixList) }] };
    case 'security-group':
      return { UserIdGroupPairs: [{ UserId: ACCOUNT, GroupId: idOf('sg-', peer.securityGroup) }] };
    default:
      return refuse(`a rule about ${peer.kind}`);
  }
}
