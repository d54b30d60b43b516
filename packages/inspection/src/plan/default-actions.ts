import type { Problem } from '@inspected-egress/problem';
import {
  alertTwinMissing,
  defaultActionTwice,
  defaultActionUnknown,
  dropInMonitor,
  dropMissing,
  dropsSeveral,
  familiesMixed,
} from '../errors';

/**
 * What becomes of traffic that no rule matched, in AWS's words: a drop and the alert that makes the drop visible.
 *
 * - `…app_layer_to_server` waits until the server name of TLS or HTTP is known and drops what the client sends; so a
 *   ClientHello in several segments is not cut, and banners of servers come through. Unmatched UDP and ICMP is dropped.
 * - `…app_layer` waits as well, but drops both directions: keep-alives and window updates before a pass are lost.
 * - `…established` drops the first segment of a split (post-quantum) ClientHello before its server name is known.
 * - `…strict` drops the TCP handshake too, so rules on server names can never match.
 *
 * @see Network Firewall guide, "Managing evaluation order for Suricata compatible rules"
 */
export type StatefulDefaultActions =
  | readonly ['aws:drop_established_app_layer_to_server', 'aws:alert_established_app_layer_to_server']
  | readonly ['aws:drop_established_app_layer', 'aws:alert_established_app_layer']
  | readonly ['aws:drop_established', 'aws:alert_established']
  | readonly ['aws:drop_strict', 'aws:alert_strict'];

/** Of mode `monitor`: what no rule matched passes, and is logged as far as it would be dropped. */
export type MonitoringDefaultActions = readonly ['aws:alert_established_app_layer_to_server'];

export const MONITORING_DEFAULT_ACTIONS: MonitoringDefaultActions = [
  'aws:alert_established_app_layer_to_server',
];

/** What AWS advises, and what its console chooses for new policies since 2026-06-23. */
export const DEFAULT_STATEFUL_ACTIONS: StatefulDefaultActions = [
  'aws:drop_established_app_layer_to_server',
  'aws:alert_established_app_layer_to_server',
];

const FAMILIES = [
  'established_app_layer_to_server',
  'established_app_layer',
  'established',
  'strict',
] as const;

/** The mixes that AWS or the meaning of inspected egress refuses; the provider accepts all of them. */
export function findDefaultActionsProblems(
  actions: readonly string[],
  mode: 'enforce' | 'monitor' = 'enforce',
): readonly Problem[] {
  const unknown = actions.filter((action) => familyOf(action) === undefined);
  if (unknown.length > 0) return unknown.map((action) => defaultActionUnknown(action));
  const twice = actions.filter((action, index) => actions.indexOf(action) < index);
  if (twice.length > 0) return twice.map((action) => defaultActionTwice(action));
  const drops = actions.filter((action) => action.startsWith('aws:drop_'));
  const [drop] = drops;
  if (mode === 'monitor') return drops.map((action) => dropInMonitor(action));
  if (drop === undefined) return [dropMissing(actions)];
  if (drops.length > 1) return [dropsSeveral(drops)];
  const family = familyOf(drop);
  const foreign = actions.filter((action) => familyOf(action) !== family);
  if (foreign.length > 0) return foreign.map((action) => familiesMixed(drop, action));
  const twin = drop.replace('drop', 'alert');
  return actions.includes(twin) ? [] : [alertTwinMissing(drop, twin)];
}

function familyOf(action: string): string | undefined {
  return FAMILIES.find((family) => action === `aws:drop_${family}` || action === `aws:alert_${family}`);
}
