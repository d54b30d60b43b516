/**
 * A policy as Suricata rules of AWS Network Firewall, in strict order.
 *
 * Laws, each proved by name in `test/compile/network-firewall-laws.test.ts`:
 * - every rule of the policy is in the artefact, or a remark or an approximation says why not;
 * - signatures stand in the order of their rules;
 * - another rule moves no signature id;
 * - no rule that passes goes without a log line, and none is judged by addresses alone, which AWS calls IP-only.
 *
 * The order of a policy is kept in time too. A server name is known some packets after the port is: a rule on any bytes of
 * port 443 that comes after a rule on names waits until the ClientHello is there.
 */
import { throwProblems } from '@inspected-egress/problem';
import type { Approximation } from '../../approximation';
import * as errors from '../../errors';
import { isExpired, type EvaluateOptions } from '../../evaluate';
import type { Application, EgressPolicy, EgressRule } from '../../model';
import { findPolicyProblems } from '../../read/parse-policy';
import { resolveDestinations } from '../../resolve-destinations';
import { findOrderDependence } from './action-order';
import { closedChannels } from './closed-channels';
import { targetsOf, type AddressTarget } from './destinations';
import { findBlockProblems, findLengthProblems, overQuota } from './limit-problems';
import { noRule } from './no-rule';
import { findPrefixListProblems, prefixListVariable } from './prefix-lists';
import { planRuleGroups, type CompiledRuleGroup } from './rule-groups';
import { formatSignature, type Signature } from './signature';
import { planSignatureIds } from './signature-ids';
import { deriveHomeNet, planSource, type FirewallPlace } from './sources';
import { formsOf, isLate, namedFormsOf, type LateApplication, type WireForm } from './wire-forms';

export interface NetworkFirewallOptions extends FirewallPlace, EvaluateOptions {
  /**
   * Blocks that the firewall sees traffic come from.
   * @default - after NAT the NAT gateways' blocks and the IPv6 blocks of workloads, otherwise the blocks of workloads
   */
  readonly homeNet?: readonly string[];
  /** Blocks of each prefix list that a rule names, by its id. A block may be a Terraform token. */
  readonly prefixLists?: Readonly<Record<string, readonly string[]>>;
}

/** Fits `engine: { kind: 'network-firewall', rules }` of `@inspected-egress/inspection`. */
export interface NetworkFirewallArtefact {
  readonly ruleOrder: 'STRICT_ORDER';
  readonly ruleGroups: readonly CompiledRuleGroup[];
  /** Waits for the server name, so a ClientHello in several segments is not cut, and drops what no rule matched. */
  readonly defaultActions: readonly [
    'aws:drop_established_app_layer_to_server',
    'aws:alert_established_app_layer_to_server',
  ];
  readonly homeNet: readonly string[];
  readonly remarks: readonly CompilationRemark[];
}

/** Where the artefact is other than one would expect of the policy, and permits neither more nor less. */
export interface CompilationRemark {
  /** Id of the rule. */
  readonly rule: string;
  readonly remark: string;
}

export interface CompiledNetworkFirewall {
  readonly artefact: NetworkFirewallArtefact;
  readonly approximations: readonly Approximation[];
}

