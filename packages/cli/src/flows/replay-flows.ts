import { replayPolicy, type DefaultAction, type FlowVerdict } from '@inspected-egress/lab';
import {
  makeEvaluator,
  type Approximation,
  type EgressPolicy,
  type EvaluateOptions,
  type Flow,
  type NetworkFirewallArtefact,
  type Verdict,
} from '@inspected-egress/policy';
import type { Capture } from './capture-flows';
import type { JudgedFlow } from './judge-flows';

/** What the policy says of a flow, and what the engine does with packets of it. */
export interface ReplayedFlow extends JudgedFlow {
  readonly engine: FlowVerdict;
  /** Rule of the policy by which the engine decided; absent when it was none. */
  readonly engineRule?: string;
  /** `as-said`: they differ where an approximation of the compiler says so. */
  readonly agreement: 'agree' | 'as-said' | 'disagree' | 'undetermined';
  /** The approximation's reason. */
  readonly said?: string;
}

/** What is replayed, and by what it is judged. */
export interface Replay extends EvaluateOptions {
  readonly policy: EgressPolicy;
  readonly artefact: NetworkFirewallArtefact;
  readonly approximations: readonly Approximation[];
}

/**
 * Compiled rules in a real engine, beside the verdicts of the policy.
 * @throws PlanError LAB301 when there is no engine, and what `replayPolicy` throws
 */
export function replayFlows(
  { policy, artefact, approximations, today }: Replay,
  judged: readonly JudgedFlow[],
  { captured, countries }: Capture,
): readonly ReplayedFlow[] {
  const verdicts = replayPolicy(
    {
      ruleGroups: artefact.ruleGroups.map(({ rules }) => rules),
      homeNet: artefact.homeNet,
      ipSets: Object.assign({}, ...artefact.ruleGroups.map(({ ipSetVariables = {} }) => ipSetVariables)),
      countries,
      defaultAction: defaultActionOf(artefact),
      streamExceptionPolicy: artefact.streamExceptionPolicy === 'REJECT' ? 'reject' : 'continue',
    },
    captured,
  );
  const rules = rulesBySid(artefact);
  // A flow has one request, in one segment: of what the compiler says, only sources make a difference to it.
  const unseen = approximations.filter(({ kind }) => kind === 'source');
  const evaluateUnseen = makeEvaluator(withoutUnseen(policy, unseen), { today });
  return judged.flatMap((one, index) => {
    const engine = verdicts[index];
    if (engine === undefined) return [];
    const engineRule = engine.sid === undefined ? undefined : rules.get(engine.sid);
    const replayed = { ...one, engine, ...(engineRule === undefined ? {} : { engineRule }) };
    return [{ ...replayed, ...compare(replayed, unseen, evaluateUnseen) }];
  });
}

function compare(
  { flow, verdict, engine, engineRule }: Omit<ReplayedFlow, 'agreement'>,
  unseen: readonly Approximation[],
  evaluateUnseen: (flow: Flow) => Verdict,
): Pick<ReplayedFlow, 'agreement' | 'said'> {
  if (verdict.verdict === 'undetermined') return { agreement: 'undetermined' };
  if (told(verdict, flow) === engine.verdict) return { agreement: 'agree' };
  const excused = evaluateUnseen(flow);
  const said =
    unseen.find(({ rule }) => rule === engineRule) ?? unseen.find(({ rule }) => rule === verdict.rule);
  return said !== undefined && told(excused, flow) === engine.verdict && excused.rule === engineRule
    ? { agreement: 'as-said', said: said.reason }
    : { agreement: 'disagree' };
}

/** AWS rejects TCP alone, and drops the rest. */
function told({ verdict }: Verdict, { protocol }: Flow): Verdict['verdict'] {
  return verdict === 'reject' && protocol !== 'tcp' ? 'drop' : verdict;
}

/** The policy as a layer has it that does not see the sources of some rules: a pass is for all, others are left out. */
function withoutUnseen(policy: EgressPolicy, unseen: readonly Approximation[]): EgressPolicy {
  const ids = new Set(unseen.map(({ rule }) => rule));
  const rules = policy.rules.flatMap(({ sources, ...rule }) => {
    if (sources === undefined) return [rule];
    if (!ids.has(rule.id)) return [{ ...rule, sources }];
    return rule.action === 'pass' ? [rule] : [];
  });
  return { ...policy, rules };
}

function defaultActionOf({ defaultActions }: NetworkFirewallArtefact): DefaultAction {
  return defaultActions[0] === 'aws:drop_established_app_layer_to_server'
    ? 'drop_established_app_layer_to_server'
    : 'none';
}

/** Signatures name the rule of the policy that they are part of. */
function rulesBySid({ ruleGroups }: NetworkFirewallArtefact): ReadonlyMap<number, string> {
  const lines = ruleGroups.flatMap(({ rules }) => rules.split('\n'));
  return new Map(
    lines.flatMap((line) => {
      const [, rule, sid] = /metadata:policy [^;]*, rule ([a-z\d-]+);.* sid:(\d+);/.exec(line) ?? [];
      return rule === undefined ? [] : [[Number(sid), rule] as const];
    }),
  );
}
