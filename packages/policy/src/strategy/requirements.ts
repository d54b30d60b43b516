/** What egress must do, or how. */
export const EGRESS_NEEDS = [
  'addresses-and-ports',
  'names',
  'payload',
  'decrypted-payload',
  'dns-queries',
  'any-protocol',
  'workload-rules',
  'unchanged-clients',
  'ipv6',
  'no-instances',
  'own-appliances',
  'one-way-out',
  'isolated-vpcs',
] as const;

/**
 * - `addresses-and-ports`: rules by destination address, protocol and port
 * - `names`: rules by the name of a host, as TLS and HTTP clients say it
 * - `payload`: signatures of attacks and malware in what is sent in clear
 * - `decrypted-payload`: the same inside TLS
 * - `dns-queries`: names are judged when they are resolved, before there is a connection
 * - `any-protocol`: more than HTTP and TLS leaves
 * - `workload-rules`: some workloads may more than others
 * - `unchanged-clients`: clients are not told of anything
 * - `ipv6`: IPv6 leaves too
 * - `no-instances`: nobody here runs instances for it
 * - `own-appliances`: the appliances and policies of a third party
 * - `one-way-out`: all VPCs leave through one place
 * - `isolated-vpcs`: VPCs have no connection to each other
 */
export type EgressNeed = (typeof EGRESS_NEEDS)[number];

/** What a team says of its egress. */
export interface EgressRequirements {
  /**
   * What workloads call: hosts of the internet, or only services of AWS in the same Region.
   * @default 'internet'
   * @throws PlanError POL702 for anything else
   */
  readonly destinations?: 'internet' | 'aws-services';
  /** @throws PlanError POL701 for one that there is not */
  readonly needs: readonly EgressNeed[];
  /**
   * VPCs with workloads.
   * @throws PlanError POL703 outside 1 to 1,000
   */
  readonly vpcs: number;
  /**
   * Zones of each.
   * @throws PlanError POL703 outside 1 to 6
   */
  readonly zones: number;
  /**
   * What all VPCs send and receive through their way out in a month, in GB.
   * @throws PlanError POL703 for less than 0
   */
  readonly gigabytesPerMonth: number;
  /**
   * Queries of all VPCs in a month, in millions.
   * @default 0
   * @throws PlanError POL703 for less than 0
   */
  readonly millionQueriesPerMonth?: number;
  /**
   * Services of AWS that each VPC reaches by interface endpoints.
   * @default 0 - and 1 where workloads call nothing else
   * @throws PlanError POL703 outside 0 to 50
   */
  readonly interfaceEndpoints?: number;
  /**
   * What one appliance or proxy costs an hour, instance and licence, in USD.
   * @default - not known: what runs on instances has a cost that is told as a lower bound, and comes after what does not
   * @throws PlanError POL703 for less than 0
   */
  readonly instanceUsdPerHour?: number;
}
