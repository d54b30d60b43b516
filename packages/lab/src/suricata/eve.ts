import { throwProblems } from '@inspected-egress/problem';
import { tooManyMatches } from '../errors';
import { MAX_PACKET_ALERTS } from './limits';
import type { CapturedFlow } from '../capture/captured-flow';
import type { CapturedPacket } from '../capture/packets';
import { EVE_FILE } from './config';
import { countriesMatch } from './country-condition';
import type { CountryTable } from './country-database';
import type { Probe } from './default-action';
import { readIfPresent } from './engine-files';
import type { EngineRule } from './engine-rules';
import type { SuricataRule } from './rule';
import type { JudgedPacket } from './strict-order';

/** What the engine said of one packet, found by its number in the capture, from 1. */
export interface PacketEvents {
  readonly sids: readonly number[];
  readonly dropReason?: string;
}

interface EveRecord {
  readonly pcap_cnt?: number;
  readonly alert?: { readonly signature_id: number };
  readonly drop?: { readonly reason?: string };
}

/** @throws PlanError LAB303 when more rules match one packet than the engine can report */
export function readEve(folder: string): ReadonlyMap<number, PacketEvents> {
  const events = new Map<number, PacketEvents>();
  for (const line of readIfPresent(folder, EVE_FILE).split('\n')) {
    if (line === '') continue;
    const { pcap_cnt: packet, alert, drop } = JSON.parse(line) as EveRecord;
    if (packet === undefined) continue; // of no packet: the end of the capture
    const known = events.get(packet) ?? { sids: [] };
    events.set(packet, {
      ...known,
      ...(alert === undefined ? {} : { sids: [...known.sids, alert.signature_id] }),
      ...(drop === undefined ? {} : { dropReason: drop.reason ?? 'unknown' }),
    });
  }
  throwProblems(
    'replay',
    [...events]
      .filter(([, { sids }]) => sids.length >= MAX_PACKET_ALERTS)
      .slice(0, 1)
      .map(() => tooManyMatches(MAX_PACKET_ALERTS)),
  );
  return events;
}

export interface MatchedFlow {
  readonly events: ReadonlyMap<number, PacketEvents>;
  /** Number of the flow's first packet in the capture. */
  readonly first: number;
  readonly flow: CapturedFlow;
  readonly packets: readonly CapturedPacket[];
  readonly translated: readonly EngineRule[];
  readonly rules: readonly SuricataRule[];
  readonly countries: CountryTable;
}

/** The packets of a flow, each with the rules and probes that matched it. */
export function matchPackets(input: MatchedFlow): JudgedPacket[] {
  const { events, first, flow, packets, translated, rules, countries } = input;
  return packets.map(({ protocol, phase, stage, direction }, index) => {
    const { sids, dropReason } = events.get(first + index) ?? { sids: [] };
    const ends: [string, string] =
      direction === 'to-server' ? [flow.client, flow.server] : [flow.server, flow.client];
    const matches = new Set<number>();
    const probes = new Set<Probe>();
    for (const sid of sids) {
      const source = translated[sid - 1]?.source;
      if (source === undefined) continue; // the engine's own events
      if (source.kind === 'probe') {
        probes.add(source.probe);
        continue;
      }
      const rule = rules[source.place];
      const holds =
        source.kind === 'rule' ||
        (rule !== undefined && flow.server.includes(':') && countriesMatch(rule, countries, ...ends));
      if (holds) matches.add(source.place);
    }
    return {
      protocol,
      phase,
      stage,
      matches: [...matches].sort((a, b) => a - b),
      probes,
      ...(dropReason === undefined ? {} : { refusedByEngine: dropReason }),
    };
  });
}
