import { findCidrBlockProblem } from '@inspected-egress/cidr';
import { listOr, problemUnder, type Problem } from '@inspected-egress/problem';
import type { z } from 'zod';
import { findMeant } from '../did-you-mean';
import * as errors from '../errors';
import { findNameProblem } from '../names';
import {
  APPLICATION_FORMS,
  DESTINATION_FORMS,
  FIELDS,
  NAMED_APPLICATIONS,
  policySchema,
  SOURCE_FORMS,
} from '../schema';
import { formatPath, isRecord, valueAt, type Path } from './paths';

type Issue = z.core.$ZodIssue;

/** What is wrong with each value by itself, whatever the others say. */
export function findFormProblems(policy: unknown): Problem[] {
  const { error } = policySchema.safeParse(policy);
  return (error?.issues ?? []).flatMap((issue) => explainIssue(policy, issue, issue.path));
}

function explainIssue(policy: unknown, issue: Issue, path: Path): Problem[] {
  const at = formatPath(path);
  const value = valueAt(policy, path);
  switch (issue.code) {
    case 'invalid_type':
      return [explainType(at, path, value, issue.expected)];
    case 'invalid_value': {
      const known = issue.values.map(String);
      if (value === undefined) return [errors.missingField(at, listOr(known))];
      const meant = known.length === 1 ? known[0] : findMeant(String(value), known);
      return [errors.notOneOf(at, value, meant, known)];
    }
    case 'unrecognized_keys':
      return issue.keys.map((key) => explainField([...path, key], key, value));
    case 'too_small':
    case 'too_big':
      if (Array.isArray(value)) {
        return [
          errors.emptyList(
            at,
            `write at least one${path.at(-1) === 'sources' ? ', or leave the field out' : ''}`,
          ),
        ];
      }
      return [errors.portRange(at, value)];
    case 'invalid_union':
      return explainUnion(policy, issue, path, value);
    case 'custom':
      return isProblem(issue.params?.['problem']) ? [problemUnder(at, issue.params['problem'])] : [];
    default:
      return [errors.wrongType(at, value, 'what the JSON Schema of policies wants here')];
  }
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  object: 'an object',
  record: 'an object',
  array: 'a list',
};

function explainType(at: string, path: Path, value: unknown, expected: string): Problem {
  const isPort = path.at(-1) === 'from' || path.at(-1) === 'to';
  if (isPort && value !== undefined) return errors.portRange(at, value);
  const wanted = isPort ? 'a whole number from 1 to 65535' : (TYPES[expected] ?? expected);
  return value === undefined ? errors.missingField(at, wanted) : errors.wrongType(at, value, wanted);
}

function explainField(path: Path, key: string, holder: unknown): Problem {
  const union = unionAt(path.slice(0, -1));
  const forms = union?.forms.filter((form) => isRecord(holder) && Object.hasOwn(holder, form)) ?? [];
  if (union !== undefined && forms.includes(key)) {
    return errors.severalForms(formatPath(path.slice(0, -1)), union.noun, forms);
  }
  const known = union === undefined ? fieldsAt(path) : forms;
  return errors.unknownField(formatPath(path), key, findMeant(key, known), known);
}

function fieldsAt(path: Path): readonly string[] {
  if (path.length === 1) return FIELDS.policy;
  if (path[0] === 'groups') return FIELDS.group;
  return path.includes('applications') ? FIELDS.portRange : FIELDS.rule;
}

/** The unions of the model: which one stands at a place, and the fields that tell its forms apart. */
function unionAt(path: Path): { readonly noun: string; readonly forms: readonly string[] } | undefined {
  if (typeof path.at(-1) !== 'number') return undefined;
  const list = path[0] === 'sets' && path.length === 3 ? 'destinations' : path.at(-2);
  if (list === 'sources') return { noun: 'source', forms: SOURCE_FORMS };
  if (list === 'destinations') return { noun: 'destination', forms: DESTINATION_FORMS };
  return list === 'applications' ? { noun: 'application', forms: APPLICATION_FORMS } : undefined;
}

function explainUnion(
  policy: unknown,
  issue: Extract<Issue, { code: 'invalid_union' }>,
  path: Path,
  value: unknown,
): Problem[] {
  const at = formatPath(path);
  const { noun, forms } = unionAt(path) ?? { noun: 'value', forms: [] };
  const words = noun === 'application' ? NAMED_APPLICATIONS : [];
  const known = [...words, ...forms.map((form) => `{ ${form}: … }`)];
  if (!isRecord(value)) {
    const meant = typeof value === 'string' ? (findMeant(value, words) ?? guessForm(noun, value)) : undefined;
    return [errors.noForm(at, noun, value, meant, known)];
  }
  const found = forms.filter((form) => Object.hasOwn(value, form));
  const [form] = found;
  if (form === undefined) {
    const meant = Object.keys(value).flatMap((key) => findMeant(key, forms) ?? [])[0];
    return [errors.noForm(at, noun, value, meant === undefined ? undefined : `{ ${meant}: … }`, known)];
  }
  if (found.length > 1) return [errors.severalForms(at, noun, found)];
  return (issue.errors[forms.indexOf(form)] ?? []).flatMap((inner) =>
    explainIssue(policy, inner, [...path, ...inner.path]),
  );
}

/** A text where an object with one field is wanted says itself which field. */
function guessForm(noun: string, text: string): string | undefined {
  if (noun === 'application') return undefined;
  if (findCidrBlockProblem(text, '') === undefined) return `{ cidrBlock: ${text} }`;
  if (noun === 'source') return undefined;
  return findNameProblem(text, '') === undefined && text.includes('.') ? `{ name: ${text} }` : undefined;
}

function isProblem(value: unknown): value is Problem {
  return isRecord(value) && typeof value['code'] === 'string';
}
