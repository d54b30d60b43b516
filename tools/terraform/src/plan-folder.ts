import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Terraform } from './find-terraform';
import { hclOverride, HCL_OVERRIDE_FILE } from './hcl-override';
import { isObject, objectOf, type JsonObject } from './json';
import { diagnosticsInLines, jsonLines } from './diagnostics';
import { startProvider, type RunningProvider } from './provider/running-provider';
import { init, plan, PLAN_FILE, runTerraform } from './run-terraform';
import { stepFailed } from './errors';
import { inScratch, type Scratch } from './scratch';
import { withZonesServer } from './zones-server';

/** Folders with configurations in Terraform's own language, as strangers write them, and what Terraform says of each. */
export interface FolderPlanner {
  /** `terraform plan -refresh=false`: the plan file, and what `terraform show -json` says of it. */
  plan(folder: string): Promise<{ readonly json: JsonObject; readonly file: Uint8Array }>;
  /**
   * The state after an apply to a mocked provider: which instance an expression means is settled in it, by Terraform itself.
   * What AWS alone would decide is random text, or what the test file says.
   *
   * @param testFile - text of a `*.tftest.hcl` whose first run applies
   */
  apply(folder: string, testFile: string): Promise<JsonObject>;
}

/**
 * Initializes once for all folders, and answers the one thing that plans of strangers ask AWS for: the zones of the Region.
 * No folder is touched; copies of them are planned. Every configuration has its own `provider "aws"` block.
 */
export function withFolderPlanner<T>(
  terraform: Terraform,
  work: (planner: FolderPlanner) => Promise<T>,
): Promise<T> {
  return withZonesServer((ec2Endpoint) =>
    inScratch(terraform, undefined, async (base) => {
      base.write('main.tf', REQUIRED_PROVIDER);
      let running: Promise<RunningProvider | undefined> | undefined;
      const inCopy = <U>(folder: string, use: (scratch: Scratch) => Promise<U>) =>
        inScratch(terraform, undefined, async (scratch) => {
          const provider = await (running ??= prepare(terraform, base));
          copyInto(scratch, folder, base, ec2Endpoint);
          await runTerraform(terraform, scratch, ['get']); // local modules; the provider is there
          return use(provider === undefined ? scratch : { ...scratch, provider });
        });
      const planner: FolderPlanner = {
        plan: (folder) =>
          inCopy(folder, async (scratch) => ({
            json: (await plan(terraform, scratch, folder)).json,
            file: readFileSync(join(scratch.folder, PLAN_FILE)),
          })),
        apply: (folder, testFile) =>
          inCopy(folder, async (scratch) => {
            scratch.write('world.tftest.hcl', testFile);
            const answer = await runTerraform(terraform, scratch, ['test', '-json', '-verbose']);
            const state = jsonLines(answer.stdout)
              .map((line) => line['test_state'])
              .find(isObject);
            if (state === undefined || answer.status !== 0)
              throw stepFailed('test', folder, diagnosticsInLines(answer.stdout));
            return stateJson(state);
          }),
      };
      try {
        return await work(planner);
      } finally {
        (await running)?.stop();
      }
    }),
  );
}

async function prepare(terraform: Terraform, base: Scratch): Promise<RunningProvider | undefined> {
  await init(terraform, base, 'every world');
  return startProvider(base);
}

const REQUIRED_PROVIDER =
  'terraform {\n  required_providers {\n    aws = {\n      source = "hashicorp/aws"\n    }\n  }\n}\n';

function copyInto(scratch: Scratch, folder: string, base: Scratch, ec2Endpoint: string): void {
  const copy = (from: string, to: string) => cpSync(from, to, { recursive: true, verbatimSymlinks: true });
  copy(folder, scratch.folder);
  for (const name of ['.terraform', '.terraform.lock.hcl'])
    copy(join(base.folder, name), join(scratch.folder, name));
  scratch.write(HCL_OVERRIDE_FILE, hclOverride(textOf(folder), ec2Endpoint));
}

/** The root module's configuration. */
function textOf(folder: string): string {
  const files = readdirSync(folder).filter((name) => name.endsWith('.tf'));
  return files.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
}

/** `terraform show -json` of a state has another frame than `terraform test` gives it. */
function stateJson(state: JsonObject): JsonObject {
  return { format_version: '1.0', values: { root_module: objectOf(state['root_module']) } };
}
