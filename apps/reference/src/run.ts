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

/** Synthesizes the environments named, and returns the exit status: 1, with one message, when any environment is wrong. */
export function run({ names, environments, outdir, complain }: Call): 0 | 1 {
  try {
    const known = environments.map(({ name }) => name);
    const strangers = names.filter((name) => !known.some((one) => one === name));
    throwProblems(
      'nothing was written',
      strangers.map((name) => unknownEnvironment('arguments', name, known)),
    );
    synthesizeEnvironments(environments, outdir, names.length === 0 ? known : names);
    return 0;
  } catch (error) {
    if (!(error instanceof PlanError || isSystemError(error))) throw error;
    complain(
      error instanceof PlanError ? error.message : `nothing was written to \`${outdir}\`: ${error.message}`,
    );
    return 1;
  }
}

/** A folder that cannot be written, a disk that is full: what the system said is enough. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return typeof error === 'object' && error !== null && 'syscall' in error && 'message' in error;
}
