import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { devNull, homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cliConfigText } from './cli-config';
import type { Terraform } from './find-terraform';
import { isFile } from './plugin-mirror';
import type { RunningProvider } from './provider/running-provider';

/** A folder to run Terraform in, and the environment to run it with. */
export interface Scratch {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  /** @default - Terraform starts the provider itself, at each command */
  readonly provider?: RunningProvider;
  write(file: string, content: string | object): void;
}

/** Runs `work` in a new folder, and removes the folder after it. */
export async function inScratch<T>(
  terraform: Terraform,
  workspace: string | undefined,
  work: (scratch: Scratch) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'inspected-egress-'));
  const write = (file: string, content: string | object) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(
      join(folder, file),
      typeof content === 'string' ? content : JSON.stringify(content, undefined, 2),
    );
  };
  try {
    if (terraform.mirror !== undefined) write('cli.tfrc', cliConfigText(terraform.mirror));
    const cliConfig = terraform.mirror === undefined ? undefined : join(folder, 'cli.tfrc');
    return await work({ folder, env: terraformEnvironment(process.env, { cliConfig, workspace }), write });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The environment of an offline Terraform: no question is asked, nobody is called, no credentials of the machine are
 * read, and arguments that the user keeps in `TF_CLI_ARGS…` do not leak in.
 */
export function terraformEnvironment(
  inherited: NodeJS.ProcessEnv,
  settings: { readonly cliConfig?: string | undefined; readonly workspace?: string | undefined },
): NodeJS.ProcessEnv {
  const kept = Object.entries(inherited).filter(
    ([name]) => !/^(AWS_|TF_CLI_ARGS|TF_VAR_|TF_WORKSPACE$|TF_DATA_DIR$|TF_LOG)/.test(name),
  );
  const env: NodeJS.ProcessEnv = {
    // Terraform and the provider make garbage by the gigabyte; to collect it less often costs memory and saves a quarter.
    GOGC: '400',
    ...Object.fromEntries(kept),
    CHECKPOINT_DISABLE: '1',
    TF_IN_AUTOMATION: '1',
    TF_INPUT: '0',
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: 'true',
    ...(settings.workspace === undefined ? {} : { TF_WORKSPACE: settings.workspace }),
  };
  const file = settings.cliConfig ?? inherited['TF_CLI_CONFIG_FILE'];
  // Terraform warns about a file that is not there, on every command.
  if (file !== undefined && (settings.cliConfig !== undefined || isFile(file)))
    env['TF_CLI_CONFIG_FILE'] = file;
  else delete env['TF_CLI_CONFIG_FILE'];
  if (settings.cliConfig !== undefined || env['TF_PLUGIN_CACHE_DIR'] !== undefined) return env;
  return { ...env, ...pluginCache(inherited) };
}

// Without a mirror every scratch folder would download the provider again. The lock file lives and dies with the
// scratch folder, so the cache cannot break it.
function pluginCache(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const folder = join(
    env['XDG_CACHE_HOME'] || join(homedir(), '.cache'),
    'inspected-egress',
    'terraform-plugins',
  );
  mkdirSync(folder, { recursive: true });
  return { TF_PLUGIN_CACHE_DIR: folder, TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE: 'true' };
}
