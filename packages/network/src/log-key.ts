import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { renderPolicy, type PolicyDocument } from '@inspected-egress/policy';
import { Construct } from 'constructs';

export interface LogKeyProps {
  /** `alias/…` */
  readonly alias: string;
  readonly description: string;
  readonly policy: PolicyDocument;
  readonly tags: Readonly<Record<string, string>>;
}

// The longest that KMS waits: what is encrypted is lost with the key. KMS guide "Deleting AWS KMS keys".
const DELETION_WINDOW_DAYS = 30;

/** A key for one log destination: it rotates every year, and its policy is part of it, so no log is written before. */
export class LogKey extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { alias, description, policy, tags }: LogKeyProps) {
    super(scope, id);
    const key = new KmsKey(this, 'key', {
      description,
      enableKeyRotation: true,
      deletionWindowInDays: DELETION_WINDOW_DAYS,
      policy: renderPolicy(policy),
      tags: { ...tags },
    });
    new KmsAlias(this, 'alias', { name: alias, targetKeyId: key.id });
    this.arn = key.arn;
  }
}
