/** Terraform JSON, as a person or a program writes it. */
export interface StackJson {
  readonly [key: string]: unknown;
}

/** Every name of the stack begins with it, so that a copy under another name is a replacement of text. */
export const VPC_NAME = 'vpc0000';

const ZONES = ['a', 'b', 'c'];
const TIERS = ['protected', 'endpoint', 'nat', 'firewall'];

/**
 * One VPC of three zones and four tiers: workloads, NAT gateways, firewall endpoints, interface endpoints. Its egress is
 * inspected after NAT, in every zone; names are filtered; workloads have a security group. It is written here apart from
 * the constructs, so that what the bench measures changes only when somebody means it to.
 */
export function vpcStack(): StackJson {
  const resources: Record<string, Record<string, unknown>> = {};
  const add = (type: string, role: string, values: object): void => {
    resources[type] = { ...resources[type], [`${VPC_NAME}-${role}`]: values };
  };
  const id = (type: string, role: string, attribute = 'id') => `\${${type}.${VPC_NAME}-${role}.${attribute}}`;
  const vpcId = id('aws_vpc', 'vpc');
  const named = (role: string) => ({ tags: { Name: `${VPC_NAME} ${role}` } });

  add('aws_vpc', 'vpc', {
    cidr_block: '10.0.0.0/20',
    enable_dns_hostnames: true,
    enable_dns_support: true,
    ...named('vpc'),
  });
  add('aws_internet_gateway', 'gateway', { vpc_id: vpcId, ...named('gateway') });
  addFirewall(add, id, vpcId);
  addDnsFirewall(add, id, vpcId);
  addWorkloads(add, id, vpcId);
  add('aws_route_table', 'gateway-table', { vpc_id: vpcId, ...named('gateway') });
  add('aws_route_table_association', 'gateway-association', {
    gateway_id: id('aws_internet_gateway', 'gateway'),
    route_table_id: id('aws_route_table', 'gateway-table'),
  });
  for (const [zoneIndex, zone] of ZONES.entries()) {
    for (const [tierIndex, tier] of TIERS.entries()) {
      const role = `${zone}-${tier}`;
      add('aws_subnet', role, {
        vpc_id: vpcId,
        cidr_block: blockOf(zoneIndex, tierIndex),
        availability_zone: `us-east-1${zone}`,
        ...named(role),
      });
      add('aws_route_table', role, { vpc_id: vpcId, ...named(role) });
      add('aws_route_table_association', role, {
        subnet_id: id('aws_subnet', role),
        route_table_id: id('aws_route_table', role),
      });
    }
    add('aws_eip', zone, { domain: 'vpc', ...named(zone) });
    add('aws_nat_gateway', zone, {
      allocation_id: id('aws_eip', zone, 'allocation_id'),
      subnet_id: id('aws_subnet', `${zone}-nat`),
      ...named(zone),
    });
    const endpoint = endpointIn(zone);
    const route = (table: string, destination: string, target: object) =>
      add('aws_route', table, {
        route_table_id: id('aws_route_table', table),
        destination_cidr_block: destination,
        ...target,
      });
    route(`${zone}-protected`, '0.0.0.0/0', { nat_gateway_id: id('aws_nat_gateway', zone) });
    route(`${zone}-nat`, '0.0.0.0/0', { vpc_endpoint_id: endpoint });
    route(`${zone}-firewall`, '0.0.0.0/0', { gateway_id: id('aws_internet_gateway', 'gateway') });
    add('aws_route', `${zone}-gateway`, {
      route_table_id: id('aws_route_table', 'gateway-table'),
      destination_cidr_block: id('aws_subnet', `${zone}-nat`, 'cidr_block'),
      vpc_endpoint_id: endpoint,
    });
  }
  return {
    terraform: { required_providers: { aws: { source: 'hashicorp/aws', version: '5.100.0' } } },
    provider: { aws: [{ region: 'us-east-1' }] },
    resource: resources,
  };
}

type Add = (type: string, role: string, values: object) => void;
type Id = (type: string, role: string, attribute?: string) => string;

/** A /24 for each subnet of the VPC's /20. */
export function blockOf(zoneIndex: number, tierIndex: number): string {
  return `10.0.${zoneIndex * TIERS.length + tierIndex}.0/24`;
}

