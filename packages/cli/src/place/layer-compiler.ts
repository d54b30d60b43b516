import type { Approximation, CompilationRemark, EgressPolicy, Layer } from '@inspected-egress/policy';
import type { Problem } from '@inspected-egress/problem';
import * as errors from '../errors';
import { readForm, type ObjectForm } from '../inputs/form';

export interface CompiledFile {
  /** Below the folder of the layer. */
  readonly path: string;
  readonly text: string;
}

export interface CompiledLayer<Artefact = unknown> {
  readonly layer: Layer;
  readonly artefact: Artefact;
  readonly files: readonly CompiledFile[];
  readonly approximations: readonly Approximation[];
  readonly remarks: readonly CompilationRemark[];
}

/** What a file of `--place` holds: fields that layers share, and an object for each layer. */
export type PlaceFields = Readonly<Record<string, unknown>>;

/** A row of the table of layers. */
export interface LayerCompiler<Artefact = unknown> {
  readonly layer: Layer;
  /** Fields of the place that it reads beside its own object. */
  readonly shared: readonly string[];
  /** What it reads of a place: its problems, and a compiler when there are none. */
  prepare(place: PlaceFields): {
    readonly problems: readonly Problem[];
    compile(policy: EgressPolicy, today: string): CompiledLayer<Artefact>;
  };
  /** Where in the file of the place the path of a compiler's problem is; undefined when it is of the policy. */
  pathInPlace(path: string): string | undefined;
}

interface Row<Shared extends string, Options, Artefact> {
  readonly layer: Layer;
  readonly shared: readonly Shared[];
  /** Of the shared fields and those of the layer's own object together. */
  readonly form: ObjectForm<Options>;
  /** How the file of the place writes the path of an option. @default - the same */
  readonly writtenPath?: (path: string) => string;
  readonly compile: (
    policy: EgressPolicy,
    options: Options & { readonly today: string },
  ) => Omit<CompiledLayer<Artefact>, 'layer'>;
}

export function layerCompiler<Shared extends string, Options extends object, Artefact>({
  layer,
  shared,
  form,
  writtenPath = (path) => path,
  compile,
}: Row<Shared, Options, Artefact>): LayerCompiler<Artefact> {
  const isShared = (field: string) => shared.some((one) => one === field);
  const own = form.fields.filter((field) => !isShared(field));
  const placed = (path: string) => (isShared(firstField(path)) ? path : under(layer, path));
  return {
    layer,
    shared,
    prepare: (place) => {
      const section = place[layer] ?? {};
      const isObject = typeof section === 'object' && !Array.isArray(section);
      const sharedGiven = Object.fromEntries(Object.entries(place).filter(([field]) => isShared(field)));
      const { value, problems } = readForm(form, { ...(isObject ? section : {}), ...sharedGiven });
      return {
        problems: [
          ...(isObject ? [] : [errors.wrongType(layer, section, 'an object')]),
          ...misplaced(layer, isObject ? Object.keys(section) : [], isShared, own),
          ...problems.map((problem) => explain(layer, { ...problem, path: placed(problem.path) })),
        ],
        compile: (policy, today) => ({ layer, ...compile(policy, { ...value, today }) }),
      };
    },
    pathInPlace: (path) => {
      const field = firstField(path);
      if (!form.fields.includes(field)) return undefined;
      return placed(writtenPath(path));
    },
  };
}

/** A shared field in a layer's object would hold for that layer alone, against what the other layers are told. */
function misplaced(
  layer: Layer,
  given: readonly string[],
  isShared: (field: string) => boolean,
  own: readonly string[],
): readonly Problem[] {
  return given.filter(isShared).map((field) => ({
    ...errors.unknownField(under(layer, field), field, undefined, own),
    remedy: `write it outside of \`${layer}\``,
  }));
}

function explain(layer: Layer, problem: Problem): Problem {
  if (problem.code !== 'CLI123') return problem;
  return errors.neededByLayer(problem.path, layer, problem.remedy.replace(/^write /, ''));
}

function firstField(path: string): string {
  return /^[\w-]*/.exec(path)?.[0] ?? '';
}

function under(layer: Layer, path: string): string {
  return path === '' ? layer : `${layer}.${path}`;
}
