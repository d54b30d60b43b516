import type { InputForm, Resource } from '../read/estate';
import { itemsOf, reasonOf, type Value } from '../read/value';
import { collectDoubts, doubtAbout, scopeOf, type Doubt } from './doubts';
import type { Key } from './key';
import { known, unknown, valueOf, type Known } from './known';
import type { Links } from './links';
import type { Places } from './read-places';

/** Which network ACL a subnet has, if it is another than the VPC's default one. */
export interface AclAssociations {
  ofSubnet(subnet: Key, vpc: Known<Key>): Known<Key> | undefined;
  readonly subnets: ReadonlySet<Key>;
  readonly acls: ReadonlySet<Key>;
}

export function readAclAssociations(links: Links, places: Places, form: InputForm): AclAssociations {
  const found = new Map<Key, Known<Key>>();
  const acls = new Set<Key>();
  const doubts: Doubt[] = [];
  const associate = (resource: Resource, subnet: Value, acl: Known<Key>) => {
    const key = valueOf(links.keyOf(subnet, 'subnet'));
    if (acl.is === 'known') acls.add(acl.value);
    if (key === undefined) {
      const vpc = acl.is === 'known' ? places.vpcOf(acl.value) : undefined;
      const reason = `\`${resource.address}\` may be about it: ${reasonOf(subnet) ?? 'it names no subnet'}`;
      doubts.push({ scope: scopeOf(links, subnet, 'subnet', vpc), reason });
      return;
    }
    const earlier = found.get(key);
    const isSame =
      earlier === undefined || (valueOf(earlier) !== undefined && valueOf(earlier) === valueOf(acl));
    found.set(key, isSame ? acl : unknown(`several network ACLs name \`${key}\``));
  };
  for (const resource of links.ofType('aws_network_acl_association')) {
    const acl =
      links.keyOf(links.attribute(resource, 'network_acl_id'), 'network-acl') ?? unknown('it names no ACL');
    associate(resource, links.attribute(resource, 'subnet_id'), acl);
  }
  const [others, defaults] = byIsDefault(links.ofNoun('network-acl'));
  for (const resource of others)
    for (const subnet of subnetsOf(links, resource)) associate(resource, subnet, known(resource.address));
  const taken = new Set(found.keys());
  for (const resource of defaults) {
    for (const subnet of subnetsOf(links, resource)) {
      const key = valueOf(links.keyOf(subnet, 'subnet'));
      // A state tells what the default ACL held when it was read last: often before others took their subnets from it.
      if (isState(form) && key !== undefined && taken.has(key)) continue;
      associate(resource, subnet, known(resource.address));
    }
  }
  const about = collectDoubts(doubts);
  return {
    ofSubnet: (subnet, vpc) => {
      const doubt = doubtAbout(about, subnet, vpc);
      return found.get(subnet) ?? (doubt === undefined ? undefined : unknown(doubt));
    },
    subnets: new Set(found.keys()),
    acls,
  };
}

function byIsDefault(acls: readonly Resource[]): readonly [readonly Resource[], readonly Resource[]] {
  const isDefault = ({ type }: Resource) => type === 'aws_default_network_acl';
  return [acls.filter((acl) => !isDefault(acl)), acls.filter(isDefault)];
}

function subnetsOf(links: Links, acl: Resource): readonly Value[] {
  const value = links.follow(links.attribute(acl, 'subnet_ids'));
  return itemsOf(value) ?? [value];
}

function isState(form: InputForm): boolean {
  return form === 'state' || form === 'raw-state';
}
