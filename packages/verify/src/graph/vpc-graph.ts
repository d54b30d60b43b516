import type { BlockPublicAccess } from './block-public-access';
import type { DnsFirewallAssociation, DnsFirewallConfig, DnsFirewallRuleGroup } from './dns-firewall';
import type { Drifter } from './drifter';
import type { EgressOnlyGateway } from './egress-only-gateway';
import type { ElasticIp } from './elastic-ip';
import type { EndpointService } from './endpoint-service';
import type { Firewall } from './firewall';
import type { FirewallEndpoint } from './firewall-endpoint';
import type { FirewallPolicy } from './firewall-policy';
import type { FirewallRuleGroup } from './firewall-rule-group';
import type { GatewayEndpoint } from './gateway-endpoint';
import type { Instance } from './instance';
import type { InterfaceEndpoint } from './interface-endpoint';
import type { InternetGateway } from './internet-gateway';
import type { Key } from './key';
import type { Listener } from './listener';
import type { LoadBalancer } from './load-balancer';
import type { NatGateway } from './nat-gateway';
import type { NetworkAcl } from './network-acl';
import type { NetworkInterface } from './network-interface';
import type { OuterGateway } from './outer-gateway';
import type { PrefixList } from './prefix-list';
import type { RouteTable } from './route-table';
import type { SecurityGroup } from './security-group';
import type { Subnet } from './subnet';
import type { TargetGroup } from './target-group';
import type { TransitGatewayAttachment } from './transit-gateway-attachment';
import type { Unmodelled } from './unmodelled';
import type { Vpc } from './vpc';

/**
 * What an input places in its VPCs, told apart from the form of the input. Every map and list is in the order of keys, so
 * that the graph does not depend on the order of resources. A node that is referred to and not in its map is not in the input.
 */
export interface VpcGraph {
  readonly vpcs: ReadonlyMap<Key, Vpc>;
  readonly subnets: ReadonlyMap<Key, Subnet>;
  /** What is in some subnet, and in which the input does not tell. */
  readonly drifters: readonly Drifter[];
  readonly routeTables: ReadonlyMap<Key, RouteTable>;
  readonly internetGateways: ReadonlyMap<Key, InternetGateway>;
  readonly egressOnlyGateways: ReadonlyMap<Key, EgressOnlyGateway>;
  readonly natGateways: ReadonlyMap<Key, NatGateway>;
  readonly firewallEndpoints: ReadonlyMap<Key, FirewallEndpoint>;
  readonly firewalls: ReadonlyMap<Key, Firewall>;
  readonly firewallPolicies: ReadonlyMap<Key, FirewallPolicy>;
  readonly firewallRuleGroups: ReadonlyMap<Key, FirewallRuleGroup>;
  readonly gatewayEndpoints: ReadonlyMap<Key, GatewayEndpoint>;
  readonly interfaceEndpoints: ReadonlyMap<Key, InterfaceEndpoint>;
  readonly networkAcls: ReadonlyMap<Key, NetworkAcl>;
  readonly securityGroups: ReadonlyMap<Key, SecurityGroup>;
  readonly networkInterfaces: ReadonlyMap<Key, NetworkInterface>;
  readonly instances: ReadonlyMap<Key, Instance>;
  readonly loadBalancers: ReadonlyMap<Key, LoadBalancer>;
  readonly listeners: ReadonlyMap<Key, Listener>;
  readonly targetGroups: ReadonlyMap<Key, TargetGroup>;
  readonly endpointServices: ReadonlyMap<Key, EndpointService>;
  readonly transitGatewayAttachments: ReadonlyMap<Key, TransitGatewayAttachment>;
  /** Of a transit gateway, so in no VPC; their routes lead to attachments. */
  readonly transitGatewayRouteTables: ReadonlyMap<Key, RouteTable>;
  readonly elasticIps: ReadonlyMap<Key, ElasticIp>;
  readonly outerGateways: ReadonlyMap<Key, OuterGateway>;
  readonly prefixLists: ReadonlyMap<Key, PrefixList>;
  readonly dnsFirewallAssociations: ReadonlyMap<Key, DnsFirewallAssociation>;
  readonly dnsFirewallRuleGroups: ReadonlyMap<Key, DnsFirewallRuleGroup>;
  readonly dnsFirewallConfigs: readonly DnsFirewallConfig[];
  readonly blockPublicAccess?: BlockPublicAccess;
  /** What may carry packets and is not understood. */
  readonly unmodelled: readonly Unmodelled[];
  /** Addresses of the resources that the graph was read from. */
  readonly described: readonly Key[];
  /** Addresses of resources that carry no packets. */
  readonly harmless: readonly Key[];
}
