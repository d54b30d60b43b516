import { evaluateTerm } from '../expression/evaluate';
import { FIREWALL_TYPE } from '../expression/firewall-endpoints';
import { fieldOfTerm, itemsOfTerm, valueOf, type Term } from '../expression/term';
import type { Resource } from '../estate';
import { isArray, isObject, own, type JsonObject, type JsonValue } from '../json';
import { known, reference, unknown, type Value } from '../value';
import { addressesOf, candidatesOf } from './candidates';
import { decide, isIdentity, nounMatch, onlyEndpoint } from './decide';
import type { Place } from './plan-context';
import { planScope } from './plan-scope';

/** Where the configuration says what a value will be. */
export type Source =
  /** It does not say, or in a `dynamic` block. */
  | { readonly is: 'none' }
  /** In full. */
  | { readonly is: 'term'; readonly term: Term; readonly place?: Place }
  /** By what it refers to. */
  | { readonly is: 'references'; readonly references: JsonValue; readonly place: Place }
  | { readonly is: 'blocks'; readonly blocks: readonly JsonObject[]; readonly place: Place }
  | { readonly is: 'block'; readonly block: JsonObject; readonly place: Place }
  /** One of the inline blocks that a plan shows the references of together. */
  | { readonly is: 'leaves'; readonly leaves: ReadonlyMap<string, Value>; readonly rest: Value };

export function sourceOf(expression: JsonValue | undefined, place: Place): Source {
  if (isArray(expression)) return { is: 'blocks', blocks: expression.filter((one) => isObject(one)), place };
  if (!isObject(expression)) return { is: 'none' };
  const [constant, references] = [own(expression, 'constant_value'), own(expression, 'references')];
  if (constant !== undefined) {
    // Only an expression in JSON has both, and then the constant is its text.
    const term = references === undefined ? known(constant) : evaluateTerm(constant, planScope(place));
    return { is: 'term', term, place };
  }
  if (isArray(references)) return { is: 'references', references, place };
  return { is: 'block', block: expression, place };
}

export function fieldSource(source: Source, name: string): Source {
  switch (source.is) {
    case 'term': {
      const field = fieldOfTerm(source.term, name);
      return field === undefined ? { is: 'none' } : { is: 'term', term: field };
    }
    case 'block':
      return sourceOf(own(source.block, name), source.place);
    case 'leaves': {
      return { is: 'term', term: source.leaves.get(name) ?? source.rest };
    }
    default:
      return source;
  }
}

/** One source for each item, in the order of the configuration; `undefined` when it does not tell them apart. */
export function itemSources(source: Source): readonly Source[] | undefined {
  if (source.is === 'blocks') return source.blocks.map((block) => sourceOf(block, source.place));
  if (source.is === 'block') return [source];
  if (source.is !== 'term') return undefined;
  const { term } = source;
  // A single block may be written as an object.
  if (term.kind === 'object') return [source];
  return itemsOfTerm(term)?.map((item) => ({ is: 'term', term: item }));
}

/** The value of something that only apply knows. */
export function resolveSource(source: Source, argument: string): Value {
  switch (source.is) {
    case 'none':
      return unknown('it is known after apply');
    case 'term':
      return decideEndpoint(valueOf(source.term), argument, source.place);
    case 'references':
      return resolveReferences(source.references, argument, source.place);
    case 'leaves':
      return source.rest;
    case 'block':
    case 'blocks': {
      const blocks = source.is === 'block' ? [source.block] : source.blocks;
      const references = blocks.flatMap((block) =>
        Object.values(block).flatMap((one) => own(one, 'references') ?? []),
      );
      return unknown(
        'how many blocks there are is known after apply',
        addressesOf(candidatesOf(references, source.place)),
      );
    }
  }
}

/**
 * What is made of the endpoints of one firewall, and of nothing else but subnets to tell them apart, is one of them: a
 * route takes nothing else by this argument. Where there is one, it is that.
 */
