import fc from 'fast-check';

/** Runs of a law: as many in CI, where nobody waits, and a quarter elsewhere. */
export const runs = (inCi: number) => ({
  numRuns: process.env['CI'] === 'true' ? inCi : Math.ceil(inCi / 4),
});

fc.configureGlobal({ ...fc.readConfigureGlobal(), ...runs(100) });

export { fc };
