import type { Resource } from '../read/estate';
import { fieldOf, itemsOf } from '../read/value';
import { inKeyOrder } from './compare-keys';
import type { Key } from './key';
import { known, type Known } from './known';
import type { Links } from './links';
import type { LoadBalancer } from './load-balancer';
import { nodeOf } from './node-of';
import { readBoolean, readKeys, readWord } from './read-facts';

const TYPES = ['application', 'network', 'gateway'] as const;

export function readLoadBalancers(links: Links): ReadonlyMap<Key, LoadBalancer> {
  return inKeyOrder(
    links.ofNoun('load-balancer').map((resource) => [resource.address, readLoadBalancer(links, resource)]),
  );
}

function readLoadBalancer(links: Links, resource: Resource): LoadBalancer {
  const attribute = (name: string) => links.attribute(resource, name);
  const mappings = itemsOf(links.follow(attribute('subnet_mapping'))) ?? [];
  const mapped = mappings.map((one) => links.keyOf(fieldOf(one, 'subnet_id'), 'subnet'));
  const type =
    resource.type === 'aws_elb'
      ? known('classic' as const)
      : readWord(links, attribute('load_balancer_type'), TYPES, known('application'));
  const isGateway = type.is === 'known' && type.value === 'gateway';
  return {
    ...nodeOf(resource),
    type,
    // A Gateway Load Balancer has no public addresses whatever it says.
    isInternal: isGateway ? known(true) : readBoolean(links, attribute('internal'), false),
    // Always on for an Application Load Balancer; off for the others while nothing is said. Elastic Load Balancing guide,
    // "Cross-zone load balancing", 2026-07.
    isCrossZone:
      type.is === 'known' && type.value === 'application'
        ? known(true)
        : readBoolean(links, attribute('enable_cross_zone_load_balancing'), false),
    subnets: onceEach([...readKeys(links, attribute('subnets'), 'subnet'), ...mapped]),
    securityGroups: readKeys(links, attribute('security_groups')),
  };
}

function onceEach(keys: readonly (Known<Key> | undefined)[]): readonly Known<Key>[] {
  const seen = new Set<Key>();
  return keys.filter((key): key is Known<Key> => {
    if (key?.is !== 'known') return key !== undefined;
    return !seen.has(key.value) && seen.add(key.value) !== undefined;
  });
}
