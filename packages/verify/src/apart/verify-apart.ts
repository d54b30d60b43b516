import { readGraph } from '../graph/read-graph';
import type { VpcGraph } from '../graph/vpc-graph';
import type { VerifyOptions } from '../promise/evidence';
import type { Island, Twins } from '../read/islands';
import type { Report } from '../report';
import { verify } from '../verify';
import { isAlone } from './is-alone';
import { joinReports } from './join-reports';
import { renaming } from './renaming';

/**
 * Judges every island by itself, and of more than two twins two: a report about one, with its name replaced, is that about
 * another, which the last of them has to show.
 *
 * @returns `undefined` when an island may have to do with another, so that all have to be judged together
 */
export function verifyApart(twins: readonly Twins[], options: VerifyOptions): Report | undefined {
  const reports: Report[] = [];
  const policies = new Set<boolean>();
  const judge = (island: Island): Report | undefined => {
    const graph = readGraph(island.estate());
    if (!isAlone(graph)) return undefined;
    policies.add(graph.firewallPolicies.size > 0);
    const report = verify(graph, options);
    return isOfPolicies(graph, report) ? report : undefined;
  };
  for (const islands of twins) {
    const judged = judgeTwins(islands, judge);
    if (judged === undefined) return undefined;
    for (const report of judged) reports.push(report);
  }
  // Where no firewall policy is in the input, what is said of policies is said of subnets.
  return policies.size > 1 ? undefined : joinReports(reports);
}

function judgeTwins(
  islands: Twins,
  judge: (island: Island) => Report | undefined,
): readonly Report[] | undefined {
  const [first, last] = [islands[0], islands.at(-1)];
  const [one, other] = [first && judge(first), last && last !== first ? judge(last) : undefined];
  if (first === undefined || one === undefined) return undefined;
  if (last === undefined || last === first) return [one];
  if (other === undefined) return undefined;
  const between = islands.slice(1, -1);
  const rename = renaming(one, first.name);
  const areAlike = isProof(one) && JSON.stringify(rename(last.name)) === JSON.stringify(other);
  const reports = [one];
  for (const island of between) {
    const report = areAlike ? rename(island.name) : judge(island);
    if (report === undefined) return undefined;
    reports.push(report);
  }
  return [...reports, other];
}

/** Where something is not proved, packets and hops are told, which are those of one island. */
function isProof({ findings }: Report): boolean {
  return findings.every(({ verdict, witness, out, back }) => {
    const isPlain = witness === undefined && out === undefined && back === undefined;
    return verdict === 'proved' && isPlain;
  });
}

/** What is said of policies has to be said of policies, or of subnets where there is none: whatever else has an order of its own. */
function isOfPolicies({ firewallPolicies }: VpcGraph, { findings }: Report): boolean {
  return findings.every(
    ({ promise, subject }) =>
      promise !== 'firewall-policy-means-what-it-says' ||
      firewallPolicies.size === 0 ||
      firewallPolicies.has(subject),
  );
}
