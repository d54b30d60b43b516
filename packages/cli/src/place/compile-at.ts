import { relocated } from '../inputs/in-file';
import type { PolicyFile } from '../inputs/read-policy-file';
import type { CompiledLayer } from './layer-compiler';
import type { Place, PreparedLayer } from './read-place';

/**
 * Compiles to one layer. What the compiler has against the place is said of its file, and all else of the policy's.
 * @throws PlanError as the compiler
 */
export function compileAt<Artefact>(
  { layer, compile }: PreparedLayer<Artefact>,
  { file, policy }: PolicyFile,
  place: Place,
  today: string,
): CompiledLayer<Artefact> {
  return relocated(
    (problem) => {
      const path = layer.pathInPlace(problem.path);
      return path === undefined
        ? { ...problem, file }
        : { ...problem, path, file: place.file ?? 'the file of --place' };
    },
    () => compile(policy, today),
  );
}
