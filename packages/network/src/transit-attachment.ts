import { Ec2TransitGatewayRoute } from '@cdktf/provider-aws/lib/ec2-transit-gateway-route';
import { Ec2TransitGatewayRouteTableAssociation } from '@cdktf/provider-aws/lib/ec2-transit-gateway-route-table-association';
import { Ec2TransitGatewayRouteTablePropagation } from '@cdktf/provider-aws/lib/ec2-transit-gateway-route-table-propagation';
import { Ec2TransitGatewayVpcAttachment } from '@cdktf/provider-aws/lib/ec2-transit-gateway-vpc-attachment';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { TierSubnet } from './tier-subnet';
import type { ITransitGateway } from './transit-gateway';

export interface TransitAttachmentProps {
  readonly vpcId: string;
  /** One in each zone, which hold nothing else. */
  readonly subnets: readonly TierSubnet[];
  readonly transitGateway: ITransitGateway;
  /**
   * What the VPC is to the transit gateway. `inspection`: all that spokes send comes here, in appliance mode, so that both
   * directions of a flow pass one zone. `spoke`: all that it sends goes there, and replies come back.
   */
  readonly role: 'inspection' | 'spoke';
  readonly tags: Record<string, string>;
}

/** The attachment of a VPC, its table, and how others find it. */
export class TransitAttachment extends Construct {
  readonly attachmentId: string;
  /** What routes to the transit gateway wait for. */
  readonly dependable: ITerraformDependable;

  constructor(scope: Construct, id: string, props: TransitAttachmentProps) {
    super(scope, id);
    const { vpcId, subnets, transitGateway, role, tags } = props;
    const { transitGatewayId, tables } = transitGateway;
    const attachment = new Ec2TransitGatewayVpcAttachment(this, 'attachment', {
      transitGatewayId,
      vpcId,
      subnetIds: subnets.map(({ subnetId }) => subnetId),
      applianceModeSupport: role === 'inspection' ? 'enable' : 'disable',
      // Only the owner may say so, and a transit gateway without default tables has none to give.
      ...(tables === undefined
        ? {}
        : {
            transitGatewayDefaultRouteTableAssociation: false,
            transitGatewayDefaultRouteTablePropagation: false,
          }),
      tags,
    });
    this.attachmentId = attachment.id;
    this.dependable = attachment;
    if (tables === undefined) return;
    const isSpoke = role === 'spoke';
    new Ec2TransitGatewayRouteTableAssociation(this, 'association', {
      transitGatewayAttachmentId: attachment.id,
      transitGatewayRouteTableId: isSpoke ? tables.spokesId : tables.inspectedId,
    });
    if (isSpoke)
      new Ec2TransitGatewayRouteTablePropagation(this, 'propagation', {
        transitGatewayAttachmentId: attachment.id,
        transitGatewayRouteTableId: tables.inspectedId,
      });
    else
      new Ec2TransitGatewayRoute(this, 'default', {
        transitGatewayRouteTableId: tables.spokesId,
        destinationCidrBlock: '0.0.0.0/0',
        transitGatewayAttachmentId: attachment.id,
      });
  }
}
