import type { Input } from './input';
import { judge } from './judge';
import type { Operator } from './operator';
import { findContradictions, tryMutant, type Fate } from './try-mutant';

export interface Campaign {
  readonly inputs: readonly string[];
  readonly fates: readonly Fate[];
  /** What is wrong beside single mutants; each one line. */
  readonly problems: readonly string[];
}

/** Every operator at every place of every input. */
export function runCampaign(inputs: readonly Input[], operators: readonly Operator[]): Campaign {
  const fates: Fate[] = [];
  const problems: string[] = [];
  for (const input of inputs) {
    const before = judge(input.stack, input.given);
    problems.push(...findContradictions(before).map((problem) => `${input.name}: ${problem}`));
    for (const operator of operators)
      for (const change of before.networks.flatMap(operator.changes))
        fates.push(tryMutant(input, before, operator, change));
  }
  return { inputs: inputs.map(({ name }) => name), fates, problems };
}
