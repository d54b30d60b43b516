import { readGraph } from '../../../src/graph/read-graph';
import { estateOfAnswers, known } from './support/answer-of';

describe('a security group', () => {
  const permission = {
    IpProtocol: 'tcp',
    FromPort: 443,
    ToPort: 443,
    IpRanges: [{ CidrIp: '0.0.0.0/0' }],
    Ipv6Ranges: [{ CidrIpv6: '::/0' }],
    PrefixListIds: [{ PrefixListId: 'pl-01' }],
    UserIdGroupPairs: [{ GroupId: 'sg-01' }, { GroupId: 'sg-02' }],
  };

  it('has a rule for each peer', () => {
    const group = {
      GroupId: 'sg-01',
      GroupName: 'web',
      VpcId: 'vpc-01',
      IpPermissions: [],
      IpPermissionsEgress: [permission],
    };
    const found = readGraph(estateOfAnswers({ SecurityGroups: [group] })).securityGroups.get('sg-01');
    expect(found?.egress.map(({ peer }) => peer.kind).sort()).toEqual([
      'block',
      'block',
      'prefix-list',
      'security-group',
      'security-group',
    ]);
    expect(found?.egress[0]?.traffic).toMatchObject({
      value: { protocol: 6, ports: { from: 443, to: 443 } },
    });
    expect(found?.doubt).toBeUndefined();
  });

  it('is told by its rules where these are all there is', () => {
    const rule = {
      SecurityGroupRuleId: 'sgr-01',
      GroupId: 'sg-01',
      IsEgress: true,
      IpProtocol: '-1',
      FromPort: -1,
      ToPort: -1,
      CidrIpv4: '0.0.0.0/0',
    };
    const estate = estateOfAnswers({ SecurityGroupRules: [rule] });
    expect(known(estate, 'sg-01', 'egress')).toMatchObject([{ protocol: '-1', cidr_blocks: ['0.0.0.0/0'] }]);
    expect(known(estate, 'sg-01', 'ingress')).toEqual([]);
  });

  it('that an interface is in and no answer describes has rules that are not known', () => {
    const interfaces = [
      { NetworkInterfaceId: 'eni-01', SubnetId: 'subnet-01', Groups: [{ GroupId: 'sg-09' }] },
    ];
    const found = readGraph(estateOfAnswers({ NetworkInterfaces: interfaces })).securityGroups.get('sg-09');
    expect(found?.doubt).toContain('`describe-security-groups` was not given; add its answer');
  });
});
