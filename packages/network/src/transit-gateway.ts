import { Ec2TransitGateway } from '@cdktf/provider-aws/lib/ec2-transit-gateway';
import { Ec2TransitGatewayRoute } from '@cdktf/provider-aws/lib/ec2-transit-gateway-route';
import { Ec2TransitGatewayRouteTable } from '@cdktf/provider-aws/lib/ec2-transit-gateway-route-table';
import { RamPrincipalAssociation } from '@cdktf/provider-aws/lib/ram-principal-association';
import { RamResourceAssociation } from '@cdktf/provider-aws/lib/ram-resource-association';
import { RamResourceShare } from '@cdktf/provider-aws/lib/ram-resource-share';
import { throwProblems } from '@inspected-egress/problem';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { findTransitGatewayProblems, planTransitGateway, type SpokeTraffic } from './plan/transit-gateway';

/** A transit gateway that VPCs can be attached to: made by `TransitGateway`, or by somebody else. */
export interface ITransitGateway {
  readonly transitGatewayId: string;
  /** Blocks that every spoke lies in; literals, never tokens. */
  readonly spokeCidrBlocks: readonly string[];
  /**
   * What it does with packets from one spoke to another.
   * @default 'blocked'
   */
  readonly betweenSpokes?: SpokeTraffic;
  /**
   * Its route tables: of spokes, and of the inspection VPC.
   * @default - somebody else associates attachments, as the owner of a transit gateway of another account does
   */
  readonly tables?: TransitGatewayTables;
}

export interface TransitGatewayTables {
  /** Where packets of spokes are looked up: they lead to the inspection VPC and nowhere else. */
  readonly spokesId: string;
  /** Where inspected packets are looked up: it learns the blocks of spokes. */
  readonly inspectedId: string;
}

export interface TransitGatewayProps {
  /**
   * Blocks that every spoke lies in, now and later: replies find their way back by these, and spokes reach none of them
   * uninspected. Few and wide, as `10.0.0.0/8`: each is a route in every zone of the inspection VPC.
   * @throws PlanError NET701 for none, CIDR101 to CIDR113, NET101, NET102, NET106 when two overlap
   */
  readonly spokeCidrBlocks: readonly string[];
  /**
   * Packets from one spoke to another: `blocked` drops them at the transit gateway, `inspected` sends them through the
   * firewall endpoints.
   * @default 'blocked'
   * @throws PlanError NET125 for anything else
   */
  readonly betweenSpokes?: SpokeTraffic;
  /**
   * Accounts (12 digits), or ARNs of the organization or of units in it, that may attach VPCs. `AcceptedSpoke` lets each in.
   * @default - this account alone
   * @throws PlanError NET711 for anything else
   */
  readonly sharedWith?: readonly string[];
  /**
   * What `Name` tags begin with.
   * @default - the path of the construct
   */
  readonly name?: string;
  /** Tags of everything here. @default - `Name` alone */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * A transit gateway whose default tables are off, so that an attachment reaches nothing until it is given one of the two
 * tables here. VPCs that are attached to it in this app and have the same addresses are refused.
 */
export class TransitGateway extends Construct implements ITransitGateway {
  readonly transitGatewayId: string;
  readonly arn: string;
  readonly spokeCidrBlocks: readonly string[];
  readonly betweenSpokes: SpokeTraffic;
  readonly tables: TransitGatewayTables;
  readonly dependable: ITerraformDependable;

  /** @throws PlanError with every problem of the props */
  constructor(scope: Construct, id: string, props: TransitGatewayProps) {
    super(scope, id);
    throwProblems(`transit gateway \`${this.node.path}\``, findTransitGatewayProblems(props));
    const name = props.name ?? this.node.path;
    const tagsOf = (of: string) => ({ Name: `${name} ${of}`, ...props.tags });
    const gateway = new Ec2TransitGateway(this, 'gateway', {
      description: name,
      defaultRouteTableAssociation: 'disable',
      defaultRouteTablePropagation: 'disable',
      autoAcceptSharedAttachments: 'disable',
      tags: { Name: name, ...props.tags },
    });
    const table = (of: string) =>
      new Ec2TransitGatewayRouteTable(this, of, { transitGatewayId: gateway.id, tags: tagsOf(of) });
    const spokes = table('spokes');
    this.transitGatewayId = gateway.id;
    this.arn = gateway.arn;
    this.dependable = gateway;
    this.spokeCidrBlocks = props.spokeCidrBlocks;
    this.betweenSpokes = props.betweenSpokes ?? 'blocked';
    this.tables = { spokesId: spokes.id, inspectedId: table('inspected').id };
    this.share(name, props);
    for (const { id: routeId, destinationCidrBlock } of planTransitGateway(props).blackholes)
      new Ec2TransitGatewayRoute(this, routeId, {
        transitGatewayRouteTableId: spokes.id,
        destinationCidrBlock,
        blackhole: true,
      });
  }

  /** Within the organization: whoever is outside of it is never let in. */
  private share(name: string, { sharedWith = [], tags }: TransitGatewayProps): void {
    if (sharedWith.length === 0) return;
    const { arn: resourceShareArn } = new RamResourceShare(this, 'share', {
      name,
      allowExternalPrincipals: false,
      tags: { Name: name, ...tags },
    });
    new RamResourceAssociation(this, 'shared', { resourceArn: this.arn, resourceShareArn });
    for (const principal of sharedWith)
      new RamPrincipalAssociation(this, `shared-with-${principal.split('/').at(-1) ?? ''}`, {
        principal,
        resourceShareArn,
      });
  }
}
