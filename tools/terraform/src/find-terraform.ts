import { spawnSync } from 'node:child_process';
import { terraformMissing } from './errors';
import { objectOf, textOf, type JsonValue } from './json';
import { findPluginMirror, type PluginMirror } from './plugin-mirror';

/** A Terraform that can be run, and where it takes providers from. */
export interface Terraform {
  /** As the shell would find it: a name, or a path. */
  readonly binary: string;
  /** For example `1.11.4`. */
  readonly version: string;
  /** Absent: Terraform's registry, or what the user's own CLI configuration says. */
  readonly mirror?: PluginMirror;
}

/**
 * The `terraform` on the PATH, or the one that `TERRAFORM_BINARY_NAME` names (cdktf reads the same variable), with the
 * plugin mirror of this machine. `undefined` when there is none.
 */
export function findTerraform(env: NodeJS.ProcessEnv = process.env): Terraform | undefined {
  const binary = env['TERRAFORM_BINARY_NAME'] || 'terraform';
  const answer = spawnSync(binary, ['version', '-json'], {
    env: { ...env, CHECKPOINT_DISABLE: '1' },
    encoding: 'utf8',
  });
  if (answer.status !== 0) return undefined;
  const version = textOf(
    objectOf(JSON.parse(answer.stdout.slice(answer.stdout.indexOf('{'))) as JsonValue)['terraform_version'],
  );
  if (version === undefined) return undefined;
  const mirror = findPluginMirror();
  return { binary, version, ...(mirror === undefined ? {} : { mirror }) };
}

// The least that locks state in S3 without a table; `required_version` of the reference asks for the same.
const MINIMUM = { major: 1, minor: 10 };

/** Whether a Terraform is older than what the reference architecture asks for. */
export function isTooOld({ version }: Pick<Terraform, 'version'>): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major < MINIMUM.major || (major === MINIMUM.major && minor < MINIMUM.minor);
}

/** @throws TerraformError when there is no Terraform; says how to get it */
export function requireTerraform(): Terraform {
  const terraform = findTerraform();
  if (terraform === undefined) throw terraformMissing();
  return terraform;
}
