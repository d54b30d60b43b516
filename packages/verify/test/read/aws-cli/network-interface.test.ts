import { readGraph } from '../../../src/graph/read-graph';
import { estateOfAnswers, SUBNET, VPC } from './support/answer-of';

describe('an interface', () => {
  const eni = (id: string, more: object) => ({
    NetworkInterfaceId: id,
    SubnetId: 'subnet-01',
    VpcId: 'vpc-01',
    InterfaceType: 'interface',
    ...more,
  });
  const occupantsOf = (answers: Readonly<Record<string, unknown>>) =>
    readGraph(estateOfAnswers({ Vpcs: [VPC], Subnets: [SUBNET], ...answers }))
      .subnets.get('subnet-01')
      ?.occupants.map(({ kind, key }) => `${kind} ${key}`);

  it('that AWS made for something is that, also when only the interface tells of it', () => {
    const made = [
      eni('eni-01', { InterfaceType: 'nat_gateway', Description: 'Interface for NAT Gateway nat-01' }),
      eni('eni-02', {
        InterfaceType: 'gateway_load_balancer_endpoint',
        Description: 'VPC Endpoint Interface vpce-01',
      }),
      eni('eni-03', { InterfaceType: 'vpc_endpoint', Description: 'VPC Endpoint Interface vpce-02' }),
      eni('eni-04', {
        InterfaceType: 'transit_gateway',
        Description: 'Network Interface for Transit Gateway Attachment tgw-attach-01',
      }),
      eni('eni-05', { InterfaceType: 'network_load_balancer', Description: 'ELB net/n/01' }),
      eni('eni-06', { RequesterManaged: true, Description: 'ELB app/a/01' }),
      eni('eni-07', { InterfaceType: 'lambda', RequesterManaged: true, Description: 'AWS Lambda VPC ENI-f' }),
      eni('eni-08', { Description: 'ELB app/mine/01' }),
    ];
    expect(occupantsOf({ NetworkInterfaces: made })).toEqual([
      'load-balancer app/a/01',
      'network-interface eni-07',
      'network-interface eni-08',
      'nat-gateway nat-01',
      'load-balancer net/n/01',
      'transit-gateway-attachment tgw-attach-01',
      'firewall-endpoint vpce-01',
      'interface-endpoint vpce-02',
    ]);
  });

  it('of something that is described is no occupant of its own', () => {
    const answers = {
      NetworkInterfaces: [
        eni('eni-01', { Description: 'moto calls it nothing' }),
        eni('eni-02', { InterfaceType: 'gateway_load_balancer_endpoint' }),
        eni('eni-03', { RequesterManaged: true, Description: 'ELB app/a/01' }),
      ],
      NatGateways: [
        {
          NatGatewayId: 'nat-01',
          State: 'available',
          SubnetId: 'subnet-01',
          NatGatewayAddresses: [{ NetworkInterfaceId: 'eni-01' }],
        },
      ],
      VpcEndpoints: [
        {
          VpcEndpointId: 'vpce-01',
          VpcEndpointType: 'GatewayLoadBalancer',
          SubnetIds: ['subnet-01'],
          NetworkInterfaceIds: ['eni-02'],
          State: 'available',
        },
      ],
      LoadBalancers: [
        {
          LoadBalancerArn: 'arn:aws:elasticloadbalancing:us-east-1:1:loadbalancer/app/a/01',
          Type: 'application',
          AvailabilityZones: [{ SubnetId: 'subnet-01' }],
        },
      ],
    };
    expect(occupantsOf(answers)).toEqual([
      'load-balancer arn:aws:elasticloadbalancing:us-east-1:1:loadbalancer/app/a/01',
      'nat-gateway nat-01',
      'firewall-endpoint vpce-01',
    ]);
  });

  it('has a public address by an Elastic IP address or from the pool of AWS', () => {
    const graph = readGraph(
      estateOfAnswers({
        Vpcs: [VPC],
        Subnets: [SUBNET],
        NetworkInterfaces: [
          eni('eni-01', { Association: { PublicIp: '198.51.100.1', IpOwnerId: 'amazon' } }),
          eni('eni-02', {
            PrivateIpAddresses: [
              {
                PrivateIpAddress: '10.0.0.9',
                Association: { PublicIp: '198.51.100.2', AllocationId: 'eipalloc-02' },
              },
            ],
          }),
          eni('eni-03', {}),
          eni('eni-04', {}),
        ],
        Addresses: [{ AllocationId: 'eipalloc-04', PublicIp: '198.51.100.4', NetworkInterfaceId: 'eni-04' }],
      }),
    );
    const isPublic = [...graph.networkInterfaces].map(([key, { hasPublicIp }]) => [
      key,
      hasPublicIp.is === 'known' && hasPublicIp.value,
    ]);
    expect(isPublic).toEqual([
      ['eni-01', true],
      ['eni-02', true],
      ['eni-03', false],
      ['eni-04', true],
    ]);
  });

  it('is told by its instance too', () => {
    const instance = {
      InstanceId: 'i-01',
      State: { Name: 'running' },
      SubnetId: 'subnet-01',
      PublicIpAddress: '198.51.100.1',
      NetworkInterfaces: [eni('eni-01', { Attachment: { DeviceIndex: 0 }, SourceDestCheck: false })],
    };
    const terminated = { InstanceId: 'i-02', State: { Name: 'terminated' } };
    const answers = { Reservations: [{ ReservationId: 'r-01', Instances: [instance, terminated] }] };
    expect(occupantsOf(answers)).toEqual(['network-interface eni-01', 'instance i-01']);
    const graph = readGraph(estateOfAnswers(answers));
    expect(graph.instances.get('i-01')).toMatchObject({
      hasPublicIp: { value: true },
      networkInterfaces: ['eni-01'],
    });
    expect(graph.networkInterfaces.get('eni-01')).toMatchObject({ sourceDestCheck: { value: false } });
  });
});
