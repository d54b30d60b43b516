/** What a node is, however its resource is called: an `aws_default_vpc` is a VPC, an `aws_alb` a load balancer. */
export type Noun =
  | 'vpc'
  | 'subnet'
  | 'route-table'
  | 'internet-gateway'
  | 'egress-only-gateway'
  | 'nat-gateway'
  | 'vpc-endpoint'
  | 'firewall'
  | 'firewall-endpoint'
  | 'firewall-policy'
  | 'firewall-rule-group'
  | 'network-acl'
  | 'security-group'
  | 'network-interface'
  | 'instance'
  | 'auto-scaling-group'
  | 'launch-template'
  | 'load-balancer'
  | 'target-group'
  | 'listener'
  | 'endpoint-service'
  | 'transit-gateway-attachment'
  | 'transit-gateway-route-table'
  | 'elastic-ip'
  | 'prefix-list'
  | 'dns-firewall-rule-group'
  | 'dns-firewall-association'
  | 'dns-firewall-domain-list'
  | 'vpn-gateway'
  | 'transit-gateway'
  | 'peering'
  | 'core-network'
  | 'carrier-gateway'
  | 'local-gateway';

const NOUN_OF_TYPE: ReadonlyMap<string, Noun> = new Map<string, Noun>([
  ['aws_vpc', 'vpc'],
  ['aws_default_vpc', 'vpc'],
  ['aws_subnet', 'subnet'],
  ['aws_default_subnet', 'subnet'],
  ['aws_route_table', 'route-table'],
  ['aws_default_route_table', 'route-table'],
  ['aws_internet_gateway', 'internet-gateway'],
  ['aws_egress_only_internet_gateway', 'egress-only-gateway'],
  ['aws_nat_gateway', 'nat-gateway'],
  ['aws_vpc_endpoint', 'vpc-endpoint'],
  ['aws_networkfirewall_firewall', 'firewall'],
  ['aws_networkfirewall_vpc_endpoint_association', 'firewall-endpoint'],
  ['aws_networkfirewall_firewall_policy', 'firewall-policy'],
  ['aws_networkfirewall_rule_group', 'firewall-rule-group'],
  ['aws_network_acl', 'network-acl'],
  ['aws_default_network_acl', 'network-acl'],
  ['aws_security_group', 'security-group'],
  ['aws_default_security_group', 'security-group'],
  ['aws_network_interface', 'network-interface'],
  ['aws_instance', 'instance'],
  ['aws_spot_instance_request', 'instance'],
  ['aws_autoscaling_group', 'auto-scaling-group'],
  ['aws_launch_template', 'launch-template'],
  ['aws_launch_configuration', 'launch-template'],
  ['aws_lb', 'load-balancer'],
  ['aws_alb', 'load-balancer'],
  ['aws_elb', 'load-balancer'],
  ['aws_lb_target_group', 'target-group'],
  ['aws_alb_target_group', 'target-group'],
  ['aws_lb_listener', 'listener'],
  ['aws_alb_listener', 'listener'],
  ['aws_vpc_endpoint_service', 'endpoint-service'],
  ['aws_ec2_transit_gateway_vpc_attachment', 'transit-gateway-attachment'],
  ['aws_ec2_transit_gateway_route_table', 'transit-gateway-route-table'],
  ['aws_eip', 'elastic-ip'],
  ['aws_ec2_managed_prefix_list', 'prefix-list'],
  ['aws_prefix_list', 'prefix-list'],
  ['aws_route53_resolver_firewall_rule_group', 'dns-firewall-rule-group'],
  ['aws_route53_resolver_firewall_rule_group_association', 'dns-firewall-association'],
  ['aws_route53_resolver_firewall_domain_list', 'dns-firewall-domain-list'],
  ['aws_vpn_gateway', 'vpn-gateway'],
  ['aws_ec2_transit_gateway', 'transit-gateway'],
  ['aws_vpc_peering_connection', 'peering'],
  ['aws_vpc_peering_connection_accepter', 'peering'],
  ['aws_networkmanager_core_network', 'core-network'],
  ['aws_ec2_carrier_gateway', 'carrier-gateway'],
  ['aws_ec2_local_gateway', 'local-gateway'],
]);

// The prefixes of EC2 resource ids; EC2 guide "Resource IDs", 2026-11.
const NOUN_OF_ID_PREFIX: ReadonlyMap<string, Noun> = new Map<string, Noun>([
  ['vpc', 'vpc'],
  ['subnet', 'subnet'],
  ['rtb', 'route-table'],
  ['igw', 'internet-gateway'],
  ['eigw', 'egress-only-gateway'],
  ['nat', 'nat-gateway'],
  ['vpce', 'vpc-endpoint'],
  ['acl', 'network-acl'],
  ['sg', 'security-group'],
  ['eni', 'network-interface'],
  ['i', 'instance'],
  ['pl', 'prefix-list'],
  ['vgw', 'vpn-gateway'],
  ['tgw', 'transit-gateway'],
  ['tgw-attach', 'transit-gateway-attachment'],
  ['tgw-rtb', 'transit-gateway-route-table'],
  ['pcx', 'peering'],
  ['cagw', 'carrier-gateway'],
  ['lgw', 'local-gateway'],
]);

export function nounOfType(type: string): Noun | undefined {
  return NOUN_OF_TYPE.get(type);
}

/** Of an AWS id as `subnet-0123456789abcdef0`, or an ARN where EC2 has no id. */
export function nounOfId(id: string): Noun | undefined {
  if (/^arn:[^:]*:networkmanager:.*:core-network\//u.test(id)) return 'core-network';
  const prefix = /^(tgw-attach|tgw-rtb|[a-z]+)-[0-9A-Za-z-]+$/.exec(id)?.[1];
  return prefix === undefined ? undefined : NOUN_OF_ID_PREFIX.get(prefix);
}
