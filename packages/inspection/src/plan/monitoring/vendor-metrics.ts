/** A metric that AWS publishes, of one thing. CloudWatch knows it by exactly these dimensions, and by no fewer. */
export interface VendorMetric {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** @see VPC guide, "Monitor NAT gateways using Amazon CloudWatch" (awsdocs/amazon-vpc-user-guide, vpc-nat-gateway-cloudwatch.md) */
export type NatGatewayMetric =
  | 'ActiveConnectionCount'
  | 'ErrorPortAllocation'
  | 'PacketsDropCount'
  | 'PacketsInFromDestination'
  | 'PacketsInFromSource';

export function natGatewayMetric(metricName: NatGatewayMetric, natGatewayId: string): VendorMetric {
  return { namespace: 'AWS/NATGateway', metricName, dimensions: { NatGatewayId: natGatewayId } };
}

/**
 * Of the stateful engine in one zone. A packet that the stream exception policy drops counts as `DroppedPackets` too.
 * @see Network Firewall guide, "AWS Network Firewall metrics in Amazon CloudWatch" and "Troubleshooting"; the dimensions
 * as elastic/integrations (packages/aws/docs/firewall.md) collects them and communitiesuk/delta-common-infrastructure
 * (terraform/modules/networking/firewall_monitoring.tf) draws them; 2026-11
 */
export type FirewallMetric =
  | 'DroppedPackets'
  | 'PassedPackets'
  | 'ReceivedPackets'
  | 'RejectedPackets'
  | 'StreamExceptionPolicyPackets';

export function firewallMetric(
  metricName: FirewallMetric,
  firewallName: string,
  availabilityZone: string,
): VendorMetric {
  const dimensions = { FirewallName: firewallName, AvailabilityZone: availabilityZone, Engine: 'Stateful' };
  return { namespace: 'AWS/NetworkFirewall', metricName, dimensions };
}

/**
 * Of all appliances. Published only while packets come.
 * @see Gateway Load Balancer guide, "CloudWatch metrics" (awsdocs/elb-gateway-load-balancers-user-guide, cloudwatch-metrics.md)
 */
export function fleetMetric(
  metricName: 'HealthyHostCount' | 'UnHealthyHostCount',
  fleet: { readonly loadBalancerArnSuffix: string; readonly targetGroupArnSuffix: string },
): VendorMetric {
  const dimensions = { LoadBalancer: fleet.loadBalancerArnSuffix, TargetGroup: fleet.targetGroupArnSuffix };
  return { namespace: 'AWS/GatewayELB', metricName, dimensions };
}

/**
 * Queries that a list of a rule group matched: for a list that a rule blocks, the queries that were blocked. Published
 * every five minutes.
 * @see Route 53 guide, "Monitoring Resolver DNS Firewall rule groups with Amazon CloudWatch" (monitoring-resolver-dns-firewall-with-cloudwatch), 2026-11
 */
export function dnsListMetric(ruleGroupId: string, domainListId: string): VendorMetric {
  const dimensions = { FirewallRuleGroupId: ruleGroupId, FirewallDomainListId: domainListId };
  return { namespace: 'AWS/Route53Resolver', metricName: 'FirewallRuleQueryVolume', dimensions };
}

/** Queries of a VPC that DNS Firewall judged. @see the page that `dnsListMetric` names */
export function dnsVpcMetric(vpcId: string): VendorMetric {
  const dimensions = { VpcId: vpcId };
  return { namespace: 'AWS/Route53Resolver', metricName: 'VpcFirewallQueryVolume', dimensions };
}
