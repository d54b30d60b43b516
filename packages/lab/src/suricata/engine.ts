import { spawnSync } from 'node:child_process';
import { PlanError } from '@inspected-egress/problem';
import { noSuricata } from '../errors';

/** An installed Suricata. What it says is true of this version; AWS Network Firewall may run another. */
export interface SuricataEngine {
  readonly command: string;
  /** For example `7.0.10`. */
  readonly version: string;
}

const TIME_LIMIT_MILLISECONDS = 120_000;
const OUTPUT_LIMIT_BYTES = 64 * 1024 * 1024;

/**
 * The Suricata of this machine, or undefined when there is none.
 * @param command - name or path of the program
 */
export function findSuricata(command = process.env.SURICATA ?? 'suricata'): SuricataEngine | undefined {
  const { stdout, error } = spawnSync(command, ['-V'], { encoding: 'utf8' });
  const version = error === undefined ? /version (\d+\.\d+\.\d+)/.exec(stdout)?.[1] : undefined;
  return version === undefined ? undefined : { command, version };
}

/** @throws PlanError LAB301 when there is no Suricata */
export function requireSuricata(): SuricataEngine {
  const engine = findSuricata();
  if (engine === undefined) throw new PlanError('Suricata', [noSuricata()]);
  return engine;
}

export interface EngineRun {
  readonly succeeded: boolean;
  /** What it printed, for the case that it could not even write its log. */
  readonly output: string;
}

export function runSuricata({ command }: SuricataEngine, args: readonly string[]): EngineRun {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    encoding: 'utf8',
    timeout: TIME_LIMIT_MILLISECONDS,
    maxBuffer: OUTPUT_LIMIT_BYTES,
  });
  return { succeeded: status === 0, output: error?.message ?? `${stdout}${stderr}`.trim() };
}
