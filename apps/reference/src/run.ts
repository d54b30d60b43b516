import { PlanError, throwProblems } from '@inspected-egress/problem';
import type { EnvironmentConfig } from './environment-config';
import { unknownEnvironment } from './errors';
import { synthesizeEnvironments } from './synthesize';

/** What the command needs from its process. */
export interface Call {
  /** Names of environments; none means all. */
  readonly names: readonly string[];
  readonly environments: readonly EnvironmentConfig[];
  /** Folder to write to. */
  readonly outdir: string;
  /** Takes the one message of a call that failed. */
  readonly complain: (message: string) => void;
}

/** Synthesizes the environments named, and returns the exit status: 1, with one list of problems, when any is wrong. */
export function run({ names, environments, outdir, complain }: Call): 0 | 1 {
  try {
    const known = environments.map(({ name }) => name);
    const strangers = names.filter((name) => !known.some((one) => one === name));
    throwProblems(
      'nothing was written',
      strangers.map((name) => unknownEnvironment('arguments', name, known)),
    );
    const chosen = environments.filter(({ name }) => names.length === 0 || names.includes(name));
    synthesizeEnvironments(chosen, outdir);
    return 0;
  } catch (error) {
    if (!(error instanceof PlanError)) throw error;
    complain(error.message);
    return 1;
  }
}
