import type { Resource } from '../read/estate';
import { fieldOf, isAbsent, itemsOf, type Value } from '../read/value';
import { inKeyOrder } from './compare-keys';
import { doubtAbout } from './doubts';
import type { Key } from './key';
import { known, unknown } from './known';
import type { Links } from './links';
import { nodeOf } from './node-of';
import { readNumber, readText } from './read-facts';
import { readTargets, type Placed } from './read-targets';
import type { HealthCheck, TargetFailover, TargetGroup } from './target-group';

export function readTargetGroups(links: Links, placed: Placed): ReadonlyMap<Key, TargetGroup> {
  const targets = readTargets(links, placed);
  return inKeyOrder(
    links.ofNoun('target-group').map((resource): [Key, TargetGroup] => {
      const key = resource.address;
      const doubt = doubtAbout(targets.doubts, key, known(key));
      return [
        key,
        {
          ...describe(links, resource),
          targets: targets.of.get(key) ?? [],
          ...(doubt !== undefined && { doubt }),
        },
      ];
    }),
  );
}

function describe(links: Links, resource: Resource): Omit<TargetGroup, 'targets' | 'doubt'> {
  const attribute = (name: string) => links.attribute(resource, name);
  const [check] = itemsOf(links.follow(attribute('health_check'))) ?? [];
  const [failover] = itemsOf(links.follow(attribute('target_failover'))) ?? [];
  return {
    ...nodeOf(resource),
    vpc: links.keyOf(attribute('vpc_id'), 'vpc') ?? unknown('it names no VPC'),
    protocol: readText(links, attribute('protocol'), unknown('it names no protocol')),
    port: readNumber(links, attribute('port'), unknown('it names no port')),
    ...(check !== undefined && { healthCheck: readHealthCheck(links, check) }),
    ...(failover !== undefined && { failover: readFailover(links, failover) }),
  };
}

function readHealthCheck(links: Links, block: Value): HealthCheck {
  const [protocol, port] = [fieldOf(block, 'protocol'), fieldOf(block, 'port')];
  const number = readNumber(links, port, unknown(''));
  return {
    ...(!isAbsent(protocol) && { protocol: readText(links, protocol, unknown('')) }),
    ...(!isAbsent(port) && {
      port: number.is === 'known' ? known(String(number.value)) : readText(links, port, unknown('')),
    }),
  };
}

function readFailover(links: Links, block: Value): TargetFailover {
  const read = (name: string) => readText(links, fieldOf(block, name), known('no_rebalance'));
  return { onDeregistration: read('on_deregistration'), onUnhealthy: read('on_unhealthy') };
}
