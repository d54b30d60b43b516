/**
 * Strict order, which upstream Suricata cannot do: it sorts rules by action first. The engine only says which rules
 * match which packet; here the first of them in declared order decides.
 *
 * Laws, each proved by name in `test/strict-order.test.ts`:
 * - of the rules that match a packet, the first in declared order decides, whatever its action;
 * - alert rules declared before the one that decides are reported, and those after it are not;
 * - a pass is for the rest of the flow and both directions, except when the rule matches single packets and the
 *   packet is of the TCP handshake: the rest of the flow is then still to be decided;
 * - the close of a connection is not judged: a verdict is about what was asked and answered;
 * - what comes after the first lost packet is not judged, because it would never have been sent.
 */
import type { CapturedPacket } from '../capture/packets';
import { dropsByDefault, type DefaultAction, type Probe } from './default-action';
import type { SuricataRule } from './rule';

export interface JudgedPacket {
  readonly protocol: CapturedPacket['protocol'];
  readonly phase: CapturedPacket['phase'];
  readonly stage: string;
  /** Rules that match, by place in declared order; ascending. */
  readonly matches: readonly number[];
  readonly probes: ReadonlySet<Probe>;
  /** Why the engine itself dropped the packet, before any rule. */
  readonly refusedByEngine?: string;
}

export interface StrictPolicy {
  readonly rules: readonly SuricataRule[];
  readonly defaultAction: DefaultAction;
  readonly streamExceptionPolicy: 'drop' | 'continue' | 'reject';
  /** Whether a rule acts on single packets and not on flows. */
  readonly actsOnPackets: (rule: number) => boolean;
}

export interface Judgement {
  readonly verdict: 'pass' | 'drop' | 'reject';
  /** The rule that decided, by place. */
  readonly rule?: number;
  /** Alert rules, and others with the keyword `alert`, that matched up to the decision; by place, each once. */
  readonly alerts: readonly number[];
  readonly because: string;
  /** Stage of the first packet that did not get through. */
  readonly lostAt?: string;
}

export function judge(policy: StrictPolicy, packets: readonly JudgedPacket[]): Judgement {
  const alerts = new Set<number>();
  const seen = new Set<Probe>();
  for (const packet of packets.filter(({ phase }) => phase !== 'close')) {
    const { stage, probes, refusedByEngine } = packet;
    if (refusedByEngine !== undefined) {
      const verdict = policy.streamExceptionPolicy === 'reject' ? 'reject' : 'drop';
      const because = `stream exception policy (${refusedByEngine})`;
      return { verdict, alerts: [...alerts], because, lostAt: stage };
    }
    for (const probe of probes) seen.add(probe);
    const deciding = decidingRule(policy.rules, packet.matches, alerts);
    if (deciding !== undefined) {
      const { action, sid } = deciding.rule;
      const decision = { rule: deciding.place, alerts: [...alerts], because: `sid ${sid}` };
      if (action !== 'pass')
        return { verdict: action === 'reject' ? 'reject' : 'drop', ...decision, lostAt: stage };
      if (packet.phase !== 'handshake' || !policy.actsOnPackets(deciding.place))
        return { verdict: 'pass', ...decision };
    } else if (dropsByDefault(policy.defaultAction, { ...packet, seen })) {
      const because = `default action ${policy.defaultAction}, as AWS documents it`;
      return { verdict: 'drop', alerts: [...alerts], because, lostAt: stage };
    }
  }
  return { verdict: 'pass', alerts: [...alerts], because: whyUndecided(policy.defaultAction) };
}

function decidingRule(
  rules: readonly SuricataRule[],
  matches: readonly number[],
  alerts: Set<number>,
): { rule: SuricataRule; place: number } | undefined {
  for (const place of matches) {
    const rule = rules[place];
    if (rule === undefined) continue;
    const has = (keyword: string): boolean => rule.options.some((option) => option.keyword === keyword);
    if (rule.action === 'alert' ? !has('noalert') : has('alert')) alerts.add(place);
    if (rule.action !== 'alert') return { rule, place };
  }
  return undefined;
}

const whyUndecided = (action: DefaultAction): string =>
  action === 'none'
    ? 'no rule decided, and there is no default action'
    : `no rule decided, and default action ${action} never applied`;
