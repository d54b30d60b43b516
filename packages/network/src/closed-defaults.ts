import { DefaultNetworkAcl } from '@cdktf/provider-aws/lib/default-network-acl';
import { DefaultRouteTable } from '@cdktf/provider-aws/lib/default-route-table';
import { DefaultSecurityGroup } from '@cdktf/provider-aws/lib/default-security-group';
import type { Vpc } from '@cdktf/provider-aws/lib/vpc';
import { Construct } from 'constructs';

export interface ClosedDefaultsProps {
  readonly vpc: Vpc;
  readonly tagsOf: (name: string) => Record<string, string>;
}

/**
 * The main route table, default security group and default network ACL of a VPC, without routes and rules: whatever
 * somebody forgets to associate fails closed.
 *
 * A closed default ACL would also stop every subnet that has no ACL of its own. So the subnets of an `InspectedVpc`
 * always have one: `TierNetworkAcl` makes exactly one for each tier in use, and nothing else associates these
 * subnets, so no association ever moves and none exists twice. What varies are the rules:
 *
 * - `networkAcls: 'open'` (default): the ACL holds one rule for each direction and family that permits everything;
 * - `networkAcls: 'elsewhere'`: the ACL holds no rule, so it is closed, until somebody adds rules to the ids in
 *   `IRoutedVpc.networkAcls.ids` as standalone `aws_network_acl_rule`. `NetworkAcls` does, and refuses a VPC whose
 *   ACLs are `open`, where its rules would be beside one that permits everything.
 *
 * An adopted VPC has no `IRoutedVpc.networkAcls`: its ACLs belong to somebody else, and one that takes over makes its
 * own with `subnet_ids`.
 */
export class ClosedDefaults extends Construct {
  constructor(scope: Construct, id: string, { vpc, tagsOf }: ClosedDefaultsProps) {
    super(scope, id);
    new DefaultRouteTable(this, 'route-table', {
      defaultRouteTableId: vpc.defaultRouteTableId,
      route: [],
      tags: tagsOf('main, local only'),
    });
    new DefaultSecurityGroup(this, 'security-group', { vpcId: vpc.id, tags: tagsOf('default, closed') });
    new DefaultNetworkAcl(this, 'network-acl', {
      defaultNetworkAclId: vpc.defaultNetworkAclId,
      tags: tagsOf('default, closed'),
      // A subnet that somebody else adds lands on this ACL; without this, every plan would try to push it off.
      lifecycle: { ignoreChanges: ['subnet_ids'] },
    });
  }
}
