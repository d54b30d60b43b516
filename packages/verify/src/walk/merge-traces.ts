import { isSameWay, type Trace } from './trace';

/** Two parts that go the same way are one: a reader wants to see ways. */
export function mergeTraces(traces: readonly Trace[]): readonly Trace[] {
  const merged: Trace[] = [];
  for (const trace of traces) {
    const index = merged.findIndex((one) => isSameStory(one, trace));
    const found = merged[index];
    if (found === undefined) merged.push(trace);
    else merged[index] = { ...found, destinations: found.destinations.union(trace.destinations) };
  }
  return merged;
}

function isSameStory(a: Trace, b: Trace): boolean {
  return (
    a.family === b.family &&
    a.only === b.only &&
    a.except.join() === b.except.join() &&
    a.flows?.join() === b.flows?.join() &&
    a.out.reason === b.out.reason &&
    isSameWay(a.out, b.out) &&
    (a.back === undefined ? b.back === undefined : b.back !== undefined && isSameWay(a.back, b.back))
  );
}
