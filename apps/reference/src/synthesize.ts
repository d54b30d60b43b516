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
    const problems = configs.flatMap((config, index) => buildStack(app, config, nameOf(config, index)));
    throwProblems('nothing was written', [...problems, ...findProblemsBetween(configs)]);
    app.synth();
    moveFiles(scratch, outdir);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Adds the stack of an environment, and returns what is wrong with it: its configuration's problems and its constructs'. */
function buildStack(app: App, config: EnvironmentConfig, name: string): readonly Problem[] {
  const problems = validateEnvironment(config).map((problem) => problemUnder(name, problem));
  try {
    new EgressStack(app, config);
    return problems;
  } catch (error) {
    if (!(error instanceof PlanError)) {
      if (problems.length > 0) return problems;
      throw error;
    }
    const paths = new Set(problems.map((problem) => problem.path));
    const more = error.problems.map((problem) => problemUnder(name, problem));
    return [...problems, ...more.filter((problem) => !paths.has(problem.path))];
  }
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
