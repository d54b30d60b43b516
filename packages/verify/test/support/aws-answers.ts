import { formatAddress, formatCidrBlock, type CidrBlock } from '@inspected-egress/cidr';
import type { Key } from '../../src/graph/key';
import { valueOf, type Known } from '../../src/graph/known';
import type { NetworkAclRule } from '../../src/graph/network-acl';
import type { Route, RouteTargetKind } from '../../src/graph/route';
import type { SecurityGroupPeer, SecurityGroupRule } from '../../src/graph/security-group';
import type { VpcGraph } from '../../src/graph/vpc-graph';
import type { InputFile } from '../../src/read/input-file';
import { policyAnswers, policyArn } from './policy-answers';

const ACCOUNT = '123456789012';
const ARN = `arn:aws:network-firewall:us-east-1:${ACCOUNT}:firewall/`;
const PREFIXES: Readonly<Record<RouteTargetKind, string>> = {
  'internet-gateway': 'igw-',
  'nat-gateway': 'nat-',
  'firewall-endpoint': 'vpce-',
  'egress-only-gateway': 'eigw-',
  'network-interface': 'eni-',
  'transit-gateway': 'tgw-',
  'transit-gateway-attachment': 'tgw-attach-',
  peering: 'pcx-',
  'vpn-gateway': 'vgw-',
  'carrier-gateway': 'cagw-',
  'local-gateway': 'lgw-',
  'core-network': 'arn:aws:networkmanager::123456789012:core-network/',
  'gateway-endpoint': 'vpce-',
};
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

/** A graph as AWS would tell of it once it is deployed, and what AWS calls the nodes. */
export class AwsAnswers {
  /** By the name of a file; members as the AWS CLI prints them. */
  readonly answers: Record<string, Record<string, unknown>> = {};

  constructor(private readonly graph: VpcGraph) {
    this.tellNetwork();
    this.tellGateways();
    this.tellInterfaces();
    this.tellFirewalls();
    Object.assign(this.answers, policyAnswers(graph));
    this.tellNames();
  }

  /** @param without - names of files to leave out */
  files(...without: readonly string[]): InputFile[] {
    return Object.entries(this.answers)
      .filter(([name]) => !without.includes(name))
      .map(([name, answer]) => ({ name: `${name}.json`, text: JSON.stringify(answer, null, 4) }));
  }

  /** What the same node is called in the graph of the answers. */
  keyOf(key: Key): Key {
    const { graph } = this;
    if (graph.vpcs.has(key)) return idOf('vpc-', key);
    if (graph.subnets.has(key)) return idOf('subnet-', key);
    if (graph.firewallPolicies.has(key)) return policyArn(key);
    const endpoint = graph.firewallEndpoints.get(key);
    if (endpoint === undefined) return key;
    return valueOf(endpoint.product) === 'network-firewall'
      ? `${ARN}${plain(key)}/${idOf('subnet-', valueOf(endpoint.subnet) ?? '')}`
      : idOf('vpce-', key);
  }