/** The endpoint in the firewall subnet of a zone, whatever order the firewall lists its zones in. */
function endpointIn(zone: string): string {
  const states = `aws_networkfirewall_firewall.${VPC_NAME}-firewall.firewall_status[0].sync_states`;
  const subnet = `aws_subnet.${VPC_NAME}-${zone}-firewall.id`;
  return `\${one([for state in ${states} : state.attachment[0].endpoint_id if state.attachment[0].subnet_id == ${subnet}])}`;
}

function addFirewall(add: Add, id: Id, vpcId: string): void {
  add('aws_networkfirewall_rule_group', 'names', {
    name: `${VPC_NAME}-names`,
    capacity: 100,
    type: 'STATEFUL',
    rule_group: [
      {
        rules_source: [
          {
            rules_string:
              'pass tls $HOME_NET any -> any 443 (tls.sni; content:"example.com"; endswith; sid:1;)\n',
          },
        ],
        stateful_rule_options: [{ rule_order: 'STRICT_ORDER' }],
      },
    ],
  });
  add('aws_networkfirewall_firewall_policy', 'policy', {
    name: `${VPC_NAME}-policy`,
    firewall_policy: [
      {
        stateless_default_actions: ['aws:forward_to_sfe'],
        stateless_fragment_default_actions: ['aws:forward_to_sfe'],
        stateful_default_actions: ['aws:drop_established'],
        stateful_engine_options: [{ rule_order: 'STRICT_ORDER' }],
        stateful_rule_group_reference: [
          { priority: 1, resource_arn: id('aws_networkfirewall_rule_group', 'names', 'arn') },
        ],
      },
    ],
  });
  add('aws_networkfirewall_firewall', 'firewall', {
    name: `${VPC_NAME}-firewall`,
    vpc_id: vpcId,
    firewall_policy_arn: id('aws_networkfirewall_firewall_policy', 'policy', 'arn'),
    subnet_mapping: ZONES.map((zone) => ({ subnet_id: id('aws_subnet', `${zone}-firewall`) })),
  });
}

function addDnsFirewall(add: Add, id: Id, vpcId: string): void {
  const [list, group] = [
    'aws_route53_resolver_firewall_domain_list',
    'aws_route53_resolver_firewall_rule_group',
  ];
  add(list, 'allowed', { name: `${VPC_NAME}-allowed`, domains: ['example.com.'] });
  add(list, 'everything', { name: `${VPC_NAME}-everything`, domains: ['*.'] });
  add(group, 'names', { name: `${VPC_NAME}-names` });
  const rule = (role: string, priority: number, values: object) =>
    add('aws_route53_resolver_firewall_rule', role, {
      name: `${VPC_NAME}-${role}`,
      firewall_rule_group_id: id(group, 'names'),
      firewall_domain_list_id: id(list, role),
      priority,
      ...values,
    });
  rule('allowed', 100, { action: 'ALLOW' });
  rule('everything', 200, { action: 'BLOCK', block_response: 'NXDOMAIN' });
  add('aws_route53_resolver_firewall_rule_group_association', 'names', {
    name: `${VPC_NAME}-names`,
    firewall_rule_group_id: id(group, 'names'),
    vpc_id: vpcId,
    priority: 101,
  });
  add('aws_route53_resolver_firewall_config', 'config', {
    resource_id: vpcId,
    firewall_fail_open: 'DISABLED',
  });
}

function addWorkloads(add: Add, id: Id, vpcId: string): void {
  const group = 'aws_security_group';
  add(group, 'workloads', { name: `${VPC_NAME}-workloads`, description: 'Workloads', vpc_id: vpcId });
  add('aws_vpc_security_group_egress_rule', 'https', {
    security_group_id: id(group, 'workloads'),
    ip_protocol: 'tcp',
    from_port: 443,
    to_port: 443,
    cidr_ipv4: '0.0.0.0/0',
  });
  for (const zone of ZONES)
    add('aws_instance', zone, {
      ami: 'ami-0123456789abcdef0',
      instance_type: 't3.micro',
      subnet_id: id('aws_subnet', `${zone}-protected`),
      vpc_security_group_ids: [id(group, 'workloads')],
    });
}
