import type { FirewallFlow } from '../../firewall/firewall-flow';
import type { FirewallRule } from '../../firewall/firewall-rule';
import {
  applicationOf,
  readClaimedNames,
  type ClaimedNames,
  type NameBuffer,
} from '../../firewall/rule/name-buffer';
import { matchPorts, type PortExpression } from '../../firewall/rule/port-expression';
import { flowOf, UNLISTED_NAME, type Stranger } from './strangers';

/** A rule that passes flows by the name that their client claims. */
export interface NamedPass {
  readonly rule: FirewallRule;
  readonly buffer: NameBuffer;
  /** Absent when the rule says something else than names. */
  readonly names?: ClaimedNames;
  /** A port that it passes. */
  readonly port: number;
}

/** Ports: IANA Service Name and Transport Protocol Port Number Registry, 2026-11. */
const USUAL_PORT: Readonly<Record<NameBuffer, number>> = {
  'tls.sni': 443,
  'quic.sni': 443,
  'http.host': 80,
  'dns.query': 53,
};

export function listNamedPasses(rules: readonly FirewallRule[]): readonly NamedPass[] {
  return rules.flatMap((rule) => {
    const [tests] = rule.names;
    if (rule.action !== 'pass' || tests === undefined) return [];
    const names = rule.names.length === 1 ? readClaimedNames(tests) : undefined;
    const port = portOf(rule.said.destinationPorts, USUAL_PORT[tests.buffer]);
    return [{ rule, buffer: tests.buffer, port, ...(names === undefined ? {} : { names }) }];
  });
}

function portOf(expression: PortExpression, usual: number): number {
  const isOf = (port: number) =>
    matchPorts(expression, { from: port, to: port }, () => 'a variable').is !== 'no match';
  return [usual, 8443, 8080, ...spans(expression)].find(isOf) ?? usual;
}

function spans(expression: PortExpression): readonly number[] {
  if (expression.kind === 'span') return [expression.from];
  return expression.kind === 'list' ? expression.items.flatMap(spans) : [];
}

/** A flow to the rule's port that claims a name. */
export function claimingFlow(stranger: Stranger, { buffer, port }: NamedPass, name: string): FirewallFlow {
  const application = applicationOf(buffer);
  const fact = { tls: 'sni', quic: 'sni', http: 'host', dns: 'queryName' }[application];
  return flowOf(stranger, {
    protocol: application === 'quic' || application === 'dns' ? 'udp' : 'tcp',
    port,
    application,
    [fact]: name,
  });
}

/** A name that the rule says; undefined when it cannot be told. */
export function listedName({ names }: NamedPass): string | undefined {
  if (names === undefined) return undefined;
  return names.means === 'itself' ? names.base : `${UNLISTED_NAME.split('.')[0]}.${names.base}`;
}
