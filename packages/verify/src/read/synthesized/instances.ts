import type { Resource } from '../estate';
import { evaluateJson, evaluateTerm, type Scope } from '../expression/evaluate';
import { names, nothing } from '../expression/names';
import { fieldsOfTerm, keyOf, listTerm, objectTerm, type Term } from '../expression/term';
import { isArray, own } from '../json';
import { lazyResource, type Reading } from '../lazy-resource';
import { resourceTerm } from '../resource-term';
import { known, referencesOf, unknown, type Value } from '../value';
import { valueOf } from '../expression/term';
import { expandDynamic } from './dynamic-blocks';
import type { NamedBlock } from './stack';

/** What one block places, and what its address stands for in an expression. */
export interface Instances {
  readonly resources: readonly Resource[];
  readonly term: Term;
}

// More is no network that a person wrote down; AWS permits a few hundred of anything in a VPC.
const MOST_INSTANCES = 10_000;

export function instancesOf(block: NamedBlock, prefix: string, scope: Scope, reading: Reading): Instances {
  const { mode, type, name, body } = block;
  const address = `${prefix}${mode === 'data' ? 'data.' : ''}${type}.${name}`;
  const metadata = own(own(own(body, '//'), 'metadata'), 'path');
  const place = (suffix: string, read: (attribute: string) => Value): Resource =>
    lazyResource(
      {
        address: `${address}${suffix}`,
        type,
        mode,
        ...(typeof metadata === 'string' ? { constructPath: metadata } : {}),
      },
      reading,
      read,
    );
  const readIn = (inside: Scope) => (attribute: string) =>
    expandDynamic(body, attribute, inside) ?? evaluateJson(own(body, attribute), inside);
  const one = (key: string | number, extra: ReadonlyMap<string, Term>) =>
    place(`[${JSON.stringify(key)}]`, readIn({ name: (root) => extra.get(root) ?? scope.name(root) }));

  if (own(body, 'count') !== undefined) {
    const count = evaluateTerm(own(body, 'count'), scope);
    const number = Number(keyOf(count) ?? Number.NaN);
    if (!Number.isInteger(number) || number < 0 || number > MOST_INSTANCES)
      return undecided(place, address, 'count', valueOf(count));
    const resources = Array.from({ length: number }, (_, index) =>
      one(index, new Map([['count', names('count', () => known(index))]])),
    );
    return { resources, term: listTerm(resources.map(resourceTerm)) };
  }
  if (own(body, 'for_each') !== undefined) {
    const each = evaluateTerm(own(body, 'for_each'), scope);
    const fields = eachFields(each);
    if (fields === undefined) return undecided(place, address, 'for_each', valueOf(each));
    const made = fields.map(([key, item]) => [key, one(key, eachNames(key, item))] as const);
    const term = objectTerm(new Map(made.map(([key, resource]) => [key, resourceTerm(resource)])));
    return { resources: made.map(([, resource]) => resource), term };
  }
  const single = place('', readIn(scope));
  return { resources: [single], term: resourceTerm(single) };
}

/** Keys and values of `for_each`: of a map, or of a set of texts. */
function eachFields(each: Term): readonly (readonly [string, Term])[] | undefined {
  const isList = each.kind === 'list' || (each.kind === 'known' && isArray(each.value));
  const fields = fieldsOfTerm(each)?.map(
    ([key, item]) => [isList ? keyOf(item) : String(key), item] as const,
  );
  if (fields === undefined || fields.length > MOST_INSTANCES) return undefined;
  const named = fields.flatMap(([key, item]) => (key === undefined ? [] : [[key, item] as const]));
  return named.length === fields.length ? named : undefined;
}

function eachNames(key: string, item: Term): ReadonlyMap<string, Term> {
  const get = (name: string) =>
    name === 'key' ? known(key) : name === 'value' ? item : nothing(`each.${name}`);
  return new Map([['each', names('each', get)]]);
}

/** It may be there once, often or never, so nothing that it says is certain. */
function undecided(
  place: (suffix: string, read: (attribute: string) => Value) => Resource,
  address: string,
  argument: string,
  value: Value,
): Instances {
  const says = unknown(
    `\`${argument}\` of \`${address}\` is not known, and so how many there are`,
    referencesOf(value),
  );
  return {
    resources: [place('', () => says)],
    term: unknown(says.kind === 'unknown' ? says.reason : '', [address]),
  };
}
