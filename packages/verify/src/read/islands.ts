import type { Estate } from './estate';

/** A part of an input that refers to nothing outside it and that nothing outside refers to, with one VPC in it. */
export interface Island {
  /** What the names of all its resources begin with, as `vpc0017`; it is in no other name of the same input. */
  readonly name: string;
  /** The island as an input of its own. */
  estate(): Estate;
}

/**
 * Islands that say the same to the last character, once their names are left out and the addresses of their VPCs are counted
 * from where these begin. At least one; what has no twin is alone.
 */
export type Twins = readonly Island[];
