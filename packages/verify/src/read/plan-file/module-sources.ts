import { parseBody } from '../hcl/body';
import type { ModuleSource } from '../hcl/configuration';
import { bodyOfJson } from '../hcl/json-body';
import { withOverrides } from '../hcl/override';
import type { JsonValue } from '../json';
import type { Archive } from './zip';

const OVERRIDE = /(^|_)override\.tf(\.json)?$/;

/**
 * The modules whose files a plan keeps: in `tfconfig/m-vpc.routes/` those of the module that call `routes` in call `vpc` of the
 * root places, in `tfconfig/m-/` those of the root.
 *
 * @returns `undefined` when there are none
 * @throws RangeError or SyntaxError when a file is not of the language
 */
export function sourcesOf(archive: Archive): ModuleSource | undefined {
  const folders = new Map<string, string[]>();
  for (const name of archive.keys()) {
    const [, key, file] = /^tfconfig\/m-([^/]*)\/([^/]+\.tf(?:\.json)?)$/.exec(name) ?? [];
    if (key === undefined || file === undefined) continue;
    folders.set(key, [...(folders.get(key) ?? []), file]);
  }
  return sourceAt(archive, folders, '');
}

function sourceAt(
  archive: Archive,
  folders: ReadonlyMap<string, readonly string[]>,
  key: string,
): ModuleSource | undefined {
  const names = folders.get(key);
  if (names === undefined) return undefined;
  const read = (name: string) => {
    const text = new TextDecoder().decode(archive.get(`tfconfig/m-${key}/${name}`)?.());
    return name.endsWith('.json') ? bodyOfJson(JSON.parse(text) as JsonValue) : parseBody(text);
  };
  const [overrides, files] = [true, false].map((isOverride) =>
    [...names]
      .sort()
      .filter((name) => OVERRIDE.test(name) === isOverride)
      .map(read),
  );
  const whole = { attributes: new Map(), blocks: (files ?? []).flatMap(({ blocks }) => blocks) };
  return {
    body: withOverrides(whole, overrides ?? []),
    child: (call) => sourceAt(archive, folders, key === '' ? call : `${key}.${call}`),
  };
}
