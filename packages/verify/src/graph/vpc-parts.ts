import type { Resource } from '../read/estate';
import { reasonOf, textOf } from '../read/value';
import { compareKeys } from './compare-keys';
import type { Key } from './key';
import { known, unknown, valueOf, type Known } from './known';
import type { Links } from './links';
import { nounOfType } from './noun';

/** The first table, ACL and group of a VPC: the resource that adopts it, or the part of the VPC. */
export type PartsOfVpc = Readonly<Record<VpcPart, Key>>;

/** The first parts of every VPC that the input describes or refers to. */
export interface VpcParts {
  readonly ofVpc: ReadonlyMap<Key, PartsOfVpc>;
  /** Why a part that no resource adopts may be adopted after all: by a resource whose VPC is not known. */
  readonly lost: ReadonlyMap<VpcPart, string>;
  /** AWS id to key. */
  readonly ids: ReadonlyMap<string, Key>;
}

export type VpcPart = 'route-table' | 'network-acl' | 'security-group';

interface Adoption {
  readonly type: string;
  /** How a VPC names the part; the first is also how the adopting resource names it. */
  readonly attributes: readonly string[];
  readonly suffix: string;
}

const ADOPTIONS: Readonly<Record<VpcPart, Adoption>> = {
  'route-table': {
    type: 'aws_default_route_table',
    attributes: ['default_route_table_id', 'main_route_table_id'],
    suffix: 'main-route-table',
  },
  'network-acl': {
    type: 'aws_default_network_acl',
    attributes: ['default_network_acl_id'],
    suffix: 'default-network-acl',
  },
  'security-group': {
    type: 'aws_default_security_group',
    attributes: ['default_security_group_id'],
    suffix: 'default-security-group',
  },
};
export const VPC_PARTS = Object.keys(ADOPTIONS) as VpcPart[];

/** The first table, ACL or group of a VPC. */
export function firstPart(links: Links, vpc: Key, part: VpcPart): Known<Key> {
  const key = links.parts.ofVpc.get(vpc)?.[part] ?? partKey(vpc, part);
  const lost = links.at(key) === undefined ? links.parts.lost.get(part) : undefined;
  return lost === undefined ? known(key) : unknown(lost);
}

/** Which part an attribute of a VPC names, as `main_route_table_id`. */
export function partNamedBy(attribute: string): VpcPart | undefined {
  return VPC_PARTS.find((part) => ADOPTIONS[part].attributes.includes(attribute));
}

/** The key of a VPC's own part, while no resource adopts it. */
function partKey(vpc: Key, part: VpcPart): Key {
  return `${vpc}/${ADOPTIONS[part].suffix}`;
}

export function listVpcParts(links: Links): VpcParts {
  const ids = new Map<string, Key>();
  const lost = new Map<VpcPart, string>();
  const adopters = new Map(VPC_PARTS.map((part) => [part, listAdopters(links, part, lost)]));
  const ofVpc = listVpcs(links).map((vpc) => {
    const keys = VPC_PARTS.map((part) => {
      const adopter = adopters.get(part)?.get(vpc) ?? idOfPart(links, vpc, part, ids);
      return [part, adopter ?? partKey(vpc, part)] as const;
    });
    return [vpc, Object.fromEntries(keys) as PartsOfVpc] as const;
  });
  return { ofVpc: new Map(ofVpc), lost, ids };
}

function listVpcs(links: Links): readonly Key[] {
  const vpcs = new Set(links.ofNoun('vpc').map((resource) => resource.address));
  for (const resource of links.resources) {
    if (nounOfType(resource.type) === undefined) continue;
    const vpc = valueOf(links.keyOf(links.attribute(resource, 'vpc_id'), 'vpc'));
    if (vpc !== undefined && links.nounOf(vpc) === 'vpc') vpcs.add(vpc);
  }
  return [...vpcs].sort(compareKeys);
}

/** An existing VPC tells the ids: of a resource that is in the input, or of the part. */
function idOfPart(links: Links, vpc: Key, part: VpcPart, ids: Map<string, Key>): Key | undefined {
  const resource = links.at(vpc);
  const id = resource && textOf(resource.attribute(ADOPTIONS[part].attributes[0] as string));
  if (id === undefined || id === '') return undefined;
  const key = valueOf(links.keyOf({ kind: 'known', value: id }));
  if (key !== undefined && links.at(key) !== undefined) return key;
  ids.set(id, partKey(vpc, part));
  return undefined;
}

function listAdopters(links: Links, part: VpcPart, lost: Map<VpcPart, string>): ReadonlyMap<Key, Key> {
  const { type, attributes } = ADOPTIONS[part];
  const owners = new Map<string, Key>();
  for (const vpc of links.ofNoun('vpc')) {
    for (const attribute of attributes) {
      const id = textOf(vpc.attribute(attribute));
      if (id !== undefined && id !== '' && !owners.has(id)) owners.set(id, vpc.address);
    }
  }
  const found = new Map<Key, Key>();
  for (const resource of links.ofType(type)) {
    const vpc = vpcOfAdopter(links, resource, attributes, owners);
    if (vpc !== undefined && !found.has(vpc)) found.set(vpc, resource.address);
    if (vpc !== undefined || lost.has(part)) continue;
    const why = reasonOf(links.attribute(resource, attributes[0] as string)) ?? 'it names none';
    lost.set(part, `\`${resource.address}\` may be that of any VPC: ${why}`);
  }
  return found;
}

/** `default_route_table_id = aws_vpc.v.default_route_table_id`, or the id in full. */
function vpcOfAdopter(
  links: Links,
  resource: Resource,
  attributes: readonly string[],
  owners: ReadonlyMap<string, Key>,
): Key | undefined {
  const stated = valueOf(links.keyOf(links.attribute(resource, 'vpc_id'), 'vpc'));
  if (stated !== undefined) return stated;
  const named = links.follow(links.attribute(resource, attributes[0] as string));
  if (named.kind === 'known') return owners.get(textOf(named) ?? '');
  if (named.kind !== 'reference' || !attributes.includes(named.attribute)) return undefined;
  const vpc = links.at(named.resource);
  return vpc && nounOfType(vpc.type) === 'vpc' ? links.keyOfResource(vpc) : undefined;
}
