import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { problemUnder, throwProblems, type Problem } from '@inspected-egress/problem';
import type { CapturedFlow } from '../capture/captured-flow';
import { conversationOf, packetsOf, type CapturedPacket } from '../capture/packets';
import { writePcap } from '../capture/pcap';
import { notReplayable, repeatedFlowName } from '../errors';
import { analyse } from './check-rules';
import type { DefaultAction } from './default-action';
import { inScratchFolder } from '../scratch-folder';
import { requireSuricata, runSuricata, type EngineRun, type SuricataEngine } from './engine';
import { readEngineLog, writeEngineFiles, type RuleVariables } from './engine-files';
import { matchPackets, readEve } from './eve';
import { findRunProblems } from './load-problems';
import { engineRules, type EngineRule } from './engine-rules';
import { AWS_ONLY_KEYWORDS } from './limits';
import { linePath, readRuleGroup, type SuricataRule } from './rule';
import { judge, type Judgement } from './strict-order';

/** The stateful part of a firewall policy in strict order. */
export interface ReplayedPolicy extends RuleVariables {
  /** Texts of the rule groups, the group of the lowest priority number first. */
  readonly ruleGroups: readonly string[];
  readonly defaultAction: DefaultAction;
  /** What becomes of TCP whose handshake the firewall has not seen. @default 'drop' - as AWS */
  readonly streamExceptionPolicy?: 'drop' | 'continue' | 'reject';
}

/** What the firewall does with a flow. */
export interface FlowVerdict {
  readonly flow: string;
  readonly verdict: 'pass' | 'drop' | 'reject';
  /** Rule that decided; absent when the default action did, or nothing. */
  readonly sid?: number;
  /** Where that rule stands, for example `ruleGroups[0] line 3`. */
  readonly rule?: string;
  /** Sids that alerted before the decision: of alert rules, and of others with the keyword `alert`. */
  readonly alerts: readonly number[];
  /** What decided, in words. */
  readonly because: string;
  /** Which packet did not get through first, as the captured stages call it. */
  readonly lostAt?: string;
}

/** Rules of these types act on the packet alone: `detect-engine-alert.c` of Suricata 7.0. */
const PACKET_TYPES = ['pkt', 'de_only'];

/**
 * What a policy in strict order does with each flow: Suricata says which rules match which packet of a capture, and the
 * order and the default action are emulated; see {@link judge} and {@link DefaultAction}.
 *
 * Flows go through one run; those that an engine could take for one another go through a run of their own.
 *
 * @param engine - where to replay
 * @default engine - the Suricata of this machine
 * @throws PlanError LAB102 when two flows share a name; LAB201 to LAB210, LAB302 or LAB303 when a rule does not load or cannot be
 *   replayed; LAB301 without an engine; what {@link packetsOf} throws
 */
export function replayPolicy(
  policy: ReplayedPolicy,
  flows: readonly CapturedFlow[],
  engine: SuricataEngine = requireSuricata(),
): FlowVerdict[] {
  const groups = policy.ruleGroups.map((text, index) => readRuleGroup(text, `ruleGroups[${index}]`));
  const rules = groups.flatMap((group) => group.rules);
  const places = groups.flatMap((group, index) =>
    group.rules.map(({ line }) => linePath(`ruleGroups[${index}]`, line)),
  );
  throwProblems('rules to replay', [
    ...groups.flatMap((group) => group.problems),
    ...findUnreplayable(rules, places),
    ...findRepeatedNames(flows),
  ]);
  const verdicts = new Map<string, FlowVerdict>();
  for (const batch of batchesOf(flows)) {
    for (const [flow, { rule, alerts, ...judgement }] of replay(policy, rules, places, batch, engine)) {
      verdicts.set(flow, {
        flow,
        ...judgement,
        ...(rule === undefined ? {} : { sid: rules[rule]?.sid ?? 0, rule: places[rule] ?? '' }),
        alerts: alerts.map((place) => rules[place]?.sid ?? 0),
      });
    }
  }
  return flows.flatMap(({ name }) => verdicts.get(name) ?? []);
}

interface NumberedFlow {
  readonly flow: CapturedFlow;
  readonly packets: readonly CapturedPacket[];
}

function replay(
  policy: ReplayedPolicy,
  rules: readonly SuricataRule[],
  places: readonly string[],
  batch: readonly NumberedFlow[],
  engine: SuricataEngine,
): [string, Judgement][] {
  const { countries = {}, streamExceptionPolicy = 'drop', defaultAction } = policy;
  const translated = engineRules(rules);
  return inScratchFolder((folder) => {
    const texts = translated.map(({ text }) => text);
    const midstreamPolicy = streamExceptionPolicy === 'continue' ? 'ignore' : 'drop-flow';
    const args = writeEngineFiles(folder, texts, policy, midstreamPolicy);
    const capture = join(folder, 'flows.pcap');
    writeFileSync(capture, writePcap(batch.flatMap(({ packets }) => packets.map(({ bytes }) => bytes))));
    // IPS mode inspects data when it arrives and not when it is acknowledged, as a firewall in the path does.
    const run = runSuricata(engine, [
      '-r',
      capture,
      '--simulate-ips',
      '-k',
      'none',
      '--init-errors-fatal',
      ...args,
    ]);
    throwLoadProblems(run, folder, translated, places);

    let types: ReadonlyMap<number, string> | undefined;
    const actsOnPackets = (place: number): boolean => {
      types ??= analyse(engine, folder, args);
      return PACKET_TYPES.includes(types.get(place + 1) ?? '');
    };
    const events = readEve(folder);
    let first = 1;
    return batch.map(({ flow, packets }) => {
      const matched = matchPackets({ events, first, flow, packets, translated, rules, countries });
      first += packets.length;
      const judgement = judge({ rules, defaultAction, streamExceptionPolicy, actsOnPackets }, matched);
      return [flow.name, judgement];
    });
  });
}

function throwLoadProblems(
  run: EngineRun,
  folder: string,
  translated: readonly EngineRule[],
  places: readonly string[],
): void {
  const pathOf = (line: number): string => {
    const source = translated[line - 1]?.source;
    return source?.kind === 'probe' ? `probe ${source.probe}` : (places[source?.place ?? 0] ?? '');
  };
  throwProblems('rules to replay', findRunProblems(run, readEngineLog(folder), pathOf));
}

/** As few runs as keep conversations apart. */
function batchesOf(flows: readonly CapturedFlow[]): NumberedFlow[][] {
  const batches: { conversations: Set<string>; flows: NumberedFlow[] }[] = [];
  for (const [index, flow] of flows.entries()) {
    const conversation = conversationOf(flow, index);
    let batch = batches.find(({ conversations }) => !conversations.has(conversation));
    if (batch === undefined) {
      batch = { conversations: new Set(), flows: [] };
      batches.push(batch);
    }
    batch.conversations.add(conversation);
    batch.flows.push({ flow, packets: packetsOf(flow, index) });
  }
  return batches.map((batch) => batch.flows);
}

function findUnreplayable(rules: readonly SuricataRule[], places: readonly string[]): Problem[] {
  return rules.flatMap(({ options }, place) =>
    options
      .filter(({ keyword }) => AWS_ONLY_KEYWORDS.includes(keyword))
      .map(({ keyword }) => notReplayable(places[place] ?? '', keyword)),
  );
}

function findRepeatedNames(flows: readonly CapturedFlow[]): Problem[] {
  const names = flows.map(({ name }) => name);
  return names.flatMap((name, index) =>
    names.indexOf(name) === index ? [] : [problemUnder(`flows[${index}]`, repeatedFlowName('name', name))],
  );
}
