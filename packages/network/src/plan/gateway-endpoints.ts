import type { Problem } from '@inspected-egress/problem';
import { endpointTierAbsent, endpointTiersMissing } from '../errors';
import type { IZonedVpc } from '../routed-vpc';
import { findVpcRegionProblems } from './account-scope';
import { findDecisionProblems, type EndpointPolicyDecision } from './endpoint-policy-decision';

/** Services that have gateway endpoints. @see PrivateLink guide "Gateway endpoints" */
export type GatewayEndpointService = 's3' | 'dynamodb';

/** Tiers that may pass the firewall by. Behind a NAT gateway nothing would be left to tell workloads apart. */
export type GatewayEndpointTier = 'protected' | 'isolated';

export interface GatewayEndpointProps {
  readonly policy: EndpointPolicyDecision;
  /**
   * Tiers whose route tables get a route to the service.
   * @default ['protected']
   * @throws PlanError NET421 for a tier that the VPC does not have, NET422 for none
   */
  readonly tiers?: readonly GatewayEndpointTier[];
}

export interface GatewayEndpointsPlanProps {
  readonly vpc: IZonedVpc;
  /** @throws PlanError NET402 for what is not the name of a Region, NET418 for one that the VPC is not in */
  readonly region: string;
  /** By service; one that is absent gets no endpoint. */
  readonly endpoints: Readonly<Partial<Record<GatewayEndpointService, GatewayEndpointProps>>>;
}

export interface PlannedGatewayEndpoint {
  readonly service: GatewayEndpointService;
  readonly serviceName: string;
  /** In order of zones, then of tiers. */
  readonly routeTableIds: readonly string[];
  readonly policy: EndpointPolicyDecision;
}

/** Gateway endpoints, each for the tables of its tiers and no others. */
export function planGatewayEndpoints(props: GatewayEndpointsPlanProps): readonly PlannedGatewayEndpoint[] {
  return stated(props).map(({ service, policy, tiers }) => ({
    service,
    serviceName: `com.amazonaws.${props.region}.${service}`,
    routeTableIds: props.vpc.zones.flatMap(({ subnets }) =>
      tiers.flatMap((tier) => subnets[tier]?.routeTableId ?? []),
    ),
    policy,
  }));
}

/** What keeps gateway endpoints from being planned; empty when nothing does. */
export function findGatewayEndpointProblems(props: GatewayEndpointsPlanProps): readonly Problem[] {
  return [
    ...findVpcRegionProblems(props),
    ...stated(props).flatMap(({ service, policy, tiers }) => {
      const path = `endpoints.${service}`;
      return [
        ...findDecisionProblems(`${path}.policy`, policy, 'gateway'),
        ...(tiers.length === 0 ? [endpointTiersMissing(`${path}.tiers`)] : []),
        ...tiers.flatMap((tier, index) =>
          props.vpc.zones.some(({ subnets }) => subnets[tier] !== undefined)
            ? []
            : [endpointTierAbsent(`${path}.tiers[${index}]`, tier)],
        ),
      ];
    }),
  ];
}

interface StatedEndpoint extends Required<GatewayEndpointProps> {
  readonly service: GatewayEndpointService;
}

function stated({ endpoints }: GatewayEndpointsPlanProps): readonly StatedEndpoint[] {
  return (['s3', 'dynamodb'] as const).flatMap((service) => {
    const props = endpoints[service];
    return props === undefined
      ? []
      : [{ service, policy: props.policy, tiers: props.tiers ?? ['protected'] }];
  });
}
