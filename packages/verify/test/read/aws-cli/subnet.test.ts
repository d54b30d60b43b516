import { readGraph } from '../../../src/graph/read-graph';
import { said } from '../support/said';
import { estateOfAnswers, SUBNET, VPC } from './support/answer-of';

describe('a subnet', () => {
  it('has its block, its zone by id, and what it gives to interfaces', () => {
    const ipv6 = [{ Ipv6CidrBlock: '2001:db8::/64', Ipv6CidrBlockState: { State: 'associated' } }];
    const estate = estateOfAnswers({
      Subnets: [{ ...SUBNET, MapPublicIpOnLaunch: true, Ipv6CidrBlockAssociationSet: ipv6 }],
    });
    const subnet = readGraph(estate).subnets.get('subnet-01');
    expect(subnet).toMatchObject({
      zoneId: 'use1-az1',
      mapsPublicIp: { value: true },
      assignsIpv6: { value: false },
    });
    expect(said(estate, 'subnet-01', 'ipv6_cidr_block')).toBe('"2001:db8::/64"');
  });

  it('of IPv6 only has no IPv4 block', () => {
    const estate = estateOfAnswers({ Subnets: [{ ...SUBNET, CidrBlock: undefined, Ipv6Native: true }] });
    expect(readGraph(estate).subnets.get('subnet-01')?.cidrBlock).toBeUndefined();
  });

  it('whose table no answer tells has none that is known', () => {
    const main = { RouteTableId: 'rtb-00', VpcId: 'vpc-02', Associations: [{ Main: true }], Routes: [] };
    const estate = estateOfAnswers({ Vpcs: [VPC], Subnets: [SUBNET], RouteTables: [main] });
    expect(readGraph(estate).subnets.get('subnet-01')?.routeTable).toEqual({
      is: 'unknown',
      reason: 'its VPC has no main route table in the answer of `describe-route-tables`',
    });
  });

  it('whose ACL no answer tells has none that is known', () => {
    const acl = { NetworkAclId: 'acl-00', VpcId: 'vpc-01', IsDefault: true, Associations: [], Entries: [] };
    const estate = estateOfAnswers({ Vpcs: [VPC], Subnets: [SUBNET], NetworkAcls: [acl] });
    expect(readGraph(estate).subnets.get('subnet-01')?.networkAcl).toEqual({
      is: 'unknown',
      reason: 'no answer of `describe-network-acls` names the subnet',
    });
  });
});
