/**
 * Types whose resources act in the VPC that they refer to and nowhere else. A plan with any other is not taken apart: gateways
 * that join VPCs, settings of a whole account, what is not understood.
 */
export const ISLAND_TYPES: ReadonlySet<string> = new Set([
  'aws_eip',
  'aws_instance',
  'aws_internet_gateway',
  'aws_nat_gateway',
  'aws_network_acl',
  'aws_network_acl_association',
  'aws_network_acl_rule',
  'aws_networkfirewall_firewall',
  'aws_networkfirewall_firewall_policy',
  'aws_networkfirewall_rule_group',
  'aws_route',
  'aws_route53_resolver_firewall_config',
  'aws_route53_resolver_firewall_domain_list',
  'aws_route53_resolver_firewall_rule',
  'aws_route53_resolver_firewall_rule_group',
  'aws_route53_resolver_firewall_rule_group_association',
  'aws_route_table',
  'aws_route_table_association',
  'aws_security_group',
  'aws_security_group_rule',
  'aws_subnet',
  'aws_vpc',
  'aws_vpc_security_group_egress_rule',
  'aws_vpc_security_group_ingress_rule',
]);
