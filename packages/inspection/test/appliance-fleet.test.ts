import { TerraformStack, Testing } from 'cdktf';
import { ApplianceFleet, InspectedEgress, type ApplianceBootstrap, type ApplianceFleetProps } from '../src';
import { refusal } from './messages';
import { synthesize, type Block } from './synthesize';

const CUSTOM: ApplianceBootstrap = {
  kind: 'custom',
  imageId: 'ami-0123456789abcdef0',
  healthCheck: { protocol: 'TCP', port: 8008 },
};
const PROPS: ApplianceFleetProps = {
  name: 'appliances',
  vpcId: 'vpc-0123456789abcdef0',
  subnets: [
    { availabilityZone: 'us-east-1a', subnetId: 'subnet-0a', cidrBlock: '10.2.0.0/24' },
    { availabilityZone: 'us-east-1b', subnetId: 'subnet-0b', cidrBlock: '10.2.1.0/24' },
  ],
  bootstrap: CUSTOM,
  instanceType: 'c6in.large',
  capacity: { min: 2, max: 6 },
  service: { allowedPrincipals: ['arn:aws:iam::111122223333:root'] },
};
const fleet = (props: Partial<ApplianceFleetProps> = {}) =>
  synthesize((stack) => new ApplianceFleet(stack, 'fleet', { ...PROPS, ...props }));
const refused = (props: Partial<Record<keyof ApplianceFleetProps, unknown>>) =>
  refusal(() => fleet(props as Partial<ApplianceFleetProps>));

describe('the load balancer', () => {
  it('has an interface in each zone, keeps packets in their zone, and is not deleted by accident', () => {
    expect(fleet().only('aws_lb')).toMatchObject({
      load_balancer_type: 'gateway',
      subnets: ['subnet-0a', 'subnet-0b'],
      enable_cross_zone_load_balancing: false,
      enable_deletion_protection: true,
    });
  });

  it('says every field of the health check: of a part of them the provider makes HTTP on port 6081', () => {
    expect(fleet().only('aws_lb_target_group')).toMatchObject({
      protocol: 'GENEVE',
      port: 6081,
      target_type: 'instance',
      health_check: {
        enabled: true,
        protocol: 'TCP',
        port: '8008',
        interval: 10,
        timeout: 5,
        healthy_threshold: 5,
        unhealthy_threshold: 2,
      },
    });
  });

  it.each(['rebalance', 'no-rebalance'] as const)('fails over alike in both cases: %s', (failover) => {
    const [pair] = fleet({ failover }).only('aws_lb_target_group')['target_failover'] as readonly Block[];
    expect(pair?.['on_deregistration']).toBe(failover.replace('-', '_'));
    expect(pair?.['on_unhealthy']).toBe(pair?.['on_deregistration']);
  });

  it('sends all between two addresses to one appliance, when that is asked for', () => {
    expect(fleet().only('aws_lb_target_group')).not.toHaveProperty('stickiness');
    expect(fleet({ stickiness: '2-tuple' }).only('aws_lb_target_group')).toMatchObject({
      stickiness: { enabled: true, type: 'source_ip_dest_ip' },
    });
  });

  it('offers a service to whom it is told, who waits for acceptance unless that is said', () => {
    const { only, named } = fleet();
    const [listener] = Object.keys(named('aws_lb_listener'));
    expect(only('aws_vpc_endpoint_service')).toMatchObject({
      acceptance_required: true,
      allowed_principals: ['arn:aws:iam::111122223333:root'],
      supported_ip_address_types: ['ipv4'],
      depends_on: [`aws_lb_listener.${listener}`],
    });
    const service = { ...PROPS.service, acceptance: 'automatic', ipAddressType: 'dualstack' } as const;
    expect(fleet({ service }).only('aws_vpc_endpoint_service')).toMatchObject({
      acceptance_required: false,
      supported_ip_address_types: ['ipv4', 'ipv6'],
    });
  });
});

