import {
  dnsListMetric,
  dnsVpcMetric,
  firewallMetric,
  fleetMetric,
  natGatewayMetric,
  type VendorMetric,
} from './vendor-metrics';
import { watchedFirewallZones, watchedNatGateways, type WatchedEgress } from './watched';

interface Graph {
  readonly title: string;
  readonly statistic: 'Sum' | 'Maximum';
  readonly lines: readonly { readonly label: string; readonly metric: VendorMetric }[];
}

const WIDTH = 24;
const GRAPH = { width: 12, height: 6 } as const;
const ALARMS = { width: WIDTH, height: 4 } as const;

/**
 * The body of a dashboard: the state of every alarm, then what the alarms are about, two graphs in a row.
 * @see CloudWatch API, "Dashboard Body Structure and Syntax"
 */
export function planDashboard(
  watched: WatchedEgress,
  { region, alarmArns }: { readonly region: string; readonly alarmArns: readonly string[] },
): object {
  const graphs = planGraphs(watched).filter(({ lines }) => lines.length > 0);
  return {
    widgets: [
      ...(alarmArns.length === 0
        ? []
        : [{ type: 'alarm', x: 0, y: 0, ...ALARMS, properties: { title: 'Alarms', alarms: alarmArns } }]),
      ...graphs.map(({ title, statistic, lines }, index) => ({
        type: 'metric',
        x: (index % 2) * GRAPH.width,
        y: ALARMS.height + Math.floor(index / 2) * GRAPH.height,
        ...GRAPH,
        properties: {
          ...{ title, region, view: 'timeSeries', stat: statistic, period: 300 },
          metrics: lines.map(({ label, metric }) => [
            metric.namespace,
            metric.metricName,
            ...Object.entries(metric.dimensions).flat(),
            { label },
          ]),
        },
      })),
    ],
  };
}

function planGraphs(watched: WatchedEgress): readonly Graph[] {
  const { vpc, fleet, dns } = watched;
  const zones = watchedFirewallZones(watched);
  const nat = (name: Parameters<typeof natGatewayMetric>[0]) =>
    watchedNatGateways(vpc).map(({ availabilityZone: label, natGatewayId }) => ({
      label,
      metric: natGatewayMetric(name, natGatewayId),
    }));
  const firewall = (names: readonly Parameters<typeof firewallMetric>[0][]) =>
    zones.flatMap(({ availabilityZone, firewallName }) =>
      names.map((name) => ({
        label: `${availabilityZone} ${name}`,
        metric: firewallMetric(name, firewallName, availabilityZone),
      })),
    );
  const appliances = (['HealthyHostCount', 'UnHealthyHostCount'] as const).map((name) => ({
    label: name,
    name,
  }));
  return [
    {
      title: 'NAT gateways: connections without a port',
      statistic: 'Maximum',
      lines: nat('ErrorPortAllocation'),
    },
    { title: 'NAT gateways: connections', statistic: 'Maximum', lines: nat('ActiveConnectionCount') },
    { title: 'NAT gateways: packets dropped', statistic: 'Sum', lines: nat('PacketsDropCount') },
    {
      title: 'Firewall: packets received and passed',
      statistic: 'Sum',
      lines: firewall(['ReceivedPackets', 'PassedPackets']),
    },
    {
      title: 'Firewall: packets dropped and rejected',
      statistic: 'Sum',
      lines: firewall(['DroppedPackets', 'RejectedPackets']),
    },
    {
      title: 'Firewall: packets of connections whose beginning it did not see',
      statistic: 'Sum',
      lines: firewall(['StreamExceptionPolicyPackets']),
    },
    {
      title: 'Appliances, healthy and not',
      statistic: 'Maximum',
      lines:
        fleet === undefined
          ? []
          : appliances.map(({ label, name }) => ({ label, metric: fleetMetric(name, fleet) })),
    },
    {
      title: 'DNS Firewall: queries, and those that it blocked',
      statistic: 'Sum',
      lines:
        dns === undefined
          ? []
          : [
              { label: 'all', metric: dnsVpcMetric(vpc.vpcId) },
              ...dns.blockedLists.map(({ key, ruleGroupId, domainListId }) => ({
                label: key,
                metric: dnsListMetric(ruleGroupId, domainListId),
              })),
            ],
    },
  ];
}
