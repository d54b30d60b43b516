import type { Problem } from '@inspected-egress/problem';
import { natInTwoZones } from '../errors';
import type { RoutedNatGateway } from '../routed-vpc';

/** A NAT gateway of the input, and where it stands. */
export interface PlacedNatGateway {
  readonly path: string;
  readonly nat: RoutedNatGateway;
}

/** A NAT gateway stands in one zone, whichever zones it serves. Equal tokens are one expression, so they too have one value. */
export function findNatZoneProblems(gateways: readonly PlacedNatGateway[]): readonly Problem[] {
  return gateways.flatMap(({ path, nat: { natGatewayId, availabilityZone } }, index) => {
    const first = gateways.slice(0, index).find(({ nat }) => nat.natGatewayId === natGatewayId)?.nat;
    return first === undefined || first.availabilityZone === availabilityZone
      ? []
      : [natInTwoZones(`${path}.availabilityZone`, natGatewayId, first.availabilityZone, availabilityZone)];
  });
}
