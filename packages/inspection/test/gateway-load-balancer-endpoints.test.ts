import { GatewayLoadBalancerEndpoints, type GatewayLoadBalancerEndpointsProps } from '../src';
import { literalVpc } from './literal-vpc';
import { refusal } from './messages';
import { synthesize, type Synthesized } from './synthesize';

const SERVICE = 'com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0';

function endpoints(props: Partial<GatewayLoadBalancerEndpointsProps> = {}): Synthesized {
  return synthesize(
    (stack) =>
      new GatewayLoadBalancerEndpoints(stack, 'firewall', {
        vpc: literalVpc(),
        serviceName: SERVICE,
        ...props,
      }),
  );
}

describe('Gateway Load Balancer endpoints', () => {
  it('are one for each zone, each in one subnet', () => {
    const common = {
      vpc_id: 'vpc-0123456789abcdef0',
      vpc_endpoint_type: 'GatewayLoadBalancer',
      service_name: SERVICE,
      ip_address_type: 'ipv4',
    };
    expect(endpoints().all('aws_vpc_endpoint')).toEqual([
      expect.objectContaining({ ...common, subnet_ids: ['subnet-0000000000000002a'] }),
      expect.objectContaining({ ...common, subnet_ids: ['subnet-0000000000000012a'] }),
    ]);
  });

  it('stand only where traffic crosses them: in the zone of a single NAT gateway', () => {
    const vpc = literalVpc({ nat: { singleZone: 'us-east-1b' } });
    expect(endpoints({ vpc }).all('aws_vpc_endpoint')).toEqual([
      expect.objectContaining({ subnet_ids: ['subnet-0000000000000012a'] }),
    ]);
  });

  it('take IPv6 where the VPC has it inspected', () => {
    const types = endpoints({ vpc: literalVpc({ ipv6: 'inspected' }) }).all('aws_vpc_endpoint');
    expect(types.map(({ ip_address_type }) => ip_address_type)).toEqual(['dualstack', 'dualstack']);
  });

  it('are each the endpoint of their own zone', () => {
    let made: GatewayLoadBalancerEndpoints | undefined;
    const { named } = synthesize((stack) => {
      made = new GatewayLoadBalancerEndpoints(stack, 'firewall', { vpc: literalVpc(), serviceName: SERVICE });
    });
    expect(made?.endpoints.map(({ availabilityZone }) => availabilityZone)).toEqual([
      'us-east-1a',
      'us-east-1b',
    ]);
    expect(Object.keys(named('aws_vpc_endpoint'))).toEqual([
      expect.stringMatching(/^firewall_a-endpoint_/),
      expect.stringMatching(/^firewall_b-endpoint_/),
    ]);
  });

  it('go after the routes that name them: each new one is made first', () => {
    for (const endpoint of endpoints().all('aws_vpc_endpoint')) {
      expect(endpoint).toMatchObject({ lifecycle: { create_before_destroy: true } });
    }
  });

  it('are tagged', () => {
    for (const { tags } of endpoints({ tags: { Team: 'network' } }).all('aws_vpc_endpoint')) {
      expect(tags).toMatchObject({ Team: 'network', Name: expect.stringContaining('us-east-1') });
    }
  });
});

describe('acceptance', () => {
  it('by the provider is asked for in an output that lists the endpoints by zone', () => {
    const { json } = endpoints({ acceptance: 'by-provider' });
    const [output] = Object.values(json.output ?? {});
    expect(output).toEqual({
      description:
        'Endpoints that the service provider must accept; until then they drop all egress of their zones',
      value: {
        'us-east-1a': expect.stringMatching(/^\$\{aws_vpc_endpoint\.firewall_a-endpoint_.*\.id\}$/),
        'us-east-1b': expect.stringMatching(/^\$\{aws_vpc_endpoint\.firewall_b-endpoint_.*\.id\}$/),
      },
    });
  });

  it('that is automatic needs no output', () => {
    expect(endpoints().json.output).toBeUndefined();
  });
});

describe('bad input', () => {
  const fromJson = (text: string) => JSON.parse(text) as Partial<GatewayLoadBalancerEndpointsProps>;

  it.each<[string, Partial<GatewayLoadBalancerEndpointsProps>, string]>([
    [
      'the id of a service for its name',
      { serviceName: 'vpce-svc-0123456789abcdef0' },
      'serviceName: `vpce-svc-0123456789abcdef0` is not the name of an endpoint service; write it as in `com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0` [INS260]',
    ],
    [
      'a service of AWS',
      { serviceName: 'com.amazonaws.us-east-1.s3' },
      'serviceName: `com.amazonaws.us-east-1.s3` is not the name of an endpoint service; write it as in `com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0` [INS260]',
    ],
    [
      'a service in another Region',
      { serviceName: 'com.amazonaws.vpce.eu-west-1.vpce-svc-0123456789abcdef0' },
      'serviceName: the service `com.amazonaws.vpce.eu-west-1.vpce-svc-0123456789abcdef0` is in another Region than the zones `us-east-1a`, `us-east-1b`, and a Gateway Load Balancer endpoint cannot cross Regions; use a service in the Region of the zones [INS261]',
    ],
    [
      'another acceptance',
      fromJson('{ "acceptance": "manual" }'),
      "acceptance: `manual` is not a way to accept an endpoint; write 'automatic' or 'by-provider' [INS262]",
    ],
  ])('%s is refused', (_, props, message) => {
    expect(refusal(() => endpoints(props))).toBe(
      `Gateway Load Balancer endpoints \`dev/firewall\`: 1 problem\n  ${message}`,
    );
  });

  it('a service in China is taken, and so is one that only Terraform knows', () => {
    const china = 'cn.com.amazonaws.vpce.cn-north-1.vpce-svc-0123456789abcdef0';
    expect(() =>
      endpoints({ serviceName: china, vpc: literalVpc({ zones: ['cn-north-1a'] }) }),
    ).not.toThrow();
    expect(() =>
      endpoints({ serviceName: '${aws_vpc_endpoint_service.appliance.service_name}' }),
    ).not.toThrow();
  });
});
