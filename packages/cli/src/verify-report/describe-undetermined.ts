import type { ToldFinding } from './verification';

/** What nobody knows, by the reason: one thing that the input does not tell leaves many promises open. */
export function describeUndetermined(findings: readonly ToldFinding[]): readonly string[] {
  const groups = grouped(findings, reasonOf);
  return [...groups].flatMap(([reason, group]) => [
    '',
    `undetermined: ${reason}`,
    ...[...grouped(group, ({ promise, code }) => `${promise} [${code}]`)].map(
      ([promise, same]) =>
        `  ${promise} of ${[...new Set(same.map(({ subject }) => `\`${subject}\``))].join(', ')}`,
    ),
    ...[...new Set(group.map(({ remedy }) => `  remedy  ${remedy}`))],
  ]);
}

// What a finding says before its reason differs by promise and subject; `--format json` has all of it.
const BEFORE_REASON = /^.*? is not determined(?: \((?:`[^`]*`(?:, )?)*\))?: (?=.)/;
const WAY = / \(`[^`]*`(?:, `[^`]*`)*\)/;

function reasonOf({ because }: ToldFinding): string {
  return because.replace(BEFORE_REASON, '').replace(WAY, '');
}

function grouped<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}
