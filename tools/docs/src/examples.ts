import type { Fence } from './fences';

/** A block that must run, and the block right after it that shows what it prints. */
export interface Example {
  readonly kind: 'program' | 'command';
  readonly code: Fence;
  /** The `text` block that follows; absent where the README shows no output. */
  readonly output?: Fence;
}

const KINDS: Readonly<Record<string, Example['kind']>> = { ts: 'program', 'sh run': 'command' };

/**
 * What a README promises: each `ts` block compiles and runs, each `sh run` block runs at the repository's root, and a
 * `text` block right after one of them is what it prints. Other blocks, `ts fragment` and `sh` among them, promise nothing.
 */
export function findExamples(fences: readonly Fence[]): readonly Example[] {
  return fences.flatMap((code, index) => {
    const kind = KINDS[code.info];
    if (kind === undefined) return [];
    const next = fences[index + 1];
    return [next?.info === 'text' ? { kind, code, output: next } : { kind, code }];
  });
}
