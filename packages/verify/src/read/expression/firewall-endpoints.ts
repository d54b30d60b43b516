import { reference, type Value } from '../value';
import type { Term } from './term';

/**
 * The endpoints of a Network Firewall before there are any. The provider returns them as the set
 * `firewall_status[0].sync_states`, one for each zone, and only apply knows it; so an expression that picks one by its
 * subnet or zone is followed symbolically, and becomes the pseudo attribute `firewall_endpoint[aws_subnet.a]` or
 * `firewall_endpoint[zone:us-east-1a]` of the firewall.
 */
export interface EndpointTerm {
  readonly kind: 'endpoints';
  /** Address of the firewall. */
  readonly firewall: string;
  readonly part: Part;
}

type Part =
  /** `firewall_status` and the set itself. */
  | { readonly is: 'status' | 'all' }
  /** One of them, whichever: what a `for` takes in its hand. */
  | { readonly is: 'each' | 'attachment' | 'subnet' | 'zone' | 'id' }
  /** Whether the one in hand is in this subnet or zone. */
  | { readonly is: 'test'; readonly selector: string }
  /** Ids by subnet or zone: `{ for s in … : s.availability_zone => s.attachment[0].endpoint_id }`. */
  | { readonly is: 'ids-by'; readonly key: 'subnet' | 'zone' };

export const FIREWALL_TYPE = 'aws_networkfirewall_firewall';

export function firewallStatus(firewall: string): EndpointTerm {
  return { kind: 'endpoints', firewall, part: { is: 'status' } };
}

/** The endpoint that a `for` over all of them has in hand. */
export function eachEndpoint({ firewall, part }: EndpointTerm): EndpointTerm | undefined {
  return part.is === 'all' ? { kind: 'endpoints', firewall, part: { is: 'each' } } : undefined;
}

const ATTRIBUTES: ReadonlyMap<string, Part> = new Map<string, Part>([
  ['status.sync_states', { is: 'all' }],
  ['each.attachment', { is: 'attachment' }],
  ['each.availability_zone', { is: 'zone' }],
  ['attachment.subnet_id', { is: 'subnet' }],
  ['attachment.endpoint_id', { is: 'id' }],
]);

export function endpointAttribute({ kind, firewall, part }: EndpointTerm, name: string): Term | undefined {
  const next = ATTRIBUTES.get(`${part.is}.${name}`);
  return next === undefined ? undefined : { kind, firewall, part: next };
}

/** `firewall_status` and `attachment` have one item; ids are looked up by subnet or zone. */
export function endpointIndex(term: EndpointTerm, key: Term): Term | undefined {
  const { firewall, part } = term;
  const isFirst = key.kind === 'known' && Number(key.value) === 0;
  if (part.is === 'status' || part.is === 'attachment') return isFirst ? term : undefined;
  const selector = part.is === 'ids-by' ? selectorOf(part.key, key) : undefined;
  return selector === undefined ? undefined : endpointId(firewall, selector);
}

/** `s.attachment[0].subnet_id == aws_subnet.a.id`, either way round. */
export function endpointTest(left: Term, right: Term): EndpointTerm | undefined {
  const [asked, given] = left.kind === 'endpoints' ? [left, right] : [right, left];
  if (asked.kind !== 'endpoints' || (asked.part.is !== 'subnet' && asked.part.is !== 'zone'))
    return undefined;
  const selector = selectorOf(asked.part.is, given);
  if (selector === undefined) return undefined;
  return { kind: 'endpoints', firewall: asked.firewall, part: { is: 'test', selector } };
}

/** The ids that `[for s in … : body if condition]` picks: one, as a firewall has one endpoint in a subnet and zone. */
export function pickedEndpoints(body: Term, condition: Term): Term | undefined {
  if (body.kind !== 'endpoints' || condition.kind !== 'endpoints') return undefined;
  if (body.firewall !== condition.firewall || body.part.is !== 'id') return undefined;
  if (condition.part.is !== 'test') return undefined;
  return { kind: 'list', items: [endpointId(body.firewall, condition.part.selector)] };
}

/** The ids that `{for s in … : key => body}` lists. */
export function endpointMap(key: Term, body: Term): Term | undefined {
  if (key.kind !== 'endpoints' || body.kind !== 'endpoints' || key.firewall !== body.firewall)
    return undefined;
  if (body.part.is !== 'id' || (key.part.is !== 'subnet' && key.part.is !== 'zone')) return undefined;
  return { kind: 'endpoints', firewall: key.firewall, part: { is: 'ids-by', key: key.part.is } };
}

function endpointId(firewall: string, selector: string): Value {
  return reference(firewall, `firewall_endpoint[${selector}]`);
}

function selectorOf(key: 'subnet' | 'zone', given: Term): string | undefined {
  if (given.kind === 'known' && typeof given.value === 'string')
    return key === 'zone' ? `zone:${given.value}` : given.value;
  const isSubnet = given.kind === 'reference' && given.attribute === 'id' && key === 'subnet';
  return isSubnet ? given.resource : undefined;
}
