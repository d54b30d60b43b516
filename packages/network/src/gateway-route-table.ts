import { RouteTable } from '@cdktf/provider-aws/lib/route-table';
import { RouteTableAssociation } from '@cdktf/provider-aws/lib/route-table-association';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';

export interface GatewayRouteTableProps {
  readonly vpcId: string;
  readonly internetGatewayId: string;
  readonly tags: Record<string, string>;
}

/** The route table of what arrives at the internet gateway, with its edge association. */
export class GatewayRouteTable extends Construct {
  readonly routeTableId: string;
  readonly association: ITerraformDependable;

  constructor(scope: Construct, id: string, { vpcId, internetGatewayId, tags }: GatewayRouteTableProps) {
    super(scope, id);
    const { id: routeTableId } = new RouteTable(this, 'table', { vpcId, tags });
    this.routeTableId = routeTableId;
    this.association = new RouteTableAssociation(this, 'association', {
      gatewayId: internetGatewayId,
      routeTableId,
    });
  }
}
