/** The firewall endpoint of one zone, whichever product is behind it. */
export interface ZonalEndpoint {
  /** The zone that the endpoint lives in, for example `us-east-1a`; a literal, never a token. */
  readonly availabilityZone: string;
  /** `vpce-…`; usually a token, known only at apply. */
  readonly vpcEndpointId: string;
}

/**
 * For every zone, the firewall endpoint in that zone. This is all that routing knows about inspection:
 * every engine of `@inspected-egress/inspection` returns one, so engines are interchangeable.
 */
export type ZonalEndpoints = readonly ZonalEndpoint[];
