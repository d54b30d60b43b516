import type { EgressPolicy } from '../model';
import type { Compiled } from './compiled';

type Compiler<Options, Artefact> = (policy: EgressPolicy, options: Options) => Compiled<Artefact>;

const KEPT = 16; // what one stack asks for, and no more memory than that

/**
 * The same compiler, which works once for the same policy and options, told apart by what they say: a construct asks when
 * it looks for problems, and again when it emits. What throws is not kept.
 */
export function compileOnce<Options, Artefact>(
  compile: Compiler<Options, Artefact>,
): Compiler<Options, Artefact> {
  const kept = new Map<string, Compiled<Artefact>>();
  return (policy, options) => {
    const key = JSON.stringify([policy, options]);
    const known = kept.get(key);
    if (known !== undefined) return known;
    const compiled = compile(policy, options);
    const [oldest] = kept.keys();
    if (oldest !== undefined && kept.size === KEPT) kept.delete(oldest);
    kept.set(key, compiled);
    return compiled;
  };
}
