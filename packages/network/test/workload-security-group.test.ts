import {
  compileNetworkFirewall,
  packageIndexPolicy,
  workshopPolicy,
  type EgressPolicy,
  type EgressRule,
} from '@inspected-egress/policy';
import { synthesize, type SynthesizedJson } from '@inspected-egress/testing';
import { VpcEndpoint } from '@cdktf/provider-aws/lib/vpc-endpoint';
import { Fn, TerraformVariable, type TerraformStack } from 'cdktf';
import * as fc from 'fast-check';
import { WorkloadSecurityGroup, type WorkloadSecurityGroupProps } from '../src';
import { literalVpc } from './literal-vpc';
import { problemLines } from './problem-lines';

const RULE = 'aws_vpc_security_group_egress_rule';
const WORKLOAD = { tier: 'protected' } as const;

type Rule = Partial<EgressRule> & Pick<EgressRule, 'id' | 'destinations' | 'applications'>;
type Props = Partial<WorkloadSecurityGroupProps>;

const policyOf = (rules: readonly Rule[], rest: Partial<EgressPolicy> = {}): EgressPolicy => ({
  version: 1,
  name: 'test',
  mode: 'enforce',
  ...rest,
  rules: rules.map((rule) => ({ action: 'pass', ...rule })),
});

function make(policy: EgressPolicy, props: Props | ((stack: TerraformStack) => Props) = {}) {
  let group: WorkloadSecurityGroup | undefined;
  const world = synthesize((stack) => {
    const more = typeof props === 'function' ? props(stack) : props;
    group = new WorkloadSecurityGroup(stack, 'workload', {
      vpc: literalVpc(),
      policy,
      today: '2026-11-22',
      workload: WORKLOAD,
      ...more,
    });
  });
  return { world, group, rules: world.all(RULE) };
}

/** What a rule permits, in one line. */
function lineOf(rule: SynthesizedJson): string {
  const to = String(rule['cidr_ipv4'] ?? rule['cidr_ipv6'] ?? rule['prefix_list_id']);
  const [from, last] = [rule['from_port'], rule['to_port']].map(String);
  return `${String(rule['ip_protocol'])} ${rule['from_port'] === undefined ? 'any' : `${from}-${last}`} ${to}`;
}

const linesOf = (policy: EgressPolicy, props?: Props) => make(policy, props).rules.map(lineOf).sort();

it('permits what the policy permits as far as headers show, and says for which rule', () => {
  const { rules } = make(workshopPolicy());
  expect(Object.fromEntries(rules.map((rule) => [lineOf(rule), rule['description']]))).toEqual({
    'tcp 443-443 0.0.0.0/0': 'workshop: ipinfo',
    'icmp 8--1 0.0.0.0/0': 'workshop: ping-united-states',
  });
});

it('permits over IPv6 too where there is IPv6, or where nobody says that there is none', () => {
  const six = ['icmpv6 128--1 ::/0', 'tcp 443-443 ::/0'];
  const both = ['icmp 8--1 0.0.0.0/0', 'icmpv6 128--1 ::/0', 'tcp 443-443 0.0.0.0/0', 'tcp 443-443 ::/0'];
  expect(linesOf(workshopPolicy(), { vpc: literalVpc({ ipv6: 'inspected' }) })).toEqual(both);
  expect(linesOf(workshopPolicy(), { vpc: { vpcId: 'vpc-1' } })).toEqual(both);
  expect(linesOf(workshopPolicy()).filter((line) => six.includes(line))).toEqual([]);
});

it('has no rule of its own beside the standalone ones, and nothing inbound', () => {
  const group = make(packageIndexPolicy(), { name: 'builders', tags: { team: 'build' } }).world.only(
    'aws_security_group',
  );
  expect(group).toMatchObject({ vpc_id: 'vpc-1', ingress: [], tags: { Name: 'builders', team: 'build' } });
  expect(Object.keys(group)).not.toContain('egress');
});

