import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PlanError, problemUnder, throwProblems, type Problem } from '@inspected-egress/problem';
import { App } from 'cdktf';
import { EgressStack } from './egress-stack';
import type { EnvironmentConfig } from './environment-config';
import { validateEnvironment } from './plan/check-environment';
import { findProblemsBetween, nameOf } from './plan/check-environments';

/**
 * Writes the Terraform JSON of environments to a folder: all of them, or nothing. The app is synthesized in a scratch
 * folder first, and its files are then moved over the old ones one by one, each whole; what Terraform keeps beside
 * them (`.terraform`, its lock file) stays.
 *
 * @throws PlanError with every problem of every environment
 */
export function synthesizeEnvironments(configs: readonly EnvironmentConfig[], outdir: string): void {
  const scratch = mkdtempSync(join(tmpdir(), 'inspected-egress-'));
  try {
    const app = new App({ stackTraces: false, outdir: scratch });
    const between = findProblemsBetween(configs);
    const each = configs.map((config, index) => {
      const name = nameOf(config, index);
      const problems = validateEnvironment(config);
      const more = findStackProblems(app, config, [...problems, ...between]);
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
    if (error instanceof PlanError) return withoutRepeated(error.problems, told);
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

function moveFiles(from: string, to: string): void {
  for (const entry of readdirSync(from, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const source = join(entry.parentPath, entry.name);
    const target = join(to, source.slice(from.length));
    mkdirSync(dirname(target), { recursive: true });
    // Copied beside its target first: the scratch folder may be on another disk, and only a rename is all or nothing.
    copyFileSync(source, `${target}.new`);
    renameSync(`${target}.new`, target);
  }
}
