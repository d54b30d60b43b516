import { spawn, spawnSync } from 'node:child_process';
import { HOW_TO_GET_AWS_CLI } from './errors';
import type { MotoServer } from './moto-server';

/** Why the AWS CLI cannot be asked on this machine, in one line; `undefined` when it can. */
export function findMissingAwsCli(command = 'aws'): string | undefined {
  const answer = spawnSync(command, ['--version'], { encoding: 'utf8' });
  return answer.error === undefined && answer.status === 0
    ? undefined
    : `${command} is not on the PATH; ${HOW_TO_GET_AWS_CLI}`;
}

/**
 * Runs a program whose calls of the AWS CLI go to a moto server, in one of its accounts. What moto has none of fails at once,
 * and the program goes on as it likes.
 * @throws Error with what it printed when it fails
 */
export function runWithAwsCli(
  { url }: MotoServer,
  account: string,
  [command = '', ...args]: readonly string[],
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      env: {
        ...process.env,
        AWS_ENDPOINT_URL: url,
        AWS_ACCESS_KEY_ID: `AKIA${account}MOTO`,
        AWS_SECRET_ACCESS_KEY: 'moto',
        AWS_DEFAULT_REGION: 'us-east-1',
        AWS_MAX_ATTEMPTS: '1',
        AWS_PAGER: '',
      },
    });
    const [out, err]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', reject);
    child.on('close', (status) => {
      if (status === 0) resolve(Buffer.concat(out).toString());
      else reject(new Error(`${command} failed\n${Buffer.concat(err).toString()}`));
    });
  });
}
