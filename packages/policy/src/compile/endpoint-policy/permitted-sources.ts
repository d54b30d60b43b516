/**
 * From where the rules of a policy let a service be reached: first match, as `evaluate` decides, over sets of addresses.
 *
 * Only rules that name the service speak of its endpoint: what is `anywhere` leaves by the firewall.
 */
import { AddressSet, parseCidrBlock } from '@inspected-egress/cidr';
import type { Approximation } from '../../approximation';
import { isExpired, type EvaluateOptions } from '../../evaluate';
import type { Application, EgressPolicy, EgressRule } from '../../model';
import { resolveDestinations } from '../../resolve-destinations';

/** How a request came: an endpoint tells no ports, and knows whether TLS was used. */
export const TRANSPORTS = { tls: 443, clear: 80 } as const;

export type Transport = keyof typeof TRANSPORTS;

export interface PermittedSources {
  readonly permitted: Readonly<Record<Transport, AddressSet>>;
  readonly approximations: readonly Approximation[];
}

export function planPermittedSources(
  policy: EgressPolicy,
  service: string,
  options: EvaluateOptions,
): PermittedSources {
  const rules = rulesOf(policy, service, options);
  const tls = walk(policy, rules.filter(carries('tls')));
  const clear = walk(policy, rules.filter(carries('clear')));
  const reasons = new Map([...tls.wider, ...clear.wider]);
  return {
    permitted: { tls: tls.permitted, clear: clear.permitted },
    approximations: [...reasons].map(([rule, reason]) => ({
      layer: 'endpoint-policy',
      direction: 'wider',
      kind: 'source',
      rule,
      reason,
    })),
  };
}

/** Those that decide about a service, in order. */
export function rulesOf(
  policy: EgressPolicy,
  service: string,
  { today }: EvaluateOptions,
): readonly EgressRule[] {
  return policy.rules.filter(
    (rule) =>
      rule.action !== 'alert' &&
      !isExpired(rule, today) &&
      resolveDestinations(rule.destinations, policy.sets).some(
        (one) => 'service' in one && one.service === service,
      ),
  );
}

function carries(transport: Transport): (rule: EgressRule) => boolean {
  const port = TRANSPORTS[transport];
  const named: Application = transport === 'tls' ? 'https' : 'http';
  return ({ applications }) =>
    applications.some((application) =>
      typeof application === 'string'
        ? application === named
        : 'tcp' in application && application.tcp.from <= port && port <= application.tcp.to,
    );
}

function walk(policy: EgressPolicy, rules: readonly EgressRule[]) {
  const wider = new Map<string, string>();
  let undecided = AddressSet.everything();
  let permitted = AddressSet.empty();
  rules.forEach((rule, index) => {
    const { known, unknown } = sourcesOf(rule, policy);
    const isGuess = unknown !== undefined && !undecided.difference(known).isEmpty;
    if (rule.action === 'pass') {
      // What may be meant must pass, and what comes after cannot take it back.
      permitted = permitted.union(isGuess ? undecided : undecided.intersection(known));
      if (isGuess) wider.set(rule.id, `${unknown}: every workload passes`);
    } else if (isGuess && rules.slice(index + 1).some(({ action }) => action === 'pass')) {
      wider.set(rule.id, `${unknown}: the rule is left out but for blocks that are known`);
    }
    undecided = undecided.difference(known);
  });
  return { permitted, wider };
}

function sourcesOf(
  rule: EgressRule,
  policy: EgressPolicy,
): { readonly known: AddressSet; readonly unknown?: string } {
  const sources = rule.sources ?? [{ vpc: 'all' as const }];
  if (sources.some((source) => 'vpc' in source)) return { known: AddressSet.everything() };
  const blocksOf = (group: string) => policy.groups?.[group]?.cidrBlocks ?? [];
  const known = AddressSet.of(
    sources
      .flatMap((source) =>
        'cidrBlock' in source ? [source.cidrBlock] : 'group' in source ? blocksOf(source.group) : [],
      )
      .map((text) => parseCidrBlock(text)),
  );
  const unknown = sources.find(
    (source) => 'tier' in source || ('group' in source && blocksOf(source.group).length === 0),
  );
  if (unknown === undefined) return { known };
  const what =
    'tier' in unknown ? `tier \`${unknown.tier}\`` : 'group' in unknown ? `group \`${unknown.group}\`` : '';
  return {
    known,
    unknown: `the blocks of ${what} are not known, and an endpoint knows a workload by its address`,
  };
}
