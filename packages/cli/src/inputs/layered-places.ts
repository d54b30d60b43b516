import type { PolicyFile } from './read-policy-file';

/**
 * Where what is said of layered policies stands: the rules of the baseline come first, then those of the additions, and
 * what is said of `baseline` or of `additions[1]` is said of its file.
 */
export function layeredPlaces(
  files: readonly PolicyFile[],
): (path: string) => { readonly file: string; readonly path: string } {
  const [baseline] = files;
  const rules = files.flatMap(({ file, policy }) => policy.rules.map((_, index) => ({ file, index })));
  return (path) => {
    const layer = /^(?:baseline|additions\[(\d+)\])\.?(.*)$/.exec(path);
    if (layer !== null) {
      const index = layer[1] === undefined ? 0 : Number(layer[1]) + 1;
      return { file: files[index]?.file ?? '', path: layer[2] ?? '' };
    }
    const [, at, rest] = /^rules\[(\d+)\](.*)$/.exec(path) ?? [];
    const rule = at === undefined ? undefined : rules[Number(at)];
    if (rule !== undefined) return { file: rule.file, path: `rules[${rule.index}]${rest}` };
    const [, holder, name] = /^(groups|sets)\.([^.[]+)/.exec(path) ?? [];
    const holds = files.find(({ policy }) => {
      const named = holder === 'groups' ? policy.groups : policy.sets;
      return name !== undefined && Object.hasOwn(named ?? {}, name);
    });
    return { file: (holds ?? baseline)?.file ?? '', path };
  };
}
