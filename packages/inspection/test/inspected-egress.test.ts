import type { InspectedVpcProps } from '@inspected-egress/network';
import { InspectedEgress, type Engine, type InspectedEgressProps } from '../src';
import { literalVpc } from './literal-vpc';
import { refusal } from './messages';
import { rulesOf, workshop } from './rules';
import { synthesize, type Block, type Synthesized } from './synthesize';

const vpcProps: InspectedVpcProps = {
  cidrBlock: '10.1.0.0/16',
  zones: [{ availabilityZone: 'us-east-1a' }, { availabilityZone: 'us-east-1b' }],
};

const engines: Readonly<Record<string, Engine>> = {
  'AWS Network Firewall': { kind: 'network-firewall', rules: workshop },
  'a Gateway Load Balancer': {
    kind: 'gateway-load-balancer',
    serviceName: 'com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0',
  },
  'FortiGate CNF': {
    kind: 'adopted',
    vendor: 'fortigate-cnf',
    endpoints: [
      { availabilityZone: 'us-east-1a', vpcEndpointId: 'vpce-0aaaaaaaaaaaaaaa1' },
      { availabilityZone: 'us-east-1b', vpcEndpointId: 'vpce-0bbbbbbbbbbbbbbb2' },
    ],
  },
};
const engineNames = Object.keys(engines);

function egress(engine: Engine, props: Partial<InspectedVpcProps> = {}): Synthesized {
  return synthesize((stack) => new InspectedEgress(stack, 'egress', { ...vpcProps, ...props, engine }));
}

function engine(name: string): Engine {
  const found = engines[name];
  if (found === undefined) throw new Error(`no engine ${name}`);
  return found;
}

describe('another engine moves nothing', () => {
  /** Everything but the engine's own resources, what routes lead to, and tags, which AWS changes in place. */
  function constant({ addresses, named }: Synthesized): Readonly<Record<string, Block>> {
    const kept = addresses.filter((address) => !address.includes('.egress_firewall_'));
    return Object.fromEntries(
      kept.map((address) => {
        const [type = '', name = ''] = address.split('.');
        const { tags, vpc_endpoint_id, ...block } = named(type)[name] ?? {};
        return [address, { ...block, toEndpoint: vpc_endpoint_id !== undefined, tagged: tags !== undefined }];
      }),
    );
  }

  it.each(engineNames)('%s: every address and every subnet, table and route stays', (name) => {
    expect(constant(egress(engine(name)))).toEqual(constant(egress(engine('AWS Network Firewall'))));
  });

  it('the tag that a vendor looks for is on the firewall subnets alone, beside those that were there', () => {
    const tags = { tierTags: { firewall: { Team: 'network' } } };
    const { named } = egress(engine('FortiGate CNF'), tags);
    const tagged = Object.entries(named('aws_subnet')).filter(([, subnet]) =>
      JSON.stringify(subnet['tags']).includes('fortigatecnf_subnet_type'),
    );
    expect(tagged.map(([name]) => name)).toEqual([
      expect.stringContaining('_a-firewall_'),
      expect.stringContaining('_b-firewall_'),
    ]);
    for (const [, subnet] of tagged) {
      expect(subnet['tags']).toMatchObject({ Team: 'network', fortigatecnf_subnet_type: 'endpoint' });
    }
  });
});

