import { InspectedVpc, type InspectedVpcProps } from '@inspected-egress/network';
import { packageIndexPolicy } from '@inspected-egress/policy';
import { ExplicitProxy, TransparentProxy, type ExplicitProxyProps, type TransparentProxyProps } from '../src';
import { refusal } from './messages';
import { synthesize, type Block } from './synthesize';

const ZONES = [{ availabilityZone: 'us-east-1a' }, { availabilityZone: 'us-east-1b' }];
const VPC: InspectedVpcProps = {
  cidrBlock: '10.1.0.0/16',
  zones: ZONES,
  tiers: ['isolated', 'protected', 'nat'],
  natGateways: 'none',
};
const STATED = { name: 'proxy', egressPolicy: packageIndexPolicy(), today: '2026-11-29' };

function explicit(props: Partial<ExplicitProxyProps> = {}, vpcProps: Partial<InspectedVpcProps> = {}) {
  let made: ExplicitProxy | undefined;
  const world = synthesize((stack) => {
    const vpc = new InspectedVpc(stack, 'vpc', { ...VPC, ...vpcProps });
    made = new ExplicitProxy(stack, 'proxy', { ...STATED, vpc, capacity: { min: 2, max: 6 }, ...props });
  });
  return { ...world, made };
}

function transparent(props: Partial<TransparentProxyProps> = {}, vpcProps: Partial<InspectedVpcProps> = {}) {
  return synthesize((stack) => {
    const vpc = new InspectedVpc(stack, 'vpc', { ...VPC, ...vpcProps });
    new TransparentProxy(stack, 'proxy', { ...STATED, vpc, ...props });
  });
}

/** Name of the table that a route is in, and the kind of its target. */
const routesOf = (world: { all(type: string): readonly Block[] }) =>
  world.all('aws_route').map((route) => {
    const [, table] = /vpc_([ab]-\w+)_table/u.exec(String(route['route_table_id'])) ?? [];
    const target = ['gateway_id', 'network_interface_id', 'nat_gateway_id'].find((key) => key in route);
    return `${table} ${String(route['destination_cidr_block'])} ${target}`;
  });

describe('an explicit proxy', () => {
  it('is the only way out: no route leads out of the subnets of its clients', () => {
    expect(routesOf(explicit())).toEqual(['a-nat 0.0.0.0/0 gateway_id', 'b-nat 0.0.0.0/0 gateway_id']);
  });

  it('stands behind an internal load balancer that shows it the addresses of clients', () => {
    const { only } = explicit();
    expect(only('aws_lb')).toMatchObject({ load_balancer_type: 'network', internal: true });
    expect(only('aws_lb_target_group')).toMatchObject({
      ...{ port: 3128, protocol: 'TCP', preserve_client_ip: 'true' },
      health_check: { protocol: 'TCP', port: '3128' },
    });
    expect(only('aws_autoscaling_group')).toMatchObject({
      min_size: 2,
      max_size: 6,
      health_check_type: 'ELB',
    });
  });

  it('is told to programs, and what is in the VPC is reached without it', () => {
    const { made } = explicit();
    expect(made?.clientEnvironment.HTTPS_PROXY).toBe(made?.proxyUrl);
    expect(made?.proxyUrl).toMatch(/^http:\/\/.*:3128$/u);
    expect(made?.clientEnvironment.NO_PROXY).toBe('169.254.169.254,localhost,127.0.0.1,10.1.0.0/16');
  });

  it('lets its clients and its load balancer in, by its port alone', () => {
    const rules = explicit().all('aws_vpc_security_group_ingress_rule');
    expect(new Set(rules.map(({ from_port }) => from_port))).toEqual(new Set([3128]));
    expect(rules).toHaveLength(4);
  });

  it('writes what it does to a log that it may write to, and that is kept', () => {
    const { only } = explicit({
      logRetentionDays: 365,
      logKeyArn: 'arn:aws:kms:us-east-1:123456789012:key/k',
    });
    expect(only('aws_cloudwatch_log_group')).toMatchObject({
      retention_in_days: 365,
      kms_key_id: 'arn:aws:kms:us-east-1:123456789012:key/k',
    });
    expect(String(only('aws_iam_role_policy')['policy'])).toContain('logs:PutLogEvents');
  });
});

