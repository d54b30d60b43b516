import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { PlanError, problemUnder, throwProblems, type Problem } from '@inspected-egress/problem';
import { App } from 'cdktf';
import { EgressStack } from './egress-stack';
import type { EnvironmentConfig } from './environment-config';
import { validateEnvironment } from './plan/check-environment';
import { findProblemsBetween, nameOf } from './plan/check-environments';
import { inConfig } from './plan/config-path';

const MANIFEST = 'manifest.json';

/**
 * Writes the Terraform JSON of environments to a folder: all of them, or nothing. The app is synthesized in a scratch
 * folder first; its files are copied beside the old ones, and when all are there, renamed over them. What Terraform
 * keeps beside them (`.terraform`, its lock file) stays.
 *
 * @param names - environments to write; all are checked, also against each other
 * @default names - all
 * @throws PlanError with every problem of every environment
 */
export function synthesizeEnvironments(
  configs: readonly EnvironmentConfig[],
  outdir: string,
  names?: readonly string[],
): void {
  const scratch = mkdtempSync(join(tmpdir(), 'inspected-egress-'));
  try {
    const app = new App({ stackTraces: false, outdir: scratch });
    const spare = new App({ stackTraces: false, outdir: scratch });
    const between = findProblemsBetween(configs);
    const each = configs.map((config, index) => {
      const name = nameOf(config, index);
      const problems = validateEnvironment(config);
      const more = findStackProblems(names === undefined || names.includes(name) ? app : spare, config, [
        ...problems,
        ...between,
      ]);
      return [...problems, ...more].map((problem) => problemUnder(name, problem));
    });
    throwProblems('nothing was written', [...each.flat(), ...between]);
    app.synth();
    moveFiles(scratch, outdir);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Adds the stack of an environment, and returns what its constructs find wrong with it beside what is told already. */
function findStackProblems(
  app: App,
  config: EnvironmentConfig,
  told: readonly Problem[],
): readonly Problem[] {
  try {
    new EgressStack(app, config);
    return [];
  } catch (error) {
    if (error instanceof PlanError) return withoutRepeated(error.problems.map(inConfig), told);
    // Constructs trust the types of their props; a configuration that does not keep them may fail anyhow.
    if (told.length > 0) return [];
    throw error;
  }
}

/** What constructs find that the configuration's own check has not told: of a value, and of what is made from it. */
function withoutRepeated(found: readonly Problem[], told: readonly Problem[]): readonly Problem[] {
  const paths = new Set(told.map(({ path }) => path));
  return found.filter(
    ({ path }) => !paths.has(path) && !(paths.size > 0 && path.startsWith('engine.logging.')),
  );
}

/** Every file beside its target first, where a disk may be full; then the renames, and last what lists the stacks. */
function moveFiles(from: string, to: string): void {
  const files = readdirSync(from, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(from, join(entry.parentPath, entry.name)))
    .sort((one, other) => Number(one === MANIFEST) - Number(other === MANIFEST));
  const fresh = (file: string): string => join(to, `${file}.new`);
  const made: string[] = [];
  try {
    for (const file of files) {
      mkdirSync(dirname(join(to, file)), { recursive: true });
      copyFileSync(join(from, file), fresh(file));
      made.push(file);
    }
    for (const file of files) renameSync(fresh(file), join(to, file));
  } finally {
    for (const file of made) rmSync(fresh(file), { force: true });
  }
}
