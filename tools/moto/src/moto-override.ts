import { blocksOf, objectOf, textOf, type JsonObject } from '@inspected-egress/terraform';

/** The file that lays itself over a stack's own; Terraform merges files of this name last. */
export const OVERRIDE_FILE = 'moto_override.tf.json';

// By the provider's names; https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/guides/custom-service-endpoints
const SERVICES = [
  'autoscaling',
  'cloudwatch',
  'ec2',
  'elbv2',
  'events',
  'firehose',
  'iam',
  'kms',
  'logs',
  'networkfirewall',
  'ram',
  'route53',
  'route53resolver',
  's3',
  's3control',
  'secretsmanager',
  'sns',
  'ssm',
  'sts',
];

const MOTO_ACCOUNT = '123456789012';

/**
 * What turns a stack into one that is applied to a moto server: a local backend, and AWS providers that call it. Everything
 * else of the stack stays in force, its guards on the account included: each provider is in the first account that it allows.
 */
export function motoOverride(stack: JsonObject, url: string): JsonObject {
  const providers = blocksOf(objectOf(stack['provider'])['aws']).map((provider) => ({
    access_key: `AKIA${accountOf(provider)}MOTO`,
    secret_key: 'moto',
    skip_metadata_api_check: 'true',
    skip_region_validation: true,
    s3_use_path_style: true,
    // moto answers 500 to what it does not know, which the provider takes for a reason to ask again for minutes. Once is
    // enough for an answer that is cut off.
    max_retries: 2,
    endpoints: [Object.fromEntries(SERVICES.map((service) => [service, url]))],
    profile: null,
    ...(provider['alias'] === undefined ? {} : { alias: provider['alias'] }),
  }));
  return {
    terraform: { backend: { local: {} } },
    ...(providers.length === 0 ? {} : { provider: { aws: providers } }),
  };
}

/** The account that a provider of a stack is in. @default - moto's own, for a provider that allows any */
export function accountOf(provider: JsonObject): string {
  const allowed = provider['allowed_account_ids'];
  return (Array.isArray(allowed) ? textOf(allowed[0]) : undefined) ?? MOTO_ACCOUNT;
}
