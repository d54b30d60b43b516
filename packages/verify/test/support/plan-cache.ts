import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Remembers what Terraform said of a folder, for whoever works on the verifier and not on the worlds: with
 * `WORLDS_CACHE=<folder>`, and until a file of the world changes. Nothing is remembered without it.
 */
export async function remembered(
  kind: 'plan' | 'state' | 'file',
  folder: string,
  ask: () => Promise<string>,
): Promise<string> {
  const cache = process.env['WORLDS_CACHE'];
  if (cache === undefined || cache === '') return ask();
  const file = join(cache, `${hashOf(folder)}.${kind}.json`);
  if (existsSync(file)) return readFileSync(file, 'utf8');
  const text = await ask();
  mkdirSync(cache, { recursive: true });
  writeFileSync(file, text);
  return text;
}

function hashOf(folder: string): string {
  const hash = createHash('sha256');
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort())
    if (/\.tf$|^expected\.json$/.test(file)) hash.update(file).update(keptOf(join(folder, file)));
  return hash.digest('hex').slice(0, 24);
}

/** Of the expectations, what Terraform is told. */
function keptOf(file: string): string {
  const text = readFileSync(file, 'utf8');
  if (!file.endsWith('expected.json')) return text;
  const { firewalls } = JSON.parse(text) as { firewalls?: object };
  return JSON.stringify(firewalls ?? {});
}
