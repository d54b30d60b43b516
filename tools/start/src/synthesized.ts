import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readStack, type JsonObject, type JsonValue } from '@inspected-egress/terraform';

/** A stack that cdktf wrote, as its manifest lists it. */
export interface SynthesizedStack {
  readonly name: string;
  /** Path of its `cdk.tf.json`. */
  readonly file: string;
  readonly json: JsonObject;
}

/** The stacks of a `cdktf.out` folder, in alphabetical order of their names. */
export function readSynthesized(outdir: string): readonly SynthesizedStack[] {
  const manifest = objectOf(JSON.parse(readFileSync(join(outdir, 'manifest.json'), 'utf8')) as JsonValue);
  return Object.entries(objectOf(manifest['stacks'])).map(([name, entry]) => {
    const folder = join(outdir, textOf(objectOf(entry)['workingDirectory']));
    return { name, file: join(folder, 'cdk.tf.json'), json: readStack(folder) };
  });
}

/** The one block of a list, or the object itself. */
export function onlyBlock(value: JsonValue | undefined): JsonObject {
  return objectOf(Array.isArray(value) ? (value as readonly JsonValue[])[0] : value);
}

export function objectOf(value: JsonValue | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

/** Empty for anything but a text. */
export function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
