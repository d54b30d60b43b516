import { readGraph } from '../../../src/graph/read-graph';
import { estateOfAnswers, routesOf, tableOf, VPC } from './support/answer-of';

describe('a gateway endpoint', () => {
  it('has the list, the tables and the policy that the answers tell', () => {
    const policy = { Statement: [{ Effect: 'Allow', Action: '*', Resource: 'arn:aws:s3:::ours/*' }] };
    const endpoint = {
      VpcEndpointId: 'vpce-01',
      VpcEndpointType: 'Gateway',
      VpcId: 'vpc-01',
      ServiceName: 'com.amazonaws.us-east-1.s3',
      State: 'available',
      RouteTableIds: ['rtb-01'],
      PolicyDocument: JSON.stringify(policy),
    };
    const estate = estateOfAnswers({
      Vpcs: [VPC],
      VpcEndpoints: [endpoint],
      RouteTables: [tableOf({ DestinationPrefixListId: 'pl-01', GatewayId: 'vpce-01' })],
    });
    expect(readGraph(estate).gatewayEndpoints.get('vpce-01')).toMatchObject({
      prefixList: 'pl-01',
      routeTables: [{ value: 'rtb-01' }],
      policy: { value: policy },
    });
    expect(routesOf(estate)).toEqual(['pl-01 > gateway-endpoint vpce-01']);
  });
});
