import { objectOf, type JsonObject, type JsonValue } from '@inspected-egress/terraform';

// What keeps a deployment from being destroyed by mistake, and what switches it off, by the provider's argument names.
const OFF: Readonly<Record<string, JsonValue>> = {
  delete_protection: false,
  enable_deletion_protection: false,
  firewall_policy_change_protection: false,
  mutation_protection: 'DISABLED',
  subnet_change_protection: false,
};

/** A stack as somebody writes it who means to destroy it; `undefined` when nothing in it is protected. */
export function withoutProtection(stack: JsonObject): JsonObject | undefined {
  const resource = mapValues(objectOf(stack['resource']), (resources) =>
    mapValues(objectOf(resources), (one) =>
      mapValues(objectOf(one), (value, argument) => OFF[argument] ?? value),
    ),
  );
  const unprotected = { ...stack, resource };
  return JSON.stringify(unprotected) === JSON.stringify(stack) ? undefined : unprotected;
}

function mapValues(
  object: JsonObject,
  map: (value: JsonValue | undefined, key: string) => JsonValue | undefined,
): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value, key)]));
}
