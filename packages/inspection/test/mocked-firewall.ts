import type { Synthesized } from './synthesize';

// Terraform sorts a set by its values, so neither ids of endpoints nor ids of subnets sort as zones do, nor alike.
const ENDPOINTS: Readonly<Record<string, string>> = { a: 'c', b: 'a', c: 'b' };
const SUBNETS: Readonly<Record<string, string>> = { a: 'b', b: 'c', c: 'a' };

/** Endpoint that the mock firewall has in a zone. */
export function mockEndpoint(zone: string): string {
  return `vpce-0${ENDPOINTS[zone.slice(-1)]}0000000`;
}

/** Firewall subnet that a zone gets. */
export function mockSubnet(zone: string): string {
  return `subnet-0${SUBNETS[zone.slice(-1)]}0000000`;
}

interface MockedFirewall {
  readonly world: Synthesized;
  /** Id of the firewall subnet of each zone, in the order in which the mock firewall lists them. */
  readonly subnets: readonly { readonly zone: string; readonly subnetId: string }[];
  /** Zone whose endpoint each route must lead to, by a part of the route's name. */
  readonly expected: Readonly<Record<string, string>>;
}

/**
 * A file for `terraform test`: a firewall whose endpoints are known, as after an apply, and an assertion for each route.
 * Mock ids are random, so subnets get theirs here, and so does everything that is checked as an ARN or
 * computed with as a block.
 */
export function mockedFirewallTest({ world, subnets, expected }: MockedFirewall): string {
  const [firewall] = Object.keys(world.named('aws_networkfirewall_firewall'));
  const arn = (type: string, name: string) =>
    `  mock_resource "${type}" {\n    defaults = { arn = "arn:aws:network-firewall:us-east-1:123456789012:${name}/mock" }\n  }`;
  const states = subnets.map(
    ({ zone, subnetId }) =>
      `{ availability_zone = "${zone}", attachment = [{ endpoint_id = "${mockEndpoint(zone)}", subnet_id = "${subnetId}" }] }`,
  );
  const firewallSubnets = Object.entries(world.named('aws_subnet')).flatMap(([name, subnet]) => {
    const mocked = subnets.find(
      ({ zone }) => name.includes('-firewall_') && subnet['availability_zone'] === zone,
    );
    return mocked === undefined ? [] : [overridden(`aws_subnet.${name}`, `{ id = "${mocked.subnetId}" }`)];
  });
  const routes = Object.entries(world.named('aws_route')).filter(([, route]) => 'vpc_endpoint_id' in route);
  const assertions = routes.map(([name]) => {
    const zone = Object.entries(expected).find(([part]) => name.includes(`_${part}_`))?.[1];
    if (zone === undefined) throw new Error(`nothing is expected of ${name}`);
    return `  assert {
    condition     = aws_route.${name}.vpc_endpoint_id == "${mockEndpoint(zone)}"
    error_message = "${name} leads to \${aws_route.${name}.vpc_endpoint_id}"
  }`;
  });
  if (routes.length !== Object.keys(expected).length)
    throw new Error('a route that is expected is not there');
  return [
    'mock_provider "aws" {',
    arn('aws_networkfirewall_firewall', 'firewall'),
    arn('aws_networkfirewall_firewall_policy', 'firewall-policy'),
    arn('aws_networkfirewall_rule_group', 'stateful-rulegroup'),
    '  mock_resource "aws_vpc" {\n    defaults = { ipv6_cidr_block = "2001:db8::/56" }\n  }',
    overridden(
      `aws_networkfirewall_firewall.${firewall}`,
      `{ firewall_status = [{ sync_states = [${states.join(', ')}] }], arn = "arn:aws:network-firewall:us-east-1:123456789012:firewall/mock" }`,
    ),
    ...firewallSubnets,
    '}',
    'run "every_route_reaches_the_endpoint_of_its_zone" {',
    '  command = apply',
    ...assertions,
    '}',
    '',
  ].join('\n');
}

function overridden(target: string, values: string): string {
  return `  override_resource {\n    target = ${target}\n    values = ${values}\n  }`;
}
