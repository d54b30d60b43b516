import type { Key } from '../graph/key';
import type { VpcGraph } from '../graph/vpc-graph';
import { judgeSubnets, meansNothing, type JudgedSubnet } from '../promise/judged-subnets';
import { protectsNothing } from '../promise/errors';
import { throwProblems } from '@inspected-egress/problem';
import type { DeclaredFlow } from '../walk/acl-crossings';
import { compareSubnets } from './compare-subnets';
import type { Difference } from './difference';
import { matchSubnets } from './match-subnets';
import { pairGraphs } from './pair-graphs';
import { comparePolicies } from './policy/compare-policies';
import { shareLists } from './share-lists';

export interface DiffOptions {
  /**
   * Subnets to compare: addresses of resources, blocks that hold them, or `tag=value`. Those that one input alone calls so
   * are compared with their counterparts.
   * @default - every subnet that may hold a workload in one of the inputs
   * @throws PlanError VFY471 for one that means no subnet in either
   */
  readonly protected?: readonly string[];
  /**
   * Flows whose treatment by network ACLs is compared.
   * @default - TCP to port 443
   */
  readonly declaredFlows?: readonly DeclaredFlow[];
}

/**
 * Compares where packets go and what policies say, whatever the form of the inputs and whatever their resources are called.
 * Of a zone it counts whether it is the workload's own or another, not which: so inputs of two Regions compare.
 *
 * Laws, each proved by name in `test/diff/diff-laws.test.ts`:
 * - the difference of an input from itself is empty;
 * - what is gained one way is lost the other way;
 * - nothing is gained or lost by ways exactly if every subnet has the same traces;
 * - other names, another order and other tags change nothing.
 *
 * @throws PlanError VFY471
 */
export function diff(before: VpcGraph, after: VpcGraph, options: DiffOptions = {}): Difference {
  const named = pairGraphs(before, after);
  const sides = {
    before: named.before.with(shareLists(named.before, named.after)),
    after: named.after.with(shareLists(named.after, named.before)),
  };
  const judged = judgeBoth(before, after, options.protected);
  const matches = matchSubnets(sides, { before: judgedKeys(judged.before), after: judgedKeys(judged.after) });
  const flows = options.declaredFlows ?? [{ protocol: 'tcp', port: 443 }];
  const subnets = compareSubnets(sides, matches, flows);
  const policies = comparePolicies(sides.before, sides.after);
  return {
    gained: { subnets: matches.gained, ...subnets.gained, statements: policies.gained },
    lost: { subnets: matches.lost, ...subnets.lost, statements: policies.lost },
    undetermined: [...subnets.undetermined, ...policies.undetermined],
    judged,
  };
}

function judgeBoth(before: VpcGraph, after: VpcGraph, words: readonly string[] | undefined) {
  throwProblems(
    'protected subnets',
    (words ?? []).flatMap((word, index) =>
      meansNothing(before, word) && meansNothing(after, word)
        ? [protectsNothing(`protected[${index}]`, word)]
        : [],
    ),
  );
  const judge = (graph: VpcGraph) =>
    judgeSubnets(
      graph,
      words?.filter((word) => !meansNothing(graph, word)),
    );
  return { before: judge(before), after: judge(after) };
}

function judgedKeys(judged: readonly JudgedSubnet[]): ReadonlySet<Key> {
  return new Set(judged.filter(({ isJudged }) => isJudged).map(({ subnet }) => subnet));
}
