import type { Approximation } from '../../approximation';
import { isExpired } from '../../evaluate';
import type { Application, EgressPolicy, EgressRule } from '../../model';
import { resolveDestinations } from '../../resolve-destinations';
import type { CompilationRemark } from '../compiled';
import { planSource } from '../firewall-place';
import type { NetworkFirewallOptions } from './compile-network-firewall';
import { targetsOf, type AddressTarget } from './destinations';
import { prefixListVariable } from './prefix-lists';
import { formatSignature, type Signature } from './signature';
import { sourceTexts } from './source-texts';
import { formsOf, isLate, namedFormsOf, type LateApplication, type WireForm } from './wire-forms';

/** What one rule of the policy becomes. */
export interface CompiledRule {
  readonly signatures: readonly Signature[];
  readonly approximations: readonly Approximation[];
  readonly remarks: readonly CompilationRemark[];
  /** Applications of this rule and of those before it that are known late. */
  readonly late: ReadonlySet<LateApplication>;
}

/** Rules in their order: what stands before a rule decides how long it waits. */
export function compileRules(policy: EgressPolicy, options: NetworkFirewallOptions): readonly CompiledRule[] {
  const late = new Set<LateApplication>();
  return policy.rules.map((rule) => {
    const compiled = compileRule(rule, policy, options, new Set(late));
    if (compiled.signatures.length > 0) rule.applications.filter(isLate).forEach((one) => late.add(one));
    return { ...compiled, late: new Set(late) };
  });
}

function compileRule(
  rule: EgressRule,
  policy: EgressPolicy,
  options: NetworkFirewallOptions,
  earlier: ReadonlySet<LateApplication>,
): Omit<CompiledRule, 'late'> {
  const leftOut = (remark: string) => ({
    signatures: [],
    approximations: [],
    remarks: [{ rule: rule.id, remark }],
  });
  if (isExpired(rule, options.today)) return leftOut(`it expired on \`${rule.expires}\``);
  const destinations = resolveDestinations(rule.destinations, policy.sets);
  const { addresses, names } = targetsOf(destinations, prefixListVariable);
  const isReject = rule.action === 'reject';
  const flows = rule.applications.flatMap((application) => [
    ...names.flatMap((name) =>
      namedFormsOf(application, name, isReject).map((form) => ({ form, to: undefined })),
    ),
    ...addresses.flatMap((to) => formsOf(application, earlier, isReject).map((form) => ({ form, to }))),
  ]);
  if (flows.length === 0)
    return leftOut('its destinations are reached through endpoints, not by the firewall');

  const source = planSource(rule, policy, options);
  const signatures = withoutRepeats(
    flows.flatMap(({ form, to }) =>
      sourceTexts(source.blocks).flatMap((text, index) => signatureOf(rule, policy, form, to, text, index)),
    ),
  );
  const isSeveralRequests =
    rule.action === 'pass' &&
    names.length > 0 &&
    rule.applications.some((one) => one === 'http' || one === 'dns');
  const isEarly =
    addresses.some(({ options: conditions }) => conditions.length > 0) &&
    rule.applications.some((one) => isKnownEarlier(one, earlier));
  const reasons: readonly Omit<Approximation, 'layer' | 'rule'>[] = [
    ...(source.wider === undefined
      ? []
      : [{ direction: 'wider', kind: 'source', reason: source.wider } as const]),
    ...(isSeveralRequests
      ? [
          {
            direction: 'wider',
            kind: 'several-requests',
            applications: rule.applications.filter((one) => one === 'http' || one === 'dns'),
            reason: 'a pass holds for the whole flow: later requests on it are not judged by their names',
          } as const,
        ]
      : []),
    ...(isEarly && rule.action !== 'alert'
      ? [
          {
            direction: rule.action === 'pass' ? 'wider' : 'narrower',
            kind: 'segmented-request',
            reason:
              'a country is judged with the first bytes: rules on names above are not asked when a request is in several segments',
          } as const,
        ]
      : []),
  ];
  const silent = isReject && signatures.some(({ action }) => action === 'drop');
  return {
    signatures,
    approximations: reasons.map((reason) => ({ layer: 'network-firewall', rule: rule.id, ...reason })),
    remarks: [
      ...(source.remark === undefined ? [] : [source.remark]),
      ...(isEarly && rule.action === 'alert'
        ? ['a country is judged with the first bytes: it may log what a rule on names above decides']
        : []),
      ...(silent ? ['AWS rejects TCP alone: its UDP and ICMP is dropped without notice'] : []),
    ].map((remark) => ({ rule: rule.id, remark })),
  };
}

/** Whether a rule before it reads the same bytes. */
function isKnownEarlier(application: Application, earlier: ReadonlySet<LateApplication>): boolean {
  if (isLate(application)) return earlier.has(application);
  return formsOf(application, earlier, false).some(({ besideCountry }) => besideCountry !== undefined);
}

/** `https` beside any bytes of TCP is said twice. */
function withoutRepeats(signatures: readonly Signature[]): readonly Signature[] {
  const byText = new Map<string, Signature>();
  for (const signature of signatures) {
    const text = formatSignature(signature, 0, '');
    if (!byText.has(text)) byText.set(text, signature);
  }
  return [...byText.values()];
}

/** None when the form is of one address family and the target of the other. */
function signatureOf(
  rule: EgressRule,
  { mode }: EgressPolicy,
  form: WireForm,
  to: AddressTarget | undefined,
  source: string,
  sourceIndex: number,
): readonly Signature[] {
  const family = form.destination === undefined ? 'both' : form.destination === '::/0' ? 'ipv6' : 'ipv4';
  const destination = to === undefined ? 'any' : to[family];
  if (destination === undefined) return [];
  const forbids = rule.action === 'drop' || rule.action === 'reject';
  const enforced = rule.action === 'reject' && form.transport !== 'tcp' ? 'drop' : rule.action;
  const part = sourceIndex === 0 ? '' : `/from-${sourceIndex}`;
  return [
    {
      key: `${rule.id}/${form.key}${to === undefined ? '' : `/${to.key}`}${part}`,
      action: forbids && mode === 'monitor' ? 'pass' : enforced,
      protocol: form.protocol,
      source,
      destination,
      port: form.port,
      options: optionsOf(form, to),
      message: forbids && mode === 'monitor' ? `monitor: ${rule.id} would ${rule.action}` : rule.id,
      rule: rule.id,
    },
  ];
}

function optionsOf(form: WireForm, to: AddressTarget | undefined): readonly string[] {
  if (to === undefined || to.options.length === 0) return form.options;
  return [...to.options, ...(form.besideCountry ?? form.options)];
}
