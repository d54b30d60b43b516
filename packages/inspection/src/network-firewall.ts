import { NetworkfirewallFirewall } from '@cdktf/provider-aws/lib/networkfirewall-firewall';
import type { IRoutedVpc, ZonalEndpoints } from '@inspected-egress/network';
import { throwProblems } from '@inspected-egress/problem';
import { Construct } from 'constructs';
import { FirewallLogs } from './firewall-logs';
import { encryptionConfiguration, FirewallPolicy } from './firewall-policy';
import { DELETED_AFTER_ROUTES } from './lifecycle';
import { networkFirewallEndpointId } from './plan/endpoint-id';
import { DEFAULT_LOGGING } from './plan/firewall-logging';
import { planFirewallPolicy } from './plan/firewall-policy';
import { firewallZones } from './plan/firewall-zones';
import { planHomeNet } from './plan/home-net';
import {
  findNetworkFirewallProblems,
  type FirewallPolicySource,
  type NetworkFirewallSettings,
} from './plan/network-firewall';
import { nameFromPath } from './plan/resource-name';

export interface NetworkFirewallProps extends NetworkFirewallSettings {
  /** The endpoints stand in its firewall subnets, one in each zone that routing needs one in. */
  readonly vpc: IRoutedVpc;
  /** Rules to make a policy from, or the ARN of one that exists. */
  readonly policy: FirewallPolicySource;
}

/** An AWS Network Firewall with an endpoint in each zone, its policy, and its logs. */
export class NetworkFirewall extends Construct {
  /** One for each zone that routing needs one in, by the subnet it stands in, whatever order AWS lists them in. */
  readonly endpoints: ZonalEndpoints;
  readonly firewallArn: string;
  readonly firewallPolicyArn: string;

  /** @throws PlanError with every problem of rules, names, numbers and subnets (INS201 to INS256) */
  constructor(scope: Construct, id: string, props: NetworkFirewallProps) {
    super(scope, id);
    const { vpc, policy, protection = 'on', encryption, logging = DEFAULT_LOGGING, tags = {} } = props;
    const name = props.name ?? nameFromPath(this.node.path);
    const problems = findNetworkFirewallProblems(props, { path: 'policy', source: policy }, { name, vpc });
    throwProblems(`network firewall \`${this.node.path}\``, problems);

    const zones = firewallZones(vpc);
    this.firewallPolicyArn =
      policy.rules !== undefined
        ? new FirewallPolicy(this, 'policy', {
            planned: planFirewallPolicy(policy.rules, { name, homeNet: planHomeNet(vpc) }),
            encryption,
            tags,
          }).firewallPolicyArn
        : policy.firewallPolicyArn;
    // The provider leaves out what is not said, and then AWS and Terraform disagree about it: say all three.
    const isProtected = protection === 'on';
    const firewall = new NetworkfirewallFirewall(this, 'firewall', {
      name,
      vpcId: vpc.vpcId,
      firewallPolicyArn: this.firewallPolicyArn,
      subnetMapping: zones.map(({ subnet }) => ({
        subnetId: subnet.subnetId,
        ipAddressType: vpc.ipv6 === 'inspected' ? 'DUALSTACK' : 'IPV4',
      })),
      deleteProtection: isProtected,
      firewallPolicyChangeProtection: isProtected,
      subnetChangeProtection: isProtected,
      ...encryptionConfiguration(encryption),
      tags: { Name: name, ...tags },
      lifecycle: DELETED_AFTER_ROUTES,
    });
    this.firewallArn = firewall.arn;
    if (logging !== 'none')
      new FirewallLogs(this, 'logs', { firewallName: name, firewallArn: firewall.arn, logging, tags });
    this.endpoints = zones.map(({ availabilityZone, subnet }) => ({
      availabilityZone,
      vpcEndpointId: networkFirewallEndpointId(firewall.fqn, subnet.subnetId),
    }));
  }
}
