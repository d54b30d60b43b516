// What the machine has. A probe returns `{ missing }` with the reason, or `{ env }` for the tier's commands; it throws
// when it cannot find out.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runCommand } from './run-command.mjs';
import { ROOT } from './root.mjs';

const CDKTF_VERSION = '0.21.0';

let terraform; // both Terraform tiers ask, and the answer takes a second

export function probeTerraform() {
  terraform ??= findTerraform();
  return terraform;
}

async function findTerraform() {
  const missingTerraform = { missing: 'terraform is not on the PATH' };
  // Before anything is built to ask it more.
  if (spawnSync(process.env.TERRAFORM_BINARY_NAME || 'terraform', ['version']).error?.code === 'ENOENT')
    return missingTerraform;
  const built = await runCommand(['tsc', '-b', 'tools/terraform/tsconfig.lib.json']);
  if (built.status !== 0) throw new Error(`tools/terraform does not build\n${built.output}`);
  // The path is computed, so that Nx sees no dependency of the test preset on what it tests.
  const { findTerraform, findMissingProvider, isTooOld } = await import(
    pathToFileURL(join(ROOT, 'tools', 'terraform', 'dist', 'index.js'))
  );
  const found = findTerraform();
  if (found === undefined) return missingTerraform;
  if (isTooOld(found)) return { missing: `terraform ${found.version} is too old` };
  const missing = await findMissingProvider(found);
  if (missing !== undefined) return { missing };
  return { env: found.mirror === undefined ? {} : { TF_PLUGIN_MIRROR: found.mirror.folder } };
}

/** Terraform, the moto server that it applies to, and the AWS CLI that asks what is there then. */
export async function probeMoto() {
  const terraform = await probeTerraform();
  if (terraform.missing !== undefined) return terraform;
  const built = await runCommand(['tsc', '-b', 'tools/moto/tsconfig.lib.json']);
  if (built.status !== 0) throw new Error(`tools/moto does not build\n${built.output}`);
  const { findMissingAwsCli, findMissingMoto } = await import(
    pathToFileURL(join(ROOT, 'tools', 'moto', 'dist', 'index.js'))
  );
  const missing = findMissingMoto() ?? findMissingAwsCli();
  return missing === undefined ? terraform : { missing };
}

export async function probeCdktf() {
  const command = process.env.CDKTF_CLI || 'cdktf';
  const answer = spawnSync(command, ['--version'], { encoding: 'utf8', env: { ...process.env, CI: '1' } });
  if (answer.error !== undefined || answer.status !== 0) return { missing: `${command} is not on the PATH` };
  const version = /^\d+\.\d+\.\d+$/m.exec(answer.stdout)?.[0]; // logs may come before it
  if (version !== CDKTF_VERSION) return { missing: `${command} is ${version}, not ${CDKTF_VERSION}` };
  return { env: { CDKTF_CLI: command } };
}

/** The unit tests of addresses compare with Python's `ipaddress` where there is one. */
export async function probePython() {
  return spawnSync('python3', ['--version']).status === 0 ? {} : { missing: 'python3 is not on the PATH' };
}

/** Mutants need no engine but minutes, more than somebody who waits for `npm test` has. */
export async function probePatience({ named }) {
  const { CI, REQUIRE_ENGINES } = process.env;
  return named || CI === 'true' || REQUIRE_ENGINES === '1' ? {} : { missing: 'takes two minutes' };
}

/** As many random networks as a judgement by them is worth something. */
export async function probeManyWorlds(options) {
  return { ...(await probePatience(options)), env: { RANDOM_WORLDS: '5000' } };
}

/** z3 comes with `npm ci`, unless development dependencies are left out. */
export async function probeSolver(options) {
  try {
    createRequire(import.meta.url).resolve('z3-solver');
  } catch {
    return { missing: 'z3-solver is not installed' };
  }
  return probePatience(options);
}

export async function probeSuricata() {
  const command = process.env.SURICATA || 'suricata';
  const answer = spawnSync(command, ['-V'], { encoding: 'utf8' });
  if (answer.error !== undefined) return { missing: `${command} is not on the PATH` };
  return /version 7\./.test(answer.stdout) ? {} : { missing: `${command} is not version 7` };
}

/** A Squid that reads server names of TLS, and namespaces for the networks that it stands in. */
export async function probeSquid() {
  const command = process.env.SQUID || 'squid';
  // Debian keeps it where only root looks.
  const env = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` };
  const answer = spawnSync(command, ['-v'], { encoding: 'utf8', env });
  if (answer.error !== undefined) return { missing: `${command} is not on the PATH` };
  if (!answer.stdout.includes('--with-openssl')) return { missing: `${command} is without OpenSSL` };
  const openssl = spawnSync('openssl', ['version'], { env });
  if (openssl.error !== undefined) return { missing: 'openssl is not on the PATH' };
  const apart = ['--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc', 'true'];
  const namespaces = spawnSync('unshare', apart, { encoding: 'utf8' });
  return namespaces.status === 0 ? {} : { missing: 'no right to make network namespaces' };
}

/** What reads the files that appliances and proxies start with. */
export async function probeBootstraps() {
  const env = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` };
  const absent = ['cloud-init', 'shellcheck', 'nft', 'squid', 'openssl'].filter(
    (command) => spawnSync(command, [command === 'squid' ? '-v' : '--version'], { env }).error !== undefined,
  );
  if (absent.length > 0) return { missing: `${absent.join(', ')} not on the PATH` };
  return probeSuricata();
}
