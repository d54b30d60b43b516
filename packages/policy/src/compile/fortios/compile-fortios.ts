/**
 * A policy as the configuration of a FortiGate unit, FortiOS 6.4 and later.
 *
 * FortiOS judges the first packet of a session: the first policy that matches its addresses, protocol and port decides.
 * A name is the addresses that the unit resolved, unlike in Network Firewall, which reads what the client claims; each
 * such difference is an approximation.
 *
 * Laws, each proved by name in `test/compile/fortios-laws.test.ts`:
 * - what the policy permits the unit permits, but where an approximation `narrower` of a rule for the flow says otherwise;
 * - what the unit permits beyond, an approximation `wider` of a rule for the flow says;
 * - where rules say no more than addresses, ports and echo requests, both agree and nothing is approximate;
 * - monitor stops nothing;
 * - another rule moves no id.
 */
import { quote, throwProblems } from '@inspected-egress/problem';
import type { Approximation } from '../../approximation';
import { isExpired, type EvaluateOptions } from '../../evaluate';
import type { EgressPolicy, EgressRule } from '../../model';
import { findPolicyProblems } from '../../read/parse-policy';
import { resolveDestinations } from '../../resolve-destinations';
import type { CompilationRemark, Compiled } from '../compiled';
import { deriveHomeNet, planSource, type FirewallPlace, type PlannedSource } from '../firewall-place';
import { planStableIds } from '../stable-ids';
import { approximate } from './approximations';
import { planPolicies, type FirewallRule, type Side } from './firewall-policies';
import { formatConfiguration } from './format-configuration';
import { POLICY_IDS } from './limits';
import { findListProblems, findOptionProblems } from './option-problems';
import { ALL_SERVICES, servicesOf, sharePorts } from './services';
import { blockObjects, EVERYWHERE, targetsOf, type Targets } from './targets';

export interface FortiosOptions extends FirewallPlace, EvaluateOptions {
  /**
   * Interface or zone that sessions come in by, for example the zone of the GENEVE tunnels.
   * @default 'any'
   * @throws PlanError POL644 for what cannot be its name
   */
  readonly sourceInterface?: string;
  /**
   * Interface or zone that they leave by: the same zone in a one-arm deployment.
   * @default 'any'
   * @throws PlanError POL644 for what cannot be its name
   */
  readonly destinationInterface?: string;
  /** Blocks of each prefix list that a rule names, by its id. */
  readonly prefixLists?: Readonly<Record<string, readonly string[]>>;
}

export interface FortiosArtefact {
  /**
   * Text of the command line, for a unit without policies of its own, for example in its first configuration: FortiOS keeps
   * what a text does not mention, and puts a policy that it has not yet behind all others.
   */
  readonly configuration: string;
}

/** @throws PlanError POL641 to POL644 for what FortiOS cannot say, POL1xx when the policy is not valid */
export function compileFortios(policy: EgressPolicy, options: FortiosOptions): Compiled<FortiosArtefact> {
  throwProblems(`FortiOS configuration of egress policy ${quote(policy.name)}`, [
    ...findPolicyProblems(policy),
    ...findOptionProblems(options),
    ...findListProblems(policy, options),
  ]);
  const compiled = policy.rules.map((rule, index) => compileRule(rule, index, policy, options));
  const interfaces = {
    source: options.sourceInterface ?? 'any',
    destination: options.destinationInterface ?? 'any',
  };
  const last = lastRule(policy, options);
  const planned = [...compiled.flatMap(({ rules }) => rules), last].map((rule) =>
    planPolicies(rule, interfaces),
  );
  const ids = planStableIds(
    planned.flatMap(({ policies }) => policies.map(({ key }) => key)),
    POLICY_IDS,
  );
  return {
    artefact: { configuration: formatConfiguration(planned, ids) },
    approximations: compiled.flatMap(({ approximations }) => approximations),
    remarks: compiled.flatMap(({ remarks }) => remarks),
  };
}

interface CompiledRule {
  readonly rules: readonly FirewallRule[];
  readonly approximations: readonly Approximation[];
  readonly remarks: readonly CompilationRemark[];
}

