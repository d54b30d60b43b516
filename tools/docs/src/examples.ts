import type { Fence } from './fences';

/** Something that a README shows: code that must run, or a command, and what it prints. */
export interface Example {
  /** Where in the README it stands. */
  readonly line: number;
  /** A TypeScript program, or a command for the shell. */
  readonly code: { readonly program: string } | { readonly command: string };
  /** The block that shows what is printed; absent where the README shows no output. */
  readonly output?: Fence;
}

const COMMAND = /^text from (.+)$/;

/**
 * What a README promises: each `ts` block compiles and runs, and prints the `text` block that follows it; each block
 * marked `text from <command>` is what that command prints at the repository's root. Other blocks, `ts fragment` and
 * `sh` among them, promise nothing.
 */
export function findExamples(fences: readonly Fence[]): readonly Example[] {
  return fences.flatMap((fence, index): Example[] => {
    const { info, body, line } = fence;
    const command = COMMAND.exec(info)?.[1];
    if (command !== undefined) return [{ line, code: { command }, output: fence }];
    if (info !== 'ts') return [];
    const next = fences[index + 1];
    const code = { program: body };
    return [next?.info === 'text' ? { line, code, output: next } : { line, code }];
  });
}