describe('each zone routes through its own endpoint', () => {
  /** Target of the route from the NAT gateway of each zone. */
  const targets = ({ named }: Synthesized) =>
    Object.entries(named('aws_route'))
      .filter(([name]) => name.includes('-nat-ipv4'))
      .map(([, route]) => String(route['vpc_endpoint_id']));

  it('of AWS Network Firewall, found by the subnet it stands in', () => {
    const { named } = egress(engine('AWS Network Firewall'));
    const firewall = Object.keys(named('aws_networkfirewall_firewall'))[0];
    const subnets = Object.keys(named('aws_subnet')).filter((name) => name.includes('-firewall_'));
    expect(targets(egress(engine('AWS Network Firewall')))).toEqual(
      subnets.map(
        (subnet) =>
          `\${one([for s in aws_networkfirewall_firewall.${firewall}.firewall_status[0].sync_states : s.attachment[0].endpoint_id if s.attachment[0].subnet_id == aws_subnet.${subnet}.id])}`,
      ),
    );
  });

  it('of a Gateway Load Balancer', () => {
    expect(targets(egress(engine('a Gateway Load Balancer')))).toEqual([
      expect.stringMatching(/^\$\{aws_vpc_endpoint\.egress_firewall_a-endpoint_.*\.id\}$/),
      expect.stringMatching(/^\$\{aws_vpc_endpoint\.egress_firewall_b-endpoint_.*\.id\}$/),
    ]);
  });

  it('that was adopted', () => {
    expect(targets(egress(engine('FortiGate CNF')))).toEqual([
      'vpce-0aaaaaaaaaaaaaaa1',
      'vpce-0bbbbbbbbbbbbbbb2',
    ]);
  });
});

describe('pending endpoints', () => {
  const pending = () => egress({ kind: 'adopted', endpoints: 'pending', vendor: 'fortigate-cnf' });

  it('leave no way out: there is no route', () => {
    expect(pending().all('aws_route')).toEqual([]);
  });

  it('leave the VPC as it is once they exist', () => {
    const vpcOf = ({ json }: Synthesized) => ({ ...json.resource, aws_route: {} });
    expect(vpcOf(pending())).toEqual(vpcOf(egress(engine('FortiGate CNF'))));
  });
});

describe('a VPC that exists', () => {
  it('gets endpoints and routes', () => {
    const { all, only } = synthesize(
      (stack) =>
        new InspectedEgress(stack, 'egress', { vpc: literalVpc(), engine: engine('AWS Network Firewall') }),
    );
    expect(all('aws_vpc')).toEqual([]);
    expect(only('aws_networkfirewall_firewall')).toMatchObject({ vpc_id: 'vpc-0123456789abcdef0' });
    expect(
      all('aws_route').map(
        (route) => route['vpc_endpoint_id'] ?? route['nat_gateway_id'] ?? route['gateway_id'],
      ),
    ).toContainEqual(expect.stringContaining('subnet_id == "subnet-0000000000000002a"'));
  });

  it('gets no route when somebody else manages them', () => {
    const { all } = synthesize((stack) => {
      new InspectedEgress(stack, 'egress', {
        vpc: literalVpc(),
        engine: engine('AWS Network Firewall'),
        manageRoutes: false,
      });
    });
    expect(all('aws_route')).toEqual([]);
  });
});

describe('addresses stay what they are: another one replaces the resource', () => {
  it.each(engineNames)('of %s', (name) => {
    const own = egress(engine(name)).addresses.filter((address) => address.includes('.egress_firewall_'));
    expect(own).toMatchSnapshot();
  });

  it('of VPC, engine and routes, which are called so whatever the engine is', () => {
    synthesize((stack) => {
      const whole = new InspectedEgress(stack, 'egress', {
        ...vpcProps,
        engine: engine('AWS Network Firewall'),
      });
      expect(whole.node.children.map(({ node }) => node.id)).toEqual(['vpc', 'firewall', 'routes']);
    });
  });
});

describe('HOME_NET', () => {
  const homeNet = (props: Partial<InspectedVpcProps>) =>
    JSON.stringify(egress(engine('AWS Network Firewall'), props).only('aws_networkfirewall_firewall_policy'));

  it('follows the position', () => {
    expect(homeNet({ position: 'after-nat' })).toContain('"definition":["10.1.24.0/23","10.1.56.0/23"]');
    expect(homeNet({ position: 'before-nat' })).toContain('"definition":["10.1.0.0/20","10.1.32.0/20"]');
  });
});

