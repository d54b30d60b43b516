import type { Problem } from '@inspected-egress/problem';
import { sameStack, stackMissing } from '../../errors';
import type { FileForm } from '../input-form';
import type { ParsedFile } from '../input-file';
import { isObject, objectOf, own, type JsonObject } from '../json';
import type { Stack } from './stack';

interface FormedFile extends ParsedFile {
  readonly form: FileForm;
}

/** The stacks of files, which are manifests and `cdk.tf.json`; in the order of the manifest, if there is one. */
export function stacksOf(files: readonly FormedFile[]): {
  readonly stacks: readonly Stack[];
  readonly problems: readonly Problem[];
} {
  const written = files.filter(({ form }) => form.is === 'synthesized');
  const manifests = files.filter(({ form }) => form.is === 'manifest');
  const found =
    manifests.length === 0
      ? written.map(({ name, json }) => ({
          name: stackName(name, objectOf(json)),
          file: name,
          json: objectOf(json),
        }))
      : manifests.flatMap((manifest) => listedStacks(manifest, written));
  const problems: Problem[] = [];
  const seen = new Set<string>();
  const stacks: Stack[] = [];
  for (const { name, file, json } of found) {
    if (json === undefined) problems.push(stackMissing(file, name));
    else if (seen.has(name)) problems.push(sameStack(file, name));
    else stacks.push({ name, prefix: found.length > 1 ? `${name}:` : '', json });
    seen.add(name);
  }
  return { stacks, problems };
}

interface FoundStack {
  readonly name: string;
  readonly file: string;
  readonly json: JsonObject | undefined;
}

function listedStacks(manifest: ParsedFile, written: readonly ParsedFile[]): readonly FoundStack[] {
  return Object.entries(objectOf(own(manifest.json, 'stacks'))).map(([name, entry]) => {
    const path = own(entry, 'synthesizedStackPath');
    const file = written.find(
      (one) => typeof path === 'string' && (one.name === path || one.name.endsWith(`/${path}`)),
    );
    return { name, file: manifest.name, json: isObject(file?.json) ? file.json : undefined };
  });
}

/** What CDKTF calls it; without its metadata, the folder of the file. */
function stackName(file: string, json: JsonObject): string {
  const said = own(own(own(json, '//'), 'metadata'), 'stackName');
  return typeof said === 'string' ? said : (file.split('/').at(-2) ?? file);
}
