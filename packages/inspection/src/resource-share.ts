import { RamPrincipalAssociation } from '@cdktf/provider-aws/lib/ram-principal-association';
import { RamResourceAssociation } from '@cdktf/provider-aws/lib/ram-resource-association';
import { RamResourceShare } from '@cdktf/provider-aws/lib/ram-resource-share';
import { Construct } from 'constructs';
import type { Share } from './plan/share';

interface ResourceShareProps {
  readonly name: string;
  /** ARNs of what is shared, by a key that construct ids end with. */
  readonly resources: Readonly<Record<string, string>>;
  readonly share: Share;
  readonly tags: Readonly<Record<string, string>>;
}

/** A share of AWS Resource Access Manager: what, and with whom. One more principal or resource moves no other. */
export class ResourceShare extends Construct {
  constructor(scope: Construct, id: string, { name, resources, share, tags }: ResourceShareProps) {
    super(scope, id);
    const { arn: resourceShareArn } = new RamResourceShare(this, 'share', {
      name,
      allowExternalPrincipals: share.outsideOrganization === 'allowed',
      tags: { Name: name, ...tags },
    });
    for (const [key, resourceArn] of Object.entries(resources))
      new RamResourceAssociation(this, `resource-${key}`, { resourceArn, resourceShareArn });
    for (const [index, principal] of share.principals.entries())
      new RamPrincipalAssociation(this, `principal-${idOf(principal, index)}`, {
        principal,
        resourceShareArn,
      });
  }
}

/** By its value, so that the order of principals means nothing; a token has none. */
function idOf(principal: string, index: number): string {
  const last = principal.split('/').at(-1) ?? '';
  return /^[a-z0-9-]+$/u.test(last) ? last : String(index);
}
