import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GIVEN_ENDPOINTS } from './given-endpoints';
import type { Input } from './input';
import { resourcesOf } from './plain-reader/references';
import { Stack } from './stack';

/**
 * Every environment of the reference architecture and every example, found by where they are: programs are run into a
 * folder that is removed again, and what is synthesized already is read.
 *
 * @throws Error when a program is not built, or fails
 */
export function findInputs(root: string): readonly Input[] {
  const reference = synthesize(join(root, 'apps/reference/dist/main.js')).map(({ name, text }) => ({
    name: `reference/${name}`,
    text,
  }));
  const examples = foldersIn(join(root, 'examples'))
    .filter((folder) => existsSync(join(root, 'examples', folder, 'main.ts')))
    .flatMap((folder) => {
      const stacks = synthesize(join(root, 'examples/out-tsc/lib', folder, 'main.js'));
      return stacks.map(({ name, text }) => ({
        name: stacks.length === 1 ? `examples/${folder}` : `examples/${folder}/${name}`,
        text,
      }));
    });
  const ready = foldersIn(join(root, 'packages/cli/examples'))
    .map((folder) => ({
      name: `cli/${folder}`,
      path: join(root, 'packages/cli/examples', folder, 'cdk.tf.json'),
    }))
    .filter(({ path }) => existsSync(path))
    .map(({ name, path }) => ({ name, text: readFileSync(path, 'utf8') }));
  return [...reference, ...examples, ...ready].map(({ name, text }) => {
    const stack = Stack.parse(text);
    return { name, stack, given: givenIn(stack, GIVEN_ENDPOINTS[name] ?? {}) };
  });
}

/** The blocks of the subnets. @throws Error for a path that is none of a subnet */
function givenIn(stack: Stack, paths: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(paths).map(([id, path]) => {
      const found = resourcesOf(stack, 'aws_subnet').find(({ values }) => pathOf(values['//']) === path);
      if (found === undefined) throw new Error(`\`${path}\` is no subnet, so \`${id}\` cannot stand in it`);
      return [id, String(found.values['cidr_block'])];
    }),
  );
}

function pathOf(note: unknown): string | undefined {
  return (note as { metadata?: { path?: string } } | undefined)?.metadata?.path;
}

function foldersIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [entry.name] : [],
  );
}

function synthesize(program: string): { name: string; text: string }[] {
  if (!existsSync(program)) throw new Error(`\`${program}\` is not built; run \`npm run build\``);
  const outdir = mkdtempSync(join(tmpdir(), 'campaign-'));
  try {
    const env = { ...process.env, CDKTF_OUTDIR: outdir };
    const { status, stderr } = spawnSync(process.execPath, [program], { env, encoding: 'utf8' });
    if (status !== 0) throw new Error(`\`${program}\` failed\n${stderr}`);
    return readdirSync(join(outdir, 'stacks'))
      .sort()
      .map((name) => ({ name, text: readFileSync(join(outdir, 'stacks', name, 'cdk.tf.json'), 'utf8') }));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
