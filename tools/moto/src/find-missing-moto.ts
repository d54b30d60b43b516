import { spawnSync } from 'node:child_process';
import { HOW_TO_GET_MOTO } from './errors';

/** What the extensions are written for: they reach into it. */
const VERSION = '5.2.1';

const PROBE = 'import moto, moto.server; print(moto.__version__)';

/** Why stacks cannot be applied to moto on this machine, in one line; `undefined` when they can. */
export function findMissingMoto(python = 'python3'): string | undefined {
  const answer = spawnSync(python, ['-c', PROBE], { encoding: 'utf8' });
  if (answer.error !== undefined) return `${python} is not on the PATH`;
  if (answer.status !== 0) return `${python} cannot import moto.server; ${HOW_TO_GET_MOTO}`;
  const version = answer.stdout.trim();
  return version === VERSION ? undefined : `moto is ${version}, not ${VERSION}; ${HOW_TO_GET_MOTO}`;
}
