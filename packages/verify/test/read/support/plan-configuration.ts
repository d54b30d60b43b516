import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import { requireTerraform } from '@inspected-egress/terraform';

// No account is asked for, and nothing is called.
const PROVIDER = `terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

provider "aws" {
  region                      = "us-east-1"
  access_key                  = "offline"
  secret_key                  = "offline"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
`;

/** What the real `terraform show -json` says of a plan of a folder under `configurations`. */
export function planConfiguration(name: string): string {
  const { binary, mirror } = requireTerraform();
  const folder = mkdtempSync(join(tmpdir(), 'inspected-egress-'));
  try {
    cpSync(join(__dirname, '../configurations', name), folder, { recursive: true });
    writeFileSync(join(folder, 'provider.tf'), PROVIDER);
    const run = (...args: string[]) => {
      const answer = spawnSync(binary, args, {
        cwd: folder,
        env: environment(),
        encoding: 'utf8',
        maxBuffer: 1e9,
      });
      if (answer.status !== 0)
        throw new Error(`terraform ${args.join(' ')}\n${answer.stdout}${answer.stderr}`);
      return answer.stdout;
    };
    run('init', '-input=false', ...(mirror === undefined ? [] : [`-plugin-dir=${mirror.folder}`]));
    run('plan', '-refresh=false', '-input=false', '-out=plan');
    return run('show', '-json', 'plan');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
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
