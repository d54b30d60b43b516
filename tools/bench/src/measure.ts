import { spawnSync } from 'node:child_process';

/** A process to time. */
export interface Command {
  readonly what: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * Times every command `rounds` times, one of each in a round, so that a busy machine slows all alike. The first
 * `warmUps` rounds are not counted.
 *
 * @returns milliseconds of each command, in the order of `commands`
 * @throws Error when a command fails, with what it printed
 */
export function interleaved(
  commands: readonly Command[],
  rounds: number,
  warmUps: number,
): readonly (readonly number[])[] {
  const times = commands.map((): number[] => []);
  for (let round = -warmUps; round < rounds; round += 1) {
    for (const [index, command] of commands.entries()) {
      const milliseconds = run(command);
      if (round >= 0) times[index]?.push(milliseconds);
    }
  }
  return times;
}

/** Wall time of one process, in milliseconds. */
export function run({ what, args, cwd, env = {} }: Command): number {
  const started = performance.now();
  const answer = spawnSync(process.execPath, args, {
    cwd,
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  const milliseconds = performance.now() - started;
  if (answer.status !== 0) throw new Error(`${what} failed\n${answer.stdout}${answer.stderr}`);
  return milliseconds;
}
