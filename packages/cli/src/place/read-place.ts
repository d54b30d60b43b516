import { findMeant, readStrictText, type EgressPolicy } from '@inspected-egress/policy';
import { throwProblems, type Problem } from '@inspected-egress/problem';
import * as errors from '../errors';
import { inFile } from '../inputs/in-file';
import type { ReadInput } from '../inputs/open-inputs';
import type { CompiledLayer, LayerCompiler, PlaceFields } from './layer-compiler';
import { LAYERS } from './layers';

export interface Place {
  /** Absent when the call names none. */
  readonly file?: string;
  readonly fields: PlaceFields;
}

/**
 * Where the policy is to be enforced, from the file of `--place`; nothing without one.
 * @throws PlanError CLI11x, POL14x, and CLI12x for fields that no layer reads
 */
export async function readPlace(name: string | undefined, read: ReadInput): Promise<Place> {
  if (name === undefined) return { fields: {} };
  const { file, text } = await read(name, 'the place of a layer');
  const fields = inFile(file, () => {
    const value = readStrictText(text, { format: 'yaml', noun: 'file of a place' });
    if (!isRecord(value)) {
      throwProblems('place', [errors.wrongType('', value, 'an object')]);
      return {};
    }
    throwProblems('place', findUnknown(value));
    return value;
  });
  return { file, fields };
}

/** A compiler that has been told the place. */
export interface PreparedLayer<Artefact = unknown> {
  readonly layer: LayerCompiler<Artefact>;
  compile(policy: EgressPolicy, today: string): CompiledLayer<Artefact>;
}

/**
 * The compilers of the layers, told the place.
 * @throws PlanError CLI12x with the problems of all layers
 */
export function prepareLayers<Artefact>(
  layers: readonly LayerCompiler<Artefact>[],
  { file, fields }: Place,
): readonly PreparedLayer<Artefact>[] {
  const prepared = layers.map((layer) => ({ layer, ...layer.prepare(fields) }));
  const problems = new Map<string, Problem>();
  for (const problem of prepared.flatMap((one) => one.problems)) {
    const key = `${problem.code} ${problem.path}`;
    if (!problems.has(key)) problems.set(key, problem);
  }
  const all = [...problems.values()];
  throwProblems('place', file === undefined ? all : all.map((problem) => ({ ...problem, file })));
  return prepared;
}

function findUnknown(value: PlaceFields): readonly Problem[] {
  const known = [...new Set(LAYERS.flatMap(({ layer, shared }) => [...shared, layer]))];
  return Object.keys(value)
    .filter((field) => !known.includes(field))
    .map((field) => errors.unknownField(field, field, findMeant(field, known), known));
}

function isRecord(value: unknown): value is PlaceFields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
