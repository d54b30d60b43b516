import { dropsByDefault } from './default-actions';
import type { FirewallFlow } from './firewall-flow';
import { coursesOf, type Course, type Packet } from './packet';
import type { StatefulEngine } from './stateful-engine';

/** What may become of a flow, and by what. */
export interface Outcome {
  readonly verdict: 'pass' | 'drop' | 'reject';
  /** Origin of the rule that decides; absent when none does. */
  readonly rule?: string;
  /** One line; no capital first letter, no final period. */
  readonly because: string;
  /** Of a flow that does not pass, what is lost first. */
  readonly lostAt?: Packet['phase'];
  readonly application: Course['application'];
}

export interface JudgedFlow {
  /** At least one; several when it is not determined. */
  readonly outcomes: readonly Outcome[];
  /** Why it is not determined, as far as something is not known and not only of the flow. */
  readonly doubts: readonly string[];
}

export interface JudgeOptions {
  /** Whether the request comes in several segments. @default false */
  readonly isCut?: boolean;
  /** Takes managed rule groups as of no concern: for a flow that by its choice no list names. @default false */
  readonly isOfNoList?: boolean;
}

/**
 * What the stateful engine does with a flow: packet by packet, the first rule that matches and does more than alert
 * decides. A rule that may match leaves both ways open.
 *
 * Laws, each proved by name in `test/firewall/judge-laws.test.ts`:
 * - rules compiled from a policy decide as the policy does;
 * - a verdict that is determined stays, whatever the facts left out turn out to be;
 * - a rule that is not understood never makes a verdict, only a doubt.
 */
export function judgeStateful(
  engine: StatefulEngine,
  flow: FirewallFlow,
  options: JudgeOptions = {},
): JudgedFlow {
  const outcomes: Outcome[] = [];
  const doubts = new Set<string>();
  for (const { application, packets } of coursesOf(flow, options.isCut)) {
    let isOpen = true;
    for (const packet of packets) {
      if (!isOpen) break;
      const { ends, goesOn } = decide(engine, packet, options, doubts);
      outcomes.push(...ends.map((end) => ({ ...end, application })));
      isOpen = goesOn;
    }
    if (isOpen) {
      const because =
        engine.fallback.is === 'drop'
          ? 'no rule matches, and the default action drops nothing of it'
          : 'no rule matches, and no default action drops it';
      outcomes.push({ verdict: 'pass', because, application });
    }
  }
  return { outcomes, doubts: [...doubts] };
}

type End = Omit<Outcome, 'application'>;

/** How a flow may end with a packet, and whether it may go on. */
function decide(
  engine: StatefulEngine,
  packet: Packet,
  { isOfNoList = false }: JudgeOptions,
  doubts: Set<string>,
): { readonly ends: readonly End[]; readonly goesOn: boolean } {
  const ends: End[] = [];
  let goesOn = false;
  let isDecided = false;
  const lostAt = packet.phase;
  for (const step of engine.steps) {
    if (step.kind === 'opaque') {
      if (step.isManaged && isOfNoList) continue;
      const actions = step.actions.filter((action) => action !== 'alert');
      if (actions.length > 0) doubts.add(`${step.origin} cannot be read: ${step.because}`);
      for (const verdict of actions)
        ends.push({
          verdict: verdict as End['verdict'],
          rule: step.origin,
          because: `${step.origin} may ${verdict} it`,
          ...(verdict === 'pass' ? {} : { lostAt }),
        });
      continue;
    }
    if (step.action === 'alert') continue;
    const match = step.match(packet);
    if (match.is === 'no match') continue;
    if (match.is === 'unknown') doubts.add(`${step.origin} may match: ${match.because}`);
    const isOfPacket = step.action === 'pass' && packet.phase === 'handshake' && step.actsOnPacket;
    if (isOfPacket) goesOn = true;
    if (!isOfPacket || step.unmodelled.length > 0)
      ends.push({
        verdict: step.action,
        rule: step.origin,
        because: `${step.origin} says ${step.action}${packet.phase === 'reply' ? ' of the reply' : ''}`,
        ...(step.action === 'pass' ? {} : { lostAt }),
      });
    if (match.is === 'unknown') continue;
    isDecided = true;
    if (engine.orderDoubt === undefined) return { ends, goesOn };
    doubts.add(engine.orderDoubt);
  }
  if (isDecided) return { ends, goesOn };
  const { fallback } = engine;
  if (fallback.is === 'pass') return { ends, goesOn: true };
  if (fallback.is === 'unknown') {
    doubts.add(fallback.because);
    return { ends: [...ends, { verdict: 'drop', because: fallback.because, lostAt }], goesOn: true };
  }
  const dropped = dropsByDefault(fallback.family, packet);
  if (dropped.is === 'no match') return { ends, goesOn: true };
  if (dropped.is === 'unknown') doubts.add(dropped.because);
  const log = fallback.isLogged ? 'and logs it' : 'and no log line says so';
  const what = packet.phase === 'reply' ? 'the reply' : 'it';
  const because = `no rule matches, the default action \`aws:drop_${fallback.family}\` drops ${what}, ${log}`;
  return {
    ends: [...ends, { verdict: 'drop', because, lostAt }],
    goesOn: goesOn || dropped.is === 'unknown',
  };
}
