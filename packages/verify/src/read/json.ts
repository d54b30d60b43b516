/** Anything JSON can hold. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

/** A JSON object; a key that is not there reads `undefined`. */
export interface JsonObject {
  readonly [key: string]: JsonValue | undefined;
}

/** Whether a value is an object, and not an array or `null`. */
export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value is an array. */
export function isArray(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

const NOTHING: JsonObject = Object.freeze(Object.create(null) as JsonObject);

/** The value as an object; an empty one when it is anything else. */
export function objectOf(value: JsonValue | undefined): JsonObject {
  return isObject(value) ? value : NOTHING;
}

/** The value as an array; an empty one when it is anything else. */
export function arrayOf(value: JsonValue | undefined): readonly JsonValue[] {
  return isArray(value) ? value : [];
}

/** What an object says itself: the keys of an input may be `constructor` or `__proto__`. */
export function own(object: JsonValue | undefined, key: string): JsonValue | undefined {
  if (typeof object !== 'object' || object === null) return undefined;
  const value = (object as JsonObject)[key];
  // Asked for millions of times, and mostly this: what an object inherits is functions and an object.
  if (value === undefined || Array.isArray(object)) return undefined;
  const isInherited =
    (typeof value === 'object' || typeof value === 'function') && !Object.hasOwn(object, key);
  return isInherited ? undefined : value;
}
