import type { EnvironmentConfig } from '../src';
import { dev } from '../src/environments/dev';

/** The dev environment with changes; a wrong type may slip in, as it can from JavaScript or JSON. */
export function config(
  changes: { readonly [Key in keyof EnvironmentConfig]?: unknown } & Record<string, unknown> = {},
): EnvironmentConfig {
  return { ...dev, ...changes } as EnvironmentConfig;
}
