/** Compiled rules in Suricata's own order, which is AWS's action order: every pass before every drop. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { conversationOf, packetsOf } from '../../src/capture/packets';
import { writePcap, type CapturedFlow, type RuleVariables } from '../../src/index';
import { inScratchFolder } from '../../src/scratch-folder';
import { requireSuricata, runSuricata } from '../../src/suricata/engine';
import { readEngineLog, writeEngineFiles } from '../../src/suricata/engine-files';
import { readEve } from '../../src/suricata/eve';

/** Whether each request and what follows gets through; nothing is emulated here. */
export function passesInActionOrder(
  rules: readonly string[],
  variables: RuleVariables,
  flows: readonly CapturedFlow[],
): boolean[] {
  const passes = new Map<number, boolean>();
  for (const batch of apart(flows)) {
    const sent = batch.map((index) => ({
      index,
      packets: packetsOf(flows[index] as CapturedFlow, index),
    }));
    inScratchFolder((folder) => {
      const args = writeEngineFiles(folder, rules, variables, 'drop-flow');
      const capture = join(folder, 'flows.pcap');
      writeFileSync(capture, writePcap(sent.flatMap(({ packets }) => packets.map(({ bytes }) => bytes))));
      const options = ['-r', capture, '--simulate-ips', '-k', 'none', '--init-errors-fatal'];
      const run = runSuricata(requireSuricata(), [...options, ...args]);
      const messages = readEngineLog(folder).filter(({ level }) => level === 'Error' || level === 'Warning');
      if (!run.succeeded || messages.length > 0) throw new Error(`${run.output} ${JSON.stringify(messages)}`);
      const events = readEve(folder);
      let first = 1;
      for (const { index, packets } of sent) {
        const start = first;
        first += packets.length;
        const isLost = (place: number) => events.get(start + place)?.dropReason !== undefined;
        // As in strict order, the close of a connection is not judged.
        passes.set(index, !packets.some(({ phase }, place) => phase !== 'close' && isLost(place)));
      }
    });
  }
  return flows.map((_, index) => passes.get(index) ?? false);
}

/** Flows that an engine could take for one another go through runs of their own. */
function apart(flows: readonly CapturedFlow[]): number[][] {
  const batches: { readonly conversations: Set<string>; readonly flows: number[] }[] = [];
  for (const [index, flow] of flows.entries()) {
    const conversation = conversationOf(flow, index);
    let batch = batches.find(({ conversations }) => !conversations.has(conversation));
    if (batch === undefined) {
      batch = { conversations: new Set(), flows: [] };
      batches.push(batch);
    }
    batch.conversations.add(conversation);
    batch.flows.push(index);
  }
  return batches.map((batch) => batch.flows);
}
