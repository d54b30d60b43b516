import { NetworkfirewallFirewall } from '@cdktf/provider-aws/lib/networkfirewall-firewall';
import { EgressRoutes, type InspectedVpcProps } from '@inspected-egress/network';
import { requireTerraform, terraformTest, type JsonObject } from '@inspected-egress/terraform';
import { InspectedEgress } from '../src';
import { literalVpc } from './literal-vpc';
import { mockedFirewallTest, mockSubnet } from './mocked-firewall';
import { workshop } from './rules';
import { synthesize, type Synthesized } from './synthesize';

const terraform = requireTerraform();
const engine = { kind: 'network-firewall', rules: workshop } as const;
const zones = ['us-east-1a', 'us-east-1b', 'us-east-1c'];
/** The order in which the mock firewall lists its zones. */
const scrambled = ['us-east-1c', 'us-east-1a', 'us-east-1b'];

async function run(
  world: Synthesized,
  subnetIds: (zone: string) => string,
  expected: Readonly<Record<string, string>>,
) {
  const subnets = scrambled.map((zone) => ({ zone, subnetId: subnetIds(zone) }));
  const files = {
    'cdk.tf.json': world.json as JsonObject,
    'endpoints.tftest.hcl': mockedFirewallTest({ world, subnets, expected }),
  };
  const runs = await terraformTest(terraform, { name: 'endpoints', files });
  return runs.map(({ status, diagnostics }) => ({ status, diagnostics }));
}

/** The zone of the endpoint that each route must lead to, by the route's construct id. */
function targets(...ids: readonly string[]): Readonly<Record<string, string>> {
  const zoneOf = (key: string | undefined) => `us-east-1${key}`;
  return Object.fromEntries(
    ids.flatMap((id) => ['a', 'b', 'c'].map((key) => [id.replace('<zone>', key), zoneOf(key)] as const)),
  );
}

const passed = [{ status: 'pass', diagnostics: [] }];

describe('a firewall that lists its zones in scrambled order: every route reaches the endpoint of its own zone', () => {
  const whole = (props: Partial<InspectedVpcProps>) =>
    synthesize((stack) => {
      new InspectedEgress(stack, 'egress', {
        cidrBlock: '10.1.0.0/16',
        zones: zones.map((availabilityZone) => ({ availabilityZone })),
        ...props,
        engine,
      });
    });

  it('after NAT', async () => {
    const expected = targets('<zone>-nat-ipv4', '<zone>-gateway-ipv4');
    expect(await run(whole({}), mockSubnet, expected)).toEqual(passed);
  });

  it('before NAT', async () => {
    const returns = {
      'a-nat-return-a': 'us-east-1a',
      'b-nat-return-b': 'us-east-1b',
      'c-nat-return-c': 'us-east-1c',
    };
    const expected = { ...targets('<zone>-protected-ipv4'), ...returns };
    expect(await run(whole({ position: 'before-nat' }), mockSubnet, expected)).toEqual(passed);
  });

  it('with IPv6', async () => {
    const expected = targets(
      '<zone>-nat-ipv4',
      '<zone>-gateway-ipv4',
      '<zone>-protected-ipv6',
      '<zone>-gateway-ipv6',
    );
    expect(await run(whole({ ipv6: 'inspected' }), mockSubnet, expected)).toEqual(passed);
  });

  it('in a VPC that exists, whose subnets are known by id', async () => {
    const vpc = literalVpc({ zones });
    const world = synthesize((stack) => new InspectedEgress(stack, 'egress', { vpc, engine }));
    const ids = new Map(
      vpc.zones.map((zone) => [zone.availabilityZone, zone.subnets.firewall?.subnetId ?? '']),
    );
    const expected = targets('<zone>-nat-ipv4', '<zone>-gateway-ipv4');
    expect(await run(world, (zone) => ids.get(zone) ?? '', expected)).toEqual(passed);
  });
});

describe('the same test fails', () => {
  /** Routes through endpoints taken from a firewall in another way. */
  function otherwise(
    endpointOf: (firewall: NetworkfirewallFirewall, index: number) => string,
    zones: readonly string[],
  ): Synthesized {
    return synthesize((stack) => {
      const vpc = literalVpc({ zones });
      const firewall = new NetworkfirewallFirewall(stack, 'firewall', {
        name: 'egress',
        vpcId: vpc.vpcId,
        firewallPolicyArn: 'arn:aws:network-firewall:us-east-1:123456789012:firewall-policy/egress',
        subnetMapping: vpc.zones.map((zone) => ({ subnetId: zone.subnets.firewall?.subnetId ?? '' })),
      });
      const firewallEndpoints = zones.map((availabilityZone, index) => ({
        availabilityZone,
        vpcEndpointId: endpointOf(firewall, index),
      }));
      new EgressRoutes(stack, 'routes', { vpc, firewallEndpoints });
    });
  }
  const expected = targets('<zone>-nat-ipv4', '<zone>-gateway-ipv4');

  // The second order differs from that of zones, of endpoints, of subnets, and of the mock firewall's list: wrong by any.
  it.each([
    ['in order', zones],
    ['not in order', ['us-east-1b', 'us-east-1a', 'us-east-1c']],
  ])('with endpoints taken by their place in the set, zones %s', async (_, ordered) => {
    const world = otherwise(
      ({ fqn }, index) =>
        `\${tolist(${fqn}.firewall_status[0].sync_states)[${index}].attachment[0].endpoint_id}`,
      ordered,
    );
    expect(await run(world, mockSubnet, expected)).toEqual([
      {
        status: 'fail',
        diagnostics: expect.arrayContaining([expect.objectContaining({ severity: 'error' })]),
      },
    ]);
  });

  it('with the accessor that cdktf generates, which no plan finds out', async () => {
    const world = otherwise(
      ({ firewallStatus }, index) => firewallStatus.get(0).syncStates.get(index).attachment.get(0).endpointId,
      zones,
    );
    const [result] = await run(world, mockSubnet, expected);
    expect(result?.status).toBe('error');
    expect(JSON.stringify(result?.diagnostics)).toContain('Invalid index');
  });
});
