import type { Twins } from './islands';
import type { Value } from './value';

/** What an input places, in whatever form it was told. */
export interface Estate {
  readonly form: InputForm;
  /** In the order of the input. */
  readonly resources: readonly Resource[];
  /** What a reader of a report should know about the input, one line each. */
  readonly notes: readonly string[];
  /**
   * Whether its providers may be of more than one account or Region, so that a setting of one is not that of all.
   * @default false
   */
  readonly isOfSeveralRegions?: boolean;
  /** Its parts that have nothing to do with one another, and those together that are alike; `undefined` when it has no such parts. */
  islands?(): readonly Twins[] | undefined;
}

export type InputForm = 'synthesized' | 'plan' | 'state' | 'raw-state' | 'aws-cli';

/** A resource that will be there when the input is applied, or that is there already. */
export interface Resource {
  /** `aws_subnet.a`, `module.vpc.aws_subnet.this["a"]`; where the input holds several stacks, `dev:aws_subnet.a`. */
  readonly address: string;
  /** For example `aws_subnet`. */
  readonly type: string;
  readonly mode: 'managed' | 'data';
  /** Where CDKTF made it, for example `dev/vpc/a-protected/subnet`. */
  readonly constructPath?: string;
  /** The provider's id, where it is known. */
  readonly id?: string;
  /** Lazy, and the same each time; `absent` when the input does not say it, or says `null`. */
  attribute(name: string): Value;
}
