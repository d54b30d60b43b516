import { listAppliances } from '../../../src/graph/appliances';
import { readGraph } from '../../../src/graph/read-graph';
import { estateOfAnswers, SUBNET, VPC } from './support/answer-of';

const ARN = 'arn:aws:elasticloadbalancing:us-east-1:1:targetgroup/appliances/0123456789abcdef';
const world = {
  Vpcs: [VPC],
  Subnets: [SUBNET],
  TargetGroups: [
    {
      TargetGroupArn: ARN,
      TargetGroupName: 'appliances',
      Protocol: 'GENEVE',
      Port: 6081,
      VpcId: 'vpc-01',
      TargetType: 'instance',
      HealthCheckProtocol: 'TCP',
      HealthCheckPort: '80',
    },
  ],
  NetworkInterfaces: [
    {
      NetworkInterfaceId: 'eni-01',
      SubnetId: 'subnet-01',
      Attachment: { InstanceId: 'i-01', DeviceIndex: 0 },
    },
    {
      NetworkInterfaceId: 'eni-02',
      SubnetId: 'subnet-01',
      PrivateIpAddresses: [{ PrivateIpAddress: '10.0.0.9' }],
    },
  ],
  Reservations: [
    {
      ReservationId: 'r-01',
      Instances: [
        {
          InstanceId: 'i-01',
          State: { Name: 'running' },
          SubnetId: 'subnet-01',
          NetworkInterfaces: [
            { NetworkInterfaceId: 'eni-01', SubnetId: 'subnet-01', Attachment: { DeviceIndex: 0 } },
          ],
        },
      ],
    },
  ],
};
const healthOf = (...ids: readonly string[]) => ({
  TargetGroupArn: ARN,
  TargetHealthDescriptions: ids.map((Id) => ({
    Target: { Id, Port: 6081 },
    TargetHealth: { State: 'healthy' },
  })),
});

it('what is behind a Gateway Load Balancer carries packets of others, by id or address', () => {
  const graph = readGraph(estateOfAnswers(world, healthOf('i-01', '10.0.0.9')));
  expect([...listAppliances(graph)].sort()).toEqual(['eni-01', 'eni-02', 'i-01']);
  expect(graph.targetGroups.get(ARN)).toMatchObject({
    protocol: { value: 'GENEVE' },
    port: { value: 6081 },
    healthCheck: { protocol: { value: 'TCP' }, port: { value: '80' } },
  });
});

it('what is registered is not known without the answer that tells it, or without its group', () => {
  for (const answers of [[], [{ TargetHealthDescriptions: healthOf('i-01').TargetHealthDescriptions }]]) {
    const graph = readGraph(estateOfAnswers(world, ...answers));
    expect(graph.targetGroups.get(ARN)?.targets).toMatchObject([
      {
        what: {
          is: 'unknown',
          reason: `\`elbv2 describe-target-health --target-group-arn ${ARN}\` was not given; add its answer`,
        },
      },
    ]);
    expect(listAppliances(graph).size).toBe(0);
  }
});
