import type { InputFile } from '../../../src/read/input-file';

/** One resource of a plan: what is known, and by what references the rest is to be known. */
export interface Planned {
  readonly type: string;
  readonly name: string;
  readonly values: Readonly<Record<string, unknown>>;
  /** In full, as `aws_vpc.v.id`; several of an attribute that something is computed from, with commas between. */
  readonly references?: Readonly<Record<string, string>>;
}

/**
 * A VPC of one zone whose egress is inspected after NAT, as Terraform plans it: every promise is proved.
 *
 * @param start - first two numbers of its block, which is a /16
 */
export function plannedVpc(name: string, start: string): readonly Planned[] {
  const resources: Planned[] = [];
  const add = (
    type: string,
    role: string,
    values: Planned['values'],
    references: Planned['references'] = {},
  ) => resources.push({ type, name: `${name}-${role}`, values, references });
  const id = (type: string, role: string, attribute = 'id') => `${type}.${name}-${role}.${attribute}`;
  const vpc_id = id('aws_vpc', 'vpc');
  const route_table_id = (role: string) => ({ route_table_id: id('aws_route_table', role) });
  const endpoint = { vpc_endpoint_id: `aws_networkfirewall_firewall.${name}-firewall.firewall_status` };

  add('aws_vpc', 'vpc', { cidr_block: `${start}.0.0/16`, enable_dns_support: true, tags: { Name: name } });
  add('aws_internet_gateway', 'gateway', {}, { vpc_id });
  add('aws_eip', 'nat', { domain: 'vpc' });
  for (const [index, role] of ['protected', 'nat', 'firewall'].entries()) {
    add(
      'aws_subnet',
      role,
      { cidr_block: `${start}.${index}.0/24`, availability_zone: 'us-east-1a' },
      { vpc_id },
    );
    add('aws_route_table', role, {}, { vpc_id });
    add(
      'aws_route_table_association',
      role,
      {},
      { subnet_id: id('aws_subnet', role), ...route_table_id(role) },
    );
  }
  add('aws_route_table', 'edge', {}, { vpc_id });
  add(
    'aws_route_table_association',
    'edge',
    {},
    { gateway_id: id('aws_internet_gateway', 'gateway'), ...route_table_id('edge') },
  );
  add(
    'aws_nat_gateway',
    'nat',
    { connectivity_type: 'public' },
    { subnet_id: id('aws_subnet', 'nat'), allocation_id: id('aws_eip', 'nat') },
  );
  const everywhere = { destination_cidr_block: '0.0.0.0/0' };
  const nat_gateway_id = id('aws_nat_gateway', 'nat');
  const gateway_id = id('aws_internet_gateway', 'gateway');
  add('aws_route', 'protected', everywhere, { nat_gateway_id, ...route_table_id('protected') });
  add('aws_route', 'nat', everywhere, { ...endpoint, ...route_table_id('nat') });
  add('aws_route', 'firewall', everywhere, { gateway_id, ...route_table_id('firewall') });
  add(
    'aws_route',
    'edge',
    { destination_cidr_block: `${start}.1.0/24` },
    { ...endpoint, ...route_table_id('edge') },
  );
  addFirewalls(name, add);
  return resources;
}

function addFirewalls(
  name: string,
  add: (type: string, role: string, values: Planned['values'], references?: Planned['references']) => void,
): void {
  const id = (type: string, role: string, attribute = 'id') => `${type}.${name}-${role}.${attribute}`;
  const vpc_id = id('aws_vpc', 'vpc');
  add('aws_networkfirewall_firewall_policy', 'policy', {
    firewall_policy: [
      {
        stateless_default_actions: ['aws:forward_to_sfe'],
        stateless_fragment_default_actions: ['aws:forward_to_sfe'],
        stateful_default_actions: ['aws:drop_strict', 'aws:alert_strict'],
        stateful_engine_options: [{ rule_order: 'STRICT_ORDER' }],
      },
    ],
  });
  add(
    'aws_networkfirewall_firewall',
    'firewall',
    {},
    {
      vpc_id,
      firewall_policy_arn: id('aws_networkfirewall_firewall_policy', 'policy', 'arn'),
      subnet_mapping: id('aws_subnet', 'firewall'),
    },
  );
  add('aws_route53_resolver_firewall_domain_list', 'all', { domains: ['*.'] });
  const [list, group] = [
    'aws_route53_resolver_firewall_domain_list',
    'aws_route53_resolver_firewall_rule_group',
  ];
  add(group, 'dns', {});
  add(
    'aws_route53_resolver_firewall_rule',
    'all',
    { action: 'BLOCK', block_response: 'NXDOMAIN', priority: 1 },
    { firewall_rule_group_id: id(group, 'dns'), firewall_domain_list_id: id(list, 'all') },
  );
  add(
    'aws_route53_resolver_firewall_rule_group_association',
    'dns',
    { priority: 101 },
    { firewall_rule_group_id: id(group, 'dns'), vpc_id },
  );
}

