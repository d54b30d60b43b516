import type { Problem } from '@inspected-egress/problem';
import { CLOUD_WORKSPACE_LENGTH, TAG_KEY_LENGTH, TAG_VALUE_LENGTH } from './limits';

/** `dev`, `staging` and `prod` → `` `dev`, `staging` or `prod` ``. */
function oneOf(values: readonly (string | number)[]): string {
  const quoted = values.map((value) => `\`${value}\``);
  const last = quoted.pop() ?? '';
  return quoted.length === 0 ? last : `${quoted.join(', ')} or ${last}`;
}

/** Any value as the reader wrote it, short enough for a line. */
function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return `\`${text.length > 60 ? `${text.slice(0, 57)}...` : text}\``;
}

/** An environment was asked for that is not in `src/environments`. */
export function unknownEnvironment(path: string, name: unknown, known: readonly string[]): Problem {
  return {
    code: 'ENV101',
    path,
    message: `${shown(name)} is not an environment`,
    remedy: `use ${oneOf(known)}, or add a file to \`src/environments\``,
  };
}

export function invalidAccountId(path: string, accountId: unknown): Problem {
  return {
    code: 'ENV102',
    path,
    message: `${shown(accountId)} is not an AWS account id`,
    remedy: 'use its 12 digits, as a string',
  };
}

export function invalidRegion(path: string, region: unknown): Problem {
  return {
    code: 'ENV103',
    path,
    message: `${shown(region)} is not a Region`,
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
    message: `${shown(value)} is not a choice`,
    remedy: `use ${oneOf(choices)}`,
  };
}

export function wrongType(path: string, value: unknown, expected: string): Problem {
  return { code: 'ENV106', path, message: `${shown(value)} is not ${expected}`, remedy: `use ${expected}` };
}

export function missingKey(path: string): Problem {
  return { code: 'ENV107', path, message: 'nothing is set', remedy: 'set it: it has no default' };
}

export function unknownKey(path: string, known: readonly string[]): Problem {
  return {
    code: 'ENV108',
    path,
    message: 'nothing is known by this name',
    remedy: `remove it, or use ${oneOf(known)}`,
  };
}

/** Both or neither of two keys that exclude each other. */
export function oneOfTwoKeys(path: string, given: number, [one, other]: readonly [string, string]): Problem {
  return {
    code: 'ENV115',
    path,
    message: `${given === 0 ? 'neither' : 'both'} \`${one}\` ${given === 0 ? 'nor' : 'and'} \`${other}\` ${given === 0 ? 'is' : 'are'} set`,
    remedy: 'set one of the two',
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
    message: `${shown(value)} is a Terraform expression, known only after synthesis`,
    remedy: 'use a literal',
  };
}

export function invalidPorts(path: string, fromPort: unknown, toPort: unknown): Problem {
  return {
    code: 'ENV113',
    path,
    message: `${shown(fromPort)} to ${shown(toPort)} is no range of ports`,
    remedy: 'use whole numbers from 1 to 65535, the lower one first',
  };
}

/** CloudWatch Logs keeps logs for certain numbers of days only. */
export function invalidRetention(path: string, days: unknown, nearest: readonly number[]): Problem {
  return {
    code: 'ENV114',
    path,
    message: `CloudWatch Logs keeps nothing for ${shown(days)} days`,
    remedy: `use ${oneOf(nearest)}`,
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