function decideEndpoint(value: Value, argument: string, place: Place | undefined): Value {
  if (value.kind !== 'unknown' || place === undefined) return value;
  const types = value.references.map((address) => place.context.byAddress.get(address)?.type);
  const firewalls = value.references.filter((_, index) => types[index] === FIREWALL_TYPE);
  const isClear = types.every((type) => type === FIREWALL_TYPE || type === 'aws_subnet');
  const none = { references: [], whole: [], ids: [], doubts: [] };
  return (isClear ? onlyEndpoint({ ...none, firewalls }, argument, place) : undefined) ?? value;
}

function resolveReferences(references: JsonValue, argument: string, place: Place): Value {
  const candidates = candidatesOf(references, place);
  const decided = decide(candidates, argument, place);
  if (decided.kind !== 'unknown' || candidates.doubts.length > 0) return decided;
  return (
    subnetBlock(candidates.references, argument, place) ?? onlyMember(candidates, argument, place) ?? decided
  );
}

/**
 * A route more specific than that of the VPC has the whole block of a subnet as its destination: AWS takes no other. So
 * what is computed from the block of one subnet is that block.
 * https://docs.aws.amazon.com/vpc/latest/userguide/gwlb-route.html (2026-11)
 */
function subnetBlock(
  references: readonly Extract<Value, { kind: 'reference' }>[],
  argument: string,
  { type }: Place,
): Value | undefined {
  const [one, ...more] = new Map(
    references.map((each) => [`${each.resource} ${each.attribute}`, each]),
  ).values();
  const isRoute = type === 'aws_route' && /^destination_(ipv6_)?cidr_block$/.test(argument);
  const isBlock = one !== undefined && /^(ipv6_)?cidr_block$/.test(one.attribute);
  const isOfSubnet = one !== undefined && /(^|\.|:)aws_subnet\./.test(one.resource);
  return isRoute && isBlock && isOfSubnet && more.length === 0 ? one : undefined;
}

// Lists of ids by their names; schema of provider 5.100.0, 2026-11.
const LIST_OF_IDS = /_(id|arn)s$|^(subnets|security_groups|propagating_vgws|vpc_zone_identifier)$/;

/**
 * A list of ids that is computed from one id alone: `[aws_subnet.a.id]`. An empty one would be known before apply, and there is
 * nothing else to make of an id. Of several ids a function may take some.
 */
function onlyMember(
  { references, whole, firewalls, ids }: ReturnType<typeof candidatesOf>,
  argument: string,
  place: Place,
): Value | undefined {
  if (!LIST_OF_IDS.test(argument) || firewalls.length > 0) return undefined;
  const found = new Map<string, Value>();
  for (const one of references) found.set(`${one.resource} ${one.attribute}`, one);
  for (const one of whole)
    if (!found.has(`${one.address} id`)) found.set(`${one.address} id`, idOf(one, argument));
  const [only, ...more] = found.values();
  const isId = only?.kind === 'reference' && isIdentity(only.attribute);
  if (!isId || more.length > 0 || mayHideOthers(only.resource, ids, place)) return undefined;
  return { kind: 'list', items: [only] };
}

/**
 * Whether ids of what there is already, by reference or in full, may be in a set beside this one: a plan shows neither. They
 * are all of one VPC, so there are none in a new one, and a Gateway Load Balancer endpoint has one subnet. A further security
 * group takes nothing from what this one permits.
 */
function mayHideOthers(address: string, ids: readonly string[], { context, values }: Place): boolean {
  const one = context.byAddress.get(address);
  if (one === undefined || one.type === 'aws_security_group') return false;
  if (ids.length > 0) return true;
  const isInNewVpc = one.attribute('vpc_id').kind !== 'known';
  if (isInNewVpc || own(values, 'vpc_endpoint_type') === 'GatewayLoadBalancer') return false;
  return [...context.byAddress.values()].some(
    (other) => other.type === one.type && other.id !== undefined && other.address !== address,
  );
}

function idOf({ address, type, id }: Resource, argument: string): Value {
  return id === undefined && nounMatch(argument, type) > 0
    ? reference(address, 'id')
    : unknown(`a plan does not show which attribute of \`${address}\` it is`, [address]);
}