describe('bad input', () => {
  it('of VPC and engine is refused in one error', () => {
    const bad = {
      kind: 'network-firewall',
      rules: rulesOf('pass ip any any -> any any (msg:"x";)'),
    } as const;
    const text = refusal(() => egress(bad, { cidrBlock: '10.1.0.5/16' }));
    expect(text).toMatchInlineSnapshot(`
     "inspected egress \`dev/egress\`: 2 problems
       cidrBlock: \`10.1.0.5/16\` has host bits set: its address is not the first of the block; write \`10.1.0.0/16\` for the block, or \`10.1.0.5/32\` for the one address [CIDR113]
       engine.rules.ruleGroups[0].rules line 1: the rule has no \`sid\` of digits; add \`sid:<number>;\` [INS213]"
    `);
  });

  it('of an engine is told by its path', () => {
    const text = refusal(() => egress({ kind: 'gateway-load-balancer', serviceName: 'appliance' }));
    expect(text).toMatchInlineSnapshot(`
     "inspected egress \`dev/egress\`: 1 problem
       engine.serviceName: \`appliance\` is not the name of an endpoint service; write it as in \`com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0\` [INS260]"
    `);
  });

  it('an unknown vendor is refused', () => {
    const text = refusal(() =>
      egress(JSON.parse('{ "kind": "adopted", "endpoints": "pending", "vendor": "acme" }') as Engine),
    );
    expect(text).toContain('engine.vendor: `acme` is not a vendor whose subnet tags are known');
  });

  it.each(['null', '{}', '"adopted"'])('an engine of %s is refused', (json) => {
    expect(refusal(() => egress(JSON.parse(json) as Engine))).toBe(
      'inspected egress `dev/egress`: 1 problem\n  engine: no engine is named; give it a `kind`, one of `network-firewall`, `gateway-load-balancer`, `adopted` [INS281]',
    );
  });

  it('no engine is refused, beside what is wrong with the VPC', () => {
    const props = { ...vpcProps, cidrBlock: '10.1.0.5/16' } as InspectedEgressProps;
    const text = refusal(() => synthesize((stack) => new InspectedEgress(stack, 'egress', props)));
    expect(text).toContain('[CIDR113]');
    expect(text).toContain('[INS281]');
  });

  it.each(engineNames)('a VPC without traffic to inspect is refused for %s', (name) => {
    const vpc = literalVpc({ zone: (zone) => ({ ...zone, subnets: {} }) });
    const text = refusal(() =>
      synthesize((stack) => new InspectedEgress(stack, 'egress', { vpc, engine: engine(name) })),
    );
    expect(text).toBe(
      'inspected egress `dev/egress`: 1 problem\n  vpc.zones: no zone has traffic for a firewall endpoint to inspect; add a protected subnet to a zone [INS252]',
    );
  });

  it('of engine and routes is refused in one error, each once', () => {
    const vpc = literalVpc({
      zone: ({ nat, subnets: { firewall, ...others }, ...zone }) =>
        zone.key === 'b' || nat === undefined
          ? { ...zone, subnets: others }
          : { ...zone, nat, subnets: { ...others, ...(firewall === undefined ? {} : { firewall }) } },
    });
    const gateway = { kind: 'gateway-load-balancer', serviceName: 'appliance' } as const;
    const text = refusal(() =>
      synthesize((stack) => new InspectedEgress(stack, 'egress', { vpc, engine: gateway })),
    );
    expect(text.match(/\[[A-Z]+\d+\]/g)).toEqual(['[INS260]', '[INS250]', '[NET207]']);
  });

  it('an unknown engine is refused', () => {
    const text = refusal(() => egress(JSON.parse('{ "kind": "squid" }') as Engine));
    expect(text).toMatchInlineSnapshot(`
     "inspected egress \`dev/egress\`: 1 problem
       engine.kind: \`squid\` is not an engine; use one of \`network-firewall\`, \`gateway-load-balancer\`, \`adopted\` [INS280]"
    `);
  });
});
