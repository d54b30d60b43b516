import { readGraph } from '../../../src/graph/read-graph';
import { estateOfAnswers, listed } from './support/answer-of';

describe('gateways to elsewhere', () => {
  it('are there unless they are gone', () => {
    const estate = estateOfAnswers({
      VpnGateways: [
        {
          VpnGatewayId: 'vgw-01',
          State: 'available',
          VpcAttachments: [{ VpcId: 'vpc-01', State: 'attached' }],
        },
        { VpnGatewayId: 'vgw-02', State: 'deleted' },
      ],
      VpcPeeringConnections: [
        {
          VpcPeeringConnectionId: 'pcx-01',
          Status: { Code: 'active' },
          RequesterVpcInfo: { VpcId: 'vpc-01' },
        },
        { VpcPeeringConnectionId: 'pcx-02', Status: { Code: 'rejected' } },
      ],
      CarrierGateways: [{ CarrierGatewayId: 'cagw-01', VpcId: 'vpc-01', State: 'available' }],
      TransitGateways: [{ TransitGatewayId: 'tgw-01', TransitGatewayArn: 'arn:tgw', State: 'available' }],
      LocalGateways: [{ LocalGatewayId: 'lgw-01' }],
      TransitGatewayVpcAttachments: [
        {
          TransitGatewayAttachmentId: 'tgw-attach-01',
          TransitGatewayId: 'tgw-01',
          VpcId: 'vpc-01',
          SubnetIds: ['subnet-01'],
          State: 'available',
        },
        { TransitGatewayAttachmentId: 'tgw-attach-02', State: 'deleted' },
      ],
      EgressOnlyInternetGateways: [
        { EgressOnlyInternetGatewayId: 'eigw-01', Attachments: [{ VpcId: 'vpc-01', State: 'attached' }] },
      ],
    });
    const graph = readGraph(estate);
    expect([...graph.outerGateways.keys()]).toEqual(['cagw-01', 'lgw-01', 'pcx-01', 'tgw-01', 'vgw-01']);
    expect([...graph.transitGatewayAttachments.keys()]).toEqual(['tgw-attach-01']);
    expect(graph.egressOnlyGateways.get('eigw-01')?.vpc).toEqual({ is: 'known', value: 'vpc-01' });
    expect(listed(estate, 'aws_vpn_gateway')).toEqual(['vgw-01']);
  });
});
