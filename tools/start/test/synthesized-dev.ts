import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ENVIRONMENTS, synthesizeEnvironments, type EnvironmentConfig } from '@inspected-egress/reference';
import { readSynthesized, type SynthesizedStack } from '../src/synthesized';

/** The stack of dev, with changes, read from the files that the reference app writes. */
export function synthesizedDev(changes: Partial<EnvironmentConfig> = {}): SynthesizedStack {
  const outdir = mkdtempSync(join(tmpdir(), 'start-'));
  try {
    synthesizeEnvironments(
      ENVIRONMENTS.slice(0, 1).map((dev) => ({ ...dev, ...changes })),
      outdir,
    );
    const [stack] = readSynthesized(outdir);
    if (stack === undefined) throw new Error('nothing was synthesized');
    return stack;
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
