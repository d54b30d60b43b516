import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { requireTerraform, runTerraform, startProvider, type Scratch } from '@inspected-egress/terraform';

/** What a command answered: its output in one line, without frames. */
export interface Answer {
  readonly failed: boolean;
  readonly output: string;
}

/** A folder in which single Terraform commands are run, without credentials, in the workspace given. */
export class TerraformFolder {
  private readonly terraform = requireTerraform();
  private readonly folder = mkdtempSync(join(tmpdir(), 'terraform-folder-'));
  private readonly scratch: Scratch;
  private running: ReturnType<typeof startProvider> | undefined;

  constructor(workspace: string | undefined, files: Readonly<Record<string, string>>) {
    const { mirror } = this.terraform;
    const mirrorPath = JSON.stringify(mirror?.folder);
    const installation = `provider_installation {\n  filesystem_mirror {\n    path = ${mirrorPath}\n  }\n}\n`;
    const cliConfig = { 'cli.tfrc': mirror === undefined ? '' : installation };
    for (const [name, content] of Object.entries({ ...files, ...cliConfig })) this.write(name, content);
    this.scratch = {
      folder: this.folder,
      env: this.environment(workspace),
      write: (name, content) => this.write(name, content),
    };
  }

  async run(command: string): Promise<Answer> {
    const args = [...command.split(' '), '-no-color'];
    const isReady = existsSync(join(this.folder, '.terraform'));
    const provider = isReady ? await (this.running ??= startProvider(this.scratch)) : undefined;
    const scratch = provider === undefined ? this.scratch : { ...this.scratch, provider };
    const { status, stdout, stderr } = await runTerraform(this.terraform, scratch, args);
    return { failed: status !== 0, output: `${stdout}${stderr}`.replaceAll(/[\s│╷╵]+/g, ' ') };
  }

  async remove(): Promise<void> {
    (await this.running)?.stop();
    rmSync(this.folder, { recursive: true });
  }

  private environment(workspace: string | undefined): NodeJS.ProcessEnv {
    const inherited = Object.entries(process.env).filter(([name]) => !/^(AWS_|TF_)/.test(name));
    return {
      ...Object.fromEntries(inherited),
      ...(workspace === undefined ? {} : { TF_WORKSPACE: workspace }),
      ...{
        TF_CLI_CONFIG_FILE: 'cli.tfrc',
        TF_INPUT: '0',
        CHECKPOINT_DISABLE: '1',
        AWS_EC2_METADATA_DISABLED: 'true',
      },
      ...{ AWS_CONFIG_FILE: devNull, AWS_SHARED_CREDENTIALS_FILE: devNull },
    };
  }

  private write(name: string, content: string | object): void {
    mkdirSync(dirname(join(this.folder, name)), { recursive: true });
    writeFileSync(join(this.folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
}
