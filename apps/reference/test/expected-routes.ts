/** Routes of one zone with inspection after NAT, as `appliedNetwork` tells them. */
export const afterNat = (zone: string): readonly string[] => [
  `gateway ${zone} -> endpoint of ${zone}`,
  `${zone} firewall 0.0.0.0/0 -> igw`,
  `${zone} nat 0.0.0.0/0 -> endpoint of ${zone}`,
  `${zone} protected 0.0.0.0/0 -> nat`,
];

/** Before NAT replies come back through the NAT subnet; those of IPv6, which has no NAT, by the gateway's table. */
export const beforeNatDualStack = (zone: string, protectedBlock: string): readonly string[] => [
  `gateway ${zone} -> endpoint of ${zone}`,
  `${zone} firewall 0.0.0.0/0 -> nat`,
  `${zone} firewall ::/0 -> igw`,
  `${zone} nat 0.0.0.0/0 -> igw`,
  `${zone} nat ${protectedBlock} -> endpoint of ${zone}`,
  `${zone} protected 0.0.0.0/0 -> endpoint of ${zone}`,
  `${zone} protected ::/0 -> endpoint of ${zone}`,
];
