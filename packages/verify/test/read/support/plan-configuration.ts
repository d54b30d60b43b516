import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import { requireTerraform, withFolderPlanner } from '@inspected-egress/terraform';

const CONFIGURATIONS = join(__dirname, '../configurations');

/** What the real `terraform show -json` says of a plan of each folder under `configurations`, by its name. */
export function planConfigurations(): Promise<ReadonlyMap<string, string>> {
  return withFolderPlanner(requireTerraform(), async ({ plan }) => {
    const plans = new Map<string, string>();
    for (const name of readdirSync(CONFIGURATIONS)) {
      const folder = mkdtempSync(join(tmpdir(), 'inspected-egress-'));
      try {
        cpSync(join(CONFIGURATIONS, name), folder, { recursive: true });
        writeFileSync(join(folder, 'provider.tf'), 'provider "aws" {\n  region = "us-east-1"\n}\n');
        plans.set(name, JSON.stringify((await plan(folder)).json));
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    }
    return plans;
  });
}

/** What Terraform's own evaluator says of expressions, each as JSON. */
export function terraformConsole(expressions: readonly string[]): readonly unknown[] {
  const { binary } = requireTerraform();
  const folder = mkdtempSync(join(tmpdir(), 'inspected-egress-'));
  try {
    const answer = spawnSync(binary, ['console'], {
      cwd: folder,
      env: environment(),
      encoding: 'utf8',
      input: `jsonencode([${expressions.map((one) => `jsonencode(${one})`).join(', ')}])\n`,
    });
    if (answer.status !== 0) throw new Error(answer.stderr);
    // A string is printed quoted, with Terraform's escapes, which are JSON's here.
    const texts = JSON.parse(JSON.parse(answer.stdout) as string) as string[];
    return texts.map((text) => JSON.parse(text) as unknown);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function environment(): NodeJS.ProcessEnv {
  const { TF_CLI_CONFIG_FILE: file, ...rest } = process.env;
  const kept = Object.entries(rest).filter(
    ([name]) => !/^(AWS_|TF_CLI_ARGS|TF_VAR_|TF_WORKSPACE$|TF_LOG)/.test(name),
  );
  return {
    ...Object.fromEntries(kept),
    // Terraform warns about a file that is not there, on every command.
    ...(file !== undefined && existsSync(file) ? { TF_CLI_CONFIG_FILE: file } : {}),
    CHECKPOINT_DISABLE: '1',
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}