/** @throws PlanError POL301 to POL304 for what AWS does not hold, POL1xx when the policy is not valid */
export function compileNetworkFirewall(
  policy: EgressPolicy,
  options: NetworkFirewallOptions,
): CompiledNetworkFirewall {
  const subject = `network firewall of egress policy ${errors.quote(policy.name)}`;
  throwProblems(subject, [...findPolicyProblems(policy), ...findBlockProblems(options)]);
  const homeNet = options.homeNet ?? deriveHomeNet(options);
  const compiled = compileRules(policy, options);
  const signatures = [
    ...compiled.flatMap((rule) => rule.signatures),
    ...closedChannels(policy.mode),
    ...noRule(policy.mode, compiled.at(-1)?.late ?? new Set()),
  ];
  const ids = planSignatureIds(signatures.map(({ key }) => key));
  const lines = signatures.map((signature) =>
    formatSignature(signature, ids.get(signature.key) ?? 0, policy.name),
  );
  const ruleGroups = planRuleGroups(lines);
  throwProblems(subject, [
    ...(homeNet.length === 0 ? [errors.homeNetEmpty(options.position)] : []),
    ...findPrefixListProblems(policy, options.prefixLists),
    ...findLengthProblems(policy, signatures, lines, { ...options, homeNet }),
    ...(ruleGroups === undefined ? [overQuota(policy, signatures)] : []),
  ]);
  const ipSetVariables = variablesOf(options);
  return {
    artefact: {
      ruleOrder: 'STRICT_ORDER',
      ruleGroups: (ruleGroups ?? []).map((group) => ({ ...group, ...ipSetVariables(group.rules) })),
      defaultActions: [
        'aws:drop_established_app_layer_to_server',
        'aws:alert_established_app_layer_to_server',
      ],
      homeNet,
      remarks: [...compiled.flatMap(({ remarks }) => remarks), ...findOrderDependence(policy, options)],
    },
    approximations: [
      ...compiled.flatMap(({ approximations }) => approximations),
      ...undecidedBytes(compiled),
    ],
  };
}

interface CompiledRule {
  readonly signatures: readonly Signature[];
  readonly approximations: readonly Approximation[];
  readonly remarks: readonly CompilationRemark[];
  /** Applications of this rule and of those before it that are known late. */
  readonly late: ReadonlySet<LateApplication>;
}

function compileRules(policy: EgressPolicy, options: NetworkFirewallOptions): readonly CompiledRule[] {
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
      source.texts.flatMap((text, index) => signatureOf(rule, policy, form, to, text, index)),
    ),
  );
  const isSeveralRequests =
    rule.action === 'pass' &&
    names.length > 0 &&
    rule.applications.some((one) => one === 'http' || one === 'dns');
  const isEarly =
    addresses.some(({ options: conditions }) => conditions.length > 0) &&
    rule.applications.some((one) => isKnownEarlier(one, earlier));
  const reasons = [
    ...(source.wider === undefined ? [] : [['wider', source.wider] as const]),
    ...(isSeveralRequests
      ? [
          [
            'wider',
            'a pass holds for the whole flow: later requests on it are not judged by their names',
          ] as const,
        ]
      : []),
    ...(isEarly && rule.action !== 'alert'
      ? [
          [
            rule.action === 'pass' ? 'wider' : 'narrower',
            'a country is judged with the first bytes: rules on names above are not asked when a request is in several segments',
          ] as const,
        ]
      : []),
  ];
  const silent = isReject && signatures.some(({ action }) => action === 'drop');
  return {
    signatures,
    approximations: reasons.map(([direction, reason]) => ({
      layer: 'network-firewall',
      direction,
      rule: rule.id,
      reason,
    })),
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

/** On ports of other rules the firewall must let the beginning through to read it. */
function undecidedBytes(compiled: readonly CompiledRule[]): readonly Approximation[] {
  const late = [...(compiled.at(-1)?.late ?? [])];
  if (late.length === 0) return [];
  const reason = `on the ports of ${late.join(', ')} bytes that begin as the protocol does leave until the engine knows what they are`;
  return [{ layer: 'network-firewall', direction: 'wider', reason }];
}

function variablesOf({ prefixLists = {} }: NetworkFirewallOptions) {
  const named = Object.entries(prefixLists).map(([id, blocks]) => [prefixListVariable(id), blocks] as const);
  return (rules: string): Pick<CompiledRuleGroup, 'ipSetVariables'> => {
    const used = named.filter(([variable]) => rules.includes(`$${variable} `));
    return used.length === 0 ? {} : { ipSetVariables: Object.fromEntries(used) };
  };
}
