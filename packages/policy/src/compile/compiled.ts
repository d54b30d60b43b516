import type { Approximation } from '../approximation';

/** What every compiler returns. */
export interface Compiled<Artefact> {
  /** What the layer takes. */
  readonly artefact: Artefact;
  /** Where the layer permits more or less than the policy. */
  readonly approximations: readonly Approximation[];
  /** What a reader of the policy would not expect of the artefact, though it permits neither more nor less. */
  readonly remarks: readonly CompilationRemark[];
}

/** Where an artefact is other than one would expect of the policy, and permits neither more nor less. */
export interface CompilationRemark {
  /** Id of the rule; absent when the policy as a whole is meant. */
  readonly rule?: string;
  /** No capital first letter, no final period. */
  readonly remark: string;
}