/** `terraform show -json` of a plan that makes all of this. */
export function plannedFile(resources: readonly Planned[]): InputFile {
  const sorted = [...resources].sort((a, b) => (addressOf(a) < addressOf(b) ? -1 : 1));
  const identity = (one: Planned) => ({
    address: addressOf(one),
    mode: 'managed',
    type: one.type,
    name: one.name,
  });
  const plan = {
    format_version: '1.2',
    planned_values: {
      root_module: {
        resources: sorted.map((one) => ({ ...identity(one), values: withMapping(one, one.values, {}) })),
      },
    },
    resource_changes: sorted.map((one) => ({
      ...identity(one),
      change: { actions: ['create'], before: null, after_unknown: maskOf(one) },
    })),
    configuration: {
      root_module: {
        resources: sorted.map((one) => ({ ...identity(one), expressions: expressionsOf(one) })),
      },
    },
  };
  return { name: 'plan.json', text: JSON.stringify(plan) };
}

function addressOf({ type, name }: Planned): string {
  return `${type}.${name}`;
}

function maskOf(one: Planned): object {
  const hidden = Object.keys(one.references ?? {}).map((attribute) => [attribute, true] as const);
  return withMapping(one, { id: true, arn: true, ...Object.fromEntries(hidden) }, { subnet_id: true });
}

function expressionsOf(one: Planned): object {
  const entries = Object.entries(one.references ?? {}).map(([attribute, reference]) => {
    const full = reference.split(',');
    const expression = { references: full.flatMap((one) => [one, one.split('.').slice(0, 2).join('.')]) };
    return [attribute, attribute === 'subnet_mapping' ? [{ subnet_id: expression }] : expression] as const;
  });
  const constants = Object.entries(one.values).map(([name, value]) => [name, { constant_value: value }]);
  return Object.fromEntries([...constants, ...entries]) as object;
}

/** A firewall has one block for each subnet, and what is known of it is that it is there. */
function withMapping({ references }: Planned, members: object, mapping: object): object {
  return references?.['subnet_mapping'] === undefined ? members : { ...members, subnet_mapping: [mapping] };
}

/** A plan in which a module is called once for each VPC. */
export interface PlannedModules {
  readonly planned_values: { readonly root_module: { child_modules: PlannedModule[]; resources?: object[] } };
  resource_changes: object[];
  readonly configuration: {
    readonly root_module: {
      resources?: object[];
      readonly module_calls: Record<string, { [member: string]: unknown; module: ModuleConfig }>;
    };
  };
  prior_state?: object;
}

interface PlannedModule {
  readonly resources: object[];
  address: string;
}

interface ModuleConfig {
  readonly resources: { [member: string]: unknown }[];
}

/**
 * What Terraform plans of `module "net"` with `for_each`.
 *
 * @param instances - the resources of each, by its key; what configures them is that of the first
 */
export function plannedModules(instances: Readonly<Record<string, readonly Planned[]>>): PlannedModules {
  const keys = Object.keys(instances);
  const plans = keys.map((key) => {
    const all = (instances[key] ?? []).map((one) => ({ ...one, name: one.name.replace(`${key}-`, '') }));
    const text = plannedFile(all).text.replaceAll(`.${key}-`, '.');
    const { planned_values, resource_changes, configuration } = JSON.parse(text) as {
      planned_values: { root_module: { resources: { address: string }[] } };
      resource_changes: { address: string }[];
      configuration: { root_module: ModuleConfig };
    };
    const module_address = `module.net["${key}"]`;
    const placed = (one: { address: string }) => ({ ...one, address: `${module_address}.${one.address}` });
    return {
      child: { resources: planned_values.root_module.resources.map(placed), address: module_address },
      changes: resource_changes.map((one) => ({ ...placed(one), module_address })),
      module: configuration.root_module,
    };
  });
  const module = plans[0]?.module ?? { resources: [] };
  const expressions = { block: { references: ['each.value.block', 'each.value'] } };
  const net = { expressions, for_each_expression: { references: ['var.nets'] }, module };
  return {
    ...{ format_version: '1.2' },
    planned_values: { root_module: { child_modules: plans.map(({ child }) => child) } },
    resource_changes: plans.flatMap(({ changes }) => changes),
    configuration: { root_module: { module_calls: { net } } },
  };
}
