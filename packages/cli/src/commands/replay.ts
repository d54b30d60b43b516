import { basename, dirname } from 'node:path';
import { writePcap } from '@inspected-egress/lab';
import { captureFlows } from '../flows/capture-flows';
import type { NamedFlow } from '../flows/complete-flow';
import { judgeFlows } from '../flows/judge-flows';
import { readFlows } from '../flows/read-flows';
import { replayFlows, type ReplayedFlow } from '../flows/replay-flows';
import { seenFrom } from '../flows/seen-from';
import { checkToday } from '../inputs/check-today';
import { relocated } from '../inputs/in-file';
import { openInputs } from '../inputs/open-inputs';
import { readPolicyFile } from '../inputs/read-policy-file';
import type { EgressIo } from '../io';
import { RESOLVER_ADDRESSES } from '../limits';
import { printJson, printLines } from '../outputs/print';
import { count, headedTable } from '../outputs/table';
import { writeFiles } from '../outputs/write-files';
import { compileAt } from '../place/compile-at';
import { networkFirewall } from '../place/network-firewall';
import { prepareLayers, readPlace } from '../place/read-place';
import type { SimulateCall } from './simulate';

export interface ReplayCall extends SimulateCall {
  readonly place: string;
  /** File for the packets. */
  readonly pcap?: string;
  readonly force?: boolean;
}

/**
 * Status 0 when engine and policy agree on every flow, but for what the compiler said; 1 when they disagree on one; 2
 * when they disagree on none, and the policy leaves one undetermined.
 */
export async function replay(name: string, call: ReplayCall, io: EgressIo): Promise<number> {
  checkToday(call.today);
  const read = openInputs(io);
  const policyFile = await readPolicyFile(name, read);
  const { flows, file } = await readFlows(call, read);
  const place = await readPlace(call.place, read);
  const [firewall] = prepareLayers([networkFirewall], place);
  if (firewall === undefined) return 0;
  const { artefact, approximations } = compileAt(firewall, policyFile, place, call.today);

  const beside = flows.filter(isBesideFirewall);
  const through = flows.filter((flow) => !isBesideFirewall(flow));
  const [judged, capture] = relocated(
    (problem) => (file === undefined ? problem : { ...problem, file }),
    () =>
      [judgeFlows(policyFile.policy, through, call.today), captureFlows(through, seenFrom(place))] as const,
  );
  if (call.pcap !== undefined) writeCapture(call.pcap, capture.packets, call.force);
  const replayed = replayFlows(
    { policy: policyFile.policy, artefact, approximations, today: call.today },
    judged,
    capture,
  );

  const notReplayed = beside.map((one) => one.name);
  if (call.format === 'json') {
    printJson(io.stdout, { policy: policyFile.policy.name, flows: replayed.map(withoutPath), notReplayed });
  } else {
    printLines(io.stdout, describe(replayed, notReplayed, call.pcap));
  }
  const found = new Set(replayed.map(({ agreement }) => agreement));
  if (found.has('disagree')) return 1;
  return found.has('undetermined') ? 2 : 0;
}

/** The resolver of the VPC is reached without passing the firewall. */
function isBesideFirewall({ flow }: NamedFlow): boolean {
  return RESOLVER_ADDRESSES.includes(flow.destination);
}

function writeCapture(file: string, packets: readonly Uint8Array[], force?: boolean): void {
  const text = writePcap(packets);
  writeFiles(dirname(file), [{ path: basename(file), text }], { force, written: {} });
}

function withoutPath({ pathOf: _, ...flow }: ReplayedFlow): Omit<ReplayedFlow, 'pathOf'> {
  return flow;
}

const WORDS = {
  agree: 'agree',
  'as-said': 'as the compiler says',
  disagree: 'disagree',
  undetermined: 'undetermined',
} as const;

function describe(
  replayed: readonly ReplayedFlow[],
  notReplayed: readonly string[],
  pcap: string | undefined,
): readonly string[] {
  const rows = replayed.map(({ name, verdict, engine, engineRule, agreement, said }) => [
    name,
    verdict.verdict,
    verdict.rule ?? '',
    engine.verdict,
    engineRule ?? '',
    WORDS[agreement],
    said ?? (agreement === 'undetermined' ? verdict.because : agreement === 'agree' ? '' : engine.because),
  ]);
  const header = ['flow', 'policy', 'rule', 'Suricata', 'rule', 'both', 'because'];
  const agreed = replayed.filter(({ agreement }) => agreement === 'agree').length;
  return [
    ...headedTable(header, rows),
    `${count(replayed.length, 'flow')}, Suricata agrees on ${agreed}`,
    ...notReplayed.map(
      (name) => `not replayed: ${name}, which reaches the VPC's resolver beside the firewall`,
    ),
    ...(pcap === undefined ? [] : [`wrote ${pcap}`]),
  ];
}
