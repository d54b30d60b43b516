import { readGraph } from '../../../src/graph/read-graph';
import { estateOfAnswers, tableOf, VPC } from './support/answer-of';

describe('a NAT gateway', () => {
  const nat = (more: object) =>
    readGraph(
      estateOfAnswers({
        Vpcs: [VPC],
        NatGateways: [
          { NatGatewayId: 'nat-01', State: 'available', VpcId: 'vpc-01', SubnetId: 'subnet-01', ...more },
        ],
      }),
    ).natGateways.get('nat-01');

  it('has all its addresses, the primary first', () => {
    const addresses = [
      { PrivateIp: '10.0.0.6', AllocationId: 'eipalloc-02', IsPrimary: false, Status: 'succeeded' },
      { PrivateIp: '10.0.0.5', AllocationId: 'eipalloc-01', IsPrimary: true, Status: 'succeeded' },
      { PrivateIp: '10.0.0.7', IsPrimary: false, Status: 'failed' },
    ];
    const found = nat({ NatGatewayAddresses: addresses });
    expect(found?.privateIps.map(({ value }) => value & 0xffn)).toEqual([5n, 6n]);
    expect(found).toMatchObject({ connectivity: { value: 'public' }, hasElasticIp: { value: true } });
  });

  it('is private when it says so', () => {
    expect(
      nat({ ConnectivityType: 'private', NatGatewayAddresses: [{ PrivateIp: '10.0.0.5' }] }),
    ).toMatchObject({
      connectivity: { value: 'private' },
      hasElasticIp: { value: false },
    });
  });

  it('of a Region is in no subnet and has a table of its own', () => {
    const regional = {
      NatGatewayId: 'nat-01',
      State: 'available',
      VpcId: 'vpc-01',
      AvailabilityMode: 'regional',
    };
    const table = { ...tableOf(), RouteTableId: 'rtb-09' };
    const answers = { Vpcs: [VPC], NatGateways: [{ ...regional, RouteTableId: 'rtb-09' }] };
    const told = readGraph(estateOfAnswers({ ...answers, RouteTables: [table] })).natGateways.get('nat-01');
    expect(told).toMatchObject({ availabilityMode: { value: 'regional' }, routeTable: { value: 'rtb-09' } });
    expect(told?.subnet).toBeUndefined();
    const hidden = readGraph(estateOfAnswers(answers)).routeTables.get('nat-01/route-table');
    expect(hidden?.doubt).toContain('no resource of the input describes the routes');
  });

  it('is none once it is deleted or failed', () => {
    expect(nat({ State: 'deleted' })).toBeUndefined();
    expect(nat({ State: 'failed' })).toBeUndefined();
  });

  it('with a proxy before it is not understood', () => {
    const estate = estateOfAnswers({
      Vpcs: [VPC],
      NatGateways: [
        {
          NatGatewayId: 'nat-01',
          State: 'available',
          VpcId: 'vpc-01',
          SubnetId: 'subnet-01',
          AttachedAppliances: [
            { Type: 'network-firewall-proxy', ApplianceArn: 'arn:proxy', AttachmentState: 'attached' },
          ],
        },
      ],
    });
    expect(readGraph(estate).unmodelled).toMatchObject([{ key: 'arn:proxy', near: ['vpc-01'] }, {}, {}, {}]);
  });
});
