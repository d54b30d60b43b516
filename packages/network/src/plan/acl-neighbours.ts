import type { RoutedSubnet, RoutedZone } from '../routed-vpc';
import type { SubnetTier } from '../subnet-tier';
import type { AclBlock } from './acl-rules';
import { clientZones, clientsOfNatIn } from './inspected-zones';
import type { AclVpc } from './network-acls';
import { ZONE_KEYS } from './zones';

/** A block on the other side of a subnet's edge. */
export interface Neighbour {
  /** Counts up from 0 and stays what it is when zones come and go: rule numbers are made from it. */
  readonly place: number;
  readonly block: AclBlock;
}

export interface NeighbourProps {
  readonly vpc: AclVpc;
  readonly ipv6CidrBlock?: string;
  readonly blocks: 'subnet' | 'vpc';
}

// After the places of one tier, beside which spokes are met: those of the workloads of the VPC.
const FIRST_OF_SPOKES = ZONE_KEYS.length;

/** Who speaks to whom across the edges of the tiers, as blocks. */
export class Neighbours {
  constructor(private readonly props: NeighbourProps) {}

  /** The internet: every address of the families in use. */
  internet(families: 'ipv4' | 'all'): readonly Neighbour[] {
    const ipv4 = { place: 0, block: { cidrBlock: '0.0.0.0/0' } };
    return families === 'ipv4' || this.props.vpc.ipv6 === 'none'
      ? [ipv4]
      : [ipv4, { place: 1, block: { ipv6CidrBlock: '::/0' } }];
  }

  /** What the `local` route of every table reaches. */
  local(): readonly Neighbour[] {
    return [...this.wholeVpcIpv4(), ...this.ofTiers(['protected', 'isolated'], 'ipv6')];
  }

  wholeVpcIpv4(): readonly Neighbour[] {
    return this.props.vpc.cidrBlocks.map((cidrBlock, place) => ({ place, block: { cidrBlock } }));
  }

  /** Workloads whose IPv4 is translated by a NAT gateway. */
  natClients(): readonly Neighbour[] {
    const { vpc } = this.props;
    const own = this.ipv4Of(
      vpc.zones.flatMap((zone) => clientsOfNatIn(vpc, zone)),
      ['protected'],
    );
    return [...own, ...this.spokes()];
  }

  /** VPCs whose packets come in by a transit gateway. */
  spokes(): readonly Neighbour[] {
    const { spokeCidrBlocks = [] } = this.props.vpc.transit ?? {};
    return spokeCidrBlocks.map((cidrBlock, index) => ({
      place: FIRST_OF_SPOKES + index,
      block: { cidrBlock },
    }));
  }

  /** NAT gateways, whose addresses the firewall sees when it stands after them. */
  natGateways(): readonly Neighbour[] {
    const { vpc } = this.props;
    return this.ipv4Of(
      vpc.zones.filter((zone) => clientsOfNatIn(vpc, zone).length > 0),
      ['nat'],
    );
  }

  /** Workloads whose own IPv4 addresses the firewall sees. */
  inspectedWorkloadsIpv4(): readonly Neighbour[] {
    const { vpc } = this.props;
    const seen = clientZones(vpc).filter((zone) => zone.nat === undefined || vpc.position === 'before-nat');
    return [...this.ipv4Of(seen, ['protected']), ...this.spokes()];
  }

  ofTiers(tiers: readonly SubnetTier[], family: 'ipv4' | 'ipv6'): readonly Neighbour[] {
    return family === 'ipv4' ? this.ipv4Of(this.props.vpc.zones, tiers) : this.ipv6Of(tiers);
  }

  private ipv4Of(zones: readonly RoutedZone[], tiers: readonly SubnetTier[]): readonly Neighbour[] {
    const subnets = this.subnetsOf(zones, tiers);
    if (this.props.blocks === 'vpc') return subnets.length === 0 ? [] : this.wholeVpcIpv4();
    return subnets.map(({ place, subnet }) => ({ place, block: { cidrBlock: subnet.cidrBlock } }));
  }

  private ipv6Of(tiers: readonly SubnetTier[]): readonly Neighbour[] {
    const { vpc, ipv6CidrBlock, blocks } = this.props;
    if (vpc.ipv6 === 'none') return [];
    const subnets = this.subnetsOf(vpc.zones, tiers);
    if (blocks === 'vpc') {
      return subnets.length === 0 || ipv6CidrBlock === undefined
        ? []
        : [{ place: 0, block: { ipv6CidrBlock } }];
    }
    return subnets.flatMap(({ place, subnet }) =>
      subnet.ipv6CidrBlock === undefined ? [] : [{ place, block: { ipv6CidrBlock: subnet.ipv6CidrBlock } }],
    );
  }

  private subnetsOf(
    zones: readonly RoutedZone[],
    tiers: readonly SubnetTier[],
  ): readonly { readonly place: number; readonly subnet: RoutedSubnet }[] {
    return zones.flatMap((zone) =>
      tiers.flatMap((tier, index) => {
        const subnet = zone.subnets[tier];
        return subnet === undefined ? [] : [{ place: index * ZONE_KEYS.length + this.slotOf(zone), subnet }];
      }),
    );
  }

  private slotOf(zone: RoutedZone): number {
    const slots = this.props.vpc.zones.map(({ key }) => ZONE_KEYS.findIndex((letter) => letter === key));
    const position = this.props.vpc.zones.findIndex(({ key }) => key === zone.key);
    // An adopted VPC may name its zones otherwise; then their order is all there is.
    return slots.includes(-1) ? position : (slots[position] ?? position);
  }
}
