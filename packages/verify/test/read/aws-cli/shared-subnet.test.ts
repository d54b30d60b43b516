import { readGraph } from '../../../src/graph/read-graph';
import { estateOfAnswers, SUBNET, VPC } from './support/answer-of';

describe('a shared subnet', () => {
  const shared = {
    Vpcs: [{ ...VPC, OwnerId: '222222222222' }],
    Subnets: [{ ...SUBNET, OwnerId: '222222222222' }],
    NetworkInterfaces: [],
    VpcEndpoints: [],
    InternetGateways: [{ InternetGatewayId: 'igw-01', OwnerId: '111111111111', Attachments: [] }],
    FirewallRuleGroupAssociations: [],
  };

  it('may hold what only its owner sees', () => {
    const { unmodelled } = readGraph(estateOfAnswers(shared));
    expect(unmodelled).toEqual([
      {
        key: 'what others have in shared subnets',
        type: 'untold',
        reason: 'another account shares the subnet, and only its answers tell all that is in it',
        near: ['subnet-01'],
        hides: 'occupants',
      },
    ]);
  });

  it('is filtered by rule groups that only its owner sees', () => {
    const [association] = readGraph(estateOfAnswers(shared)).dnsFirewallAssociations.values();
    expect(association).toMatchObject({ vpc: { value: 'vpc-01' }, ruleGroup: { is: 'unknown' } });
  });

  it('is seen whole by who shares it', () => {
    const owned = {
      ...shared,
      InternetGateways: [{ InternetGatewayId: 'igw-01', OwnerId: '222222222222', Attachments: [] }],
    };
    expect(readGraph(estateOfAnswers(owned)).unmodelled).toEqual([]);
  });
});
