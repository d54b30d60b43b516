import { listOr, quote, type Problem } from '@inspected-egress/problem';
import { CLOUD_WORKSPACE_LENGTH, TAG_KEY_LENGTH, TAG_VALUE_LENGTH } from './limits';

/** An environment was asked for that is not in `src/environments`. */
export function unknownEnvironment(path: string, name: unknown, known: readonly string[]): Problem {
  return {
    code: 'ENV101',
    path,
    message: `${quote(name)} is not an environment`,
    remedy: `use ${listOr(known)}, or add a file to \`src/environments\``,
  };
}

export function invalidAccountId(path: string, accountId: unknown): Problem {
  return {
    code: 'ENV102',
    path,
    message: `${quote(accountId)} is not an AWS account id`,
    remedy: 'use its 12 digits, as a string',
  };
}

export function invalidRegion(path: string, region: unknown): Problem {
  return {
    code: 'ENV103',
    path,
    message: `${quote(region)} is not a Region`,
    remedy: 'use a name like `us-east-1`',
  };
}

export function zoneOutsideRegion(path: string, zone: string, region: string): Problem {
  return {
    code: 'ENV104',
    path,
    message: `\`${zone}\` is not a zone of the Region \`${region}\``,
    remedy: `use a zone whose name starts with \`${region}\``,
  };
}

/** A value outside a closed list. */
export function unknownChoice(path: string, value: unknown, choices: readonly (string | number)[]): Problem {
  return {
    code: 'ENV105',
    path,
    message: `${quote(value)} is not a choice`,
    remedy: `use ${listOr(choices)}`,
  };
}

export function wrongType(path: string, value: unknown, expected: string): Problem {
  return { code: 'ENV106', path, message: `${quote(value)} is not ${expected}`, remedy: `use ${expected}` };
}

export function missingKey(path: string): Problem {
  return { code: 'ENV107', path, message: 'nothing is set', remedy: 'set it: it has no default' };
}

export function unknownKey(path: string, known: readonly string[]): Problem {
  return {
    code: 'ENV108',
    path,
    message: 'nothing is known by this name',
    remedy: `remove it, or use ${listOr(known)}`,
  };
}

export function invalidTag(path: string, reason: string): Problem {
  return {
    code: 'ENV109',
    path,
    message: reason,
    remedy: `use a key of 1 to ${TAG_KEY_LENGTH} characters that does not start with \`aws:\`, and a value of at most ${TAG_VALUE_LENGTH}`,
  };
}

export function duplicateEnvironment(path: string, name: string, first: string): Problem {
  return {
    code: 'ENV110',
    path,
    message: `\`${name}\` is also the name of ${first}`,
    remedy: 'give each environment its own name',
  };
}

/** Two environments that could never be connected, whose logs could not be told apart. */
export function overlappingEnvironments(
  path: string,
  block: string,
  other: string,
  otherBlock: string,
): Problem {
  return {
    code: 'ENV111',
    path,
    message: `\`${block}\` overlaps \`${otherBlock}\` of ${other}`,
    remedy: 'give each environment a block of its own',
  };
}

/** A Terraform expression where the shape of the configuration depends on the value. */
export function tokenInConfig(path: string, value: unknown): Problem {
  return {
    code: 'ENV112',
    path,
    message: `${quote(value)} is a Terraform expression, known only after synthesis`,
    remedy: 'use a literal',
  };
}

/** CloudWatch Logs keeps logs for certain numbers of days only. */
export function invalidRetention(path: string, days: unknown, nearest: readonly number[]): Problem {
  return {
    code: 'ENV114',
    path,
    message: `CloudWatch Logs keeps nothing for ${quote(days)} days`,
    remedy: `use ${listOr(nearest)}`,
  };
}

export function notADay(path: string, day: string): Problem {
  return {
    code: 'ENV116',
    path,
    message: `${quote(day)} is not a day`,
    remedy: 'write it as in `2026-11-30`',
  };
}

/** Relative, and outside of what synthesis writes. */
export function invalidStateDirectory(path: string, directory: string, reason: string): Problem {
  return {
    code: 'ENV202',
    path,
    message: `\`${directory}\` ${reason}`,
    remedy: 'use a folder relative to the app, outside of `cdktf.out`, for example `../state`',
  };
}

export function invalidBucket(path: string, bucket: string): Problem {
  return {
    code: 'ENV203',
    path,
    message: `\`${bucket}\` is not the name of an S3 bucket`,
    remedy: 'use 3 to 63 lower-case letters, digits, dots and hyphens, with a letter or digit at both ends',
  };
}

export function invalidStateKey(path: string, key: string): Problem {
  return {
    code: 'ENV204',
    path,
    message: `\`${key}\` starts or ends with a slash, or is empty`,
    remedy: `use \`${key.replace(/^\/+|\/+$/g, '') || 'terraform.tfstate'}\``,
  };
}

export function invalidCloudName(path: string, name: string): Problem {
  return {
    code: 'ENV205',
    path,
    message: `\`${name}\` is not a name that HCP Terraform accepts`,
    remedy: `use at most ${CLOUD_WORKSPACE_LENGTH} letters, digits, hyphens and underscores`,
  };
}
