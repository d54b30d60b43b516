import { textOf, type JsonObject } from './json';
import { referred, resourcesOf } from './stack-reader';

/** What a stack is applied to, and what its routes must come to. */
export interface ZonalEndpoints {
  /** Zones in the order in which the mock firewall lists them. */
  readonly zones: readonly string[];
  /** Zone whose endpoint a route must lead to, by the route's construct id; no other route may lead to an endpoint. */
  readonly expected: Readonly<Record<string, string>>;
}

const ACCOUNT = 'us-east-1:111122223333';

// Mock values are random texts, which the provider refuses where it looks for an ARN or an id.
const ARNS: Readonly<Record<string, string>> = {
  aws_cloudwatch_log_group: `arn:aws:logs:${ACCOUNT}:log-group:mock`,
  aws_iam_instance_profile: 'arn:aws:iam::111122223333:instance-profile/mock',
  aws_iam_role: 'arn:aws:iam::111122223333:role/mock',
  aws_kms_key: `arn:aws:kms:${ACCOUNT}:key/0a1b2c3d-0000-4000-8000-000000000000`,
  aws_lb: `arn:aws:elasticloadbalancing:${ACCOUNT}:loadbalancer/gwy/mock/0123456789abcdef`,
  aws_lb_target_group: `arn:aws:elasticloadbalancing:${ACCOUNT}:targetgroup/mock/0123456789abcdef`,
  aws_networkfirewall_firewall: `arn:aws:network-firewall:${ACCOUNT}:firewall/mock`,
  aws_networkfirewall_firewall_policy: `arn:aws:network-firewall:${ACCOUNT}:firewall-policy/mock`,
  aws_networkfirewall_rule_group: `arn:aws:network-firewall:${ACCOUNT}:stateful-rulegroup/mock`,
  aws_sns_topic: `arn:aws:sns:${ACCOUNT}:mock`,
};

// Terraform sorts a set by its values, so neither ids of endpoints nor ids of subnets sort as zones do, nor alike.
const ENDPOINTS: Readonly<Record<string, string>> = { a: 'c', b: 'a', c: 'b' };
const SUBNETS: Readonly<Record<string, string>> = { a: 'b', b: 'c', c: 'a' };

/**
 * A file for `terraform test` that applies a whole stack to mocks, with an endpoint in the firewall subnet of each zone, and
 * asserts where each route leads. Zones end in `a`, `b` or `c`.
 *
 * @throws Error when a route that is expected is not there
 */
export function zonalEndpointsTest(stack: JsonObject, { zones, expected }: ZonalEndpoints): string {
  return [
    'mock_provider "aws" {',
    ...Object.entries(ARNS).map(([type, arn]) => mockResource(type, `{ arn = "${arn}" }`)),
    mockResource('aws_launch_template', '{ id = "lt-0123456789abcdef0" }'),
    mockResource('aws_vpc', '{ ipv6_cidr_block = "2001:db8::/56" }'),
    ...firewallSubnets(stack),
    ...networkFirewalls(stack, zones),
    ...loadBalancerEndpoints(stack),
    '}',
    'run "every_route_leads_to_the_endpoint_of_its_zone" {',
    '  command = apply',
    ...assertions(stack, expected),
    '}',
    '',
  ].join('\n');
}

function firewallSubnets(stack: JsonObject): readonly string[] {
  return resourcesOf(stack, 'aws_subnet')
    .filter(({ name }) => name.includes('-firewall_'))
    .map(({ address, values }) => overrideResource(address, `{ id = "${subnetId(zoneOf(values))}" }`));
}

function networkFirewalls(stack: JsonObject, zones: readonly string[]): readonly string[] {
  const states = zones.map(
    (zone) =>
      `{ availability_zone = "${zone}", attachment = [{ endpoint_id = "${endpoint(zone)}", subnet_id = "${subnetId(zone)}" }] }`,
  );
  return resourcesOf(stack, 'aws_networkfirewall_firewall').map(({ address }) =>
    overrideResource(
      address,
      `{ arn = "${ARNS['aws_networkfirewall_firewall']}", firewall_status = [{ sync_states = [${states.join(', ')}] }] }`,
    ),
  );
}

/** An endpoint of a Gateway Load Balancer is in the zone of the one subnet that it names. */
function loadBalancerEndpoints(stack: JsonObject): readonly string[] {
  return resourcesOf(stack, 'aws_vpc_endpoint')
    .filter(({ values }) => values['vpc_endpoint_type'] === 'GatewayLoadBalancer')
    .map(({ address, values: { subnet_ids: subnets } }) => {
      const subnet = referred(stack, Array.isArray(subnets) ? subnets[0] : undefined);
      return overrideResource(address, `{ id = "${endpoint(zoneOf(subnet?.values ?? {}))}" }`);
    });
}

function assertions(stack: JsonObject, expected: ZonalEndpoints['expected']): readonly string[] {
  const routes = resourcesOf(stack, 'aws_route').filter(({ values }) => 'vpc_endpoint_id' in values);
  const missing = Object.keys(expected).filter((id) => !routes.some(({ name }) => name.includes(`_${id}_`)));
  if (missing.length > 0) throw new Error(`no such routes: ${missing.join(', ')}`);
  return routes.map(({ name, address }) => {
    const zone = Object.entries(expected).find(([id]) => name.includes(`_${id}_`))?.[1];
    return `  assert {
    condition     = ${address}.vpc_endpoint_id == "${zone === undefined ? 'none is expected' : endpoint(zone)}"
    error_message = "${name} leads to \${${address}.vpc_endpoint_id}"
  }`;
  });
}

function zoneOf({ availability_zone: zone }: JsonObject): string {
  return textOf(zone) ?? 'no zone';
}

function endpoint(zone: string): string {
  return `vpce-0${ENDPOINTS[zone.slice(-1)]}0000000`;
}

function subnetId(zone: string): string {
  return `subnet-0${SUBNETS[zone.slice(-1)]}0000000`;
}

function mockResource(type: string, defaults: string): string {
  return `  mock_resource "${type}" {\n    defaults = ${defaults}\n  }`;
}

function overrideResource(target: string, values: string): string {
  return `  override_resource {\n    target = ${target}\n    values = ${values}\n  }`;
}
