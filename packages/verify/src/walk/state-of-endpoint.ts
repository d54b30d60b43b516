import type { FirewallEndpoint } from '../graph/firewall-endpoint';
import { valueOf } from '../graph/known';

/** States of an endpoint that takes no packets; PrivateLink guide, "Endpoint states", 2026-07. */
const CLOSED: readonly string[] = [
  'pendingacceptance',
  'rejected',
  'failed',
  'expired',
  'deleting',
  'deleted',
];

/** Why an endpoint takes no packets although it is there; undefined when it takes them, or nobody knows. */
export function refusalOfState(endpoint: FirewallEndpoint | undefined): string | undefined {
  const { state, isAccepted } = endpoint?.connection ?? {};
  if (endpoint === undefined || state === undefined || !CLOSED.includes(state.toLowerCase()))
    return undefined;
  // What waits is accepted by the same input.
  if (state.toLowerCase() === 'pendingacceptance' && valueOf(isAccepted) !== false) return undefined;
  return `\`${endpoint.key}\` is ${state}`;
}
