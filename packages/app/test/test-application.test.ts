import type { NetworkService } from '@inspected-egress/network';
import { PlanError } from '@inspected-egress/problem';
import { TestApplication, type TestApplicationProps } from '../src';
import { routedVpc } from './routed-vpc';
import { synthesize } from './synthesize';

/** What a test chooses; a VPC is there. */
type Choices<P = TestApplicationProps> = P extends TestApplicationProps
  ? Omit<P, 'vpc'> & Partial<Pick<P, 'vpc'>>
  : never;

function application(props: Choices = {}): ReturnType<typeof synthesize> {
  return synthesize((stack) => new TestApplication(stack, 'app', { vpc: routedVpc(), ...props }));
}

function tcp(fromPort: number, toPort = fromPort): NetworkService {
  return { protocol: 'tcp', fromPort, toPort };
}

function problemsOf(props: Choices): readonly string[] {
  try {
    application(props);
  } catch (error) {
    if (error instanceof PlanError) return error.problems.map((problem) => `${problem.path} ${problem.code}`);
    throw error;
  }
  return [];
}

describe('TestApplication', () => {
  it('puts one instance in the protected subnet of each zone', () => {
    const subnets = application()('aws_instance').map((instance) => instance['subnet_id']);
    expect(subnets).toEqual(['subnet-a-protected', 'subnet-b-protected']);
  });

  it('leaves out a zone without a protected subnet', () => {
    const zones = routedVpc().zones.map((zone) => (zone.key === 'b' ? { ...zone, subnets: {} } : zone));
    const vpc = routedVpc({ zones });
    expect(application({ vpc })('aws_instance')).toHaveLength(1);
  });

  it('gives no instance a public address, a key pair or user data', () => {
    for (const instance of application()('aws_instance')) {
      expect(instance).toMatchObject({ associate_public_ip_address: false });
      expect(Object.keys(instance)).not.toEqual(expect.arrayContaining(['key_name']));
      expect(Object.keys(instance).join(' ')).not.toContain('user_data');
    }
    expect(application()('aws_launch_template')[0]).not.toHaveProperty('user_data');
  });

  it('requires IMDSv2, one hop away, so that no container or proxy can ask for credentials', () => {
    expect(application()('aws_launch_template')[0]).toMatchObject({
      metadata_options: { http_endpoint: 'enabled', http_tokens: 'required', http_put_response_hop_limit: 1 },
    });
  });

  it('encrypts the root volume, on gp3', () => {
    expect(application()('aws_launch_template')[0]).toMatchObject({
      block_device_mappings: [{ device_name: '/dev/xvda', ebs: { encrypted: 'true', volume_type: 'gp3' } }],
    });
  });

  // On the instance, a root volume would make the provider look up `resolve:ssm:…` as if it were an image id.
  it('declares image and volumes in the launch template only', () => {
    for (const instance of application()('aws_instance')) {
      expect(instance).not.toHaveProperty('ami');
      expect(instance).not.toHaveProperty('root_block_device');
    }
  });

  it.each([
    ['x86_64', 't3.micro'],
    ['arm64', 't4g.micro'],
  ] as const)(
    'launches the newest Amazon Linux 2023 for %s on %s, without a data source',
    (architecture, type) => {
      expect(application({ architecture })('aws_launch_template')[0]).toMatchObject({
        image_id: `resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-${architecture}`,
        instance_type: type,
      });
    },
  );

  it('follows every new version of its launch template', () => {
    const [instance] = application()('aws_instance');
    expect(JSON.stringify(instance?.['launch_template'])).toMatch(
      /aws_launch_template\.[^"]+\.latest_version/,
    );
  });

  it('waits for what it is told to wait for', () => {
    const [instance] = application({ dependsOn: [{ fqn: 'aws_route.default' }] })('aws_instance');
    expect(instance?.['depends_on']).toEqual(['aws_route.default']);
  });

  it.each(['aws', 'aws-cn', 'aws-us-gov'] as const)(
    'attaches Session Manager and nothing else in partition %s',
    (partition) => {
      const policies = application({ partition })('aws_iam_role_policy_attachment').map(
        (policy) => policy['policy_arn'],
      );
      expect(policies).toEqual([`arn:${partition}:iam::aws:policy/AmazonSSMManagedInstanceCore`]);
      expect(application({ partition })('aws_iam_role')[0]).not.toHaveProperty('inline_policy');
    },
  );

  it.each([
    ['aws', 'ec2.amazonaws.com'],
    ['aws-cn', 'ec2.amazonaws.com.cn'],
    ['aws-us-gov', 'ec2.amazonaws.com'],
  ] as const)('lets nobody but EC2 take its role in partition %s', (partition, service) => {
    const trust = application({ partition })('aws_iam_role')[0]?.['assume_role_policy'];
    expect(JSON.parse(String(trust))).toEqual({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: service } }],
    });
  });
});

