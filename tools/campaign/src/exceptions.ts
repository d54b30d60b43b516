/** Mutants of which something else is true than their operator expects, and why. */
export interface Exception {
  readonly operator: string;
  readonly input: string;
  /** For the table; one line. */
  readonly because: string;
}

const NOT_USED = 'no workload sends anything to this endpoint: that is what the example shows';

const PROXIES =
  'the subnets of proxies lead straight to the internet gateway already: proxies inspect what they pass on, not the network';

/** Written by hand. One that nothing needs any more is a failure too. */
export const EXCEPTIONS: readonly Exception[] = [
  { operator: 'firewall-loses-its-way-on', input: 'cli/bypass', because: NOT_USED },
  { operator: 'firewall-leads-back', input: 'cli/bypass', because: NOT_USED },
  { operator: 'firewall-takes-table-of-nat', input: 'cli/bypass', because: NOT_USED },
  {
    operator: 'nat-takes-table-of-firewall',
    input: 'cli/bypass',
    because: 'the NAT subnet goes straight to the internet gateway already',
  },
  {
    operator: 'gateway-endpoint-without-policy',
    input: 'examples/suricata-fleet',
    because: 'only appliances, which are not judged, reach this endpoint; the difference tells',
  },
  { operator: 'shuffled-associations', input: 'examples/explicit-proxy', because: PROXIES },
  { operator: 'open-main-table', input: 'examples/explicit-proxy', because: PROXIES },
  { operator: 'shuffled-associations', input: 'examples/transparent-proxy', because: PROXIES },
  { operator: 'open-main-table', input: 'examples/transparent-proxy', because: PROXIES },
  { operator: 'gateway-loses-its-table', input: 'examples/transparent-proxy', because: PROXIES },
  {
    operator: 'shuffled-associations',
    input: 'examples/centralized',
    because:
      'the tables of a spoke are alike: both lead to the transit gateway, which keeps packets in their zone',
  },
  {
    operator: 'nat-takes-table-of-firewall',
    input: 'examples/centralized',
    because: 'before NAT that table leads back to the NAT gateway: packets go in a circle, and none leaves',
  },
];

export function exceptionFor(operator: string, input: string): Exception | undefined {
  return EXCEPTIONS.find((one) => one.operator === operator && one.input === input);
}
