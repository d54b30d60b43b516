import { findPolicyProblems, type Compiled, type EgressPolicy } from '@inspected-egress/policy';
import { PlanError, problemUnder, type Problem } from '@inspected-egress/problem';

/** A policy as a layer takes it, or what keeps it from that. */
export type Compilation<Artefact> =
  | { readonly compiled: Compiled<Artefact>; readonly problems: readonly [] }
  | { readonly compiled?: never; readonly problems: readonly Problem[] };

/** Where policy and options stand among the props of a construct, so that problems have paths that its reader knows. */
export interface CompilationPaths {
  readonly policy: string;
  /** @default - the options are props themselves */
  readonly options?: string;
}

/** Runs a compiler. What it throws comes back as problems, with the paths of props. */
export function compileFor<Artefact>(
  { policy: policyPath, options: optionsPath = '' }: CompilationPaths,
  policy: EgressPolicy,
  compile: () => Compiled<Artefact>,
): Compilation<Artefact> {
  try {
    return { compiled: compile(), problems: [] };
  } catch (error) {
    if (!(error instanceof PlanError)) throw error;
    const ofPolicy = findPolicyProblems(policy).map(identityOf);
    const problems = error.problems.map((problem) => {
      const isOfPolicy = ofPolicy.includes(identityOf(problem)) || isOfRule(problem);
      return problemUnder(isOfPolicy ? policyPath : optionsPath, problem);
    });
    return { problems };
  }
}

// A rule that does not fit is found by the compiler, not by the checks of a policy.
function isOfRule({ path }: Problem): boolean {
  return path.startsWith('rules[');
}

function identityOf({ code, path, message }: Problem): string {
  return JSON.stringify([code, path, message]);
}
