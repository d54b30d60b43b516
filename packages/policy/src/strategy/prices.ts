/** How sure a price is: read from AWS's price list, from a single source, or common knowledge. */
export type PriceConfidence = 'high' | 'medium' | 'low';

export interface Price {
  readonly usd: number;
  readonly per: 'hour' | 'GB' | 'million queries';
  readonly confidence: PriceConfidence;
}

/** List prices of one Region on one day: for planning, not for a bill. */
export interface PriceTable {
  readonly region: string;
  /** Year and month in which they were read. */
  readonly date: string;
  readonly hoursPerMonth: number;
  readonly prices: Readonly<Record<PricedItem, Price>>;
}

export type PricedItem =
  | 'nat-gateway-hour'
  | 'nat-gateway-gigabyte'
  | 'firewall-endpoint-hour'
  | 'firewall-gigabyte'
  | 'load-balancer-endpoint-hour'
  | 'load-balancer-endpoint-gigabyte'
  | 'load-balancer-hour'
  | 'load-balancer-gigabyte'
  | 'interface-endpoint-hour'
  | 'interface-endpoint-gigabyte'
  | 'transit-attachment-hour'
  | 'transit-gigabyte'
  | 'public-address-hour'
  | 'dns-firewall-queries';

const price = (usd: number, per: Price['per'], confidence: PriceConfidence): Price => ({
  usd,
  per,
  confidence,
});

/**
 * us-east-1, 2026-11, 730 hours a month. Prices of amounts: the first tier of each, so that large amounts cost less than told.
 * A unit of a Gateway Load Balancer is a GB an hour here; connections count too.
 */
export const US_EAST_1_PRICES: PriceTable = {
  region: 'us-east-1',
  date: '2026-11',
  hoursPerMonth: 730,
  prices: {
    'nat-gateway-hour': price(0.045, 'hour', 'high'),
    'nat-gateway-gigabyte': price(0.045, 'GB', 'high'),
    'firewall-endpoint-hour': price(0.395, 'hour', 'high'),
    'firewall-gigabyte': price(0.065, 'GB', 'high'),
    'load-balancer-endpoint-hour': price(0.01, 'hour', 'medium'),
    'load-balancer-endpoint-gigabyte': price(0.0035, 'GB', 'medium'),
    'load-balancer-hour': price(0.0125, 'hour', 'medium'),
    'load-balancer-gigabyte': price(0.004, 'GB', 'low'),
    'interface-endpoint-hour': price(0.01, 'hour', 'high'),
    'interface-endpoint-gigabyte': price(0.01, 'GB', 'high'),
    'transit-attachment-hour': price(0.05, 'hour', 'low'),
    'transit-gigabyte': price(0.02, 'GB', 'low'),
    'public-address-hour': price(0.005, 'hour', 'low'),
    'dns-firewall-queries': price(0.6, 'million queries', 'low'),
  },
};
