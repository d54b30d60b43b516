import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic';
import { SnsTopicPolicy } from '@cdktf/provider-aws/lib/sns-topic-policy';
import { renderPolicy } from '@inspected-egress/policy';
import { Construct } from 'constructs';
import { topicKeyPolicy, topicPolicy, type TopicPlace } from '../plan/monitoring/notification';

interface AlarmTopicProps {
  readonly name: string;
  readonly place: TopicPlace;
  readonly tags: Readonly<Record<string, string>>;
}

/** A topic for alarms, encrypted with a key of its own: with that of AWS for SNS alarms could not publish. */
export class AlarmTopic extends Construct {
  /** Named by its policy, so that whoever uses it may. */
  readonly topicArn: string;

  constructor(scope: Construct, id: string, { name, place, tags }: AlarmTopicProps) {
    super(scope, id);
    const key = new KmsKey(this, 'key', {
      description: `Alarms of ${name}`,
      enableKeyRotation: true,
      policy: renderPolicy(topicKeyPolicy(place)),
      tags: { Name: `${name}-alarms`, ...tags },
    });
    const topic = new SnsTopic(this, 'topic', {
      name: `${name}-alarms`,
      kmsMasterKeyId: key.id,
      tags: { Name: `${name}-alarms`, ...tags },
    });
    const policy = renderPolicy(topicPolicy(topic.arn, place));
    this.topicArn = new SnsTopicPolicy(this, 'policy', { arn: topic.arn, policy }).arn;
  }
}