function compileRule(
  rule: EgressRule,
  index: number,
  policy: EgressPolicy,
  options: FortiosOptions,
): CompiledRule {
  const leftOut = (remark: string) => ({
    rules: [],
    approximations: [],
    remarks: [{ rule: rule.id, remark }],
  });
  if (isExpired(rule, options.today)) return leftOut(`it expired on \`${rule.expires}\``);
  if (rule.action === 'alert') {
    return leftOut('FortiOS has no rule that logs and goes on: whichever policy decides logs the session');
  }
  const destinations = resolveDestinations(rule.destinations, policy.sets);
  const targets = targetsOf(destinations, options.prefixLists ?? {});
  if (targets.addresses.length + targets.names.length === 0) {
    return leftOut('its destinations are reached through endpoints, not by the unit');
  }
  const source = planSource(rule, policy, options);
  const side = sideOf(rule, source.blocks, options);
  const rules = partsOf(rule, targets).map(
    (part): FirewallRule => ({
      ...part,
      action: actionOf(rule, policy),
      source: side,
      ...commentOf(rule, policy),
    }),
  );
  const isBeforePass = policy.rules
    .slice(index + 1)
    .some(
      (later) =>
        later.action === 'pass' &&
        !isExpired(later, options.today) &&
        sharePorts(rule.applications, later.applications),
    );
  const hasPolicies = rules.some(
    (one) => planPolicies(one, { source: 'any', destination: 'any' }).policies.length > 0,
  );
  const remarks = [
    ...(source.remark === undefined ? [] : [source.remark]),
    ...(!hasPolicies && source.blocks.length > 0
      ? ['its sources and destinations have no address family in common']
      : []),
    ...(targets.hasCountry ? ["FortiGuard's database says which addresses are of a country"] : []),
  ];
  return {
    rules,
    approximations: policy.mode === 'monitor' ? [] : approximate(rule, targets, source, isBeforePass),
    remarks: remarks.map((remark) => ({ rule: rule.id, remark })),
  };
}

type Part = Pick<FirewallRule, 'key' | 'destination' | 'services'>;

/**
 * Names have addresses where clients go to them. A query goes to a resolver, whatever it asks: to permit it is to permit
 * all queries, and to forbid it would forbid them all, so that is left out.
 */
function partsOf(rule: EgressRule, { addresses, names }: Targets): readonly Part[] {
  const services = (some: EgressRule['applications']) => some.flatMap(servicesOf);
  const all = { key: rule.id, destination: { name: rule.id, objects: addresses } };
  if (names.length === 0) return [{ ...all, services: services(rule.applications) }];
  const key = `${rule.id}.dns`;
  const asked = rule.applications.filter((one) => one === 'dns');
  const resolvers = rule.action === 'pass' ? EVERYWHERE : addresses;
  return [
    {
      key: rule.id,
      destination: { name: rule.id, objects: [...names, ...addresses] },
      services: services(rule.applications.filter((one) => one !== 'dns')),
    },
    { key, destination: { name: key, objects: resolvers }, services: services(asked) },
  ];
}

/** Blocks of the sources as the unit sees them. */
function sideOf(rule: EgressRule, blocks: PlannedSource['blocks'], options: FortiosOptions): Side {
  if (blocks === 'every workload') return everyWorkload(options);
  return { name: `${rule.id}.sources`, objects: blockObjects(blocks) };
}

function everyWorkload(options: FortiosOptions): Side {
  // No rule has a dot in its id.
  return { name: 'every.workload', objects: blockObjects(deriveHomeNet(options)) };
}

function actionOf({ action }: EgressRule, { mode }: EgressPolicy): FirewallRule['action'] {
  if (mode === 'monitor' || action === 'pass') return 'accept';
  return action === 'reject' ? 'reject' : 'deny';
}

function commentOf(
  { action, description }: EgressRule,
  { mode }: EgressPolicy,
): { readonly comment?: string } {
  const monitored = mode === 'monitor' && action !== 'pass' ? [`monitor: ${action}`] : [];
  const text = [...monitored, ...(description === undefined ? [] : [description])].join(', ');
  return text === '' ? {} : { comment: text };
}

/** What no rule matched. No rule has a dot in its id. */
function lastRule(policy: EgressPolicy, options: FortiosOptions): FirewallRule {
  const destination = { name: 'no.rule', objects: EVERYWHERE };
  const last = { key: 'no.rule', destination, services: [ALL_SERVICES] };
  if (policy.mode === 'enforce') return { ...last, action: 'deny', source: destination };
  return { ...last, action: 'accept', source: everyWorkload(options), comment: 'monitor: drop' };
}
