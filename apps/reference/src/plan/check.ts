import { isToken, type Problem } from '@inspected-egress/problem';
import { missingKey, tokenInConfig, unknownChoice, unknownKey, wrongType } from '../errors';

/** Judges one value of a configuration that may have come from anywhere, whatever its type says. */
export type Check = (value: unknown, path: string) => readonly Problem[];

/** A key of an object, and whether it may be left out. */
export interface Field {
  readonly check: Check;
  readonly optional?: true;
}

export const anything: Check = () => [];

/** Any text, a Terraform expression too. */
export const string: Check = (value, path) =>
  typeof value === 'string' ? [] : [wrongType(path, value, 'a text')];

export const number: Check = (value, path) =>
  typeof value === 'number' ? [] : [wrongType(path, value, 'a number')];

/** A literal text; `judge` sees nothing else. */
export function text(judge: (value: string, path: string) => readonly Problem[] = () => []): Check {
  return (value, path) => {
    if (typeof value !== 'string') return [wrongType(path, value, 'a text')];
    return isToken(value) ? [tokenInConfig(path, value)] : judge(value, path);
  };
}

export function choice(...choices: readonly (string | number)[]): Check {
  return (value, path) => {
    if (typeof value === 'string' && isToken(value)) return [tokenInConfig(path, value)];
    return choices.some((one) => one === value) ? [] : [unknownChoice(path, value, choices)];
  };
}

export function listOf(check: Check): Check {
  return (value, path) =>
    Array.isArray(value)
      ? value.flatMap((item: unknown, index) => check(item, `${path}[${index}]`))
      : [wrongType(path, value, 'a list')];
}

/** An object whose keys are free. */
export function mapOf(check: (key: string, value: unknown, path: string) => readonly Problem[]): Check {
  return (value, path) =>
    isObject(value)
      ? Object.entries(value).flatMap(([key, item]) => check(key, item, `${path}.${key}`))
      : [wrongType(path, value, 'an object')];
}

/** An object with these keys and no other. Problems come in the order of the fields, unknown keys last. */
export function shape(fields: Readonly<Record<string, Field>>): Check {
  return (value, path) => {
    if (!isObject(value)) return [wrongType(path, value, 'an object')];
    const at = (key: string): string => (path === '' ? key : `${path}.${key}`);
    const known = Object.entries(fields).flatMap(([key, { check, optional }]) => {
      if (value[key] !== undefined) return check(value[key], at(key));
      return optional === true ? [] : [missingKey(at(key))];
    });
    const strangers = Object.keys(value).filter((key) => fields[key] === undefined);
    return [...known, ...strangers.map((key) => unknownKey(at(key), Object.keys(fields)))];
  };
}

/** An object whose `kind` decides its other keys. */
export function variants(kinds: Readonly<Record<string, Readonly<Record<string, Field>>>>): Check {
  return (value, path) => {
    if (!isObject(value)) return [wrongType(path, value, 'an object')];
    const { kind } = value;
    const fields = typeof kind === 'string' && Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
    if (fields === undefined) return [unknownChoice(`${path}.kind`, kind, Object.keys(kinds))];
    return shape({ kind: { check: anything }, ...fields })(value, path);
  };
}

export function either(judge: (value: unknown) => Check): Check {
  return (value, path) => judge(value)(value, path);
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
