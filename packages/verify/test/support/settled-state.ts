import type { JsonObject, JsonValue } from '../../src';
import { arrayOf, isArray, isObject, objectOf, own } from '../../src/read/json';
import { eachModule } from '../../src/read/module-tree';
import type { ExpectedWorld } from './world';

/**
 * Mocks for `terraform test`, which then applies a world without AWS. What AWS would say of the endpoints of a firewall is
 * in `expected.json`; what it says of IPv6 is the same block for every VPC.
 */
export function mocksOf(plan: JsonObject, { firewalls = {} }: ExpectedWorld): string {
  const subnets = new Set(Object.values(firewalls).flatMap((zones) => Object.values(zones)));
  const arns = [...masksOf(plan)].filter(([, mask]) => mask['arn'] === true).map(([address]) => address);
  const values = new Map<string, object>(arns.map((address) => [address, { arn: arnOf(address) }]));
  const tell = (address: string, more: object) => values.set(address, { ...values.get(address), ...more });
  // An argument for a launch template takes nothing that does not look like its id.
  for (const [address] of masksOf(plan))
    if (/(^|\.)aws_launch_template\./.test(address)) tell(address, { id: idOf('lt', address) });
  for (const subnet of subnets) tell(subnet, { id: idOf('subnet', subnet) });
  for (const [firewall, zones] of Object.entries(firewalls))
    tell(firewall, { firewall_status: [{ sync_states: statesOf(firewall, zones) }] });
  return [
    'mock_provider "aws" {',
    ...DEFAULTS,
    ...[...values].map(([target, told]) => override(target, told)),
    '}',
    'run "apply" {',
    '  command = apply',
    '}',
    '',
  ].join('\n');
}

const DEFAULTS = [
  '  mock_data "aws_availability_zones" {',
  '    defaults = {',
  '      names    = ["us-east-1a", "us-east-1b", "us-east-1c", "us-east-1d"]',
  '      zone_ids = ["use1-az4", "use1-az6", "use1-az1", "use1-az2"]',
  '    }',
  '  }',
  '  mock_data "aws_region" {',
  '    defaults = { name = "us-east-1" }',
  '  }',
  '  mock_data "aws_iam_policy_document" {',
  '    defaults = { json = "{}" }',
  '  }',
  '  mock_resource "aws_vpc" {',
  '    defaults = { ipv6_cidr_block = "2600:1f18:1:aa00::/56" }',
  '  }',
];

const override = (target: string, values: object) =>
  `  override_resource {\n    target = ${target}\n    values = ${JSON.stringify(values)}\n  }`;

const idOf = (prefix: string, address: string) => `${prefix}-${address.replaceAll(/[^a-z0-9]/gu, '')}`;

/** Many arguments take nothing that does not look like an ARN. */
const arnOf = (address: string) => `arn:aws:mock:us-east-1:123456789012:${idOf('x', address)}`;

/** Endpoint ids are in another order than zones, and so is the set, which is sorted by them. */
function statesOf(firewall: string, zones: Readonly<Record<string, string>>): object[] {
  return Object.entries(zones).map(([zone, subnet], index) => ({
    availability_zone: zone,
    attachment: [
      { endpoint_id: idOf(`vpce-${9 - index}`, `${firewall} ${zone}`), subnet_id: idOf('subnet', subnet) },
    ],
  }));
}

/**
 * A state that says what the plan says, and what the mocked apply says where the configuration has an expression: then
 * Terraform has computed which instance it means. What a mock invented is left out.
 */
export function settledState(plan: JsonObject, mocked: JsonObject): JsonObject {
  const applied = resourcesOf(own(own(mocked, 'values'), 'root_module'));
  const told = new Map<string, Set<string>>();
  for (const [address, { values }] of applied)
    for (const value of Object.values(objectOf(values)))
      if (typeof value === 'string') told.set(value, (told.get(value) ?? new Set()).add(address));
  const masks = masksOf(plan);
  const planned = [...resourcesOf(own(own(plan, 'planned_values'), 'root_module')).values()];
  const resources = planned.map((resource): JsonObject => {
    const address = String(own(resource, 'address'));
    const mock = objectOf(own(applied.get(address), 'values'));
    const mask = masks.get(address) ?? {};
    const isToldElsewhere = (text: string) => [...(told.get(text) ?? [])].some((other) => other !== address);
    const values = Object.entries({ ...mask, ...objectOf(own(resource, 'values')) }).map(([name]) => {
      const value = holdsTrue(own(mask, name)) ? own(mock, name) : own(own(resource, 'values'), name);
      const isOwn = IDENTITY.has(name) || (name === 'ipv6_cidr_block' && own(mock, GENERATED) === true);
      return [name, isOwn || !holdsTrue(own(mask, name)) ? value : withoutInventions(value, isToldElsewhere)];
    });
    return { ...resource, values: Object.fromEntries(values) as JsonObject };
  });
  const read = [...resourcesOf(own(own(own(plan, 'prior_state'), 'values'), 'root_module')).values()];
  return {
    format_version: '1.0',
    terraform_version: '1.11.4',
    values: { root_module: { resources: [...resources, ...read.filter(({ mode }) => mode === 'data')] } },
  };
}

const IDENTITY = new Set([
  'id',
  'arn',
  'default_route_table_id',
  'default_network_acl_id',
  'firewall_status',
]);
const GENERATED = 'assign_generated_ipv6_cidr_block';

/** A mock invents eight letters and digits; one that another resource has too, an expression brought here. */
function withoutInventions(
  value: JsonValue | undefined,
  isToldElsewhere: (text: string) => boolean,
): JsonValue {
  if (typeof value === 'string') return /^[a-z0-9]{8}$/.test(value) && !isToldElsewhere(value) ? null : value;
  if (isArray(value)) return value.map((item) => withoutInventions(item, isToldElsewhere));
  if (!isObject(value)) return value ?? null;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, withoutInventions(one, isToldElsewhere)]),
  );
}

/** What is known after apply, by address. */
function masksOf(plan: JsonObject): ReadonlyMap<string, JsonObject> {
  return new Map(
    arrayOf(own(plan, 'resource_changes')).map((entry) => [
      String(own(entry, 'address')),
      objectOf(own(own(entry, 'change'), 'after_unknown')),
    ]),
  );
}

function holdsTrue(mask: JsonValue | undefined): boolean {
  if (mask === true) return true;
  return typeof mask === 'object' && mask !== null && Object.values(mask).some((one) => holdsTrue(one));
}

function resourcesOf(root: JsonValue | undefined): ReadonlyMap<string, JsonObject> {
  const found = new Map<string, JsonObject>();
  eachModule(root, (module) => {
    for (const resource of arrayOf(own(module, 'resources')))
      if (isObject(resource)) found.set(String(resource['address']), resource);
  });
  return found;
}
