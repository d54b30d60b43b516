import { countryOptions } from './country-condition';
import { PROBES, type Probe } from './default-action';
import { withoutReferences } from './engine-files';
import type { SuricataRule } from './rule';

/** What the engine is given: rules that only alert, whose sid is their line. */
export interface EngineRule {
  readonly text: string;
  readonly source:
    | { readonly kind: 'rule'; readonly place: number }
    /** For IPv6: the rule without its countries. */
    | { readonly kind: 'anyCountry'; readonly place: number }
    | { readonly kind: 'probe'; readonly probe: Probe };
}

/** Numbers of their own, because two groups may use one sid; `noalert` would hide a match. */
const REPLACED_KEYWORDS = ['sid', 'gid', 'rev', 'alert', 'noalert'];

/** The rules in declared order, so that the sid less one is the place; then what was added. */
export function engineRules(rules: readonly SuricataRule[]): EngineRule[] {
  const asDeclared = rules.map((rule, place) => ({
    body: alertBody(rule, []),
    source: { kind: 'rule', place } as const,
  }));
  const anyCountry = rules.flatMap((rule, place) =>
    countryOptions(rule).length === 0
      ? []
      : [{ body: alertBody(rule, ['geoip']), source: { kind: 'anyCountry', place } as const }],
  );
  const probes = Object.entries(PROBES).map(([probe, body]) => ({
    body,
    source: { kind: 'probe', probe: probe as Probe } as const,
  }));
  return [...asDeclared, ...anyCountry, ...probes].map(({ body, source }, index) => ({
    text: `alert ${body} sid:${index + 1}; rev:1;)`,
    source,
  }));
}

function alertBody({ header, options }: SuricataRule, without: readonly string[]): string {
  const texts = options
    .filter(({ keyword }) => !REPLACED_KEYWORDS.includes(keyword) && !without.includes(keyword))
    .map(({ text }) => `${text};`);
  return `${withoutReferences(header)} (${texts.join(' ')}`;
}
