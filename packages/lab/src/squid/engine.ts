import { spawnSync } from 'node:child_process';
import { delimiter } from 'node:path';
import { PlanError } from '@inspected-egress/problem';
import { noSquid } from '../errors';

/** An installed Squid that reads TLS. */
export interface SquidEngine {
  readonly command: string;
  /** For example `5.7`. */
  readonly version: string;
}

/**
 * The Squid of this machine, or undefined when there is none or it is built without OpenSSL.
 * @param command - name or path of the program; a name is looked for in /usr/sbin too
 */
export function findSquid(command = process.env.SQUID ?? 'squid'): SquidEngine | undefined {
  const env = { ...process.env, PATH: [process.env.PATH, '/usr/sbin'].join(delimiter) };
  const { stdout, error } = spawnSync(command, ['-v'], { encoding: 'utf8', env });
  const version = error === undefined ? /^Squid Cache: Version (\d+(?:\.\d+)+)/.exec(stdout)?.[1] : undefined;
  return version === undefined || !stdout.includes('--with-openssl') ? undefined : { command, version };
}

/** @throws PlanError LAB311 when there is no Squid */
export function requireSquid(): SquidEngine {
  const engine = findSquid();
  if (engine === undefined) throw new PlanError('Squid', [noSquid()]);
  return engine;
}
