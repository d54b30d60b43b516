import { BYPASS_KINDS, type Bypass } from '../bypass/bypass';
import type { CheckResult } from '../check/check-result';
import { CHECKS } from '../check/checks';
import { append } from '../graph/append';
import { compareKeys } from '../graph/compare-keys';
import type { Key } from '../graph/key';
import type { Finding, PromiseId } from '../promise/finding';
import { PROMISES } from '../promise/promises';
import type { Report } from '../report';

/**
 * The reports about islands as the report about all of them together, in the order that `Report` tells.
 *
 * @param reports - at least one; no two about the same subject
 */
export function joinReports(reports: readonly Report[]): Report {
  return {
    judged: inOrder(
      reports.flatMap(({ judged }) => judged),
      ({ subnet }) => subnet,
    ),
    findings: joinFindings(reports),
    acceptedBypasses: inOrder(
      reports.flatMap(({ acceptedBypasses }) => acceptedBypasses),
      ({ target }) => target,
    ),
    bypasses: joinBypasses(reports),
    checks: joinChecks(reports),
  };
}

function joinFindings(reports: readonly Report[]): readonly Finding[] {
  const found = new Map<PromiseId, Finding[]>();
  for (const { findings } of reports) for (const one of findings) append(found, one.promise, one);
  return PROMISES.flatMap((promise) => inOrder(found.get(promise) ?? [], ({ subject }) => subject));
}

/** What subnets of several islands reach, as the metadata of instances, is told once. */
function joinBypasses(reports: readonly Report[]): readonly Bypass[] {
  const found = new Map<string, { readonly one: Bypass; readonly subnets: Key[] }>();
  for (const { bypasses } of reports) {
    for (const one of bypasses) {
      const name = `${one.kind} ${one.target}`;
      const before = found.get(name);
      if (before === undefined) found.set(name, { one, subnets: [...one.subnets] });
      else for (const subnet of one.subnets) before.subnets.push(subnet);
    }
  }
  const joined = [...found.values()].map(({ one, subnets }) => ({
    ...one,
    subnets: inOrder(subnets, (subnet) => subnet),
  }));
  return BYPASS_KINDS.flatMap((kind) =>
    inOrder(
      joined.filter((one) => one.kind === kind),
      ({ target }) => target,
    ),
  );
}

function joinChecks(reports: readonly Report[]): readonly CheckResult[] {
  const found = new Map<string, CheckResult[]>();
  for (const { checks } of reports) for (const one of checks) append(found, one.check, one);
  return CHECKS.flatMap(({ id }) => joinResults(found.get(id) ?? []));
}

/** Where a check has something to say, what is satisfied beside it is not listed. */
function joinResults(results: readonly CheckResult[]): readonly CheckResult[] {
  const remarks = results.filter(({ subject }) => subject !== undefined);
  if (remarks.length > 0)
    return [...remarks].sort(
      (a, b) => compareKeys(a.subject ?? '', b.subject ?? '') || compareKeys(a.because, b.because),
    );
  const satisfied = results.find(({ verdict }) => verdict === 'satisfied');
  return [satisfied ?? results[0] ?? []].flat();
}

/** Stable, so that what is said of one subject stays in its order. Twins that are in order leave nothing to sort. */
function inOrder<T>(items: readonly T[], keyOf: (item: T) => Key): readonly T[] {
  let last = '';
  const isSorted = items.every((item) => {
    const before = last;
    last = keyOf(item);
    return before <= last;
  });
  return isSorted ? items : [...items].sort((a, b) => compareKeys(keyOf(a), keyOf(b)));
}
