import fc from 'fast-check';

/** Runs of a law: thousands in CI, where nobody waits, and a twentieth elsewhere. */
export const runs = (inCi: number) => ({
  numRuns: process.env['CI'] === 'true' ? inCi : Math.ceil(inCi / 20),
});

export { fc };
