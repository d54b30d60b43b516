import { FIREWALL_TYPE } from '../expression/firewall-endpoints';
import type { Resource } from '../estate';
import { fieldOf, itemsOf, reference, referenceOf, unknown, type Value } from '../value';
import { addressesOf, type Candidates } from './candidates';
import type { Place } from './plan-context';

/**
 * The value of an expression from what it may be made of, when there is just one possibility.
 *
 * The value is not known before apply, so part of it comes from what apply knows; if that is one id, and an argument
 * that takes an id, there is nothing to compute with it and the value is this id. A block or a name, which functions
 * take apart, stays unknown.
 *
 * @param argument - that takes the value; absent for a variable or an output, which may be anything
 */
export function decide(candidates: Candidates, argument: string | undefined, place: Place): Value {
  const { doubts, firewalls } = candidates;
  const addresses = addressesOf(candidates);
  const [doubt] = doubts;
  if (doubt !== undefined) return unknown(doubt.reason, addresses);
  if (firewalls.length > 0) return onlyEndpoint(candidates, argument, place) ?? unknown(ENDPOINT, addresses);
  const found = possibleValues(candidates, argument);
  const [one] = found;
  if (addresses.length === 0) return unknown('it is known after apply');
  if (one === undefined || one.kind !== 'reference' || found.length > 1)
    return traced(severalOf(addresses), addresses);
  const isExact = candidates.ids.length === 0 && isNamed(one.attribute, argument);
  return isExact ? one : traced(`it is computed from \`${one.resource}.${one.attribute}\``, addresses);
}

function isNamed(attribute: string, argument: string | undefined): boolean {
  // A launch configuration has no other id than its name.
  if (argument === 'launch_configuration' && attribute === 'name') return true;
  return isIdentity(attribute) && (argument === undefined || takesIdentity(argument));
}

function traced(reason: string, references: readonly string[]): Value {
  return { kind: 'unknown', reason, references, isTraced: true };
}

const ENDPOINT = 'a plan does not show which firewall endpoint it refers to';
const MOST_NAMED = 3;

function severalOf(addresses: readonly string[]): string {
  const named = addresses.slice(0, MOST_NAMED).map((address) => `\`${address}\``);
  const more = addresses.length > MOST_NAMED ? ` and ${addresses.length - MOST_NAMED} more` : '';
  return `a plan does not show which of ${named.join(', ')}${more} it refers to`;
}

// Ids and ARNs are opaque: what a function takes from one is no id of anything.
const IDENTITY = /^(id|arn)$|_(id|arn)$/;

export function isIdentity(name: string): boolean {
  return IDENTITY.test(name);
}

/** Arguments that take an id under another name; schema of provider 5.100.0, 2026-11. */
const TAKES_ID = /^(instance|network_interface|launch_configuration)$/;

export function takesIdentity(argument: string): boolean {
  return isIdentity(argument) || TAKES_ID.test(argument);
}

function possibleValues({ references, whole }: Candidates, argument: string | undefined): readonly Value[] {
  const found = new Map<string, Value>();
  for (const one of references) found.set(`${one.resource} ${one.attribute}`, one);
  for (const resource of whole) {
    const value = wholeAs(resource, argument);
    const key = value.kind === 'reference' ? `${value.resource} ${value.attribute}` : resource.address;
    found.set(key, value);
  }
  return [...found.values()];
}

/** `aws_subnet.a[0]` where a plan does not say that its `id` is taken, in an argument for a subnet. */
function wholeAs({ address, type, id }: Resource, argument: string | undefined): Value {
  if (argument === undefined || nounMatch(argument, type) === 0)
    return unknown(`a plan does not show which attribute of \`${address}\` it is`, [address]);
  return id === undefined ? reference(address, 'id') : unknown(`\`${address}\` is known`, [address]);
}

/** How much of a resource type an argument names: `gateway_id` less of `aws_nat_gateway` than `nat_gateway_id` does. */
export function nounMatch(argument: string, type: string): number {
  const noun = argument.replace(/_(id|arn)s?$/, '').replace(/s$/, '');
  const bare = type.replace(/^aws_/, '');
  return bare === noun || bare.endsWith(`_${noun}`) ? noun.length : 0;
}

/** Where a firewall has one endpoint, whatever picks an endpoint picks this one. */
export function onlyEndpoint(
  { firewalls, whole }: Candidates,
  argument: string | undefined,
  place: Place,
): Value | undefined {
  const [firewall, ...more] = new Set(firewalls);
  if (firewall === undefined || more.length > 0 || argument !== 'vpc_endpoint_id') return undefined;
  if (whole.some(({ type }) => type === FIREWALL_TYPE)) return undefined;
  const mappings = itemsOf(place.context.byAddress.get(firewall)?.attribute('subnet_mapping') ?? unknown(''));
  const [mapping] = mappings ?? [];
  const subnet =
    mappings?.length === 1 && mapping !== undefined ? referenceOf(fieldOf(mapping, 'subnet_id')) : undefined;
  return subnet === undefined ? undefined : reference(firewall, `firewall_endpoint[${subnet.resource}]`);
}
