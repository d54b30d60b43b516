import { packetsOf, type CapturedFlow, type CountryTable } from '@inspected-egress/lab';
import type { Flow } from '@inspected-egress/policy';
import { PlanError, throwProblems, type Problem } from '@inspected-egress/problem';
import { capturedFlow } from './captured-flow';
import type { NamedFlow } from './complete-flow';
import { countriesOf } from './countries-of';

export interface Capture {
  readonly captured: readonly CapturedFlow[];
  /** IP packets, in order. */
  readonly packets: readonly Uint8Array[];
  readonly countries: CountryTable;
}

/**
 * Packets of every flow, and where their destinations are.
 * @param clientOf - the address of a flow's sender where it is captured
 * @throws PlanError CLI133, CLI134, CLI136 and LAB101, with every problem
 */
export function captureFlows(flows: readonly NamedFlow[], clientOf: (flow: Flow) => string): Capture {
  const { countries, problems: countryProblems } = countriesOf(flows);
  const problems: Problem[] = [...countryProblems];
  const captured: CapturedFlow[] = [];
  const packets: Uint8Array[] = [];
  flows.forEach((named, index) => {
    const one = capturedFlow(named, `${index}`, clientOf(named.flow));
    if ('remedy' in one) {
      problems.push(one);
      return;
    }
    try {
      packets.push(...packetsOf(one, index).map(({ bytes }) => bytes));
      captured.push(one);
    } catch (error) {
      if (!(error instanceof PlanError)) throw error;
      problems.push(...error.problems.map((problem) => ({ ...problem, path: named.pathOf('destination') })));
    }
  });
  throwProblems('flows', problems);
  return { captured, packets, countries };
}
