import type { InspectionPosition, Ipv6Mode } from '@inspected-egress/network';
import {
  offlinePlans,
  requireTerraform,
  type JsonObject,
  type PlannedWorld,
} from '@inspected-egress/terraform';
import { InspectedEgress, type Engine } from '../src';
import { rulesOf, workshop } from './rules';
import { synthesize } from './synthesize';

const KEY = 'arn:aws:kms:us-east-1:123456789012:key/0a1b2c3d-0000-4000-8000-000000000000';
const AWKWARD = String.raw`drop http any any -> any any (msg:"100% \"%{sure}\" \\ \; é"; http.uri; content:"$x"; sid:1;)`;

const engines: Readonly<Record<string, Engine>> = {
  'network-firewall': { kind: 'network-firewall', rules: workshop },
  'network-firewall-arn': {
    kind: 'network-firewall',
    firewallPolicyArn: 'arn:aws:network-firewall:us-east-1:123456789012:firewall-policy/shared',
    logging: { to: 's3', bucketName: 'central-logs', prefix: 'egress' },
  },
  'network-firewall-everything': {
    kind: 'network-firewall',
    name: 'egress',
    rules: {
      ...rulesOf(AWKWARD, { capacity: 300, ipSetVariables: { PARTNERS: ['192.0.2.0/24', '2001:db8::/32'] } }),
      defaultActions: ['aws:drop_established', 'aws:alert_established'],
      streamExceptionPolicy: 'CONTINUE',
      tcpIdleTimeoutSeconds: 6_000,
    },
    protection: 'off',
    encryption: { kmsKeyArn: KEY },
    logging: {
      to: 'cloudwatch',
      retentionInDays: 365,
      encryption: { newKeyIn: { accountId: '123456789012', region: 'us-east-1' } },
    },
    tags: { Team: 'network' },
  },
  'network-firewall-shared': {
    kind: 'network-firewall',
    rules: rulesOf('drop ip @PARTNERS any -> any any (sid:1;)', {
      ipSetReferences: { PARTNERS: 'arn:aws:ec2:us-east-1:123456789012:prefix-list/pl-0123456789abcdef0' },
    }),
    logging: { to: 'firehose', deliveryStreamName: 'egress-logs' },
    share: {
      principals: ['arn:aws:organizations::111122223333:organization/o-abcdefghij'],
      cidrBlocks: ['10.9.0.0/16'],
    },
  },
  'gateway-load-balancer': {
    kind: 'gateway-load-balancer',
    serviceName: 'com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0',
    acceptance: 'by-provider',
  },
  adopted: {
    kind: 'adopted',
    endpoints: [
      { availabilityZone: 'us-east-1a', vpcEndpointId: 'vpce-0aaaaaaaaaaaaaaa1' },
      { availabilityZone: 'us-east-1b', vpcEndpointId: 'vpce-0bbbbbbbbbbbbbbb2' },
    ],
  },
  pending: { kind: 'adopted', endpoints: 'pending', vendor: 'fortigate-cnf' },
};
const positions: readonly InspectionPosition[] = ['after-nat', 'before-nat'];
const ipv6Modes: readonly Ipv6Mode[] = ['none', 'inspected'];

const worlds = Object.entries(engines).flatMap(([kind, engine]) =>
  positions.flatMap((position) =>
    ipv6Modes.map((ipv6) => {
      const synthesized = synthesize((stack) => {
        new InspectedEgress(stack, 'egress', {
          cidrBlock: '10.1.0.0/16',
          zones: [{ availabilityZone: 'us-east-1a' }, { availabilityZone: 'us-east-1b' }],
          position,
          ipv6,
          engine,
        });
      });
      return { name: `${kind}-${position}-ipv6-${ipv6}`, synthesized };
    }),
  ),
);
let planned: readonly PlannedWorld[] = [];

beforeAll(async () => {
  const stacks = worlds.map(({ name, synthesized }) => ({
    name,
    workspace: 'default',
    json: synthesized.json as JsonObject,
  }));
  planned = await offlinePlans(requireTerraform(), stacks);
});

describe.each(worlds)('$name', ({ name, synthesized }) => {
  const world = () => planned.find((one) => one.name === name);

  it('passes terraform validate and plan without a warning', () => {
    expect(world()?.warnings).toEqual([]);
  });

  it('creates every resource of the stack and nothing else', () => {
    expect(
      world()
        ?.resourceChanges.map(({ address }) => address)
        .sort(),
    ).toEqual(synthesized.addresses);
    expect(world()?.totals).toEqual({ add: synthesized.addresses.length, change: 0, destroy: 0 });
  });
});

it('Terraform hands rules on as they were written', () => {
  const group = planned
    .find(({ name }) => name === 'network-firewall-everything-after-nat-ipv6-none')
    ?.resourceChanges.find(({ type }) => type === 'aws_networkfirewall_rule_group');
  expect(group?.after).toMatchObject({ rule_group: [{ rules_source: [{ rules_string: AWKWARD }] }] });
});
