import { Eip } from '@cdktf/provider-aws/lib/eip';
import { NatGateway } from '@cdktf/provider-aws/lib/nat-gateway';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { RoutedNatGateway } from './routed-vpc';
import type { TierSubnet } from './tier-subnet';

export interface PublicNatGatewayProps {
  readonly subnet: TierSubnet;
  /** The internet gateway: AWS refuses a NAT gateway before one is attached. */
  readonly internetGateway: ITerraformDependable;
  readonly tags: Record<string, string>;
}

/** A NAT gateway with its Elastic IP. */
export class PublicNatGateway extends Construct implements RoutedNatGateway {
  readonly natGatewayId: string;
  readonly availabilityZone: string;
  /** The address that the internet sees. */
  readonly publicIp: string;

  constructor(scope: Construct, id: string, { subnet, internetGateway, tags }: PublicNatGatewayProps) {
    super(scope, id);
    // The internet gateway cannot be detached while an address is mapped, so both outlive neither it nor each other.
    const dependsOn = [internetGateway];
    const address = new Eip(this, 'address', { domain: 'vpc', tags, dependsOn });
    const { subnetId } = subnet;
    const gateway = new NatGateway(this, 'gateway', {
      allocationId: address.allocationId,
      subnetId,
      tags,
      dependsOn,
    });
    this.natGatewayId = gateway.id;
    this.availabilityZone = subnet.availabilityZone;
    this.publicIp = address.publicIp;
  }
}
