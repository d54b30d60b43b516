import { synthesize } from '@inspected-egress/testing';
import {
  InspectedVpc,
  NetworkAcls,
  planEgressRoutes,
  type InspectedVpcProps,
  type UninspectedIpv6Exit,
} from '../src';
import { literalVpc } from './literal-vpc';
import { problemLines } from './problem-lines';
import { synthesizeEgress, synthesizeVpc } from './synthesized-network';
import { roundTrip } from './walk';

const EXIT: UninspectedIpv6Exit = { kind: 'uninspected-exit', accept: 'uninspected-ipv6' };
const GATEWAY = 'aws_egress_only_internet_gateway';

describe('an uninspected exit of IPv6 that was accepted by name', () => {
  const network = synthesizeEgress({ ipv6: EXIT });

  it.each(['a', 'b'])(
    'leads from workloads of zone %s by the egress-only gateway, and nowhere else',
    (zone) => {
      expect(roundTrip(network, zone, 'ipv6').out).toBe(`${zone} workload > egress-only gateway`);
      const toGateway = network
        .ofType('aws_route')
        .filter(({ body }) => body['egress_only_gateway_id'] !== undefined);
      expect(toGateway.map(({ path }) => path)).toEqual([
        'routes/a-protected-ipv6',
        'routes/b-protected-ipv6',
      ]);
      const ipv6 = network
        .ofType('aws_route')
        .filter(({ body }) => body['destination_ipv6_cidr_block'] !== undefined);
      expect(ipv6).toEqual(toGateway);
    },
  );

  it('leaves the inspected way of IPv4 as it is', () => {
    for (const position of ['after-nat', 'before-nat'] as const) {
      const without = synthesizeEgress({ position });
      const beside = synthesizeEgress({ position, ipv6: EXIT });
      expect(roundTrip(beside, 'a', 'ipv4')).toEqual(roundTrip(without, 'a', 'ipv4'));
    }
  });

  it('is told apart from what is inspected by a tag that every bypass has', () => {
    const [gateway, ...others] = network.ofType(GATEWAY);
    expect(others).toEqual([]);
    expect(gateway?.body['tags']).toMatchObject({ 'inspected-egress:bypass': 'uninspected-ipv6' });
  });

  it('moves no subnet and no block when IPv6 is inspected one day: the same routes lead elsewhere', () => {
    const inspected = synthesizeEgress({ ipv6: 'inspected' });
    expect(network.ofType('aws_subnet')).toEqual(inspected.ofType('aws_subnet'));
    expect(network.at('routes/a-protected-ipv6').body['route_table_id']).toEqual(
      inspected.at('routes/a-protected-ipv6').body['route_table_id'],
    );
  });

  it('passes the network ACLs of protected subnets, and not those of firewall endpoints', () => {
    const world = synthesize((stack) => {
      const vpc = new InspectedVpc(stack, 'vpc', {
        cidrBlock: '10.1.0.0/16',
        zones: [{ availabilityZone: 'us-east-1a' }],
        ipv6: EXIT,
        networkAcls: 'elsewhere',
      });
      const services = [{ protocol: 'tcp', fromPort: 443, toPort: 443 }] as const;
      new NetworkAcls(stack, 'acls', { vpc, services });
    });
    const ipv6 = world
      .all('aws_network_acl_rule')
      .filter(({ ipv6_cidr_block: block }) => block === '::/0')
      .map(({ network_acl_id: acl, egress, protocol }) => {
        const [tier] = /(?<=vpc_)\w+(?=-acl)/u.exec(String(acl)) ?? [];
        return `${tier} ${egress === true ? 'out' : 'in'} ${String(protocol)}`;
      });
    expect(ipv6.sort()).toEqual(['protected in 58', 'protected in 6', 'protected out 58', 'protected out 6']);
  });
});

describe('an uninspected exit of IPv6', () => {
  it('does not exist unless it is asked for', () => {
    for (const ipv6 of ['none', 'inspected'] as const)
      expect(synthesizeEgress({ ipv6 }).ofType(GATEWAY)).toEqual([]);
  });

  it.each<[string, unknown]>([
    ['nobody accepts', { kind: 'uninspected-exit' }],
    ['another thing is accepted', { kind: 'uninspected-exit', accept: 'ipv6' }],
    ['a flag is to accept', { kind: 'uninspected-exit', accept: true }],
  ])('is refused where %s', (_, ipv6) => {
    const props = { ipv6 } as Partial<InspectedVpcProps>;
    expect(problemLines(() => synthesizeVpc(props))).toEqual([
      "ipv6.accept: IPv6 would leave past the firewall that inspects IPv4 of the same workloads; write `'inspected'`, or accept it by name: `accept: 'uninspected-ipv6'` [NET129]",
    ]);
  });

  it('is refused with everything else that is wrong', () => {
    const props = { ipv6: { kind: 'uninspected-exit' }, position: 'beside-nat' };
    expect(problemLines(() => synthesizeVpc(props as unknown as Partial<InspectedVpcProps>))).toEqual([
      expect.stringContaining('[NET125]'),
      expect.stringContaining('[NET129]'),
    ]);
  });

  it('is not routed in a VPC that has no gateway for it', () => {
    const vpc = { ...literalVpc({ ipv6: 'uninspected-exit' }), gatewayRouteTableId: 'rtb-0e' };
    const firewallEndpoints = vpc.zones.map(({ availabilityZone }, index) => ({
      availabilityZone,
      vpcEndpointId: `vpce-${index}`,
    }));
    expect(problemLines(() => planEgressRoutes({ vpc, firewallEndpoints }))).toEqual([
      expect.stringContaining('[NET215]'),
    ]);
  });
});