describe('a transparent proxy', () => {
  it('is where the default route of clients leads, in their own zone', () => {
    expect(routesOf(transparent()).sort()).toEqual([
      'a-nat 0.0.0.0/0 gateway_id',
      'a-protected 0.0.0.0/0 network_interface_id',
      'b-nat 0.0.0.0/0 gateway_id',
      'b-protected 0.0.0.0/0 network_interface_id',
    ]);
    const world = transparent();
    for (const route of world.all('aws_route').filter((one) => 'network_interface_id' in one)) {
      const [zone] = /[ab](?=-protected)/u.exec(String(route['route_table_id'])) ?? [];
      expect(route['network_interface_id']).toContain(`proxy_${zone}-interface`);
    }
  });

  it('has interfaces that take packets for others, and stay when instances go', () => {
    for (const one of transparent().all('aws_network_interface'))
      expect(one).toMatchObject({ source_dest_check: false, lifecycle: { ignore_changes: ['attachment'] } });
  });

  it('has one instance in each zone, which the group replaces, and which takes the interface over', () => {
    const { all } = transparent();
    expect(all('aws_autoscaling_group').map(({ min_size, max_size }) => [min_size, max_size])).toEqual([
      [1, 1],
      [1, 1],
    ]);
    for (const policy of all('aws_iam_role_policy')) {
      const text = String(policy['policy']);
      expect(text).toContain('ec2:AttachNetworkInterface');
      expect(text).toMatch(/aws_network_interface\.proxy_[ab]-interface\w*\.arn/u);
    }
  });

  it('lets clients in by the ports that it judges', () => {
    const rules = transparent().all('aws_vpc_security_group_ingress_rule');
    expect(new Set(rules.map(({ from_port }) => from_port))).toEqual(new Set([80, 443]));
  });
});

describe('bad input is refused', () => {
  const codes = (construct: () => unknown) =>
    [...refusal(construct).matchAll(/\[([A-Z]+\d+)\]/gu)].map(([, code]) => code);

  it.each<[string, Partial<InspectedVpcProps>, readonly string[]]>([
    ['a NAT gateway beside it', { natGateways: 'zonal' }, ['INS341', 'INS341']],
    ['no subnets for proxies', { tiers: ['isolated', 'protected'] }, ['INS340', 'INS340']],
    ['no subnets of clients', { tiers: ['nat'] }, ['INS340', 'INS340']],
    ['IPv6 that would leave past it', { ipv6: 'inspected' }, ['INS342']],
  ])('%s', (_, vpc, expected) => {
    expect(codes(() => explicit({}, vpc))).toEqual(expected);
    expect(codes(() => transparent({}, vpc))).toEqual(expected);
  });

  it('clients in a tier that has none, numbers out of order, days that CloudWatch does not know', () => {
    expect(codes(() => explicit({ clientTiers: ['firewall' as 'isolated'] }))).toContain('INS343');
    expect(codes(() => explicit({ capacity: { min: 3, max: 2 } }))).toEqual(['INS344']);
    expect(codes(() => transparent({ logRetentionDays: 91 }))).toEqual(['INS242']);
  });

  it('a policy that is none, and one that Squid cannot hold', () => {
    const egressPolicy = { ...packageIndexPolicy(), mode: 'on' as 'enforce' };
    expect(codes(() => explicit({ egressPolicy }))).toEqual(['POL104']);
  });

  it('blocks that only Terraform knows', () => {
    const text = refusal(() =>
      synthesize((stack) => {
        const vpc = new InspectedVpc(stack, 'vpc', VPC);
        const zones = vpc.zones.map((zone) => ({
          ...zone,
          subnets: {
            ...zone.subnets,
            isolated: {
              subnetId: 'subnet-1',
              routeTableId: 'rtb-1',
              cidrBlock: '${aws_subnet.x.cidr_block}',
            },
          },
        }));
        new ExplicitProxy(stack, 'proxy', {
          ...STATED,
          vpc: { ...vpc, zones, ipv6: 'none' } as unknown as InspectedVpc,
          capacity: { min: 1, max: 1 },
        });
      }),
    );
    expect(text).toContain('[INS345]');
  });
});
