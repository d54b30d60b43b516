import { PlanError } from '@inspected-egress/problem';
import fc from 'fast-check';
import type { EnvironmentConfig } from '../src';
import { dev } from '../src/environments/dev';
import { synthesizeEnvironments } from '../src/synthesize';
import { enginesFor } from './engines';

const VALUES = [undefined, null, '', 'x', '${var.x}', 7, -1.5, true, [], {}, ['x'], [null], { kind: 'x' }];

/** Every place in a value, the whole included. */
function pathsIn(value: unknown): readonly (readonly string[])[] {
  const inner = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [[], ...inner.flatMap(([key, item]) => pathsIn(item).map((path) => [key, ...path]))];
}

function replaced(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by;
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value)
    ? [...(value as unknown[])]
    : { ...(value as object) };
  return Object.assign(copy, { [key]: replaced((value as Record<string, unknown>)[key], rest, by) });
}

const configs = Object.values(enginesFor(['us-east-1a', 'us-east-1b'])).map((engine) => ({
  ...dev,
  engine,
  zones: dev.zones.map((zone) => ({
    ...zone,
    slot: zone.availabilityZone === 'us-east-1a' ? 0 : 1,
    cidrBlocks: {},
  })),
}));

const wrong = fc
  .constantFrom(...configs)
  .chain((config) =>
    fc
      .tuple(fc.constantFrom(...pathsIn(config)), fc.constantFrom(...VALUES))
      .map(([path, value]) => replaced(config, path, value) as EnvironmentConfig),
  );

it('a configuration with anything anywhere is planned, or refused with problems: never a stack trace', () => {
  fc.assert(
    fc.property(wrong, (config) => {
      try {
        synthesizeEnvironments([config], '/dev/null/never-written');
      } catch (error) {
        return error instanceof PlanError || (error as NodeJS.ErrnoException).code === 'ENOTDIR';
      }
      return false;
    }),
    { numRuns: 60 },
  );
});
