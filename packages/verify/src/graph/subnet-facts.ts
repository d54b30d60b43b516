import type { Resource } from '../read/estate';
import { known, unknown, valueOf, type Known } from './known';
import type { Key } from './key';
import type { Links } from './links';
import { readBoolean } from './read-facts';

/** What a subnet gives to the interfaces in it. */
export interface SubnetFacts {
  readonly mapsPublicIp: Known<boolean>;
  readonly assignsIpv6: Known<boolean>;
}

export function readSubnetFacts(links: Links, subnet: Resource): SubnetFacts {
  // AWS makes the default subnets public; VPC guide "Default VPC components", 2026-11.
  const isDefault = subnet.type === 'aws_default_subnet';
  const read = (name: string, absent: boolean) => {
    const value = links.attribute(subnet, name);
    if (subnet.mode === 'data' && value.kind === 'absent') return unknown('AWS is asked at apply');
    return readBoolean(links, value, absent);
  };
  return {
    mapsPublicIp: read('map_public_ip_on_launch', isDefault),
    assignsIpv6: read('assign_ipv6_address_on_creation', false),
  };
}

/** True if any of the subnets gives it, unknown if any may. */
export function anyOf(links: Links, subnets: readonly Known<Key>[], fact: keyof SubnetFacts): Known<boolean> {
  const facts = subnets.map((subnet) => {
    const resource = links.at(valueOf(subnet) ?? '');
    return resource === undefined
      ? unknown('the subnet is not in the input')
      : readSubnetFacts(links, resource)[fact];
  });
  const certain = facts.find((one) => valueOf(one) === true);
  return certain ?? facts.find((one) => one.is === 'unknown') ?? known(false);
}
