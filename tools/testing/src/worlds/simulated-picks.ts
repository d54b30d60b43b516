/** Which of several a transit gateway picks; nobody can tell beforehand, and asked the same again it picks the same. */
export type Pick = (what: string, count: number) => number;

/** Acts once for every way in which the picks can fall. */
export function forEveryPick<T>(act: (pick: Pick) => T): T[] {
  const results: T[] = [];
  let script: readonly number[] | undefined = [];
  while (script !== undefined) {
    const planned: readonly number[] = script;
    const picked = new Map<string, number>();
    const asked: Asked[] = [];
    const pick: Pick = (what, count) => {
      const known = picked.get(what);
      if (known !== undefined) return known % count;
      const value = planned[asked.length] ?? 0;
      asked.push({ value, count });
      picked.set(what, value);
      return value;
    };
    results.push(act(pick));
    script = nextScript(asked);
  }
  return results;
}

interface Asked {
  readonly value: number;
  readonly count: number;
}

/** The last pick that can still fall otherwise does so, and what follows starts anew. */
function nextScript(asked: readonly Asked[]): readonly number[] | undefined {
  const values = asked.map(({ value }) => value);
  for (let last = asked.length - 1; last >= 0; last -= 1) {
    const { value, count } = asked[last] as Asked;
    if (value + 1 < count) return [...values.slice(0, last), value + 1];
  }
  return undefined;
}
