import { posix } from 'node:path';
import { isRegion } from '@inspected-egress/policy';
import type { Problem } from '@inspected-egress/problem';
import type { BackendConfig } from '../backend-config';
import {
  invalidBucket,
  invalidCloudName,
  invalidRegion,
  invalidStateDirectory,
  invalidStateKey,
} from '../errors';
import { CLOUD_WORKSPACE_LENGTH } from '../limits';
import { text, variants, type Check, type Field } from './check';

type FieldsOf<Variant> = { readonly [Key in Exclude<keyof Variant, 'kind'>]-?: Field };
type BackendFields = {
  readonly [Kind in BackendConfig['kind']]: FieldsOf<Extract<BackendConfig, { kind: Kind }>>;
};

const FIELDS: BackendFields = {
  local: { directory: { check: text(findDirectoryProblems), optional: true } },
  s3: {
    bucket: { check: text(findBucketProblems) },
    region: { check: text((value, path) => (isRegion(value) ? [] : [invalidRegion(path, value)])) },
    key: { check: text(findKeyProblems), optional: true },
    workspaceKeyPrefix: { check: text(findKeyProblems), optional: true },
    kmsKeyId: { check: text(), optional: true },
  },
  cloud: {
    organization: { check: text(findCloudNameProblems) },
    workspacePrefix: { check: text(findCloudNameProblems), optional: true },
    hostname: { check: text(), optional: true },
  },
};

/** What is wrong with the settings of a backend. */
export const checkBackend: Check = variants(FIELDS);

function findDirectoryProblems(directory: string, path: string): readonly Problem[] {
  if (posix.isAbsolute(directory) || /^[A-Za-z]:|\\/.test(directory)) {
    return [invalidStateDirectory(path, directory, 'is not relative to the app')];
  }
  const inside = posix.normalize(directory).split('/')[0] === 'cdktf.out';
  return inside
    ? [invalidStateDirectory(path, directory, 'is output, which may be deleted at any time')]
    : [];
}

// Amazon S3 guide, "General purpose bucket naming rules".
function findBucketProblems(bucket: string, path: string): readonly Problem[] {
  const wellFormed = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket) && !bucket.includes('..');
  return wellFormed ? [] : [invalidBucket(path, bucket)];
}

// Terraform refuses slashes at the ends of the prefix at init; at the ends of a key they make an object without a name.
function findKeyProblems(key: string, path: string): readonly Problem[] {
  return /^[^/](?:.*[^/])?$/.test(key) ? [] : [invalidStateKey(path, key)];
}

function findCloudNameProblems(name: string, path: string): readonly Problem[] {
  const wellFormed = /^[A-Za-z0-9_-]+$/.test(name) && name.length <= CLOUD_WORKSPACE_LENGTH;
  return wellFormed ? [] : [invalidCloudName(path, name)];
}
