import type { Resource } from '../read/estate';
import { textOf } from '../read/value';
import { nounOfType, type Noun } from './noun';

/** Attributes that are an id of the resource itself, besides `id` and `arn`. */
const OTHER_IDS: Partial<Record<Noun, readonly string[]>> = {
  'route-table': ['route_table_id'],
  'internet-gateway': ['internet_gateway_id'],
  instance: ['instance_id', 'spot_instance_id'],
  'elastic-ip': ['allocation_id'],
  'prefix-list': ['prefix_list_id'],
  'core-network': ['core_network_id'],
  'network-interface': ['network_interface_id'],
  'transit-gateway-attachment': ['transit_gateway_attachment_id'],
};

// What another resource names the first by, although it is no id.
const NAMED: readonly Noun[] = ['auto-scaling-group', 'launch-template'];

/** Whether an attribute of a resource names the resource, and not another. */
export function isIdentity(resource: Resource, attribute: string): boolean {
  if (attribute === 'id' || attribute === 'arn') return true;
  const noun = nounOfType(resource.type);
  if (noun === undefined) return false;
  return (OTHER_IDS[noun]?.includes(attribute) ?? false) || (attribute === 'name' && NAMED.includes(noun));
}

/** What other resources may call this one by, as far as the input tells. */
export function idsOf(resource: Resource): readonly string[] {
  const ids: string[] = [];
  const add = (id: string | undefined) => {
    if (id !== undefined && id !== '') ids.push(id);
  };
  add(resource.id);
  add(textOf(resource.attribute('id')));
  add(textOf(resource.attribute('arn')));
  const noun = nounOfType(resource.type);
  const others = noun === undefined ? undefined : OTHER_IDS[noun];
  if (others !== undefined) for (const name of others) add(textOf(resource.attribute(name)));
  return ids;
}
