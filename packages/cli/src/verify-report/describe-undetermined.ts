import type { ToldFinding } from './verification';

/** One thing that the input does not tell, and all that this leaves open. */
export interface OpenQuestion {
  readonly reason: string;
  /** A promise with its code, and the subjects in backticks: one line each. */
  readonly promises: readonly string[];
  readonly remedies: readonly string[];
}

/** What nobody knows, by the reason: one leaves many promises open. */
export function openQuestions(findings: readonly ToldFinding[]): readonly OpenQuestion[] {
  return [...grouped(findings, reasonOf)].map(([reason, group]) => ({
    reason,
    promises: [...grouped(group, ({ promise, code }) => `${promise} [${code}]`)].map(
      ([promise, same]) =>
        `${promise} of ${[...new Set(same.map(({ subject }) => `\`${subject}\``))].join(', ')}`,
    ),
    remedies: [...new Set(group.map(({ remedy }) => remedy))],
  }));
}

export function describeUndetermined(findings: readonly ToldFinding[]): readonly string[] {
  return openQuestions(findings).flatMap(({ reason, promises, remedies }) => [
    '',
    `undetermined: ${reason}`,
    ...promises.map((line) => `  ${line}`),
    ...remedies.map((remedy) => `  remedy  ${remedy}`),
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
