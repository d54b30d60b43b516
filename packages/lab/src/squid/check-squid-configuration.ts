import { spawnSync } from 'node:child_process';
import type { Problem } from '@inspected-egress/problem';
import { squidRefused, squidWarned } from '../errors';
import { inScratchFolder } from '../scratch-folder';
import { SQUID_FOLDER, writeConfiguration, type ConfigurationFile } from './configuration-folder';
import { requireSquid, type SquidEngine } from './engine';

/**
 * Lets Squid read a configuration (`squid -k parse`), where each error and each warning is a problem. Nothing is started.
 * @param files - as for `/etc/squid`
 * @default engine - the Squid of this machine
 * @throws PlanError LAB311 without an engine
 */
export function checkSquidConfiguration(
  files: readonly ConfigurationFile[],
  engine: SquidEngine = requireSquid(),
): readonly Problem[] {
  return inScratchFolder((folder) => {
    writeConfiguration(folder, files, folder);
    const { stdout, stderr, error } = spawnSync(
      engine.command,
      ['-k', 'parse', '-f', `${folder}/squid.conf`],
      {
        encoding: 'utf8',
        env: { ...process.env, PATH: `${process.env.PATH ?? ''}:/usr/sbin` },
      },
    );
    if (error !== undefined) return [squidRefused('', error.message)];
    return `${stdout}${stderr}`
      .split('\n')
      .flatMap((line) => readLine(line.replaceAll(folder, SQUID_FOLDER)));
  });
}

function readLine(line: string): readonly Problem[] {
  const [, kind, said = ''] = /(ERROR|FATAL|WARNING|Bungled|SECURITY NOTICE): ?(.*)$/.exec(line) ?? [];
  if (kind === undefined) return [];
  const place = / line (\d+)/.exec(said)?.[1];
  const path = place === undefined ? '' : `squid.conf line ${place}`;
  return [kind === 'WARNING' ? squidWarned(path, said) : squidRefused(path, said)];
}
