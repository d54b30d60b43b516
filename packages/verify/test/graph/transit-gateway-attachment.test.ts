import { readGraph } from '../../src/graph/read-graph';
import { estateOf, notKnown, ref } from '../support/estate-of';

it('joins a VPC by its subnets to a transit gateway', () => {
  const graph = readGraph(
    estateOf({
      'aws_vpc.v': {},
      'aws_subnet.a': { vpc_id: ref('aws_vpc.v.id') },
      'aws_ec2_transit_gateway.t': {},
      'aws_ec2_transit_gateway_vpc_attachment.x': {
        transit_gateway_id: ref('aws_ec2_transit_gateway.t.id'),
        vpc_id: ref('aws_vpc.v.id'),
        subnet_ids: [ref('aws_subnet.a.id'), notKnown('an index')],
      },
    }),
  );
  expect(graph.transitGatewayAttachments.get('aws_ec2_transit_gateway_vpc_attachment.x')).toMatchObject({
    transitGateway: { value: 'aws_ec2_transit_gateway.t' },
    vpc: { value: 'aws_vpc.v' },
    subnets: [{ value: 'aws_subnet.a' }, { is: 'unknown', reason: 'an index' }],
  });
});
