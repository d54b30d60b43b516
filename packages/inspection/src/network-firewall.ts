import { NetworkfirewallFirewall } from '@cdktf/provider-aws/lib/networkfirewall-firewall';
import type { IRoutedVpc, ZonalEndpoints } from '@inspected-egress/network';
import type { Approximation, CompilationRemark } from '@inspected-egress/policy';
import { throwProblems } from '@inspected-egress/problem';
import { Construct } from 'constructs';
import { FirewallLogs } from './firewall-logs';
import { encryptionConfiguration, FirewallPolicy } from './firewall-policy';
import { DELETED_AFTER_ROUTES } from './lifecycle';
import { compileEgressPolicy } from './plan/egress-policy';
import { networkFirewallEndpointId } from './plan/endpoint-id';
import { DEFAULT_LOGGING } from './plan/firewall-logging';
import { planFirewallPolicy } from './plan/firewall-policy';
import { firewallZones } from './plan/firewall-zones';
import {
  findNetworkFirewallProblems,
  sharedHomeNet,
  type FirewallPolicySource,
  type NetworkFirewallSettings,
} from './plan/network-firewall';
import { nameFromPath } from './plan/resource-name';
import { ResourceShare } from './resource-share';

export interface NetworkFirewallProps extends NetworkFirewallSettings {
  /** The endpoints stand in its firewall subnets, one in each zone that routing needs one in. */
  readonly vpc: IRoutedVpc;
  /** An egress policy to compile, rules to make a policy from, or the ARN of one that exists. */
  readonly policy: FirewallPolicySource;
}

/** An AWS Network Firewall with an endpoint in each zone, its policy, and its logs. */
export class NetworkFirewall extends Construct {
  /** One for each zone that routing needs one in, by the subnet it stands in, whatever order AWS lists them in. */
  readonly endpoints: ZonalEndpoints;
  readonly firewallArn: string;
  /** By which metrics know it. */
  readonly firewallName: string;
  readonly firewallPolicyArn: string;
  /** Where the firewall permits more or less than its egress policy; empty for another source. */
  readonly approximations: readonly Approximation[];
  /** What a reader of its egress policy would not expect of its rules; empty for another source. */
  readonly remarks: readonly CompilationRemark[];

  /** @throws PlanError with every problem of rules, names, numbers and subnets (INS201 to INS259), and of the egress policy (POL1xx, POL3xx) */
  constructor(scope: Construct, id: string, props: NetworkFirewallProps) {
    super(scope, id);
    const { vpc, policy, protection = 'on', encryption, logging = DEFAULT_LOGGING, tags = {} } = props;
    const name = props.name ?? nameFromPath(this.node.path);
    const problems = findNetworkFirewallProblems(props, { path: 'policy', source: policy }, { name, vpc });
    throwProblems(`network firewall \`${this.node.path}\``, problems);

    const zones = firewallZones(vpc);
    const compiled = policy.egressPolicy === undefined ? undefined : compileEgressPolicy(policy, vpc);
    this.approximations = compiled?.approximations ?? [];
    this.remarks = compiled?.remarks ?? [];
    const rules = compiled === undefined ? policy.rules : compiled.artefact;
    this.firewallPolicyArn =
      rules === undefined
        ? (policy.firewallPolicyArn ?? '')
        : new FirewallPolicy(this, 'policy', {
            planned: planFirewallPolicy(rules, { name, homeNet: sharedHomeNet(vpc, props.share) }),
            encryption,
            tags,
          }).firewallPolicyArn;
    if (props.share !== undefined) {
      const resources = { policy: this.firewallPolicyArn };
      new ResourceShare(this, 'share', { name: `${name}-policy`, resources, share: props.share, tags });
    }
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
    this.firewallName = name;
    if (logging !== 'none')
      new FirewallLogs(this, 'logs', { firewallName: name, firewallArn: firewall.arn, logging, tags });
    this.endpoints = zones.map(({ availabilityZone, subnet }) => ({
      availabilityZone,
      vpcEndpointId: networkFirewallEndpointId(firewall.fqn, subnet.subnetId),
    }));
  }
}
