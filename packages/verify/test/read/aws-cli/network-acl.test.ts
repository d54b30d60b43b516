import { readGraph } from '../../../src/graph/read-graph';
import { estateOfAnswers, SUBNET, VPC } from './support/answer-of';

describe('a network ACL', () => {
  it('has its rules without the last one, which every ACL has', () => {
    const entries = [
      {
        RuleNumber: 100,
        Egress: false,
        RuleAction: 'allow',
        Protocol: '6',
        PortRange: { From: 443, To: 443 },
        CidrBlock: '0.0.0.0/0',
      },
      {
        RuleNumber: 110,
        Egress: false,
        RuleAction: 'deny',
        Protocol: '58',
        IcmpTypeCode: { Type: 128, Code: -1 },
        Ipv6CidrBlock: '::/0',
      },
      { RuleNumber: 32767, Egress: false, RuleAction: 'deny', Protocol: '-1', CidrBlock: '0.0.0.0/0' },
      { RuleNumber: 32768, Egress: false, RuleAction: 'deny', Protocol: '-1', Ipv6CidrBlock: '::/0' },
      { RuleNumber: 32767, Egress: true, RuleAction: 'deny', Protocol: '-1', CidrBlock: '0.0.0.0/0' },
    ];
    const acl = {
      NetworkAclId: 'acl-01',
      VpcId: 'vpc-01',
      IsDefault: false,
      Associations: [{ SubnetId: 'subnet-01' }],
      Entries: entries,
    };
    const graph = readGraph(estateOfAnswers({ Vpcs: [VPC], Subnets: [SUBNET], NetworkAcls: [acl] }));
    expect(graph.networkAcls.get('acl-01')).toMatchObject({
      ingress: [
        {
          number: { value: 100 },
          action: { value: 'allow' },
          traffic: { value: { protocol: 6, ports: { from: 443, to: 443 } } },
        },
        {
          number: { value: 110 },
          action: { value: 'deny' },
          traffic: { value: { protocol: 58, icmp: { type: 128 } } },
        },
      ],
      egress: [],
    });
    expect(graph.subnets.get('subnet-01')?.networkAcl).toEqual({ is: 'known', value: 'acl-01' });
  });
});