describe('the appliances', () => {
  it('are replaced when the load balancer finds them unhealthy, and drained before they go', () => {
    const group = fleet({ drainSeconds: 120 }).only('aws_autoscaling_group');
    expect(group).toMatchObject({
      health_check_type: 'ELB',
      vpc_zone_identifier: ['subnet-0a', 'subnet-0b'],
      min_size: 2,
      max_size: 6,
      initial_lifecycle_hook: [
        { lifecycle_transition: 'autoscaling:EC2_INSTANCE_TERMINATING', heartbeat_timeout: 120 },
      ],
    });
    expect(fleet({ drainSeconds: 120 }).only('aws_lb_target_group')).toMatchObject({
      deregistration_delay: '120',
    });
  });

  it('wait as long as they are told now: the provider tells AWS of a hook of the group once, and never again', () => {
    const world = fleet({ drainSeconds: 120, bootstrap: { ...CUSTOM, signalsReadiness: true } });
    const group = world.only('aws_autoscaling_group');
    expect(group).toMatchObject({ lifecycle: { ignore_changes: ['initial_lifecycle_hook'] } });
    const initial = group['initial_lifecycle_hook'] as readonly Block[];
    const hooks = world
      .all('aws_autoscaling_lifecycle_hook')
      .map(({ autoscaling_group_name: _, ...hook }) => hook);
    expect(hooks).toHaveLength(2);
    expect(hooks).toEqual(expect.arrayContaining([...initial]));
    expect(initial.map(({ name }) => name)).toEqual(['ready', 'drained']);
  });

  it('come into use when they say so, where they do', () => {
    const bootstrap = { ...CUSTOM, signalsReadiness: true };
    const [ready] = fleet({ bootstrap }).only('aws_autoscaling_group')[
      'initial_lifecycle_hook'
    ] as readonly Block[];
    expect(ready).toMatchObject({ name: 'ready', default_result: 'ABANDON' });
  });

  it('have no public address, an encrypted volume, and metadata for sessions alone', () => {
    expect(fleet().only('aws_launch_template')).toMatchObject({
      network_interfaces: [{ associate_public_ip_address: 'false' }],
      block_device_mappings: [{ ebs: { encrypted: 'true' } }],
      metadata_options: { http_tokens: 'required', http_put_response_hop_limit: 1 },
    });
  });

  it('may complete the lifecycle action of their own group, and nothing else', () => {
    const policy = JSON.parse(String(fleet().only('aws_iam_role_policy')['policy'])) as {
      Statement: unknown;
    };
    expect(policy.Statement).toEqual([
      {
        Effect: 'Allow',
        Action: 'autoscaling:CompleteLifecycleAction',
        Resource: 'arn:aws:autoscaling:*:*:autoScalingGroup:*:autoScalingGroupName/appliances',
      },
    ]);
  });

  it('of another image or type roll through the group, and replace no resource', () => {
    const changed = fleet({ instanceType: 'c6in.xlarge', bootstrap: { ...CUSTOM, imageId: 'ami-1' } });
    expect(changed.addresses).toEqual(fleet().addresses);
    const [template] = Object.keys(changed.named('aws_launch_template'));
    expect(changed.only('aws_autoscaling_group')).toMatchObject({
      launch_template: { version: `\${aws_launch_template.${template}.latest_version}` },
      instance_refresh: { strategy: 'Rolling' },
    });
  });

  it('take GENEVE and the health check from the load balancer, answer by GENEVE, and open nothing else', () => {
    const { all } = fleet();
    const rule = ({ cidr_ipv4, ip_protocol, from_port }: Block) =>
      `${String(ip_protocol)} ${String(from_port)} ${String(cidr_ipv4)}`;
    expect(all('aws_vpc_security_group_ingress_rule').map(rule).sort()).toEqual([
      'tcp 8008 10.2.0.0/24',
      'tcp 8008 10.2.1.0/24',
      'udp 6081 10.2.0.0/24',
      'udp 6081 10.2.1.0/24',
    ]);
    expect(all('aws_vpc_security_group_egress_rule').map(rule).sort()).toEqual([
      'udp 6081 10.2.0.0/24',
      'udp 6081 10.2.1.0/24',
    ]);
    const managed = fleet({ managementCidrBlocks: ['10.2.9.0/24'], managementPrefixListIds: ['pl-1'] });
    expect(managed.all('aws_vpc_security_group_egress_rule')).toContainEqual(
      expect.objectContaining({ cidr_ipv4: '10.2.9.0/24', from_port: 443 }),
    );
    expect(managed.all('aws_vpc_security_group_egress_rule')).toContainEqual(
      expect.objectContaining({ prefix_list_id: 'pl-1', from_port: 443 }),
    );
  });

  it('are added and taken away by their use', () => {
    expect(fleet().only('aws_autoscaling_policy')).toMatchObject({
      policy_type: 'TargetTrackingScaling',
      target_tracking_configuration: { target_value: 60 },
    });
    const steps = fleet({ scaling: { kind: 'steps', addAbovePercent: 70, removeBelowPercent: 20 } });
    expect(steps.all('aws_autoscaling_policy').map(({ policy_type }) => policy_type)).toEqual([
      'StepScaling',
      'StepScaling',
    ]);
    expect(steps.all('aws_cloudwatch_metric_alarm').map(({ threshold }) => threshold)).toEqual([70, 20]);
  });
});

