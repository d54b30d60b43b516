import { planHomeNet } from '../src';
import { literalVpc } from './literal-vpc';

describe('HOME_NET is what the firewall sees traffic come from', () => {
  it('after NAT: the subnets of the NAT gateways', () => {
    expect(planHomeNet(literalVpc())).toEqual(['10.1.1.0/24', '10.1.17.0/24']);
  });

  it('after one NAT gateway for all zones: its subnet alone', () => {
    expect(planHomeNet(literalVpc({ nat: { singleZone: 'us-east-1b' } }))).toEqual(['10.1.17.0/24']);
  });

  it('before NAT: the protected subnets', () => {
    expect(planHomeNet(literalVpc({ position: 'before-nat' }))).toEqual(['10.1.0.0/24', '10.1.16.0/24']);
  });

  it('without NAT: the protected subnets, wherever inspection was to stand', () => {
    expect(planHomeNet(literalVpc({ nat: 'none' }))).toEqual(['10.1.0.0/24', '10.1.16.0/24']);
  });

  it('IPv6 is never translated: the protected subnets beside the NAT gateways', () => {
    expect(planHomeNet(literalVpc({ ipv6: 'inspected', zones: ['us-east-1a'] }))).toEqual([
      '10.1.1.0/24',
      '2001:db8:0:100::/64',
    ]);
  });

  it('subnets without a way out are not in it', () => {
    const isolated = { subnetId: 'subnet-0f', routeTableId: 'rtb-0f', cidrBlock: '10.1.9.0/24' };
    const vpc = literalVpc({
      position: 'before-nat',
      zone: (zone) => ({ ...zone, subnets: { ...zone.subnets, isolated, endpoint: isolated } }),
    });
    expect(planHomeNet(vpc)).not.toContain('10.1.9.0/24');
  });
});
