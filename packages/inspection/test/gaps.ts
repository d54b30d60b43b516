/**
 * What the AWS provider 5.100.0 plans without a word and AWS refuses at apply, or takes and then breaks egress: the list of
 * section 16, "Plan-time gaps", of the AWS reference that the constructs are built from, row by row, in its words.
 */
export const GAPS = {
  GWLB: [
    'unequal `target_failover` pair',
    'partial GENEVE `health_check`',
    'endpoint with > 1 subnet',
    'several endpoints in one AZ',
  ],
  'NFW defaults': [
    'unknown values',
    'no STRICT_ORDER',
    '> 1 drop',
    'families mixed',
    'missing alert twin',
    'ALLOWLIST + strict without drop default',
    'drop_strict + domain rules',
  ],
  'NFW groups': [
    'group rule order ≠ policy order',
    'duplicate priorities',
    '> 20 groups',
    'capacity sums',
    'HOME_NET not covering the translated source',
  ],
  'DNS Firewall': ['BLOCK without response', 'association priority out of range'],
  NACL: ['number > 32766', 'CIDR with host bits'],
  NAT: ['public NAT without allocation_id', 'missing dependency on the IGW', 'topology A + regional NAT'],
  routes: [
    'edge-table destinations',
    'edge-table targets',
    'R2: more specific than local is not one whole subnet',
    'R4: 169.254.168.0/22 and fd00:ec2::/32',
    'inline routes mixed with `aws_route`',
    'inspected IPv6 + EIGW',
  ],
  zones: ['AZ of subnet ≠ AZ of NAT', 'AZ of subnet ≠ AZ of endpoint', 'AZ of subnet ≠ AZ of return route'],
  tokens: ['AZ names', 'CIDRs', 'counts'],
} as const;

type Gaps = typeof GAPS;

/** A gap of the list, by its row. */
export type Gap = { readonly [Row in keyof Gaps]: `${Row}: ${Gaps[Row][number]}` }[keyof Gaps];

export const ALL_GAPS: readonly string[] = Object.entries(GAPS).flatMap(([row, gaps]) =>
  gaps.map((gap) => `${row}: ${gap}`),
);
