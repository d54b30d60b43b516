import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { Route53ResolverQueryLogConfig } from '@cdktf/provider-aws/lib/route53-resolver-query-log-config';
import { Route53ResolverQueryLogConfigAssociation } from '@cdktf/provider-aws/lib/route53-resolver-query-log-config-association';
import { Construct } from 'constructs';
import { DEFAULT_QUERY_LOG_DAYS, queryLogGroup, type DnsQueryLogs as Logs } from './plan/dns-query-logs';
import { logKeyPolicy } from './plan/encryption';

interface DnsQueryLogsProps {
  readonly name: string;
  readonly logs: Logs;
  readonly vpcIds: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
}

/** Every query that the resolvers of VPCs get, with what DNS Firewall did. */
export class DnsQueryLogs extends Construct {
  constructor(scope: Construct, id: string, { name, logs, vpcIds, tags }: DnsQueryLogsProps) {
    super(scope, id);
    const config = new Route53ResolverQueryLogConfig(this, 'config', {
      name,
      destinationArn: this.destination(name, logs, tags),
      tags: { Name: name, ...tags },
    });
    for (const [key, resourceId] of Object.entries(vpcIds))
      new Route53ResolverQueryLogConfigAssociation(this, key, {
        resolverQueryLogConfigId: config.id,
        resourceId,
      });
  }

  private destination(name: string, logs: Logs, tags: DnsQueryLogsProps['tags']): string {
    if (logs.to === 's3') return logs.bucketArn;
    if (logs.to === 'firehose') return logs.deliveryStreamArn;
    const { retentionInDays = DEFAULT_QUERY_LOG_DAYS, encryption } = logs;
    const group = queryLogGroup(name);
    const kmsKeyId =
      encryption === undefined
        ? undefined
        : 'kmsKeyArn' in encryption
          ? encryption.kmsKeyArn
          : new KmsKey(this, 'key', {
              description: `Queries of ${name}`,
              enableKeyRotation: true,
              policy: logKeyPolicy(encryption, group),
              tags: { Name: `${name}-queries`, ...tags },
            }).arn;
    return new CloudwatchLogGroup(this, 'group', {
      name: group,
      retentionInDays,
      ...(kmsKeyId === undefined ? {} : { kmsKeyId }),
      tags: { Name: group, ...tags },
    }).arn;
  }
}
