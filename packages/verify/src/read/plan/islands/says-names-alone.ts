import { nounOfId } from '../../../graph/noun';
import { isArray, isObject, type JsonValue } from '../../json';
import type { Piece } from './piece';

/** What a person or Terraform calls something by, and nothing is decided by. */
const NAMES = /^(address|name|Name|description|references)$/;

/** A reference to a resource, in full: with neither a function nor a text in it that could be compared. */
const REFERENCE = /^\$\{[\w.[\]-]+\}$/;

/** The endpoint of one subnet, as CDKTF writes it; a comparison of two ids, neither of which is made of names. */
const ENDPOINT =
  /^\$\{one\(\[for (\w+) in [\w.[\]-]+ : \1\.attachment\[0\]\.endpoint_id if \1\.attachment\[0\]\.subnet_id == [\w.[\]-]+\]\)\}$/;

/**
 * Whether the name of an island is only in what its resources are called, so that another name in its place changes nothing
 * but how they are called.
 */
export function saysNamesAlone(pieces: readonly Piece[], name: string): boolean {
  let count = 0;
  const text = JSON.stringify(pieces);
  eachText(JSON.parse(text) as JsonValue, (said, member) => {
    if (said.includes(name) && (NAMES.test(member) || REFERENCE.test(said) || ENDPOINT.test(said)))
      count += countOf(said, name);
  });
  return count === countOf(text, name);
}

/** Members that say which resource is meant, by the schema of provider 5.100.0 for types of islands, 2026-11. */
const MEANS_A_RESOURCE =
  /(^|_)(ids?|arns?)$|^(instance|network_interface|propagating_vgws|security_groups|resource)$/;

/** Whether values name no resource that the plan does not make: two islands could name the same one. */
export function namesNothingElse(pieces: readonly Piece[]): boolean {
  let isAlone = true;
  for (const { values } of pieces)
    eachText(values, (said, member) => {
      if (NAMES.test(member)) return;
      if (MEANS_A_RESOURCE.test(member) || nounOfId(said) !== undefined || said.startsWith('arn:'))
        isAlone = false;
    });
  return isAlone;
}

/** Every text at any depth, with the name of the member that it is in; what a constant is said to be counts as said itself. */
function eachText(value: JsonValue | undefined, visit: (text: string, member: string) => void): void {
  const rest: [JsonValue | undefined, string][] = [[value, '']];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    const [part, member] = next;
    if (typeof part === 'string') visit(part, member);
    else if (isArray(part)) for (const item of part) rest.push([item, member]);
    else if (isObject(part))
      for (const key of Object.keys(part)) rest.push([part[key], key === 'constant_value' ? member : key]);
  }
}

function countOf(text: string, part: string): number {
  return text.split(part).length - 1;
}
