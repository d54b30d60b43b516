import type { EgressPolicy, EgressRule, Flow } from '../../src';

export const TODAY = '2026-11-22';

/** A rule that passes HTTPS anywhere, but for what the test says. */
export function rule(fields: Partial<EgressRule>): EgressRule {
  return {
    id: 'rule',
    destinations: [{ anywhere: 'all' }],
    applications: ['https'],
    action: 'pass',
    ...fields,
  };
}

export function policyOf(rules: readonly EgressRule[], fields: Partial<EgressPolicy> = {}): EgressPolicy {
  return { version: 1, name: 'test', mode: 'enforce', rules, ...fields };
}

/** A TLS connection of which everything is known, but for what the test says. */
export function flow(fields: Partial<Flow>): Flow {
  return {
    source: '10.0.0.10',
    groups: [],
    tier: 'protected',
    destination: '198.51.100.7',
    protocol: 'tcp',
    port: 443,
    application: 'tls',
    sni: null,
    host: null,
    queryName: null,
    country: null,
    prefixLists: [],
    ...fields,
  };
}

/** The same flow with some facts not known. */
export function without(known: Flow, ...facts: readonly (keyof Flow)[]): Flow {
  const kept = Object.entries(known).filter(([fact]) => !facts.some((one) => one === fact));
  return Object.fromEntries(kept) as unknown as Flow;
}
