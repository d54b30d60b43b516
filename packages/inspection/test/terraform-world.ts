import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requireTerraform } from '@inspected-egress/terraform';
import type { Block, Synthesized } from './synthesize';

const REFERENCE = /\b(aws_\w+)\.([A-Za-z0-9_-]+)\.\w+/g;
const STEP = /^terraform_data\.(aws_\w+?)__(\S+?)(?: \(deposed object \w+\))?: (\w+)/;
const VERBS: Readonly<Record<string, string>> = {
  Destroying: 'deleting',
  Destruction: 'deleted',
  Modifying: 'modifying',
  Modifications: 'modified',
};
/** Arguments of which a change replaces the resource; any other changes it in place. */
const REPLACING: Readonly<Record<string, readonly string[]>> = { aws_vpc_endpoint: ['service_name'] };

/**
 * A stack applied without AWS: each resource becomes a `terraform_data` with the references and the lifecycle of the
 * original, so Terraform orders its steps as it would order those of the original.
 */
export class TerraformWorld {
  private readonly terraform = requireTerraform().binary;
  private readonly folder = mkdtempSync(join(tmpdir(), 'terraform-world-'));

  /** Makes the world what the stack says; returns what was changed and deleted, in order. */
  apply(stack: Synthesized): readonly string[] {
    writeFileSync(join(this.folder, 'main.tf.json'), JSON.stringify(modelOf(stack), null, 1));
    this.run('init');
    return this.run('apply', '-auto-approve', '-parallelism=1')
      .split('\n')
      .flatMap((line) => {
        const [, type = '', name = '', verb = ''] = STEP.exec(line) ?? [];
        return verb in VERBS ? [`${VERBS[verb]} ${type}.${name}`] : [];
      });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  private run(command: string, ...options: readonly string[]): string {
    const environment = Object.entries(process.env).filter(([name]) => !name.startsWith('TF_'));
    const { status, stdout, stderr } = spawnSync(
      this.terraform,
      [command, '-no-color', '-input=false', ...options],
      {
        cwd: this.folder,
        env: { ...Object.fromEntries(environment), CHECKPOINT_DISABLE: '1' },
        encoding: 'utf8',
      },
    );
    if (status !== 0) throw new Error(`${stdout}${stderr}`);
    return stdout;
  }
}

function modelOf({ json }: Synthesized): Block {
  const models = Object.entries(json.resource ?? {}).flatMap(([type, resources]) =>
    Object.entries(resources).map(([name, resource]) => [`${type}__${name}`, model(type, resource)] as const),
  );
  return { resource: { terraform_data: Object.fromEntries(models) } };
}

function model(type: string, { lifecycle, depends_on, ...values }: Block): Block {
  const references = [...JSON.stringify(values).matchAll(REFERENCE)].map(
    ([, type, name]) => `\${terraform_data.${type}__${name}.id}`,
  );
  const replacing = (REPLACING[type] ?? []).map((argument) => values[argument]);
  const dependencies = (Array.isArray(depends_on) ? depends_on : []).map(
    (address) => `terraform_data.${String(address).replace('.', '__')}`,
  );
  return {
    input: { references, literal: JSON.stringify(values).replaceAll('${', '') },
    triggers_replace: replacing,
    lifecycle: { create_before_destroy: madeFirst(lifecycle) },
    ...(dependencies.length === 0 ? {} : { depends_on: dependencies }),
  };
}

function madeFirst(lifecycle: unknown): boolean {
  return JSON.stringify(lifecycle)?.includes('"create_before_destroy":true') ?? false;
}
