import type { JsonObject } from '@inspected-egress/terraform';
import { resourcesOf } from './stacks';

/** What the mock firewall has, and what the routes must come to. */
export interface MockedApply {
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
  aws_networkfirewall_firewall_policy: `arn:aws:network-firewall:${ACCOUNT}:firewall-policy/mock`,
  aws_networkfirewall_rule_group: `arn:aws:network-firewall:${ACCOUNT}:stateful-rulegroup/mock`,
};

// Terraform sorts a set by its values, so neither ids of endpoints nor ids of subnets sort as zones do, nor alike.
const ENDPOINTS: Readonly<Record<string, string>> = { a: 'c', b: 'a', c: 'b' };
const SUBNETS: Readonly<Record<string, string>> = { a: 'b', b: 'c', c: 'a' };

/** A file for `terraform test` that applies a whole environment to mocks and asserts where each route leads. */
export function mockedApply(stack: JsonObject, { zones, expected }: MockedApply): string {
  const subnets = Object.entries(resourcesOf(stack, 'aws_subnet')).filter(([name]) =>
    name.includes('-firewall_'),
  );
  const subnetIn = (zone: string): string =>
    subnets.find(([, values]) => values['availability_zone'] === zone)?.[0] ?? 'none';
  const states = zones.map(
    (zone) =>
      `{ availability_zone = "${zone}", attachment = [{ endpoint_id = "${endpoint(zone)}", subnet_id = "${subnetId(zone)}" }] }`,
  );
  const [firewall] = Object.keys(resourcesOf(stack, 'aws_networkfirewall_firewall'));
  return [
    'mock_provider "aws" {',
    ...Object.entries(ARNS).map(([type, arn]) => mockResource(type, `{ arn = "${arn}" }`)),
    mockResource('aws_launch_template', '{ id = "lt-0123456789abcdef0" }'),
    mockResource('aws_vpc', '{ ipv6_cidr_block = "2001:db8::/56" }'),
    ...zones.map((zone) => overrideResource(`aws_subnet.${subnetIn(zone)}`, `{ id = "${subnetId(zone)}" }`)),
    overrideResource(
      `aws_networkfirewall_firewall.${firewall}`,
      `{ arn = "arn:aws:network-firewall:${ACCOUNT}:firewall/mock", firewall_status = [{ sync_states = [${states.join(', ')}] }] }`,
    ),
    '}',
    'run "every_route_leads_to_the_endpoint_of_its_zone" {',
    '  command = apply',
    ...assertions(stack, expected),
    '}',
    '',
  ].join('\n');
}

function assertions(stack: JsonObject, expected: MockedApply['expected']): readonly string[] {
  const routes = Object.entries(resourcesOf(stack, 'aws_route')).filter(
    ([, route]) => 'vpc_endpoint_id' in route,
  );
  const unexpected = Object.keys(expected).filter((id) => !routes.some(([name]) => name.includes(`_${id}_`)));
  if (unexpected.length > 0) throw new Error(`no such routes: ${unexpected.join(', ')}`);
  return routes.map(([name]) => {
    const zone = Object.entries(expected).find(([id]) => name.includes(`_${id}_`))?.[1];
    return `  assert {
    condition     = aws_route.${name}.vpc_endpoint_id == "${zone === undefined ? 'none is expected' : endpoint(zone)}"
    error_message = "${name} leads to \${aws_route.${name}.vpc_endpoint_id}"
  }`;
  });
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
