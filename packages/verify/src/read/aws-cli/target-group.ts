import { unknown } from '../value';
import { notGiven, type Answers } from './answers';
import { deployed, type Deployed } from './deployed';
import type { Item } from './item';

/**
 * Target groups and what is registered in them. Which group `describe-target-health` is about is told by `TargetGroupArn`
 * beside its answer, which the call has to add by `--query`.
 */
export function readTargetGroups(answers: Answers): readonly Deployed[] {
  const health = new Map<string, Item[]>();
  for (const answer of answers.of('TargetHealthDescriptions')) {
    const group = answer.text('TargetGroupArn');
    if (group !== undefined) health.set(group, [...answer.needItems('TargetHealthDescriptions')]);
  }
  return answers.of('TargetGroups').flatMap((item) => {
    const arn = item.need('TargetGroupArn');
    return [readGroup(item), ...readTargets(arn, health.get(arn))];
  });
}

function readGroup(item: Item): Deployed {
  const arn = item.need('TargetGroupArn');
  return deployed('aws_lb_target_group', arn, {
    arn,
    name: item.text('TargetGroupName'),
    protocol: item.text('Protocol'),
    port: item.number('Port'),
    vpc_id: item.text('VpcId'),
    target_type: item.text('TargetType'),
    health_check: [
      { protocol: item.text('HealthCheckProtocol') ?? null, port: item.text('HealthCheckPort') ?? null },
    ],
  });
}

function readTargets(group: string, descriptions: readonly Item[] | undefined): readonly Deployed[] {
  const type = 'aws_lb_target_group_attachment';
  if (descriptions === undefined) {
    const reason = unknown(notGiven(`elbv2 describe-target-health --target-group-arn ${group}`));
    return [deployed(type, `${group}/targets`, { target_group_arn: group }, { target_id: reason })];
  }
  return descriptions.map((description) => {
    const target = description.item('Target') ?? description.refuse('Target', 'an object');
    const id = target.need('Id');
    const port = target.number('Port');
    const said = { target_group_arn: group, target_id: id, port };
    return deployed(type, `${group}/${id}/${port ?? ''}`, said);
  });
}
