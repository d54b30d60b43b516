import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '@inspected-egress/terraform';
import { Testing } from 'cdktf';
import { EgressStack, type EnvironmentConfig } from '../src';

// Nothing is written there; without it every app would leave a new folder behind.
const OUTDIR = join(tmpdir(), 'inspected-egress-test.out');

/** What cdktf writes for an environment, without metadata. */
export function stackOf(config: EnvironmentConfig): JsonObject {
  return JSON.parse(Testing.synth(build(config), true)) as JsonObject;
}

/** What cdktf writes for an environment, with the construct path of every resource. */
export function stackWithPaths(config: EnvironmentConfig): JsonObject {
  return build(config).toTerraform() as JsonObject;
}

/** Every resource of a type, by name, as Terraform reads it. */
export function resourcesOf(stack: JsonObject, type: string): Readonly<Record<string, JsonObject>> {
  return ((stack['resource'] as JsonObject)[type] ?? {}) as Readonly<Record<string, JsonObject>>;
}

/** Addresses of all resources, sorted. */
export function addressesOf(stack: JsonObject): readonly string[] {
  return Object.entries(stack['resource'] as JsonObject)
    .flatMap(([type, resources]) => Object.keys(resources as JsonObject).map((name) => `${type}.${name}`))
    .sort();
}

function build(config: EnvironmentConfig): EgressStack {
  return new EgressStack(Testing.app({ stackTraces: false, outdir: OUTDIR }), config);
}
