import {
  dnsListMetric,
  firewallMetric,
  fleetMetric,
  natGatewayMetric,
  type VendorMetric,
} from './vendor-metrics';
import { watchedFirewallZones, watchedNatGateways, type WatchedEgress } from './watched';

/**
 * When there is too much: more than a number in each five minutes, or more than CloudWatch expects from the two weeks
 * before.
 */
export type AlarmThreshold = number | 'unusual';

/** What is normal differs between environments; everything else has a number that AWS gives, or is never normal. */
export interface MonitoringThresholds {
  /**
   * Packets that the firewall drops in a zone, or rejects. A default-deny policy always drops some.
   * @default 'unusual' - AWS advises against a fixed number (aws-security-services-best-practices, Network Firewall, "Recommended CloudWatch alarms")
   * @throws PlanError INS363 for a number below 0 or what is none
   */
  readonly droppedPackets?: AlarmThreshold;
  /**
   * Queries that a list of DNS Firewall blocks.
   * @default 'unusual' - as for packets
   * @throws PlanError INS363
   */
  readonly blockedQueries?: AlarmThreshold;
}

/** A metric, or what is computed from those before it. */
export type PlannedQuery =
  | { readonly id: string; readonly metric: VendorMetric; readonly statistic: 'Sum' | 'Maximum' }
  | { readonly id: string; readonly expression: string };

export interface PlannedAlarm {
  /** Of the construct, and the end of the alarm's name. */
  readonly id: string;
  /** What it means, and why it is worth waking somebody: read in the notification. */
  readonly description: string;
  /** The last is what is judged. */
  readonly queries: readonly PlannedQuery[];
  readonly threshold: AlarmThreshold;
  readonly periodSeconds: number;
  /** One after another that must be too much. */
  readonly periods: number;
  /** What a period without a value is. `ignore`: the alarm stays as it is. */
  readonly missing: 'notBreaching' | 'ignore';
}

const FIVE_MINUTES = 300;
// Three in a row, as AWS does it for port allocation (VPC guide, "Create CloudWatch alarms to monitor a NAT gateway"): one
// burst wakes nobody.
const SUSTAINED = { periodSeconds: FIVE_MINUTES, periods: 3 } as const;

/** Alarms in the order in which the dashboard shows them. */
export function planAlarms(
  watched: WatchedEgress,
  { droppedPackets = 'unusual', blockedQueries = 'unusual' }: MonitoringThresholds = {},
): readonly PlannedAlarm[] {
  return [
    ...watchedNatGateways(watched.vpc).flatMap(({ key, availabilityZone, natGatewayId }) => [
      natPorts(`nat-ports-${key}`, availabilityZone, natGatewayId),
      natDrops(`nat-drops-${key}`, availabilityZone, natGatewayId),
    ]),
    ...watchedFirewallZones(watched).flatMap(({ key, availabilityZone, firewallName }) => [
      refused(`firewall-drops-${key}`, 'DroppedPackets', firewallName, availabilityZone, droppedPackets),
      refused(`firewall-rejects-${key}`, 'RejectedPackets', firewallName, availabilityZone, droppedPackets),
      midstream(`firewall-midstream-${key}`, firewallName, availabilityZone),
    ]),
    ...(watched.fleet === undefined ? [] : [unhealthy(watched.fleet)]),
    ...(watched.dns?.blockedLists ?? []).map(({ key, ruleGroupId, domainListId }) => ({
      id: `dns-${key}`,
      description: `DNS Firewall blocks more queries by the list ${key}: a workload asks for what the policy does not pass, by a mistake, a new dependency, or to carry data out.`,
      queries: [{ id: 'm1', metric: dnsListMetric(ruleGroupId, domainListId), statistic: 'Sum' } as const],
      threshold: blockedQueries,
      ...SUSTAINED,
      missing: 'notBreaching' as const,
    })),
  ];
}

// "A value greater than zero indicates that too many concurrent connections are open"; VPC guide.
function natPorts(id: string, zone: string, natGatewayId: string): PlannedAlarm {
  return {
    id,
    description: `The NAT gateway in ${zone} has no port left for new connections to one destination: add addresses to it, or share the load among gateways.`,
    queries: [
      { id: 'm1', metric: natGatewayMetric('ErrorPortAllocation', natGatewayId), statistic: 'Maximum' },
    ],
    threshold: 0,
    ...SUSTAINED,
    missing: 'notBreaching',
  };
}

// "If this value exceeds 0.01 percent of the total traffic …"; VPC guide. Without traffic there is no value.
const NAT_DROP_PERCENT = 0.01;

function natDrops(id: string, zone: string, natGatewayId: string): PlannedAlarm {
  const query = (id: string, name: Parameters<typeof natGatewayMetric>[0]): PlannedQuery => ({
    id,
    metric: natGatewayMetric(name, natGatewayId),
    statistic: 'Sum',
  });
  return {
    id,
    description: `The NAT gateway in ${zone} drops more than ${NAT_DROP_PERCENT} percent of what it gets: look at the AWS Health Dashboard.`,
    queries: [
      query('m1', 'PacketsDropCount'),
      query('m2', 'PacketsInFromSource'),
      query('m3', 'PacketsInFromDestination'),
      { id: 'e1', expression: '100 * m1 / (m2 + m3)' },
    ],
    threshold: NAT_DROP_PERCENT,
    ...SUSTAINED,
    missing: 'notBreaching',
  };
}

function refused(
  id: string,
  name: 'DroppedPackets' | 'RejectedPackets',
  firewallName: string,
  zone: string,
  threshold: AlarmThreshold,
): PlannedAlarm {
  const verb = name === 'DroppedPackets' ? 'drops' : 'rejects';
  return {
    id,
    description: `The firewall ${firewallName} ${verb} more packets in ${zone}: what a workload sends has changed, or a rule has.`,
    queries: [{ id: 'm1', metric: firewallMetric(name, firewallName, zone), statistic: 'Sum' }],
    threshold,
    ...SUSTAINED,
    missing: 'notBreaching',
  };
}

// A spike after a failover passes within seconds; what stays is asymmetric routing (aws-security-services-best-practices).
function midstream(id: string, firewallName: string, zone: string): PlannedAlarm {
  return {
    id,
    description: `The firewall ${firewallName} sees connections in ${zone} whose beginning it did not see: replies or requests take another way.`,
    queries: [
      {
        id: 'm1',
        metric: firewallMetric('StreamExceptionPolicyPackets', firewallName, zone),
        statistic: 'Sum',
      },
    ],
    threshold: 0,
    ...SUSTAINED,
    missing: 'notBreaching',
  };
}

// The load balancer is silent while no packets come, and silence heals nothing: the alarm stays as it is.
function unhealthy(fleet: Parameters<typeof fleetMetric>[1]): PlannedAlarm {
  return {
    id: 'fleet-unhealthy',
    description:
      'Appliances fail their health check. Where a zone has no healthy one left, what its endpoints are sent is lost.',
    queries: [{ id: 'm1', metric: fleetMetric('UnHealthyHostCount', fleet), statistic: 'Maximum' }],
    threshold: 0,
    periodSeconds: 60,
    periods: 3,
    missing: 'ignore',
  };
}