it('a group whose workloads may open nothing has no rule', () => {
  const { world, rules } = make(policyOf([]));
  expect(rules).toEqual([]);
  expect(world.only('aws_security_group')).toMatchObject({ ingress: [] });
});

it('everything may leave where the policy only watches', () => {
  expect(linesOf({ ...workshopPolicy(), mode: 'monitor' })).toEqual(['-1 any 0.0.0.0/0']);
});

describe('workloads that the firewall cannot tell apart after NAT', () => {
  const policy = policyOf(
    [
      {
        id: 'batch-only',
        sources: [{ group: 'batch' }],
        destinations: [{ cidrBlock: '198.51.100.0/24' }],
        applications: [{ tcp: { from: 8443, to: 8443 } }],
      },
      {
        id: 'web-only',
        sources: [{ group: 'web' }],
        destinations: [{ anywhere: 'all' }],
        applications: ['https'],
      },
    ],
    { groups: { web: { cidrBlocks: ['10.1.0.0/25'] }, batch: { cidrBlocks: ['10.1.0.128/25'] } } },
  );
  const ofGroup = (group: string) => make(policy, { workload: { tier: 'protected', group } });

  it('are told apart by their security groups', () => {
    const firewall = compileNetworkFirewall(policy, {
      today: '2026-11-22',
      position: 'after-nat',
      natCidrBlocks: ['10.1.12.0/24'],
      workloadCidrBlocks: ['10.1.0.0/24'],
    });
    const wider = firewall.approximations.filter(({ direction }) => direction === 'wider');
    expect(wider.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['batch-only', 'web-only']));
    expect(ofGroup('web').rules.map(lineOf)).toEqual(['tcp 443-443 0.0.0.0/0']);
    expect(ofGroup('batch').rules.map(lineOf)).toEqual(['tcp 8443-8443 198.51.100.0/24']);
  });

  it('have what is exact for them without an approximation', () => {
    expect(ofGroup('batch').group?.approximations).toEqual([]);
  });

  it('are permitted what any of them is where the group is not known, and that is told', () => {
    const { rules, group } = make(policy, { workload: {} });
    expect(rules.map(lineOf).sort()).toEqual(['tcp 443-443 0.0.0.0/0', 'tcp 8443-8443 198.51.100.0/24']);
    expect(group?.approximations).toContainEqual(
      expect.objectContaining({ layer: 'security-group', direction: 'wider', rule: 'batch-only' }),
    );
  });
});

describe('endpoints of services', () => {
  const policy = policyOf([
    { id: 'bucket', destinations: [{ service: 's3' }], applications: ['https'] },
    { id: 'session', destinations: [{ service: 'ssm' }], applications: ['https'] },
  ]);
  const placed = (stack: TerraformStack): Props => {
    const s3 = new VpcEndpoint(stack, 's3', { vpcId: 'vpc-1', serviceName: 'com.amazonaws.us-east-1.s3' });
    return {
      services: {
        s3: { prefixListId: s3.prefixListId },
        ssm: { cidrBlocks: ['10.1.13.0/24', '10.1.29.0/24'] },
      },
    };
  };

  it('are reached by the prefix list of a gateway endpoint, known at apply, and the subnets of an interface endpoint', () => {
    expect(make(policy, placed).rules.map(lineOf).sort()).toEqual([
      'tcp 443-443 ${aws_vpc_endpoint.s3.prefix_list_id}',
      'tcp 443-443 10.1.13.0/24',
      'tcp 443-443 10.1.29.0/24',
    ]);
  });

  it('are told when they are not given, and nothing to them passes', () => {
    const { rules, group } = make(policy);
    expect(rules).toEqual([]);
    expect(group?.approximations.map(({ direction, rule }) => `${direction} ${rule}`)).toEqual([
      'narrower bucket',
      'narrower session',
    ]);
  });

  it('keep their addresses in Terraform whatever tokens were made before', () => {
    const plain = Object.keys(make(policy, placed).world.named(RULE));
    const later = make(policy, (stack) => {
      new TerraformVariable(stack, 'unlike', { type: 'string' }).addOverride(
        'default',
        Fn.upper('${var.unlike}'),
      );
      for (let count = 0; count < 20; count += 1) Fn.lower(`\${var.v${count}}`);
      return placed(stack);
    });
    expect(Object.keys(later.world.named(RULE))).toEqual(plain);
  });
});