  private tellNetwork(): void {
    const { graph } = this;
    this.list('describe-vpcs', 'Vpcs', graph.vpcs, ({ key, cidrBlocks, ipv6CidrBlocks }) => ({
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
      this.answers[`enable-dns-support-${plain(key)}`] = {
        VpcId: idOf('vpc-', key),
        EnableDnsSupport: { Value: valueOf(dnsSupport) },
      };
    this.list('describe-subnets', 'Subnets', graph.subnets, (subnet) => ({
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
    this.list(
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
        Routes: [...this.localRoutes(valueOf(vpc) ?? ''), ...routes.map(tellRoute)],
        Tags: [],
      }),
    );
    this.list(
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
  }

  private localRoutes(vpc: Key) {
    const { cidrBlocks = [], ipv6CidrBlocks = [] } = this.graph.vpcs.get(vpc) ?? {};
    const local = { GatewayId: 'local', Origin: 'CreateRouteTable', State: 'active' };
    return [
      ...cidrBlocks.map((block) => ({ DestinationCidrBlock: text(block), ...local })),
      ...ipv6CidrBlocks.map((block) => ({ DestinationIpv6CidrBlock: text(block), ...local })),
    ];
  }

  private tellGateways(): void {
    const { graph } = this;
    this.list('describe-internet-gateways', 'InternetGateways', graph.internetGateways, ({ key, vpc }) => ({
      InternetGatewayId: idOf('igw-', key),
      OwnerId: ACCOUNT,
      Attachments: vpc === undefined ? [] : [{ State: 'available', VpcId: idOf('vpc-', valueOf(vpc) ?? '') }],
      Tags: [],
    }));
    this.list(
      'describe-egress-only-internet-gateways',
      'EgressOnlyInternetGateways',
      graph.egressOnlyGateways,
      ({ key, vpc }) => ({
        EgressOnlyInternetGatewayId: idOf('eigw-', key),
        Attachments: [{ State: 'attached', VpcId: idOf('vpc-', valueOf(vpc) ?? '') }],
        Tags: [],
      }),
    );
    this.list('describe-nat-gateways', 'NatGateways', graph.natGateways, (nat) => ({
      NatGatewayId: idOf('nat-', nat.key),
      State: 'available',
      VpcId: idOf('vpc-', valueOf(nat.vpc) ?? ''),
      ...(nat.subnet === undefined ? {} : { SubnetId: idOf('subnet-', valueOf(nat.subnet) ?? '') }),
      ConnectivityType: valueOf(nat.connectivity),
      AvailabilityMode: valueOf(nat.availabilityMode),
      ...(nat.routeTable === undefined ? {} : { RouteTableId: idOf('rtb-', valueOf(nat.routeTable) ?? '') }),
      NatGatewayAddresses: [
        {
          NetworkInterfaceId: `eni-of-${plain(nat.key)}`,
          IsPrimary: true,
          Status: 'succeeded',
          ...(nat.privateIps[0] === undefined ? {} : { PrivateIp: formatAddress(nat.privateIps[0]) }),
          ...(valueOf(nat.hasElasticIp) === true
            ? { AllocationId: `eipalloc-${plain(nat.key)}`, PublicIp: '198.51.100.1' }
            : {}),
        },
      ],
      Tags: [],
    }));
    this.answers['describe-vpc-block-public-access-options'] = {
      VpcBlockPublicAccessOptions: {
        AwsAccountId: ACCOUNT,
        AwsRegion: 'us-east-1',
        State: 'update-complete',
        InternetGatewayBlockMode: valueOf(graph.blockPublicAccess?.options[0]?.mode) ?? 'off',
      },
    };
    this.answers['describe-vpc-block-public-access-exclusions'] = {
      VpcBlockPublicAccessExclusions: (graph.blockPublicAccess?.exclusions ?? []).map(
        ({ excluded, mode }, index) => {
          const key = valueOf(excluded) ?? '';
          const resource = graph.vpcs.has(key)
            ? `vpc/${idOf('vpc-', key)}`
            : `subnet/${idOf('subnet-', key)}`;
          return {
            ExclusionId: `vpcbpa-exclude-${index}`,
            State: 'create-complete',
            ResourceArn: `arn:aws:ec2:us-east-1:${ACCOUNT}:${resource}`,
            InternetGatewayExclusionMode: valueOf(mode),
          };
        },
      ),
    };
  }

  private tellInterfaces(): void {
    const { graph } = this;
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
    this.answers['describe-network-interfaces'] = {
      NetworkInterfaces: [...ofInstances, ...others, ...ofNats, ...ofEndpoints],
    };
    this.answers['describe-instances'] = {
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
    this.answers['describe-security-groups'] = {
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
    this.list(
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
  }

  private tellFirewalls(): void {
    const { graph } = this;
    const endpoints = [...graph.firewallEndpoints.values()];
    const isManaged = ({ product }: (typeof endpoints)[number]) => valueOf(product) === 'network-firewall';
    const gateways = [...graph.gatewayEndpoints.values()];
    this.answers['describe-vpc-endpoints'] = {
      VpcEndpoints: [
        ...endpoints.map((endpoint) => ({
          VpcEndpointId: idOf('vpce-', endpoint.key),
          VpcEndpointType: 'GatewayLoadBalancer',
          VpcId: idOf('vpc-', valueOf(endpoint.vpc) ?? ''),
          State: 'available',
          SubnetIds: [idOf('subnet-', valueOf(endpoint.subnet) ?? '')],
          NetworkInterfaceIds: [`eni-of-${plain(endpoint.key)}`],
          IpAddressType: valueOf(endpoint.ipAddressType),
          Tags: isManaged(endpoint)
            ? [
                { Key: 'AWSNetworkFirewallManaged', Value: 'true' },
                { Key: 'Firewall', Value: `${ARN}${plain(endpoint.key)}` },
              ]
            : [],
        })),
        ...gateways.map(({ key, vpc, policy }) => ({
          VpcEndpointId: idOf('vpce-', key),
          VpcEndpointType: 'Gateway',
          VpcId: idOf('vpc-', valueOf(vpc) ?? ''),
          ServiceName: 'com.amazonaws.us-east-1.s3',
          State: 'available',
          PolicyDocument: JSON.stringify(
            valueOf(policy) ?? {
              Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
            },
          ),
          // The table of a gateway endpoint has a route of its list; VPC guide, "Gateway endpoints", 2026-11.
          RouteTableIds: [...graph.routeTables.values()]
            .filter(({ routes }) =>
              routes.some(
                ({ destination, target }) =>
                  destination.kind === 'prefix-list' && 'key' in target && target.key === key,
              ),
            )
            .map((table) => idOf('rtb-', table.key)),
          Tags: [],
        })),
      ],
    };
    for (const endpoint of endpoints.filter(isManaged)) {
      const { key, subnet, vpc, ipAddressType } = endpoint;
      const SubnetId = idOf('subnet-', valueOf(subnet) ?? '');
      this.answers[`describe-firewall-${plain(key)}`] = {
        UpdateToken: 'token',
        Firewall: {
          FirewallName: plain(key),
          FirewallArn: `${ARN}${plain(key)}`,
          FirewallPolicyArn: policyArn(valueOf(graph.firewalls.get(endpoint.firewall ?? '')?.policy) ?? 'p'),
          VpcId: idOf('vpc-', valueOf(vpc) ?? ''),
          SubnetMappings: [{ SubnetId, IPAddressType: (valueOf(ipAddressType) ?? 'ipv4').toUpperCase() }],
        },
        FirewallStatus: {
          Status: 'READY',
          SyncStates: {
            'us-east-1a': { Attachment: { SubnetId, EndpointId: idOf('vpce-', key), Status: 'READY' } },
          },
        },
      };
    }
    for (const { key, blocks } of graph.prefixLists.values()) {
      const known = valueOf(blocks);
      if (known === undefined) continue;
      this.answers[`entries-${idOf('pl-', key)}`] = {
        Entries: known.map((block) => ({ Cidr: formatCidrBlock(block) })),
      };
    }
  }

  private tellNames(): void {
    const { graph } = this;
    this.list(
      'list-firewall-rule-group-associations',
      'FirewallRuleGroupAssociations',
      graph.dnsFirewallAssociations,
      ({ key, vpc, ruleGroup, priority }) => ({
        Id: `rslvr-frgassoc-${plain(key)}`,
        FirewallRuleGroupId: idOf('rslvr-frg-', valueOf(ruleGroup) ?? ''),
        VpcId: idOf('vpc-', valueOf(vpc) ?? ''),
        Priority: valueOf(priority),
        Status: 'COMPLETE',
      }),
    );
    for (const { key, rules } of graph.dnsFirewallRuleGroups.values()) {
      const group = idOf('rslvr-frg-', key);
      this.answers[`get-firewall-rule-group-${plain(key)}`] = {
        FirewallRuleGroup: { Id: group, Name: plain(key), RuleCount: rules.length, Status: 'COMPLETE' },
      };
      this.answers[`list-firewall-rules-${plain(key)}`] = {
        FirewallRules: rules.map(({ priority, action }, index) => ({
          FirewallRuleGroupId: group,
          FirewallDomainListId: `rslvr-fdl-${plain(key)}${index}`,
          Name: `rule ${index}`,
          Priority: valueOf(priority),
          Action: valueOf(action),
        })),
      };
      for (const [index, { domains }] of rules.entries())
        if (domains.is === 'known')
          this.answers[`domains-rslvr-fdl-${plain(key)}${index}`] = {
            Domains: domains.value.map((one) => `${one}.`),
          };
    }
    this.answers['list-firewall-configs'] = { FirewallConfigs: [] };
  }

  private list<T>(name: string, member: string, nodes: ReadonlyMap<Key, T>, tell: (node: T) => object): void {
    this.answers[name] = { [member]: [...nodes.values()].map(tell) };
  }
}

const ASSOCIATED = { State: 'associated' };

function tellGroup(group: Known<Key>): object {
  return { GroupId: idOf('sg-', valueOf(group) ?? refuse('a group that is not known')) };
}

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

function text(block: Known<CidrBlock> | undefined): string {
  const known = valueOf(block);
  return known === undefined ? refuse('a block that AWS has not numbered') : formatCidrBlock(known);
}

function idOf(prefix: string, key: Key): string {
  return key.startsWith(prefix) ? plain(key) : `${prefix}${plain(key)}`;
}

function plain(key: Key): string {
  return key.replace(/^aws_\w+\./, '').replace(/[^0-9A-Za-z-]/g, '-');
}

function refuse(what: string): never {
  throw new Error(`AWS never tells of ${what}`);
}
