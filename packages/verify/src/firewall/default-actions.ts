import { unsure, NO_MATCH, MATCH, matchIf, type Match } from './match';
import type { Packet } from './packet';
import { matchOtherApplication } from './rule/application-match';
import { matchAll } from './match';

/** Families of stateful default actions; each has a drop and an alert. Network Firewall guide, "Strict evaluation order", 2026-11. */
export const FAMILIES = [
  'strict',
  'established',
  'established_app_layer',
  'established_app_layer_to_server',
] as const;
export type DefaultFamily = (typeof FAMILIES)[number];

export interface DefaultAction {
  readonly verb: 'drop' | 'alert';
  readonly family: DefaultFamily;
}

/** @returns undefined for what is none of AWS's */
export function readDefaultAction(text: string): DefaultAction | undefined {
  const [, verb, rest] = /^aws:(drop|alert)_(\w+)$/.exec(text) ?? [];
  const family = FAMILIES.find((one) => one === rest);
  return family === undefined ? undefined : { verb: verb === 'drop' ? 'drop' : 'alert', family };
}

/**
 * Whether a default action drops a packet that no rule decided. AWS publishes no rules for these: this is what its guide
 * says they do.
 */
export function dropsByDefault(family: DefaultFamily, packet: Packet): Match {
  const { flow, phase, to } = packet;
  if (family === 'strict' || flow.protocol !== 'tcp') return MATCH;
  if (phase === 'handshake') return NO_MATCH;
  if (family === 'established') return matchIf(to === 'server');
  if (to === 'client') return matchIf(family === 'established_app_layer');
  return knowsApplication(packet);
}

/** Whether the server name or host is known, or that there will be none. */
function knowsApplication(packet: Packet): Match {
  const { application, payload } = packet;
  if (application === 'tls' || application === 'http') return matchIf(payload === 'whole');
  if (application === 'other')
    return unsure('bytes of no known protocol leave until the engine gives up on them');
  return matchAll([matchOtherApplication('tls', packet), matchOtherApplication('http', packet)]);
}
