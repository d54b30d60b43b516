/**
 * The form of a value that came from outside. A form reads a value and reports all that is wrong with it, each with its
 * path; what it returns beside problems is not to be used.
 */
import { findMeant } from '@inspected-egress/policy';
import { listOr, type Problem } from '@inspected-egress/problem';
import * as errors from '../errors';

export interface Form<Value> {
  /** In words, for example `a list of texts`. */
  readonly wanted: string;
  read(value: unknown, path: string, report: (problem: Problem) => void): Value;
}

export type Formed<One> = One extends Form<infer Value> ? Value : never;
type Fields = Readonly<Record<string, Form<unknown>>>;
type Flat<Value> = { readonly [Key in keyof Value]: Value[Key] };

/** The value, with every problem of it. */
export function readForm<Value>(form: Form<Value>, value: unknown): { value: Value; problems: Problem[] } {
  const problems: Problem[] = [];
  const read = form.read(value, '', (problem) => problems.push(problem));
  return { value: read, problems };
}

export const text: Form<string> = simple('a text', (value) => typeof value === 'string' && value !== '');

/** Which numbers make sense is for the reader of the value to say. */
export const number: Form<number> = simple('a number', Number.isFinite);

export function wholeNumber(from: number, to: number): Form<number> {
  return simple(
    `a whole number from ${from} to ${to}`,
    (value) => Number.isInteger(value) && Number(value) >= from && Number(value) <= to,
  );
}

export function oneOf<const Word extends string>(...words: readonly Word[]): Form<Word> {
  return {
    wanted: listOr(words),
    read: (value, path, report) => {
      if (!words.some((word) => word === value)) {
        const meant = typeof value === 'string' ? findMeant(value, words) : undefined;
        report(errors.notOneOf(path, value, meant, words));
      }
      return value as Word;
    },
  };
}

/** `null` says that there is none. */
export function orNull<Value>(form: Form<Value>): Form<Value | null> {
  return {
    wanted: `${form.wanted} or null`,
    read: (value, path, report) => (value === null ? null : form.read(value, path, report)),
  };
}

/** One of several forms, told apart by the value's type. */
export function eitherText<Word, Other>(word: Form<Word>, other: Form<Other>): Form<Word | Other> {
  return {
    wanted: `${word.wanted} or ${other.wanted}`,
    read: (value, path, report) =>
      typeof value === 'string' ? word.read(value, path, report) : other.read(value, path, report),
  };
}

export function listOf<Value>(form: Form<Value>): Form<readonly Value[]> {
  const wanted = 'a list';
  return {
    wanted,
    read: (value, path, report) => {
      if (Array.isArray(value)) return value.map((one, index) => form.read(one, `${path}[${index}]`, report));
      report(errors.wrongType(path, value, wanted));
      return [];
    },
  };
}

/** An object whose fields are named freely. */
export function recordOf<Value>(form: Form<Value>): Form<Readonly<Record<string, Value>>> {
  const wanted = 'an object';
  return {
    wanted,
    read: (value, path, report) => {
      if (!isRecord(value)) report(errors.wrongType(path, value, wanted));
      const fields = isRecord(value) ? Object.entries(value) : [];
      return Object.fromEntries(
        fields.map(([name, one]) => [name, form.read(one, joined(path, name), report)]),
      );
    },
  };
}

export interface ObjectForm<Value> extends Form<Value> {
  readonly fields: readonly string[];
}

export function object<Required extends Fields, Optional extends Fields>(
  required: Required,
  optional: Optional,
): ObjectForm<
  Flat<
    { [Key in keyof Required]: Formed<Required[Key]> } & { [Key in keyof Optional]?: Formed<Optional[Key]> }
  >
> {
  const wanted = 'an object';
  const forms: Fields = { ...required, ...optional };
  const fields = Object.keys(forms);
  return {
    wanted,
    fields,
    read: (value, path, report) => {
      if (!isRecord(value)) report(errors.wrongType(path, value, wanted));
      const given = isRecord(value) ? value : {};
      for (const name of Object.keys(given).filter((one) => !fields.includes(one))) {
        report(errors.unknownField(joined(path, name), name, findMeant(name, fields), fields));
      }
      for (const [name, form] of isRecord(value) ? Object.entries(required) : []) {
        if (!Object.hasOwn(given, name)) report(errors.missingField(joined(path, name), form.wanted));
      }
      return Object.fromEntries(
        Object.entries(forms)
          .filter(([name]) => Object.hasOwn(given, name))
          .map(([name, form]) => [name, form.read(given[name], joined(path, name), report)]),
      ) as never;
    },
  };
}

function simple<Value>(wanted: string, isOne: (value: unknown) => boolean): Form<Value> {
  return {
    wanted,
    read: (value, path, report) => {
      if (!isOne(value)) report(errors.wrongType(path, value, wanted));
      return value as Value;
    },
  };
}

function joined(path: string, name: string): string {
  if (!/^[\w-]+$/.test(name)) return `${path}[${JSON.stringify(name)}]`;
  return path === '' ? name : `${path}.${name}`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
