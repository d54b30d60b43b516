/**
 * Type of a resource that stands for what an input should tell and does not, as `module` stands for what a module makes. Its
 * attributes: `reason`; `about`, which is `everything`, `occupants` (of subnets) or `firewall-endpoints`; and `subnet_ids` where
 * it is about these alone.
 */
export const UNTOLD_TYPE = 'untold';
