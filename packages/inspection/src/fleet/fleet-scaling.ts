import { AutoscalingPolicy } from '@cdktf/provider-aws/lib/autoscaling-policy';
import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { Construct } from 'constructs';
import type { FleetScaling as Scaling } from '../plan/fleet/scaling';

interface FleetScalingProps {
  readonly groupName: string;
  readonly name: string;
  readonly scaling: Scaling;
}

/** Adds appliances to a group and takes them away, by the use of their processors. */
export class FleetScaling extends Construct {
  constructor(scope: Construct, id: string, { groupName, name, scaling }: FleetScalingProps) {
    super(scope, id);
    if (scaling.kind === 'target-tracking') {
      new AutoscalingPolicy(this, 'target', {
        name: `${name}-cpu`,
        autoscalingGroupName: groupName,
        policyType: 'TargetTrackingScaling',
        targetTrackingConfiguration: {
          predefinedMetricSpecification: { predefinedMetricType: 'ASGAverageCPUUtilization' },
          targetValue: scaling.cpuPercent,
        },
      });
      return;
    }
    this.addStep('add', 1, 'GreaterThanThreshold', scaling.addAbovePercent, { groupName, name });
    this.addStep('remove', -1, 'LessThanThreshold', scaling.removeBelowPercent, { groupName, name });
  }

  private addStep(
    verb: 'add' | 'remove',
    adjustment: number,
    comparisonOperator: string,
    threshold: number,
    { groupName, name }: Pick<FleetScalingProps, 'groupName' | 'name'>,
  ): void {
    const bound = verb === 'add' ? { metricIntervalLowerBound: '0' } : { metricIntervalUpperBound: '0' };
    const policy = new AutoscalingPolicy(this, `${verb}-policy`, {
      name: `${name}-${verb}`,
      autoscalingGroupName: groupName,
      policyType: 'StepScaling',
      adjustmentType: 'ChangeInCapacity',
      stepAdjustment: [{ scalingAdjustment: adjustment, ...bound }],
    });
    new CloudwatchMetricAlarm(this, `${verb}-alarm`, {
      alarmName: `${name}-${verb}`,
      alarmDescription: `${verb === 'add' ? 'Adds' : 'Takes away'} an appliance of ${name}`,
      namespace: 'AWS/EC2',
      metricName: 'CPUUtilization',
      dimensions: { AutoScalingGroupName: groupName },
      statistic: 'Average',
      period: 60,
      evaluationPeriods: verb === 'add' ? 2 : 10,
      comparisonOperator,
      threshold,
      alarmActions: [policy.arn],
    });
  }
}
