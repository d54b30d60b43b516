import { readGraph } from '../../../src/graph/read-graph';
import { estateOfAnswers, SUBNET, tableOf, VPC } from './support/answer-of';

describe('an association', () => {
  it('of a gateway makes its table the one that inbound packets look in', () => {
    const edge = {
      RouteTableId: 'rtb-02',
      VpcId: 'vpc-01',
      Associations: [
        {
          Main: false,
          GatewayId: 'igw-01',
          RouteTableAssociationId: 'rtbassoc-02',
          AssociationState: { State: 'associated' },
        },
      ],
      Routes: [],
    };
    const gateway = { InternetGatewayId: 'igw-01', Attachments: [{ State: 'available', VpcId: 'vpc-01' }] };
    const graph = readGraph(
      estateOfAnswers({ Vpcs: [VPC], RouteTables: [edge], InternetGateways: [gateway] }),
    );
    expect(graph.internetGateways.get('igw-01')).toMatchObject({
      vpc: { value: 'vpc-01' },
      edgeRouteTable: { value: 'rtb-02' },
    });
  });

  it.each([
    ['failed', undefined],
    ['disassociating', 'it is disassociating now'],
  ])('that is %s is none, or not known', (State, reason) => {
    const table = tableOf();
    const associations = table.Associations.map((one) => ({ ...one, AssociationState: { State } }));
    const main = { RouteTableId: 'rtb-00', VpcId: 'vpc-01', Associations: [{ Main: true }], Routes: [] };
    const estate = estateOfAnswers({
      Vpcs: [VPC],
      Subnets: [SUBNET],
      RouteTables: [main, { ...table, Associations: associations }],
    });
    const { routeTable } = readGraph(estate).subnets.get('subnet-01') ?? {};
    expect(routeTable).toEqual(
      reason === undefined ? { is: 'known', value: 'rtb-00' } : { is: 'unknown', reason },
    );
  });
});
