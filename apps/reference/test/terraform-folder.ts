import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { requireTerraform } from '@inspected-egress/terraform';

/** What a command answered: its output in one line, without frames. */
export interface Answer {
  readonly failed: boolean;
  readonly output: string;
}

/** A folder in which single Terraform commands are run, without credentials, in the workspace given. */
export class TerraformFolder {
  private readonly terraform = requireTerraform();
  private readonly folder = mkdtempSync(join(tmpdir(), 'terraform-folder-'));

  constructor(
    private readonly workspace: string | undefined,
    files: Readonly<Record<string, string>>,
  ) {
    const { mirror } = this.terraform;
    const mirrorPath = JSON.stringify(mirror?.folder);
    const installation = `provider_installation {\n  filesystem_mirror {\n    path = ${mirrorPath}\n  }\n}\n`;
    const cliConfig = { 'cli.tfrc': mirror === undefined ? '' : installation };
    for (const [name, content] of Object.entries({ ...files, ...cliConfig })) {
      mkdirSync(dirname(join(this.folder, name)), { recursive: true });
      writeFileSync(join(this.folder, name), content);
    }
  }

  run(command: string): Answer {
    const inherited = Object.entries(process.env).filter(([name]) => !/^(AWS_|TF_)/.test(name));
    const answer = spawnSync(this.terraform.binary, [...command.split(' '), '-no-color'], {
      cwd: this.folder,
      env: {
        ...Object.fromEntries(inherited),
        ...(this.workspace === undefined ? {} : { TF_WORKSPACE: this.workspace }),
        ...{
          TF_CLI_CONFIG_FILE: 'cli.tfrc',
          TF_INPUT: '0',
          CHECKPOINT_DISABLE: '1',
          AWS_EC2_METADATA_DISABLED: 'true',
        },
        ...{ AWS_CONFIG_FILE: devNull, AWS_SHARED_CREDENTIALS_FILE: devNull },
      },
      encoding: 'utf8',
    });
    return {
      failed: answer.status !== 0,
      output: `${answer.stdout}${answer.stderr}`.replaceAll(/[\s│╷╵]+/g, ' '),
    };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}
