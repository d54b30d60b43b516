import type { IRoutedVpc, ZonalEndpoints } from '@inspected-egress/network';

/** A Network Firewall, made here or elsewhere: `InspectedEgress.firewall`, a `NetworkFirewall`, or what names one. */
export interface WatchedFirewall {
  /** @throws PlanError INS362 without one: what other engines drop AWS does not count */
  readonly firewallName?: string;
  readonly endpoints: ZonalEndpoints | 'pending';
}

/** Appliances behind a Gateway Load Balancer: an `ApplianceFleet`, or the ends of two ARNs. */
export interface WatchedFleet {
  /** `gwy/<name>/<id>` */
  readonly loadBalancerArnSuffix: string;
  /** `targetgroup/<name>/<id>` */
  readonly targetGroupArnSuffix: string;
}

/** A list that a rule of DNS Firewall blocks. */
export interface BlockedDnsList {
  /** Of the alarm, unique among the lists. */
  readonly key: string;
  readonly ruleGroupId: string;
  readonly domainListId: string;
}

/** A `DnsFirewall`, or what names its lists. */
export interface WatchedDns {
  readonly blockedLists: readonly BlockedDnsList[];
}

/** What is watched: NAT gateways of the VPC always, the rest where it is given. */
export interface WatchedEgress {
  readonly vpc: IRoutedVpc;
  /** @default - no firewall is watched */
  readonly firewall?: WatchedFirewall;
  /** @default - no appliances are watched */
  readonly fleet?: WatchedFleet;
  /** @default - no queries are watched */
  readonly dns?: WatchedDns;
}

export interface WatchedNatGateway {
  /** Of the zone that it stands in. */
  readonly key: string;
  readonly availabilityZone: string;
  readonly natGatewayId: string;
}

/** Each NAT gateway once, however many zones it serves. */
export function watchedNatGateways({ zones }: IRoutedVpc): readonly WatchedNatGateway[] {
  return zones.flatMap(({ key, availabilityZone, nat }) =>
    nat?.availabilityZone === availabilityZone
      ? [{ key, availabilityZone, natGatewayId: nat.natGatewayId }]
      : [],
  );
}

export interface WatchedFirewallZone {
  readonly key: string;
  readonly availabilityZone: string;
  readonly firewallName: string;
}

/** The zones in which a firewall has an endpoint. */
export function watchedFirewallZones({ vpc, firewall }: WatchedEgress): readonly WatchedFirewallZone[] {
  const { firewallName, endpoints = 'pending' } = firewall ?? {};
  if (firewallName === undefined || endpoints === 'pending') return [];
  return endpoints.map(({ availabilityZone }) => {
    const zone = vpc.zones.find((one) => one.availabilityZone === availabilityZone);
    return { key: zone?.key ?? availabilityZone, availabilityZone, firewallName };
  });
}