describe('the address of a rule in Terraform', () => {
  const addressed = (policy: EgressPolicy) =>
    new Map(Object.entries(make(policy).world.named(RULE)).map(([name, rule]) => [lineOf(rule), name]));

  it('stays what it is whatever other rules come, go or move', () => {
    fc.assert(
      fc.property(anyRules, anyRules, (some, others) => {
        const [before, after] = [
          policyOf(some.map(renamed)),
          policyOf([...others, ...some].map(renamed)),
        ].map(addressed);
        for (const [line, name] of before ?? []) expect(after?.get(line) ?? name).toBe(name);
      }),
      { numRuns: 20 },
    );
  });

  it('is its own for every rule', () => {
    fc.assert(
      fc.property(anyRules, (rules) => {
        const { world, group } = make(policyOf(rules.map(renamed)));
        expect(Object.keys(world.named(RULE))).toHaveLength(group?.rules.length ?? -1);
        expect(new Set(group?.rules.map(({ id }) => id)).size).toBe(group?.rules.length);
      }),
      { numRuns: 20 },
    );
  });
});

describe('bad input', () => {
  const problemsOf = (policy: EgressPolicy, props: Props) => problemLines(() => make(policy, props));

  it('is refused with all its problems at once, each at its place among the props', () => {
    const policy = policyOf([
      { id: 'a', destinations: [{ cidrBlock: '10.0.0.1/8' }], applications: ['https'] },
      { id: 'a', destinations: [{ anywhere: 'all' }], applications: ['https'] },
    ]);
    const props: Props = {
      vpc: { vpcId: 'subnet-1' },
      name: 'builders!',
      services: { s3: { prefixListId: 'vpce-1' } },
      workload: { cidrBlocks: ['10.1.0.1/24'] },
    };
    expect(problemsOf(policy, props)).toMatchSnapshot();
  });

  it('is refused for each rule of the policy that does not fit', () => {
    const blocks = Array.from({ length: 40 }, (_, index) => ({ cidrBlock: `198.51.${index * 2}.0/24` }));
    const policy = policyOf([
      { id: 'some', destinations: blocks, applications: ['ssh'] },
      { id: 'more', destinations: blocks, applications: ['ntp'] },
    ]);
    expect(problemsOf(policy, {})).toEqual([expect.stringMatching(/^policy\.rules\[1\]: .*\[POL504\]$/)]);
    expect(problemsOf(policy, { rulesPerGroup: 100 })).toEqual([]);
  });

  it('is refused for a prefix list whose size nobody told', () => {
    const policy = policyOf([{ id: 'list', destinations: [{ prefixList: 'pl-1' }], applications: ['ssh'] }]);
    expect(problemsOf(policy, {})).toEqual([expect.stringMatching(/^prefixLists\.pl-1: .*\[POL503\]$/)]);
    expect(problemsOf(policy, { prefixLists: { 'pl-1': { maxEntries: 10 } } })).toEqual([]);
  });
});

const anyRules = fc.array(
  fc.record({
    id: fc.constantFrom('a', 'b', 'c', 'd'),
    destinations: fc
      .uniqueArray(fc.constantFrom('198.51.100.0/24', '203.0.113.0/24', '192.0.2.0/25', '0.0.0.0/0'), {
        minLength: 1,
        maxLength: 2,
      })
      .map((blocks) => blocks.map((cidrBlock) => ({ cidrBlock }))),
    applications: fc.uniqueArray(fc.constantFrom('https' as const, 'ntp' as const, 'icmp-echo' as const), {
      minLength: 1,
    }),
  }),
  { maxLength: 3 },
);

function renamed(rule: Rule, index: number): Rule {
  return { ...rule, id: `rule-${index}` };
}
