import type { Resource } from '../estate';
import { evaluate, evaluateTerm } from '../expression/evaluate';
import type { Expression } from '../expression/expression';
import { parseTemplate } from '../expression/parse-template';
import type { Term } from '../expression/term';
import { arrayOf, own, type JsonValue } from '../json';
import { referencesOf, type Value } from '../value';
import type { Place } from './plan-context';
import { expressionAt, instancesAt, isWhole, planScope } from './plan-scope';

/**
 * What an expression of Terraform's own language may be made of. A plan lists the references of an expression, each with
 * the shorter ones that it includes, and neither operators nor an index that is computed:
 *
 *     aws_subnet.a[0].id                      ["aws_subnet.a[0].id", "aws_subnet.a[0]", "aws_subnet.a"]
 *     aws_subnet.a[count.index].id            ["aws_subnet.a", "count.index"]
 *     aws_subnet.a[1 - count.index].id        ["aws_subnet.a", "count.index"]
 *
 * So which of several instances is meant is never known, even where keys are equal.
 * Measured with Terraform 1.11.4.
 */
export interface Candidates {
  /** What only apply knows and a reference names in full. */
  readonly references: readonly Extract<Value, { kind: 'reference' }>[];
  /** Resources that are named without the attribute. */
  readonly whole: readonly Resource[];
  /** Firewalls whose endpoints are named. */
  readonly firewalls: readonly string[];
  /** Ids that are known already: of what there is before apply. A set of some ids that are and one that is not shows neither. */
  readonly ids: readonly string[];
  readonly doubts: readonly Extract<Value, { kind: 'unknown' }>[];
}

/** References without those that a longer one before them includes; one that is used twice is there twice. */
export function headsOf(references: JsonValue | undefined): readonly string[] {
  const heads: string[] = [];
  let last = '';
  for (const reference of arrayOf(references)) {
    if (typeof reference !== 'string') continue;
    const isPart =
      last.length > reference.length &&
      last.startsWith(reference) &&
      /^[.[]/.test(last.slice(reference.length));
    if (!isPart) heads.push(reference);
    last = reference;
  }
  return heads;
}

export function candidatesOf(references: JsonValue | undefined, place: Place): Candidates {
  return merged(headsOf(references).map((head) => candidatesOfHead(head, place)));
}

const NONE: Candidates = { references: [], whole: [], firewalls: [], ids: [], doubts: [] };

function merged(all: readonly Candidates[]): Candidates {
  const [only] = all;
  if (only !== undefined && all.length === 1) return only;
  return {
    references: all.flatMap(({ references }) => references),
    whole: all.flatMap(({ whole }) => whole),
    firewalls: all.flatMap(({ firewalls }) => firewalls),
    ids: all.flatMap(({ ids }) => ids),
    doubts: all.flatMap(({ doubts }) => doubts),
  };
}

const doubt = (reason: string, references: readonly string[]): Candidates => ({
  ...NONE,
  doubts: [{ kind: 'unknown', reason, references }],
});

// Of more, only the name that they share is told.
const MOST_INSTANCES = 50;

function candidatesOfHead(head: string, place: Place): Candidates {
  place.work.left -= 1;
  if (place.work.left < 0) return doubt('it refers to too much', [head]);
  const [root = ''] = head.split(/[.[]/);
  // Known while planning, so what apply knows does not come from it.
  if (['path', 'terraform', 'count'].includes(root) || head === 'each.key') return NONE;
  if (root === 'local') return doubt(`it uses \`${head}\`, and a plan does not show local values`, [head]);
  const elsewhere = expressionAt(head, place);
  if (elsewhere !== undefined) {
    return elsewhere.is === 'lost'
      ? doubt(elsewhere.reason, [head])
      : merged(elsewhere.all.map((one) => candidatesAt(one.expression, one.place)));
  }
  const instances = instancesAt(head, place);
  // There is none (`count = 0`), so nothing comes from it.
  if (instances?.length === 0) return NONE;
  if (instances !== undefined && isWhole(head)) {
    if (instances.length > MOST_INSTANCES)
      return doubt(`a plan does not show which instance of \`${head}\` it refers to`, [head]);
    return { ...NONE, whole: instances.map(({ resource }) => resource) };
  }
  return traced(candidatesOfTerm(evaluate(parsed(head, place), planScope(place))), head);
}

/** No doubt is without a name, so that nobody takes the other references for all. */
function traced(candidates: Candidates, head: string): Candidates {
  if (candidates.doubts.every(({ references }) => references.length > 0)) return candidates;
  return {
    ...candidates,
    doubts: candidates.doubts.map((one) =>
      one.references.length > 0 ? one : { ...one, references: [head] },
    ),
  };
}

/** Instances of a module share their references, so each is parsed once. */
function parsed(head: string, { context }: Place): Expression {
  const before = context.parsed.get(head);
  if (before !== undefined) return before;
  const expression = parseTemplate(`\${${head}}`);
  const result: Expression = expression.is === 'not-understood' ? { is: 'name', name: head } : expression;
  context.parsed.set(head, result);
  return result;
}

/** Of an expression elsewhere that a variable or an output stands for. */
function candidatesAt(expression: JsonValue | undefined, place: Place): Candidates {
  const [constant, references] = [own(expression, 'constant_value'), own(expression, 'references')];
  if (constant === undefined) return candidatesOf(references, place);
  return references === undefined ? NONE : candidatesOfJson(constant, place);
}

function candidatesOfJson(json: JsonValue, place: Place): Candidates {
  return candidatesOfTerm(evaluateTerm(json, planScope(place)));
}

function candidatesOfTerm(term: Term): Candidates {
  switch (term.kind) {
    case 'known': {
      const ids = idsIn(term.value);
      return ids.length === 0 ? NONE : { ...NONE, ids };
    }
    case 'absent':
      return NONE;
    case 'reference':
      return { ...NONE, references: [term] };
    case 'endpoints':
      return { ...NONE, firewalls: [term.firewall] };
    case 'unknown':
      return { ...NONE, doubts: [term] };
    case 'list':
    case 'object': {
      const parts = term.kind === 'list' ? term.items : [...term.fields.values()];
      return merged(parts.map((part) => candidatesOfTerm(part)));
    }
    case 'names':
      return doubt(`\`${term.label}\` as a whole`, [term.label]);
  }
}

const ID = /^([a-z]+-)+[0-9a-f]{8,}$|^arn:/u;

function idsIn(json: JsonValue): readonly string[] {
  if (typeof json === 'string') return ID.test(json) ? [json] : [];
  if (typeof json !== 'object' || json === null) return [];
  return Object.values(json).flatMap((part) => (part === undefined ? [] : idsIn(part)));
}

/** Every address that any of the candidates is about. */
export function addressesOf({ references, whole, firewalls, doubts }: Candidates): readonly string[] {
  return [
    ...new Set([
      ...references.map(({ resource }) => resource),
      ...whole.map(({ address }) => address),
      ...firewalls,
      ...doubts.flatMap((one) => referencesOf(one)),
    ]),
  ];
}
