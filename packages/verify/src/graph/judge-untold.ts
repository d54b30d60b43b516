import type { Resource } from '../read/estate';
import { textOf } from '../read/value';
import type { Key } from './key';
import { valueOf } from './known';
import type { Links } from './links';
import { readKeys } from './read-facts';
import type { Unmodelled } from './unmodelled';

/**
 * What the input should tell and does not is near everything, or near the subnets that it may stand in.
 * @param places - all that something can be near
 */
export function judgeUntold(
  links: Links,
  resource: Resource,
  places: readonly Key[],
): Pick<Unmodelled, 'reason' | 'near' | 'hides'> {
  const reason = textOf(resource.attribute('reason')) ?? 'it is not told';
  const about = textOf(resource.attribute('about'));
  if (about !== 'occupants' && about !== 'firewall-endpoints') return { reason, near: places };
  const named = readKeys(links, resource.attribute('subnet_ids'), 'subnet').map(valueOf);
  const subnets = named.length > 0 ? named : places.filter((key) => links.nounOf(key) === 'subnet');
  return { reason, near: subnets.filter((key): key is Key => key !== undefined), hides: about };
}
