import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { Construct } from 'constructs';
import { DEFAULT_PROXY, type ProxySettings } from '../plan/proxy/proxy';

interface ProxyLogsProps extends Pick<ProxySettings, 'logRetentionDays' | 'logKeyArn' | 'tags'> {
  readonly name: string;
}

/** Where proxies write what they let through and what they refuse. */
export class ProxyLogs extends Construct {
  readonly logGroupName: string;
  private readonly logGroupArn: string;

  constructor(scope: Construct, id: string, props: ProxyLogsProps) {
    super(scope, id);
    const { name, logRetentionDays = DEFAULT_PROXY.logRetentionDays, logKeyArn, tags = {} } = props;
    this.logGroupName = `/inspected-egress/proxy/${name}`;
    this.logGroupArn = new CloudwatchLogGroup(this, 'group', {
      name: this.logGroupName,
      retentionInDays: logRetentionDays,
      ...(logKeyArn === undefined ? {} : { kmsKeyId: logKeyArn }),
      tags: { Name: name, ...tags },
    }).arn;
  }

  /** What a proxy may do to write there. */
  get statement() {
    return {
      Effect: 'Allow' as const,
      Action: ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams'],
      Resource: [this.logGroupArn, `${this.logGroupArn}:*`],
    };
  }
}
