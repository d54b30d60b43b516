import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findMeant } from '@inspected-egress/policy';
import { throwProblems } from '@inspected-egress/problem';
import { unknownLayer } from '../errors';
import { checkToday } from '../inputs/check-today';
import { openInputs } from '../inputs/open-inputs';
import { readPolicyFile } from '../inputs/read-policy-file';
import type { EgressIo } from '../io';
import { describeNotes } from '../outputs/describe-notes';
import { printJson, printLines } from '../outputs/print';
import { digestOf, writeFiles } from '../outputs/write-files';
import { compileAt } from '../place/compile-at';
import { jsonFile } from '../place/json-file';
import type { CompiledLayer, LayerCompiler } from '../place/layer-compiler';
import { LAYERS } from '../place/layers';
import { prepareLayers, readPlace } from '../place/read-place';

export interface CompileCall {
  readonly format: 'text' | 'json';
  readonly today: string;
  /** Names of layers, with commas between them. */
  readonly to: string;
  readonly place?: string;
  readonly out?: string;
  readonly force?: boolean;
}

/** What a compilation leaves beside its files: what it wrote, and where that is other than the policy. */
const REPORT = 'compiled.json';

/** Status 0 when every layer compiles. */
export async function compile(name: string, call: CompileCall, io: EgressIo): Promise<number> {
  checkToday(call.today);
  const layers = layersOf(call.to);
  const read = openInputs(io);
  const policyFile = await readPolicyFile(name, read);
  const place = await readPlace(call.place, read);
  const prepared = prepareLayers(layers, place);
  const compiled = prepared.map((layer) => compileAt(layer, policyFile, place, call.today));
  const { out } = call;
  if (out !== undefined) writeLayers(out, compiled, policyFile.policy.name, call);
  if (call.format === 'json') {
    printJson(io.stdout, { policy: policyFile.policy.name, layers: compiled });
  } else {
    printLines(
      io.stdout,
      compiled.flatMap((layer, index) => [...(index === 0 ? [] : ['']), ...describe(layer, out)]),
    );
  }
  return 0;
}

function layersOf(to: string): readonly LayerCompiler[] {
  const known = LAYERS.map(({ layer }) => layer);
  const names = [...new Set(to.split(',').map((name) => name.trim()))];
  throwProblems(
    'layers',
    names
      .filter((name) => !known.some((layer) => layer === name))
      .map((name) => unknownLayer(name, findMeant(name, known), known)),
  );
  return names.flatMap((name) => LAYERS.find(({ layer }) => layer === name) ?? []);
}

function writeLayers(
  out: string,
  compiled: readonly CompiledLayer[],
  policy: string,
  { today, force }: CompileCall,
): void {
  const written: Record<string, string> = {};
  const files = compiled.flatMap(({ layer, files: own, approximations, remarks }) => {
    const digests = Object.fromEntries(own.map(({ path, text }) => [path, digestOf(text)]));
    const before = readReport(join(out, layer));
    for (const [path, digest] of Object.entries(before?.files ?? {}))
      written[`${layer}/${path}`] = `${digest}`;
    if (before !== undefined) written[`${layer}/${REPORT}`] = digestOf(before.text);
    const report = jsonFile(REPORT, { policy, layer, today, approximations, remarks, files: digests });
    return [...own, report].map(({ path, text }) => ({ path: `${layer}/${path}`, text }));
  });
  writeFiles(out, files, { force, written });
}

/** What an earlier compilation left; undefined when there is nothing that reads like it. */
function readReport(
  folder: string,
): { readonly text: string; readonly files: Readonly<Record<string, string>> } | undefined {
  try {
    const text = readFileSync(join(folder, REPORT), 'utf8');
    const { files, layer } = JSON.parse(text) as { files?: unknown; layer?: unknown };
    const isReport = typeof files === 'object' && files !== null && typeof layer === 'string';
    return isReport ? { text, files: { ...files } } : undefined;
  } catch {
    return undefined;
  }
}

function describe(
  { layer, files, approximations, remarks }: CompiledLayer,
  out: string | undefined,
): readonly string[] {
  const texts = files.flatMap(({ path, text }) =>
    out === undefined
      ? [`--- ${layer}/${path}`, ...text.trimEnd().split('\n')]
      : [`wrote ${join(out, layer, path)}`],
  );
  return [
    ...texts,
    ...(out === undefined ? [] : [`wrote ${join(out, layer, REPORT)}`]),
    ...describeNotes(layer, approximations, remarks),
  ];
}
