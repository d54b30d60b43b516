import { spawnSync } from 'node:child_process';

/** A process to time. */
export interface Command {
  readonly what: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * Times everything `rounds` times, one of each in a round, so that a busy machine slows all alike. The first `warmUps`
 * rounds are not counted.
 *
 * @param works - each says how many milliseconds it took
 * @returns milliseconds of each, in the order of `works`
 */
export function interleaved(
  works: readonly (() => number)[],
  rounds: number,
  warmUps: number,
): readonly (readonly number[])[] {
  const times = works.map((): number[] => []);
  for (let round = -warmUps; round < rounds; round += 1) {
    for (const [index, work] of works.entries()) {
      const milliseconds = work();
      if (round >= 0) times[index]?.push(milliseconds);
    }
  }
  return times;
}

/**
 * Wall time of one process, in milliseconds.
 * @throws Error when it fails, with what it printed
 */
export function run({ what, args, cwd, env = {} }: Command): number {
  return clock(() => {
    const answer = spawnSync(process.execPath, args, {
      cwd,
      env: { ...process.env, ...env },
      encoding: 'utf8',
    });
    if (answer.status !== 0) throw new Error(`${what} failed\n${answer.stdout}${answer.stderr}`);
  });
}

/** Milliseconds that something takes in this process. */
export function clock(work: () => void): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}
