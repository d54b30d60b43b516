import { CloudwatchDashboard } from '@cdktf/provider-aws/lib/cloudwatch-dashboard';
import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { partitionOf } from '@inspected-egress/policy';
import { throwProblems } from '@inspected-egress/problem';
import { Construct } from 'constructs';
import { AlarmTopic } from './monitoring/alarm-topic';
import { planAlarms, type PlannedAlarm, type PlannedQuery } from './plan/monitoring/alarms';
import { planDashboard } from './plan/monitoring/dashboard';
import { findMonitoringProblems, type EgressMonitoringSettings } from './plan/monitoring/monitoring-problems';
import { regionOfZone } from './plan/region';
import { nameFromPath } from './plan/resource-name';

export interface EgressMonitoringProps extends EgressMonitoringSettings {
  /** Of alarms, topic and key. @default - only a name */
  readonly tags?: Readonly<Record<string, string>>;
}

// Two standard deviations, the width that CloudWatch takes itself.
const BAND = { id: 'band', expression: 'ANOMALY_DETECTION_BAND(m1, 2)' } as const;

/**
 * Alarms for what stops egress or tries to get past it, and one dashboard with all of it: NAT gateways without ports,
 * packets that the firewall refuses or sees half of, appliances that fail, names that DNS Firewall blocks. Construct ids
 * are those of the alarms, `topic` and `dashboard`.
 */
export class EgressMonitoring extends Construct {
  /** Where alarms go, and their end. */
  readonly topicArn: string;
  readonly alarms: readonly PlannedAlarm[];
  readonly dashboardName: string;

  /** @throws PlanError with every problem of the props, INS248 and INS361 to INS368 */
  constructor(scope: Construct, id: string, props: EgressMonitoringProps) {
    super(scope, id);
    const { name = nameFromPath(this.node.path), notify, tags = {} } = props;
    throwProblems(`egress monitoring \`${this.node.path}\``, findMonitoringProblems(props, name));
    const region = regionOfZone(props.vpc.zones[0]?.availabilityZone ?? '') ?? '';
    this.topicArn =
      'topicArn' in notify
        ? notify.topicArn
        : new AlarmTopic(this, 'topic', {
            name,
            place: { ...notify.newTopicIn, region, partition: partitionOf(region) },
            tags,
          }).topicArn;
    this.alarms = planAlarms(props, props.thresholds);
    const alarmArns = this.alarms.map((alarm) => this.addAlarm(alarm, name, tags).arn);
    this.dashboardName = new CloudwatchDashboard(this, 'dashboard', {
      dashboardName: name,
      dashboardBody: JSON.stringify(planDashboard(props, { region, alarmArns })),
    }).dashboardName;
  }

  private addAlarm(
    alarm: PlannedAlarm,
    name: string,
    tags: Readonly<Record<string, string>>,
  ): CloudwatchMetricAlarm {
    const { id, threshold, periods, queries } = alarm;
    const alarmName = `${name}-${id}`;
    const isUnusual = threshold === 'unusual';
    const judged = isUnusual ? [...queries, BAND] : queries;
    return new CloudwatchMetricAlarm(this, id, {
      alarmName,
      alarmDescription: alarm.description,
      ...(isUnusual
        ? { comparisonOperator: 'GreaterThanUpperThreshold', thresholdMetricId: BAND.id }
        : { comparisonOperator: 'GreaterThanThreshold', threshold }),
      evaluationPeriods: periods,
      datapointsToAlarm: periods,
      treatMissingData: alarm.missing,
      metricQuery: judged.map((query, index) => ({
        id: query.id,
        // A band is compared with the metric that it is a band of, so both are returned.
        returnData: index >= judged.length - (isUnusual ? 2 : 1),
        ...sourceOf(query, alarm),
      })),
      alarmActions: [this.topicArn],
      okActions: [this.topicArn],
      tags: { Name: alarmName, ...tags },
    });
  }
}

function sourceOf(query: PlannedQuery, { periodSeconds: period }: PlannedAlarm) {
  if ('expression' in query) return { expression: query.expression, label: query.id };
  const { dimensions, ...metric } = query.metric;
  return { metric: { ...metric, dimensions: { ...dimensions }, stat: query.statistic, period } };
}
