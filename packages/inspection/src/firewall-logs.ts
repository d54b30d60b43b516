import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { NetworkfirewallLoggingConfiguration } from '@cdktf/provider-aws/lib/networkfirewall-logging-configuration';
import { Construct } from 'constructs';
import { logKeyPolicy, type LogEncryption } from './plan/encryption';
import { logFolder, planLogs, type FirewallLogging, type PlannedLog } from './plan/firewall-logging';

interface FirewallLogsProps {
  readonly firewallName: string;
  readonly firewallArn: string;
  readonly logging: Exclude<FirewallLogging, 'none'>;
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * The logs of a firewall. One configuration holds all types: a second one for the same firewall would overwrite the
 * first. It names the firewall, so it is made after it and goes before it; AWS keeps a firewall that still logs.
 *
 * AWS takes a change of one type in a call. The provider splits changes so in 5.100.0, the oldest that is supported here;
 * before its pull request 40092 three types failed.
 * @see https://github.com/hashicorp/terraform-provider-aws/issues/38917
 */
export class FirewallLogs extends Construct {
  constructor(scope: Construct, id: string, { firewallName, firewallArn, logging, tags }: FirewallLogsProps) {
    super(scope, id);
    const encryption = logging.to === 'cloudwatch' ? logging.encryption : undefined;
    const kmsKeyId = encryption === undefined ? undefined : this.key(encryption, firewallName, tags);
    new NetworkfirewallLoggingConfiguration(this, 'configuration', {
      firewallArn,
      loggingConfiguration: {
        logDestinationConfig: planLogs(logging, firewallName).map(({ type, destination }) => ({
          logType: type,
          ...this.destination(type, destination, kmsKeyId, tags),
        })),
      },
    });
  }

  private destination(
    type: PlannedLog['type'],
    destination: PlannedLog['destination'],
    kmsKeyId: string | undefined,
    tags: Readonly<Record<string, string>>,
  ): { readonly logDestinationType: string; readonly logDestination: Record<string, string> } {
    if ('bucketName' in destination) return { logDestinationType: 'S3', logDestination: { ...destination } };
    if ('deliveryStreamName' in destination) {
      const { deliveryStreamName: deliveryStream } = destination;
      return { logDestinationType: 'KinesisDataFirehose', logDestination: { deliveryStream } };
    }
    const logGroup = this.group(type, destination, kmsKeyId, tags);
    return { logDestinationType: 'CloudWatchLogs', logDestination: { logGroup } };
  }

  private group(
    type: PlannedLog['type'],
    { logGroupName, retentionInDays }: { readonly logGroupName: string; readonly retentionInDays: number },
    kmsKeyId: string | undefined,
    tags: Readonly<Record<string, string>>,
  ): string {
    return new CloudwatchLogGroup(this, type.toLowerCase(), {
      name: logGroupName,
      retentionInDays,
      ...(kmsKeyId === undefined ? {} : { kmsKeyId }),
      tags: { Name: logGroupName, ...tags },
    }).name;
  }

  private key(
    encryption: LogEncryption,
    firewallName: string,
    tags: Readonly<Record<string, string>>,
  ): string {
    if ('kmsKeyArn' in encryption) return encryption.kmsKeyArn;
    return new KmsKey(this, 'key', {
      description: `Logs of Network Firewall ${firewallName}`,
      enableKeyRotation: true,
      policy: logKeyPolicy(encryption, logFolder(firewallName)),
      tags: { Name: `${firewallName}-logs`, ...tags },
    }).arn;
  }
}