describe('one fleet serves many VPCs', () => {
  it('by its service, in the zones that it has', () => {
    const { all } = synthesize((stack) => {
      const appliances = new ApplianceFleet(stack, 'fleet', PROPS);
      for (const [id, cidrBlock] of [
        ['one', '10.3.0.0/16'],
        ['two', '10.4.0.0/16'],
      ] as const)
        new InspectedEgress(stack, id, {
          cidrBlock,
          zones: [{ availabilityZone: 'us-east-1a' }],
          engine: appliances.engineFor(['us-east-1a']),
        });
    });
    const [service, other] = all('aws_vpc_endpoint').map(({ service_name }) => service_name);
    expect(service).toMatch(/^\$\{aws_vpc_endpoint_service\..*\.service_name\}$/u);
    expect(other).toBe(service);
  });

  it('and refuses zones that it has not', () => {
    const stack = new TerraformStack(Testing.app(), 'dev');
    const appliances = new ApplianceFleet(stack, 'fleet', PROPS);
    expect(refusal(() => appliances.engineFor(['us-east-1a', 'us-east-1c']))).toContain(
      'zones[1]: the fleet does not serve zone `us-east-1c`',
    );
  });
});

describe('bad input is refused', () => {
  const [a, b] = PROPS.subnets;
  it.each([
    ['no subnet', { subnets: [] }, ['INS301']],
    ['two subnets of one zone', { subnets: [a, { ...b, availabilityZone: 'us-east-1a' }] }, ['INS302']],
    ['a block that is none', { subnets: [a, { ...b, cidrBlock: '10.2.1.1/24' }] }, ['CIDR113']],
    ['numbers out of order', { capacity: { min: 3, max: 2 } }, ['INS303']],
    ['a zone without appliance', { capacity: { min: 1, max: 2 } }, ['INS304']],
    ['a timeout with other stickiness', { tcpIdleTimeoutSeconds: 400, stickiness: '3-tuple' }, ['INS305']],
    ['a principal that is none', { service: { allowedPrincipals: ['111122223333'] } }, ['INS308']],
    ['nobody to offer to', { service: { allowedPrincipals: [] } }, ['INS309']],
    ['a name that is too long', { name: 'a-name-of-thirty-characters-or-so' }, ['INS310']],
    ['a timeout out of range', { tcpIdleTimeoutSeconds: 59 }, ['INS311']],
    ['a drain out of range', { drainSeconds: 3_601 }, ['INS311']],
    [
      'a health check that AWS refuses',
      { bootstrap: { ...CUSTOM, healthCheck: { protocol: 'TCP', port: 0, path: '/', timeoutSeconds: 30 } } },
      ['INS311', 'INS311', 'INS312'],
    ],
    [
      'steps that cross',
      { scaling: { kind: 'steps', addAbovePercent: 20, removeBelowPercent: 70 } },
      ['INS313'],
    ],
    ['a use that is none', { scaling: { kind: 'target-tracking', cpuPercent: 0 } }, ['INS311']],
    ['user data that is too long', { bootstrap: { ...CUSTOM, userData: 'x'.repeat(16_385) } }, ['INS320']],
    ['a management block that is none', { managementCidrBlocks: ['10.0.0.1/8'] }, ['CIDR113']],
  ])('%s', (_, props, codes) => {
    const found = [...refused(props).matchAll(/\[([A-Z]+\d+)\]/gu)].map(([, code]) => code);
    expect(found).toEqual(codes);
  });

  it('but not one appliance for two zones, where packets may cross', () => {
    expect(refused({ capacity: { min: 1, max: 2 }, crossZone: 'on' })).toBe('nothing was refused');
  });
});

it('has names from its path where none is given, cut to what AWS takes', () => {
  const { only } = synthesize((stack) => {
    const unnamed = { ...PROPS, name: undefined as unknown as string };
    new ApplianceFleet(stack, 'a-fleet-of-many-appliances-in-the-security-account', unnamed);
  });
  expect(String(only('aws_lb')['name'])).toMatch(/^dev-a-fleet-of-many-[0-9a-f]{8}$/u);
});
