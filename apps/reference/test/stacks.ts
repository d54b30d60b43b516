import type { JsonObject } from '@inspected-egress/terraform';
import { Testing } from 'cdktf';
import { EgressStack, type EnvironmentConfig } from '../src';

/** What cdktf writes for an environment. */
export function stackOf(config: EnvironmentConfig): JsonObject {
  return JSON.parse(
    Testing.synth(new EgressStack(Testing.app({ stackTraces: false }), config), true),
  ) as JsonObject;
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
