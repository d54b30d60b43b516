import type { IRoutedVpc, RoutedSubnet } from '@inspected-egress/network';

function subnet(name: string, cidrBlock: string): RoutedSubnet {
  return { subnetId: `subnet-${name}`, routeTableId: `rtb-${name}`, cidrBlock };
}

/** Two zones with protected and firewall subnets, adopted by id. */
export function routedVpc(changes: Partial<IRoutedVpc> = {}): IRoutedVpc {
  return {
    vpcId: 'vpc-1',
    internetGatewayId: 'igw-1',
    cidrBlocks: ['10.1.0.0/16'],
    position: 'after-nat',
    ipv6: 'none',
    zones: ['a', 'b'].map((key, index) => ({
      key,
      availabilityZone: `us-east-1${key}`,
      subnets: {
        protected: subnet(`${key}-protected`, `10.1.${index}.0/24`),
        firewall: subnet(`${key}-firewall`, `10.1.${index + 8}.0/28`),
      },
    })),
    ...changes,
  };
}