describe('the security group of the test application', () => {
  function rules(props: Choices = {}): readonly string[] {
    const egress = application(props)('aws_security_group')[0]?.['egress'] as readonly Record<
      string,
      unknown
    >[];
    return egress.map((rule) => {
      const blocks = [rule['cidr_blocks'], rule['ipv6_cidr_blocks']].flat().filter((block) => block !== null);
      return `${rule['protocol']} ${rule['from_port']}:${rule['to_port']} to ${blocks.join(' ')}`;
    });
  }

  it('lets nothing in, and says so to Terraform', () => {
    expect(application()('aws_security_group')[0]).toMatchObject({ ingress: [] });
  });

  it('lets out what the six steps try: HTTPS, HTTP and ping', () => {
    expect(rules()).toEqual(['tcp 443:443 to 0.0.0.0/0', 'tcp 80:80 to 0.0.0.0/0', 'icmp 8:-1 to 0.0.0.0/0']);
  });

  it('keeps a range of ports together', () => {
    expect(rules({ egress: [tcp(443), tcp(8000, 8080)] })).toEqual([
      'tcp 443:443 to 0.0.0.0/0',
      'tcp 8000:8080 to 0.0.0.0/0',
    ]);
  });

  it('covers both families where the VPC has IPv6', () => {
    expect(rules({ vpc: routedVpc({ ipv6: 'inspected' }) })).toEqual([
      'tcp 443:443 to 0.0.0.0/0 ::/0',
      'tcp 80:80 to 0.0.0.0/0 ::/0',
      'icmp 8:-1 to 0.0.0.0/0',
      'icmpv6 128:-1 to ::/0',
    ]);
  });

  it('keeps Session Manager reachable inside the VPC when HTTPS is not declared', () => {
    const vpc = routedVpc({ cidrBlocks: ['10.1.0.0/16', '100.64.0.0/20'] });
    expect(rules({ vpc, egress: [{ protocol: 'udp', fromPort: 123, toPort: 123 }] })).toEqual([
      'udp 123:123 to 0.0.0.0/0',
      'tcp 443:443 to 10.1.0.0/16 100.64.0.0/20',
    ]);
  });
});

describe('a security group of somebody else', () => {
  it('is what the instances get, and none is made', () => {
    const resources = application({ securityGroupId: 'sg-1' });
    expect(resources('aws_security_group')).toEqual([]);
    expect(resources('aws_instance').map((instance) => instance['vpc_security_group_ids'])).toEqual([
      ['sg-1'],
      ['sg-1'],
    ]);
  });

  it('is refused beside declared egress', () => {
    const props = { securityGroupId: 'sg-1', egress: [tcp(443)] } as unknown as Choices;
    expect(problemsOf(props)).toEqual(['egress APP108']);
  });
});

describe('bad input', () => {
  it('is refused at once, with every problem', () => {
    const build = (): unknown =>
      application({
        vpc: routedVpc({ zones: [] }),
        egress: [tcp(0), { protocol: 'icmp-echo' }, { protocol: 'icmp-echo' }],
        instanceType: 't4g.nano',
        imageId: 'amazon-linux',
      });
    expect(build).toThrow(
      [
        'test application `dev/app`: 5 problems',
        '  vpc.zones: no zone has a protected subnet; give the VPC a zone whose tiers include `protected` [APP101]',
        '  egress[0]: `0` to `0` is no range of ports; use whole numbers from 1 to 65535, the lower one first [APP102]',
        '  egress[2]: `icmp-echo` is already declared by egress[1]; remove one of the two [APP103]',
        '  instanceType: `t4g.nano` runs `arm64` images but the architecture is `x86_64`; use an instance type for `x86_64`, or set `architecture` to `arm64` [APP105]',
        '  imageId: `amazon-linux` is not an image id; use `ami-…`, or `resolve:ssm:<parameter>` for a parameter that holds one [APP106]',
      ].join('\n'),
    );
  });

  it.each([
    [1.5, 2],
    [1, 65536],
    [-1, 1],
    [Number.NaN, Number.NaN],
    [8081, 8080],
  ])('refuses ports %p to %p', (fromPort, toPort) => {
    expect(problemsOf({ egress: [tcp(fromPort, toPort)] })).toEqual(['egress[0] APP102']);
  });

  it('counts the rules of a security group for each family', () => {
    const egress = Array.from({ length: 60 }, (_, index) => tcp(8000 + index));
    // 60 declared and one for Session Manager.
    expect(problemsOf({ egress })).toEqual(['egress APP104']);
    expect(problemsOf({ egress: egress.slice(1) })).toEqual([]);
  });

  it.each([
    ['t4g.micro', 'arm64'],
    ['c7gn.large', 'arm64'],
    ['is4gen.xlarge', 'arm64'],
    ['a1.medium', 'arm64'],
    ['g4dn.xlarge', 'x86_64'],
    ['t3.micro', 'x86_64'],
    ['m7i-flex.large', 'x86_64'],
  ] as const)('knows that %s runs %s images', (instanceType, architecture) => {
    expect(problemsOf({ instanceType, architecture })).toEqual([]);
    const other = architecture === 'arm64' ? 'x86_64' : 'arm64';
    expect(problemsOf({ instanceType, architecture: other })).toEqual(['instanceType APP105']);
  });

  it('refuses choices that no compiler has seen', () => {
    expect(problemsOf({ architecture: 'riscv' as 'arm64' })).toEqual(['architecture APP107']);
    const egress = [tcp(443), { ...tcp(9), protocol: 'sctp' } as unknown as NetworkService];
    expect(problemsOf({ egress })).toEqual(['egress[1].protocol APP107']);
    expect(() => application({ egress })).toThrow(
      'egress[1].protocol: `sctp` is not one of the choices; use one of `tcp`, `udp`, `icmp-echo` [APP107]',
    );
  });

  it('does not judge a token', () => {
    expect(problemsOf({ instanceType: '${var.instance_type}', imageId: '${var.image}' })).toEqual([]);
  });
});
