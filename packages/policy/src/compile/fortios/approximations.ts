import type { Approximation } from '../../approximation';
import type { Application, EgressRule } from '../../model';
import type { PlannedSource } from '../firewall-place';
import type { Targets } from './targets';

type Reason = readonly [Approximation['direction'], Approximation['kind'], string];

/**
 * Where FortiOS permits more or less by a rule. A policy of FortiOS judges the first packet: addresses, protocol and
 * port. A rule that forbids changes nothing where no rule after it permits some of the same.
 */
export function approximate(
  rule: EgressRule,
  targets: Targets,
  source: PlannedSource,
  isBeforePass: boolean,
): readonly Approximation[] {
  const isPass = rule.action === 'pass';
  if (!isPass && !isBeforePass) return [];
  // To forbid a query by what it asks is left out altogether.
  const isWritten = isPass || targets.names.length === 0 || targets.addresses.length > 0;
  const written = rule.applications.filter((one) => isWritten || one !== 'dns');
  const reasons: readonly Reason[] = [
    ...(source.wider === undefined ? [] : [['wider', 'source', source.wider] as const]),
    ...(targets.names.length > 0 ? reasonsOfNames(rule, isPass, targets.hasWildcard) : []),
    ...(written.some(hasBytes) ? [isPass ? ANY_BYTES_PASS : ANY_BYTES_STOP] : []),
  ];
  return reasons.map(([direction, kind, reason]) => ({
    layer: 'fortios',
    direction,
    kind,
    rule: rule.id,
    reason,
  }));
}

function reasonsOfNames(
  { applications }: EgressRule,
  isPass: boolean,
  hasWildcard: boolean,
): readonly Reason[] {
  const isAddressed = applications.some((one) => one === 'https' || one === 'http');
  const isAsked = applications.includes('dns');
  const atAddresses: readonly Reason[] = isPass
    ? [
        [
          'wider',
          'addresses-of-name',
          'a name is the addresses that the unit resolved: every name that is served on them passes',
        ],
        [
          'narrower',
          'addresses-of-name',
          'a client that resolved another address than the unit does not pass',
        ],
      ]
    : [
        [
          'wider',
          'addresses-of-name',
          'a name is the addresses that the unit resolved: on others it is not forbidden',
        ],
        [
          'narrower',
          'addresses-of-name',
          'other names that are served on the addresses of a name are forbidden with it',
        ],
      ];
  const learned: Reason = [
    isPass ? 'narrower' : 'wider',
    'addresses-of-name',
    'a wildcard knows the addresses in DNS answers that cross the unit: queries to the VPC resolver never do',
  ];
  const asked: Reason = [
    'wider',
    'query-name',
    isPass
      ? 'the name that a query asks is not read: every query passes'
      : 'the name that a query asks is not read: queries are not forbidden',
  ];
  return [
    ...(isAddressed ? atAddresses : []),
    ...(isAddressed && hasWildcard ? [learned] : []),
    ...(isAsked ? [asked] : []),
  ];
}

const ANY_BYTES_PASS: Reason = [
  'wider',
  'application-bytes',
  'without an application control profile the bytes are not looked at: whatever uses these ports passes',
];
const ANY_BYTES_STOP: Reason = [
  'narrower',
  'application-bytes',
  'without an application control profile the bytes are not looked at: whatever uses these ports is forbidden',
];

/** `icmp-echo` is told by its type; ports are meant whatever they carry. */
function hasBytes(application: Application): boolean {
  return typeof application === 'string' && application !== 'icmp-echo';
}
