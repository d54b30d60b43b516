/** Packets of one family from one subnet. */
export interface Question {
  readonly subnet: string;
  readonly family: 4 | 6;
}
