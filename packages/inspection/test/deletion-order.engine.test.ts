import { packageIndexPolicy } from '@inspected-egress/policy';
import { InspectedEgress, type Engine } from '../src';
import { CERTIFICATE_AUTHORITY, TODAY } from './egress-policies';
import { workshop } from './rules';
import { synthesize, type Synthesized } from './synthesize';
import { TerraformWorld } from './terraform-world';

const firewall: Engine = { kind: 'network-firewall', rules: workshop };
const service = (digit: string): Engine => ({
  kind: 'gateway-load-balancer',
  serviceName: `com.amazonaws.vpce.us-east-1.vpce-svc-${digit.repeat(8)}`,
});
const appliance = service('a');
const adopted: Engine = {
  kind: 'adopted',
  endpoints: [
    { availabilityZone: 'us-east-1a', vpcEndpointId: 'vpce-0aaaaaaaaaaaaaaa1' },
    { availabilityZone: 'us-east-1b', vpcEndpointId: 'vpce-0bbbbbbbbbbbbbbb2' },
  ],
};

function egress(engine: Engine, letters = 'ab'): Synthesized {
  return synthesize((stack) => {
    const zones = [...letters].map((letter) => ({ availabilityZone: `us-east-1${letter}` }));
    new InspectedEgress(stack, 'egress', { cidrBlock: '10.1.0.0/16', zones, engine });
  });
}

/** Steps of the second apply. */
function steps(before: Synthesized, after: Synthesized): readonly string[] {
  const world = new TerraformWorld();
  try {
    world.apply(before);
    return world.apply(after);
  } finally {
    world.remove();
  }
}

/** Every step that the first pattern names comes before every step that the second names; there are both. */
function expectOrder(all: readonly string[], earlier: RegExp, later: RegExp): void {
  const places = (pattern: RegExp) => all.flatMap((step, place) => (pattern.test(step) ? [place] : []));
  expect([places(earlier).length > 0, places(later).length > 0]).toEqual([true, true]);
  expect(Math.max(...places(earlier))).toBeLessThan(Math.min(...places(later)));
}

/** Routes that were changed; without a zone, those of every zone. */
const changed = (zone = '[ab]') => new RegExp(`^modified aws_route\\..*_${zone}-(nat|gateway)-ipv4_`);

describe('an endpoint outlives the routes that name it', () => {
  it.each<[string, Engine, Engine]>([
    ['an appliance', firewall, appliance],
    ['adopted endpoints', firewall, adopted],
  ])('from a firewall to %s', (_, before, after) => {
    const all = steps(egress(before), egress(after));
    expectOrder(all, changed(), /^deleting aws_networkfirewall_firewall\./);
  });

  // Each zone has an endpoint of its own, which may go before the routes of another zone change.
  it.each<[string, Engine, Engine]>([
    ['a firewall', appliance, firewall],
    ['another', appliance, service('b')],
  ])('from an appliance to %s', (_, before, after) => {
    const all = steps(egress(before), egress(after));
    for (const zone of ['a', 'b'])
      expectOrder(all, changed(zone), new RegExp(`^deleting aws_vpc_endpoint\\..*_${zone}-endpoint_`));
  });
});

describe('without a zone', () => {
  it('a firewall leaves its subnet after its routes are gone and before the subnet is deleted', () => {
    const all = steps(egress(firewall, 'abc'), egress(firewall, 'ab'));
    expectOrder(
      all,
      /^deleted aws_route\..*_c-(nat|gateway)-ipv4_/,
      /^modifying aws_networkfirewall_firewall\./,
    );
    expectOrder(all, /^modified aws_networkfirewall_firewall\./, /^deleting aws_subnet\..*_c-firewall_/);
  });

  it('an endpoint of an appliance goes after its routes and before its subnet', () => {
    const all = steps(egress(appliance, 'abc'), egress(appliance, 'ab'));
    expectOrder(
      all,
      /^deleted aws_route\..*_c-(nat|gateway)-ipv4_/,
      /^deleting aws_vpc_endpoint\..*_c-endpoint_/,
    );
    expectOrder(all, /^deleted aws_vpc_endpoint\..*_c-endpoint_/, /^deleting aws_subnet\..*_c-firewall_/);
  });
});

describe('a policy outlives what it refers to', () => {
  const policy: Engine = { kind: 'network-firewall', egressPolicy: packageIndexPolicy(), today: TODAY };
  const inspecting: Engine = { ...policy, tlsInspection: { certificateAuthorityArn: CERTIFICATE_AUTHORITY } };

  it('without TLS inspection it lets go of the configuration before that is deleted', () => {
    expectOrder(
      steps(egress(inspecting, 'a'), egress(policy, 'a')),
      /^modified aws_networkfirewall_firewall_policy\./,
      /^deleting aws_networkfirewall_tls_inspection_configuration\./,
    );
  });
});
