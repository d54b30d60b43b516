import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { Construct } from 'constructs';
import { GENEVE_PORT } from '../limits';
import type { ApplianceFleetSettings } from '../plan/fleet/appliance-fleet';

interface FleetSecurityGroupProps {
  readonly name: string;
  readonly settings: ApplianceFleetSettings;
  readonly healthPort: number;
}

/**
 * GENEVE both ways, as an answer keeps the port that its request came from and so is no reply to a security group; the health
 * check; and HTTPS to what the fleet is managed by. The load balancer has no security group, so blocks name it.
 */
export class FleetSecurityGroup extends Construct {
  readonly securityGroupId: string;

  constructor(scope: Construct, id: string, { name, settings, healthPort }: FleetSecurityGroupProps) {
    super(scope, id);
    const { tags = {}, managementCidrBlocks = [], managementPrefixListIds = [] } = settings;
    const group = new SecurityGroup(this, 'group', {
      namePrefix: `${name}-`,
      description: `Appliances of ${name}: GENEVE and health check`,
      vpcId: settings.vpcId,
      tags: { Name: name, ...tags },
      lifecycle: { createBeforeDestroy: true },
    });
    this.securityGroupId = group.id;
    const of = (cidrIpv4: string) => ({ securityGroupId: group.id, cidrIpv4 });
    const ports = (ipProtocol: string, port: number) => ({ ipProtocol, fromPort: port, toPort: port });
    for (const { availabilityZone: zone, cidrBlock } of settings.subnets) {
      const geneve = ports('udp', GENEVE_PORT);
      new VpcSecurityGroupIngressRule(this, `${zone}-geneve-in`, { ...of(cidrBlock), ...geneve });
      new VpcSecurityGroupEgressRule(this, `${zone}-geneve-out`, { ...of(cidrBlock), ...geneve });
      new VpcSecurityGroupIngressRule(this, `${zone}-health`, {
        ...of(cidrBlock),
        ...ports('tcp', healthPort),
      });
    }
    for (const [index, block] of managementCidrBlocks.entries())
      new VpcSecurityGroupEgressRule(this, `management-${index}`, { ...of(block), ...ports('tcp', 443) });
    for (const [index, prefixListId] of managementPrefixListIds.entries())
      new VpcSecurityGroupEgressRule(this, `management-list-${index}`, {
        ...{ securityGroupId: group.id, prefixListId },
        ...ports('tcp', 443),
      });
  }
}
