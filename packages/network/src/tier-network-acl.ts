import { NetworkAcl } from '@cdktf/provider-aws/lib/network-acl';
import { NetworkAclRule } from '@cdktf/provider-aws/lib/network-acl-rule';
import { Construct } from 'constructs';
import type { IRoutedVpc, TierNetworkAcls } from './routed-vpc';

// The last number: rules that somebody adds on the way from open to elsewhere never meet it.
const OPEN_RULE_NUMBER = 32766;

export interface TierNetworkAclProps {
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
  readonly rules: TierNetworkAcls['rules'];
  readonly ipv6: IRoutedVpc['ipv6'];
  readonly tags: Record<string, string>;
}

/** The one network ACL of the subnets of a tier; `ClosedDefaults` says why there always is one. */
export class TierNetworkAcl extends Construct {
  readonly networkAclId: string;

  constructor(scope: Construct, id: string, props: TierNetworkAclProps) {
    super(scope, id);
    const { vpcId, subnetIds, rules, ipv6, tags } = props;
    const acl = new NetworkAcl(this, 'acl', { vpcId, subnetIds: [...subnetIds], tags });
    this.networkAclId = acl.id;
    if (rules === 'elsewhere') return;
    const everything = {
      networkAclId: acl.id,
      ruleNumber: OPEN_RULE_NUMBER,
      protocol: '-1',
      ruleAction: 'allow',
    };
    for (const [direction, egress] of [
      ['in', false],
      ['out', true],
    ] as const) {
      new NetworkAclRule(this, `open-${direction}-ipv4`, { ...everything, egress, cidrBlock: '0.0.0.0/0' });
      if (ipv6 === 'none') continue;
      const ruleNumber = OPEN_RULE_NUMBER - 1;
      new NetworkAclRule(this, `open-${direction}-ipv6`, {
        ...everything,
        ruleNumber,
        egress,
        ipv6CidrBlock: '::/0',
      });
    }
  }
}
