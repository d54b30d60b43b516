import { blocksOf, objectOf, type JsonObject } from './json';

/** The file that lays itself over a stack's own; Terraform merges files of this name last. */
export const OVERRIDE_FILE = 'offline_override.tf.json';

/** Provider settings with which the AWS provider plans without an account or a network. */
const OFFLINE_PROVIDER = {
  access_key: 'offline',
  secret_key: 'offline',
  skip_credentials_validation: true,
  skip_requesting_account_id: true,
  skip_metadata_api_check: 'true', // the provider's schema has a string here
  skip_region_validation: true,
  // The account id is not asked for, so a guard on it would fail.
  allowed_account_ids: null,
  forbidden_account_ids: null,
  profile: null,
} as const;

// An override can empty a block but not remove it; the provider ignores a role without an ARN, with a warning about
// the override file, which is left out of a plan's warnings.
const ROLE_BLOCKS = ['assume_role', 'assume_role_with_web_identity'] as const;

/**
 * What turns a stack into one that can be planned offline: a local backend instead of its own, and an AWS provider
 * that calls nobody. Everything else of the stack stays in force, its regions and tags included.
 */
export function offlineOverride(stack: JsonObject): JsonObject {
  return { terraform: { backend: { local: {} } }, ...offlineProviders(stack) };
}

/** Only the provider part of the override. */
export function offlineProviders(stack: JsonObject): JsonObject {
  const providers = blocksOf(objectOf(stack['provider'])['aws']).map((provider) => ({
    ...OFFLINE_PROVIDER,
    ...(provider['alias'] === undefined ? {} : { alias: provider['alias'] }),
    ...Object.fromEntries(
      ROLE_BLOCKS.filter((block) => provider[block] !== undefined).map((block) => [block, [{}]]),
    ),
  }));
  return providers.length === 0 ? {} : { provider: { aws: providers } };
}
