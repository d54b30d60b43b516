import { formatCidrBlock } from '@inspected-egress/cidr';
import { readGraph } from '../../../src/graph/read-graph';
import { said } from '../support/said';
import { estateOfAnswers, known, SUBNET, VPC } from './support/answer-of';

describe('a VPC', () => {
  const blocks = {
    ...VPC,
    CidrBlockAssociationSet: [
      ...VPC.CidrBlockAssociationSet,
      { CidrBlock: '10.1.0.0/16', CidrBlockState: { State: 'associated' } },
      { CidrBlock: '10.2.0.0/16', CidrBlockState: { State: 'disassociated' } },
    ],
    Ipv6CidrBlockAssociationSet: ['2001:db8:1::/56', '2001:db8:2::/56'].map((Ipv6CidrBlock) => ({
      Ipv6CidrBlock,
      Ipv6CidrBlockState: { State: 'associated' },
    })),
  };

  it('has all its blocks, and not those that are gone', () => {
    const vpc = readGraph(estateOfAnswers({ Vpcs: [blocks] })).vpcs.get('vpc-01');
    const told = [...(vpc?.cidrBlocks ?? []), ...(vpc?.ipv6CidrBlocks ?? [])].map((block) =>
      block.is === 'known' ? formatCidrBlock(block.value) : block.reason,
    );
    expect(told).toEqual(['10.0.0.0/16', '10.1.0.0/16', '2001:db8:1::/56', '2001:db8:2::/56']);
  });

  it('tells whether it has a resolver in an answer of its own', () => {
    const estate = estateOfAnswers(
      { Vpcs: [VPC, { ...VPC, VpcId: 'vpc-02' }] },
      { VpcId: 'vpc-01', EnableDnsSupport: { Value: false } },
    );
    expect(known(estate, 'vpc-01', 'enable_dns_support')).toBe(false);
    expect(known(estate, 'vpc-02', 'enable_dns_support')).toBe(
      '`describe-vpc-attribute --attribute enableDnsSupport --vpc-id vpc-02` was not given; add its answer',
    );
  });

  it('keeps its name', () => {
    expect(said(estateOfAnswers({ Vpcs: [VPC] }), 'vpc-01', 'tags')).toBe('{"Name":"egress"}');
  });

  it('is there although only what is in it tells of it', () => {
    const estate = estateOfAnswers({ Subnets: [SUBNET] });
    expect(known(estate, 'vpc-01', 'cidr_block')).toBe('`describe-vpcs` was not given; add its answer');
  });

  it('has the main table, the default ACL and the default group that the answers name', () => {
    const estate = estateOfAnswers({
      Vpcs: [VPC],
      RouteTables: [{ RouteTableId: 'rtb-00', VpcId: 'vpc-01', Associations: [{ Main: true }], Routes: [] }],
      NetworkAcls: [
        { NetworkAclId: 'acl-00', VpcId: 'vpc-01', IsDefault: true, Associations: [], Entries: [] },
      ],
      SecurityGroups: [
        {
          GroupId: 'sg-00',
          GroupName: 'default',
          VpcId: 'vpc-01',
          IpPermissions: [],
          IpPermissionsEgress: [],
        },
      ],
    });
    expect(readGraph(estate).vpcs.get('vpc-01')).toMatchObject({
      mainRouteTable: { value: 'rtb-00' },
      defaultNetworkAcl: { value: 'acl-00' },
      defaultSecurityGroup: { value: 'sg-00' },
    });
  });
});
