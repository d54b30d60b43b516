import { blocksOf, objectOf, textOf, type JsonValue } from '@inspected-egress/terraform';

/** Where an engine stands, as applied. */
export interface FirewallSubnet {
  readonly id: string;
  readonly address: string;
  readonly availabilityZone: string;
}

/** Those of a `terraform show -json` of a state, in the order of their zones. */
export function firewallSubnetsOf(state: string): readonly FirewallSubnet[] {
  const { root_module: root } = objectOf(objectOf(JSON.parse(state) as JsonValue)['values']);
  return blocksOf(objectOf(root)['resources'])
    .filter(({ type, address }) => type === 'aws_subnet' && /-firewall_subnet_/u.test(textOf(address) ?? ''))
    .map(({ address, values }) => ({
      id: textOf(objectOf(values)['id']) ?? '',
      address: textOf(address) ?? '',
      availabilityZone: textOf(objectOf(values)['availability_zone']) ?? '',
    }))
    .sort((one, other) => one.availabilityZone.localeCompare(other.availabilityZone));
}
