import { estateOfAnswers, routesOf, tableOf, VPC } from './support/answer-of';

describe('a route', () => {
  const gateways = {
    Vpcs: [VPC],
    InternetGateways: [
      { InternetGatewayId: 'igw-01', Attachments: [{ State: 'available', VpcId: 'vpc-01' }] },
    ],
    NatGateways: ['available', 'pending', 'failed', 'deleting', 'deleted'].map((State) => ({
      NatGatewayId: `nat-${State}`,
      State,
      SubnetId: 'subnet-01',
      VpcId: 'vpc-01',
    })),
    VpcEndpoints: [
      'available',
      'pendingAcceptance',
      'pending',
      'rejected',
      'failed',
      'deleting',
      'partial',
    ].map((State) => ({
      VpcEndpointId: `vpce-${State}`,
      VpcEndpointType: 'GatewayLoadBalancer',
      VpcId: 'vpc-01',
      SubnetIds: ['subnet-01'],
      State,
    })),
    NetworkInterfaces: [{ NetworkInterfaceId: 'eni-01', SubnetId: 'subnet-01' }],
  };
  const routed = (...routes: readonly object[]) =>
    routesOf(estateOfAnswers({ ...gateways, RouteTables: [tableOf(...routes)] }));
  const to = (target: object) => ({ DestinationCidrBlock: '0.0.0.0/0', ...target });

  it.each([
    ['an internet gateway', { GatewayId: 'igw-01' }, '> internet-gateway igw-01'],
    ['a NAT gateway', { NatGatewayId: 'nat-available' }, '> nat-gateway nat-available'],
    ['an endpoint', { GatewayId: 'vpce-available' }, '> firewall-endpoint vpce-available'],
    ['an interface', { NetworkInterfaceId: 'eni-01' }, '> network-interface eni-01'],
    [
      'an instance, by its interface',
      { InstanceId: 'i-01', InstanceOwnerId: '1', NetworkInterfaceId: 'eni-01' },
      '> network-interface eni-01',
    ],
    [
      'an egress-only internet gateway',
      { EgressOnlyInternetGatewayId: 'eigw-01' },
      '> egress-only-gateway eigw-01',
    ],
    ['a transit gateway', { TransitGatewayId: 'tgw-01' }, '> transit-gateway tgw-01'],
    ['a peering connection', { VpcPeeringConnectionId: 'pcx-01' }, '> peering pcx-01'],
    ['a virtual private gateway', { GatewayId: 'vgw-01' }, '> vpn-gateway vgw-01'],
    [
      'what a virtual private gateway learnt',
      { GatewayId: 'vgw-01', Origin: 'EnableVgwRoutePropagation' },
      '~> vpn-gateway vgw-01',
    ],
    ['a carrier gateway', { CarrierGatewayId: 'cagw-01' }, '> carrier-gateway cagw-01'],
    ['a local gateway', { LocalGatewayId: 'lgw-01' }, '> local-gateway lgw-01'],
    [
      'Cloud WAN',
      { CoreNetworkArn: 'arn:aws:networkmanager::1:core-network/core-network-01' },
      '> core-network arn:aws:networkmanager::1:core-network/core-network-01',
    ],
    ['what is gone', { NatGatewayId: 'nat-gone', State: 'blackhole' }, '!> nat-gateway nat-gone'],
    ['a NAT gateway that AWS still makes', { NatGatewayId: 'nat-pending' }, '!> nat-gateway nat-pending'],
    ['a NAT gateway that AWS could not make', { NatGatewayId: 'nat-failed' }, '!> nat-gateway nat-failed'],
    ['a NAT gateway that AWS deletes', { NatGatewayId: 'nat-deleting' }, '> `nat-deleting` is `deleting`'],
    ['a NAT gateway that is deleted', { NatGatewayId: 'nat-deleted' }, '!> nat-gateway nat-deleted'],
    [
      'an endpoint that nobody accepted',
      { GatewayId: 'vpce-pendingAcceptance' },
      '!> firewall-endpoint vpce-pendingAcceptance',
    ],
    ['an endpoint that AWS still makes', { GatewayId: 'vpce-pending' }, '!> firewall-endpoint vpce-pending'],
    ['an endpoint that was rejected', { GatewayId: 'vpce-rejected' }, '!> firewall-endpoint vpce-rejected'],
    ['an endpoint that AWS could not make', { GatewayId: 'vpce-failed' }, '!> firewall-endpoint vpce-failed'],
    ['an endpoint that AWS deletes', { GatewayId: 'vpce-deleting' }, '> `vpce-deleting` is `deleting`'],
    ['an endpoint of which parts are there', { GatewayId: 'vpce-partial' }, '> `vpce-partial` is `partial`'],
    ['what no answer tells of', { NatGatewayId: 'nat-none' }, '> no answer tells of `nat-none`'],
    [
      'an interface that no answer tells of',
      { NetworkInterfaceId: 'eni-none' },
      '> no answer tells of `eni-none`',
    ],
    ['nothing that we know', { FutureGatewayId: 'fgw-01' }, '> the route names no target'],
    [
      'in a state that we do not know',
      { GatewayId: 'igw-01', State: 'filtered' },
      '> the route is `filtered`',
    ],
  ])('to %s', (_, target, told) => {
    expect(routed(to(target))).toEqual([`0.0.0.0/0 ${told}`]);
  });

  it.each([
    [
      'InternetGateways',
      { GatewayId: 'igw-01' },
      '`describe-internet-gateways` was not given; add its answer',
    ],
    [
      'NatGateways',
      { NatGatewayId: 'nat-available' },
      '`describe-nat-gateways` was not given; add its answer',
    ],
    [
      'VpcEndpoints',
      { GatewayId: 'vpce-available' },
      '`describe-vpc-endpoints` was not given; add its answer',
    ],
    [
      'NetworkInterfaces',
      { NetworkInterfaceId: 'eni-01' },
      '`describe-network-interfaces` was not given; add its answer',
    ],
  ])('without the answer of its target, %s, leads nobody knows where', (member, target, reason) => {
    const rest = Object.fromEntries(Object.entries(gateways).filter(([name]) => name !== member));
    const estate = estateOfAnswers({ ...rest, RouteTables: [tableOf(to(target))] });
    expect(routesOf(estate)).toEqual([`0.0.0.0/0 > ${reason}`]);
  });

  it('of every block of the VPC is implied, and one that replaces it is told', () => {
    expect(
      routed(
        { DestinationCidrBlock: '10.0.0.0/16', GatewayId: 'local', Origin: 'CreateRouteTable' },
        { DestinationCidrBlock: '10.9.0.0/16', GatewayId: 'local', Origin: 'CreateRouteTable' },
      ),
    ).toEqual(['10.9.0.0/16 > local']);
    expect(routed({ DestinationCidrBlock: '10.0.0.0/16', GatewayId: 'vpce-available' })).toEqual([
      '10.0.0.0/16 > firewall-endpoint vpce-available',
    ]);
  });

  it('has IPv6 blocks and lists as destinations', () => {
    expect(
      routed(
        { DestinationIpv6CidrBlock: '::/0', GatewayId: 'igw-01' },
        { DestinationPrefixListId: 'pl-01', GatewayId: 'igw-01' },
      ),
    ).toEqual(['::/0 > internet-gateway igw-01', 'pl-01 > internet-gateway igw-01']);
  });
});
