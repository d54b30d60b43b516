import type { Bypass, BypassKind } from '@inspected-egress/verify';
import { count, table } from '../outputs/table';

const NOUNS: Readonly<Record<BypassKind, string>> = {
  'gateway-endpoint': 'gateway endpoint',
  'interface-endpoint': 'interface endpoint',
  'egress-only-gateway': 'egress-only internet gateway',
  'transit-gateway': 'transit gateway',
  'transit-gateway-attachment': 'transit gateway attachment',
  peering: 'peering connection',
  'vpn-gateway': 'virtual private gateway',
  'core-network': 'core network',
  'carrier-gateway': 'carrier gateway',
  'local-gateway': 'local gateway',
  resolver: 'resolver',
  'instance-metadata': 'instance metadata',
  time: 'time service',
  unknown: 'a way that is not known',
};

/** Noun, target, limit, reason, and how many subnets: a row each. */
export function bypassRows(
  bypasses: readonly Bypass[],
  judged: number,
): readonly (readonly [string, string, string, string, string])[] {
  return bypasses.map(({ kind, target, limit, accepted, subnets }) => [
    NOUNS[kind],
    target,
    limit.is,
    accepted === undefined || accepted === limit.because
      ? limit.because
      : `${limit.because}; accepted: ${accepted}`,
    subnets.length === judged ? '' : `of ${count(subnets.length, 'subnet')}`,
  ]);
}

/** What nothing inspects, whatever is proved of everything else. */
export function describeBypasses(bypasses: readonly Bypass[], judged: number): readonly string[] {
  if (bypasses.length === 0) return [];
  return [
    `${count(bypasses.length, 'way')} past inspection`,
    ...table(
      bypassRows(bypasses, judged).map(([noun, target, limit, because, of]) => [
        `  ${noun}`,
        `\`${target}\``,
        limit,
        of === '' ? because : `${because} (${of})`,
      ]),
    ),
  ];
}
