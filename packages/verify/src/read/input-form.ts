import { isArray, isObject, own, type JsonObject, type JsonValue } from './json';

/** What a file says about itself, by its content alone. */
export type FileForm =
  | { readonly is: 'synthesized' | 'manifest' | 'aws-cli' }
  | { readonly is: 'plan' | 'state'; readonly version: string }
  | { readonly is: 'raw-state'; readonly version: JsonValue }
  | { readonly is: 'other'; readonly found: string };

export function formOf(json: JsonValue): FileForm {
  if (isArray(json)) return { is: 'other', found: 'a list' };
  if (!isObject(json)) return { is: 'other', found: json === null ? '`null`' : `a ${typeof json}` };
  const version = own(json, 'format_version');
  if (own(json, 'planned_values') !== undefined || own(json, 'resource_changes') !== undefined)
    return { is: 'plan', version: textOf(version) };
  // Before the first apply a state has no values.
  if (
    own(json, 'values') !== undefined ||
    (version !== undefined && own(json, 'terraform_version') !== undefined)
  )
    return { is: 'state', version: textOf(version) };
  if (version !== undefined && Object.keys(json).length === 1)
    return { is: 'state', version: textOf(version) };
  if (
    own(json, 'version') !== undefined &&
    (own(json, 'lineage') !== undefined || own(json, 'serial') !== undefined)
  )
    return { is: 'raw-state', version: own(json, 'version') ?? null };
  if (isObject(own(json, 'stacks')) && own(json, 'version') !== undefined) return { is: 'manifest' };
  if (SECTIONS.some((key) => isBlock(own(json, key)))) return { is: 'synthesized' };
  if (isAnswer(json)) return { is: 'aws-cli' };
  const keys = Object.keys(json).slice(0, 3);
  return {
    is: 'other',
    found:
      keys.length === 0
        ? 'an empty object'
        : `JSON with ${keys.map((key) => `\`${key.slice(0, 40)}\``).join(', ')}`,
  };
}

// Of Terraform's JSON syntax; https://developer.hashicorp.com/terraform/language/syntax/json (2026-11)
const SECTIONS = [
  'resource',
  'data',
  'module',
  'terraform',
  'provider',
  'variable',
  'output',
  'locals',
] as const;

/** The AWS CLI begins the names of all members with a capital letter, and Terraform none. */
function isAnswer(json: JsonObject): boolean {
  const members = Object.keys(json);
  return members.length > 0 && members.every((member) => /^[A-Z]/.test(member));
}

const isBlock = (value: JsonValue | undefined) => isObject(value) || isArray(value);

const textOf = (value: JsonValue | undefined) =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : 'none';
