import type { Estate, Resource } from '../read/estate';
import { PROVISIONER_TYPE } from '../read/provisioner';
import { UNTOLD_TYPE } from '../read/untold';
import { textOf } from '../read/value';
import { compareKeys } from './compare-keys';
import type { Drifter } from './drifter';
import type { Key } from './key';
import type { Links } from './links';
import { doubtOfPlace, isPlace, listNearby } from './nearby-nodes';
import { nounOfType } from './noun';
import { endpointTypeOf } from './endpoint-type';
import { judgeProvisioner } from './judge-provisioner';
import { judgeUntold } from './judge-untold';
import { readServiceAddress } from './read-service-address';
import { roleOfType, runsElsewhere } from './resource-roles';
import type { Occupant } from './subnet';
import type { Unmodelled } from './unmodelled';

/** Every resource of the input once: described, harmless or not understood. */
export interface Coverage {
  readonly described: readonly Key[];
  readonly harmless: readonly Key[];
  readonly unmodelled: readonly Unmodelled[];
  /** What occupies subnets and is no node of its own. */
  readonly occupants: readonly OtherOccupant[];
  /** What occupies subnets that the input does not tell, and is no node of its own. */
  readonly drifters: readonly Drifter[];
}

export interface OtherOccupant extends Pick<Occupant, 'key' | 'hasPublicIp'> {
  readonly subnets: readonly Key[];
}

type Verdict =
  | { readonly is: 'described' }
  | { readonly is: 'harmless' }
  | { readonly is: 'unmodelled'; readonly why: Omit<Unmodelled, 'key' | 'type'> };

export function readCoverage(links: Links, estate: Estate): Coverage {
  const described: Key[] = [];
  const harmless: Key[] = [];
  const unmodelled: Unmodelled[] = [];
  const occupants: OtherOccupant[] = [];
  const drifters: Drifter[] = [];
  const seen = new Set<Key>();
  for (const resource of estate.resources) {
    const key = resource.address;
    if (seen.has(key)) continue;
    seen.add(key);
    const told = mayOccupy(resource) ? listNearby(links, resource) : [];
    const doubt = mayOccupy(resource) ? doubtOfPlace(links, resource) : undefined;
    const role = roleOfType(resource.type);
    if (doubt !== undefined && role === 'occupying') drifters.push({ kind: 'other', key, reason: doubt });
    // What may be anywhere and is not understood is near everything.
    const near = doubt === undefined || role === 'occupying' ? told : listPlaces(links);
    const subnets = told.filter((one) => links.nounOf(one) === 'subnet');
    if (subnets.length > 0) occupants.push({ key, subnets, ...publicIpOf(links, resource) });
    const verdict = judge(links, resource, near);
    if (verdict.is === 'described') described.push(key);
    else if (verdict.is === 'harmless') harmless.push(key);
    else unmodelled.push({ key, type: resource.type, ...verdict.why });
  }
  return {
    described: described.sort(compareKeys),
    harmless: harmless.sort(compareKeys),
    unmodelled: unmodelled.sort((a, b) => compareKeys(a.key, b.key)),
    occupants,
    drifters: drifters.sort((a, b) => compareKeys(a.key, b.key)),
  };
}

function publicIpOf(links: Links, resource: Resource): Pick<Occupant, 'hasPublicIp'> {
  const hasPublicIp = readServiceAddress(links, resource);
  return hasPublicIp === undefined ? {} : { hasPublicIp };
}

function mayOccupy(resource: Resource): boolean {
  if (resource.mode === 'data') return false;
  const role = roleOfType(resource.type);
  return role !== 'described' && role !== 'harmless';
}

function judge(links: Links, resource: Resource, near: readonly Key[]): Verdict {
  const { type, mode } = resource;
  if (type === 'module') return unmodelled('what the module makes is not shown', listPlaces(links));
  if (type === UNTOLD_TYPE) return { is: 'unmodelled', why: judgeUntold(links, resource, listPlaces(links)) };
  if (type === PROVISIONER_TYPE) {
    const why = judgeProvisioner(links, resource, listPlaces(links));
    return why.near.length === 0 ? { is: 'harmless' } : { is: 'unmodelled', why };
  }
  // What only asks AWS places nothing; what uses the answer says itself that it is not known.
  if (mode === 'data' && nounOfType(type) === undefined) return { is: 'harmless' };
  if (type === 'aws_route53profiles_association') return judgeProfile(links, near);
  if (type === 'aws_vpc_endpoint') return judgeEndpoint(links, resource);
  switch (roleOfType(type)) {
    case 'described':
      return { is: 'described' };
    case 'harmless':
      return { is: 'harmless' };
    case 'occupying':
      return judgeOccupant(links, resource, near);
    case 'networking':
      return unmodelled(`\`${type}\` may change where packets go`, near);
    case 'other':
      return near.length === 0
        ? { is: 'harmless' }
        : unmodelled(`\`${type}\` is in or near a network and is not understood`, near);
  }
}

function unmodelled(reason: string, near: readonly Key[]): Verdict {
  return { is: 'unmodelled', why: { reason, near } };
}

/** A module may put a route into any table, and anything into any subnet. */
function listPlaces({ resources, keyOfResource }: Links): readonly Key[] {
  return resources.filter(({ type }) => isPlace(nounOfType(type))).map(keyOfResource);
}

/** A Route 53 profile may hold rule groups of DNS Firewall; Route 53 guide, "Route 53 Profiles", 2026-11. */
function judgeProfile(links: Links, near: readonly Key[]): Verdict {
  const reason = 'a profile may have rule groups of its own';
  const vpcs = listPlaces(links).filter((key) => links.nounOf(key) === 'vpc');
  return { is: 'unmodelled', why: { reason, near: near.length > 0 ? near : vpcs, hides: 'dns-rules' } };
}

function judgeEndpoint(links: Links, resource: Resource): Verdict {
  const type = endpointTypeOf(links, resource);
  if (type.is === 'known') return { is: 'described' };
  return unmodelled(`the type of the endpoint is not known: ${type.reason}`, listNearby(links, resource));
}

function judgeOccupant(links: Links, resource: Resource, near: readonly Key[]): Verdict {
  const { type } = resource;
  if (near.length === 0 && runsElsewhere(type))
    return unmodelled('it runs outside every VPC, so its packets leave from a network of AWS', near);
  const own = OWN_WAYS[type];
  if (near.length === 0 || own === undefined) return { is: 'described' };
  return textOf(links.follow(links.attribute(resource, own.argument))) === own.closed
    ? { is: 'described' }
    : unmodelled(
        `without \`${own.argument} = "${own.closed}"\` it reaches the internet by a network of AWS`,
        near,
      );
}

/**
 * Services that have a way to the internet beside that of their subnets, unless an argument closes it.
 *
 * @see SageMaker AI guide, "Connect a notebook instance in a VPC to external resources" and "Connect Studio in a VPC to external
 *   resources", 2026-07
 */
const OWN_WAYS: Readonly<Record<string, { readonly argument: string; readonly closed: string }>> = {
  aws_sagemaker_notebook_instance: { argument: 'direct_internet_access', closed: 'Disabled' },
  aws_sagemaker_domain: { argument: 'app_network_access_type', closed: 'VpcOnly' },
};
