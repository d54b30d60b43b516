import type { EgressCandidate, EgressChoice, MonthlyCost } from '@inspected-egress/policy';
import { headedTable } from '../outputs/table';

/** The answer for people: what and why, every candidate with its cost, and what the others cannot do. */
export function describeChoice({ chosen, reasons, candidates }: EgressChoice): readonly string[] {
  return [
    chosen === undefined ? 'no strategy' : `strategy ${withLayers(chosen)}`,
    ...reasons.map((reason) => `  ${reason}`),
    '',
    ...headedTable(
      ['candidate', 'USD a month', 'without'],
      candidates.map((candidate) => [
        `${candidate.isSuitable ? '' : 'no: '}${withLayers(candidate)}`,
        usd(candidate.cost),
        candidate.cost.excluded.join(', '),
      ]),
    ),
    ...(chosen === undefined ? [] : ['', ...describeCost(chosen.cost)]),
    ...candidates.flatMap(describeShortcomings),
  ];
}

function describeCost(cost: MonthlyCost): readonly string[] {
  return [
    `list prices of ${cost.region}, ${cost.date}; traffic out of AWS and between zones is not in them`,
    ...headedTable(
      ['item', 'quantity', 'USD a month', 'price known'],
      cost.lines.map(({ what, quantity, usdPerMonth, confidence }) => [
        what,
        String(quantity),
        usdPerMonth.toFixed(2),
        CERTAINTY[confidence],
      ]),
    ).map((line) => `  ${line}`),
  ];
}

const CERTAINTY = { high: 'well', medium: 'from one source', low: 'not surely', given: 'as given' } as const;

function describeShortcomings({ strategy, cannot }: EgressCandidate): readonly string[] {
  if (cannot.length === 0) return [];
  return ['', `${strategy} cannot`, ...cannot.map(({ what, because }) => `  ${what}: ${because}`)];
}

function withLayers({ strategy, layers }: EgressCandidate): string {
  return [strategy, ...layers].join(' with ');
}

function usd({ usdPerMonth, excluded }: MonthlyCost): string {
  return `${excluded.length === 0 ? '' : 'from '}${usdPerMonth.toFixed(2)}`;
}
