import { US_EAST_1_PRICES, type PriceConfidence, type PricedItem, type PriceTable } from './prices';

/** What is used in a month: so many of an item, or so much of it. */
export interface Usage {
  /** As a bill calls it, for example `firewall endpoints`. */
  readonly what: string;
  readonly item: PricedItem;
  /** Things that are there all month, GB, or million queries: as the price is per hour, GB or million queries. */
  readonly quantity: number;
}

export interface CostLine {
  readonly what: string;
  readonly quantity: number;
  readonly usdPerMonth: number;
  /** Of the price; `given` by whoever asked. */
  readonly confidence: PriceConfidence | 'given';
}

/** What something costs in a month, in USD. */
export interface MonthlyCost {
  readonly usdPerMonth: number;
  readonly lines: readonly CostLine[];
  /** What costs too and is not in it; empty when it is all. */
  readonly excluded: readonly string[];
  /** Of the prices. */
  readonly date: string;
  readonly region: string;
}

/** Instances that run all month, of one price. */
export interface InstanceUsage {
  readonly instances: number;
  readonly usdPerHour: number;
}

/**
 * The sum of what is used, at list prices.
 * @param excluded - what costs too and has no price here
 * @default excluded - nothing
 * @param instances - at a price that the table does not hold
 * @default instances - none
 */
export function monthlyCost(
  usages: readonly Usage[],
  excluded: readonly string[] = [],
  { instances, usdPerHour }: InstanceUsage = { instances: 0, usdPerHour: 0 },
  table: PriceTable = US_EAST_1_PRICES,
): MonthlyCost {
  const listed = usages
    .filter(({ quantity }) => quantity > 0)
    .map(({ what, item, quantity }) => {
      const { usd, per, confidence } = table.prices[item];
      const units = per === 'hour' ? quantity * table.hoursPerMonth : quantity;
      return { what, quantity, usdPerMonth: toCents(units * usd), confidence };
    });
  const own: readonly CostLine[] =
    instances > 0 && usdPerHour > 0
      ? [
          {
            what: 'instances',
            quantity: instances,
            usdPerMonth: toCents(instances * usdPerHour * table.hoursPerMonth),
            confidence: 'given',
          },
        ]
      : [];
  const lines = [...listed, ...own];
  return {
    usdPerMonth: toCents(lines.reduce((sum, line) => sum + line.usdPerMonth, 0)),
    lines,
    excluded,
    date: table.date,
    region: table.region,
  };
}

/** Away from the noise of binary fractions. */
function toCents(usd: number): number {
  return Math.round(usd * 100 + 1e-6) / 100;
}
