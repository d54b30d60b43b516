import { diagnosticsInLines, diagnosticOf, jsonLines, type Diagnostic } from './diagnostics';
import { stepFailed, terraformFailed } from './errors';
import type { Terraform } from './find-terraform';
import { isObject, objectOf, textOf, type JsonObject } from './json';
import { withProvider } from './provider/running-provider';
import { init, runTerraform } from './run-terraform';
import { inScratch } from './scratch';

/** A folder for `terraform test`: a configuration and `*.tftest.hcl` or `*.tftest.json` files. */
export interface TestFolder {
  readonly name: string;
  /** The value of `terraform.workspace`. @default - the default workspace */
  readonly workspace?: string;
  /** Contents by path, for example `cdk.tf.json` and `zones.tftest.hcl`; objects are written as JSON. */
  readonly files: Readonly<Record<string, string | JsonObject>>;
}

/** One `run` block. */
export interface TestRun {
  /** For example `zones.tftest.hcl`. */
  readonly file: string;
  readonly run: string;
  readonly status: 'pass' | 'fail' | 'error' | 'skip';
  /** Of this run: failed assertions, errors and warnings. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * `terraform init` and `terraform test`. With `mock_provider` in the test files nothing is called. A failing run is a
 * result, not an error.
 *
 * @throws TerraformError when no run was made: the configuration or a test file cannot be read
 */
export function terraformTest(
  terraform: Terraform,
  { name, workspace, files }: TestFolder,
): Promise<readonly TestRun[]> {
  return inScratch(terraform, workspace, async (scratch) => {
    for (const [file, content] of Object.entries(files)) scratch.write(file, content);
    await init(terraform, scratch, name, '-backend=false');
    const answer = await withProvider(scratch, (ready) => runTerraform(terraform, ready, ['test', '-json']));
    const runs = testRunsOf(jsonLines(answer.stdout));
    const stray = diagnosticsInLines(answer.stdout).filter(({ severity }) => severity === 'error');
    if (runs.length > 0) return runs;
    throw stray.length > 0
      ? stepFailed('test', name, stray)
      : terraformFailed('test', name, answer.stderr + answer.stdout);
  });
}

/** The runs in the output of `terraform test -json`, in order, each with the diagnostics that name it. */
export function testRunsOf(lines: readonly JsonObject[]): readonly TestRun[] {
  return lines.flatMap((line) => {
    const { path, run, status, progress } = objectOf(line['test_run']);
    const finished = progress === undefined || progress === 'complete';
    if (line['type'] !== 'test_run' || !finished || !isStatus(status)) return [];
    const diagnostics = lines
      .filter(
        (other) => other['@testfile'] === path && other['@testrun'] === run && isObject(other['diagnostic']),
      )
      .map((other) => diagnosticOf(objectOf(other['diagnostic'])));
    return [{ file: textOf(path) ?? '', run: textOf(run) ?? '', status, diagnostics }];
  });
}

function isStatus(value: unknown): value is TestRun['status'] {
  return value === 'pass' || value === 'fail' || value === 'error' || value === 'skip';
}
