import { Ec2TransitGatewayRouteTableAssociation } from '@cdktf/provider-aws/lib/ec2-transit-gateway-route-table-association';
import { Ec2TransitGatewayRouteTablePropagation } from '@cdktf/provider-aws/lib/ec2-transit-gateway-route-table-propagation';
import { Ec2TransitGatewayVpcAttachmentAccepter } from '@cdktf/provider-aws/lib/ec2-transit-gateway-vpc-attachment-accepter';
import { isToken, throwProblems } from '@inspected-egress/problem';
import { Construct } from 'constructs';
import { idOfAnotherKind } from './errors';
import type { TransitGateway } from './transit-gateway';

export interface AcceptedSpokeProps {
  readonly transitGateway: TransitGateway;
  /**
   * The attachment that a `SpokeVpc` of another account made, `tgw-attach-…`.
   * @throws PlanError NET204 for the id of something else
   */
  readonly attachmentId: string;
  /** @default - none */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * The owner's half of a spoke in another account: its attachment is accepted, looks in the table of spokes, and tells the
 * inspection VPC where its addresses are. Until then it reaches nothing.
 */
export class AcceptedSpoke extends Construct {
  /** @throws PlanError NET204 */
  constructor(scope: Construct, id: string, { transitGateway, attachmentId, tags }: AcceptedSpokeProps) {
    super(scope, id);
    const isAttachment = isToken(attachmentId) || attachmentId.startsWith('tgw-attach-');
    throwProblems(
      `spoke \`${this.node.path}\``,
      isAttachment ? [] : [idOfAnotherKind('attachmentId', attachmentId, 'tgw-attach')],
    );
    const accepter = new Ec2TransitGatewayVpcAttachmentAccepter(this, 'accepter', {
      transitGatewayAttachmentId: attachmentId,
      transitGatewayDefaultRouteTableAssociation: false,
      transitGatewayDefaultRouteTablePropagation: false,
      ...(tags === undefined ? {} : { tags }),
    });
    const { spokesId, inspectedId } = transitGateway.tables;
    const dependsOn = [accepter];
    new Ec2TransitGatewayRouteTableAssociation(this, 'association', {
      transitGatewayAttachmentId: attachmentId,
      transitGatewayRouteTableId: spokesId,
      dependsOn,
    });
    new Ec2TransitGatewayRouteTablePropagation(this, 'propagation', {
      transitGatewayAttachmentId: attachmentId,
      transitGatewayRouteTableId: inspectedId,
      dependsOn,
    });
  }
}
