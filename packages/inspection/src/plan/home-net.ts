import type { IRoutedVpc } from '@inspected-egress/network';

/**
 * The blocks that inspected traffic comes from, as the firewall sees it: the value of HOME_NET.
 *
 * After NAT that is the NAT gateway's subnet, because the firewall never sees the workload; before NAT and without NAT
 * it is the protected subnet. IPv6 has no NAT, so it is always the protected subnet's. Isolated and endpoint subnets
 * have no way to the firewall and are left out. What comes in by a transit gateway comes from the blocks of spokes. EXTERNAL_NET needs no value: AWS defines the policy's as the negation
 * of its HOME_NET.
 *
 * A HOME_NET of workload blocks after NAT matches nothing, and a drop default then drops everything.
 *
 * @see Network Firewall guide, "Limitations and caveats for stateful rules"
 */
export function planHomeNet(vpc: IRoutedVpc): readonly string[] {
  const ipv4 = vpc.zones.map((zone) => {
    const { nat } = zone;
    if (nat === undefined || vpc.position === 'before-nat') return zone.subnets.protected?.cidrBlock;
    return vpc.zones.find(({ availabilityZone }) => availabilityZone === nat.availabilityZone)?.subnets.nat
      ?.cidrBlock;
  });
  const ipv6 = vpc.zones.map((zone) =>
    vpc.ipv6 === 'inspected' ? zone.subnets.protected?.ipv6CidrBlock : undefined,
  );
  const spokes = vpc.transit?.spokeCidrBlocks ?? [];
  return [...new Set([...ipv4, ...spokes, ...ipv6].filter((block) => block !== undefined))];
}
