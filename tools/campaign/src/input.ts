import type { Stack } from './stack';

/** A stack to break. */
export interface Input {
  /** For people, for example `examples/dual-stack`. */
  readonly name: string;
  readonly stack: Stack;
  /** Blocks of the subnets of endpoints that the stack knows by their ids alone, by these. */
  readonly given: Readonly<Record<string, string>>;
}
